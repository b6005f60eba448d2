"""Chords in four voices, one led to the next as textbooks ask: no parallel or hidden fifths and octaves, no doubled
leading note, sevenths that fall, a six-four that resolves over its bass. Chords in, notes out; nothing drawn or heard.

After Aldwell, Schachter and Cadwallader, Harmony and Voice Leading (5th edition), chapters 5 to 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise, permutations
from typing import Final

from drillgrok.domains.harmony.chords import DIMINISHED, MusicalKey
from drillgrok.domains.harmony.figures import Harmony, harmony
from drillgrok.domains.harmony.pitches import Pitch, letter

Voices = tuple[Pitch, Pitch, Pitch, Pitch]
"""Bass, tenor, alto, soprano."""
Passage = tuple[Voices, ...]

WIDEST_STEPS: Final = 14
"""Two octaves: what has room on one staff."""
_BASS_LOW, _BASS_HIGH = 14, 24
"""Steps between which a bass is looked for: C 2 to F 3."""
_LARGEST_GAP: Final = 12
_LARGEST_LEAP: Final = 5
"""Half steps by which an upper voice may move."""
_HALF_STEPS: Final = 12
_PERFECT: Final = frozenset({0, 7})
_STEP: Final = 2
KEPT: Final = 120
"""Ways to lead a progression that are kept, the smoothest first."""


def passages(key: MusicalKey, numerals: tuple[str, ...]) -> tuple[Passage, ...]:
    """Ways to lead the chords in this key, the smoothest first; no two begin and end alike. All lie within two
    octaves."""
    model = MusicalKey(3 if key.minor else 0, key.minor)
    moved = key.tonic - model.tonic
    steps = 4 * moved % 7
    return tuple(
        tuple(_voices(transposed(pitch, moved, steps) for pitch in voices) for voices in passage)
        for passage in _model_passages(model, numerals)
    )


def _voices(pitches: Iterator[Pitch]) -> Voices:
    bass, tenor, alto, soprano = pitches
    return bass, tenor, alto, soprano


def transposed(pitch: Pitch, fifths: int, steps: int) -> Pitch:
    """The note so far along the line of fifths and so many places higher; the two have to belong together."""
    step = pitch.step + steps
    return Pitch(pitch.fifths + fifths, (step - letter(pitch.fifths + fifths)) // 7)


@cache
def _model_passages(key: MusicalKey, numerals: tuple[str, ...]) -> tuple[Passage, ...]:
    chords = [harmony(key, numeral) for numeral in numerals]
    best: _Ways = {(each, each): (cost, (each,)) for each, cost in _positions(chords[0])}
    for before, after in pairwise(chords):
        found: _Ways = {}
        for each, own in _positions(after):
            for cost, passage in best.values():
                if sound(passage[-1], each, before, after):
                    total = cost + own + _movement(passage[-1], each)
                    ends = passage[0], each
                    if ends not in found or total < found[ends][0]:
                        found[ends] = total, (*passage, each)
        best = found
    ranked = sorted((way for way in best.values() if _span(way[1]) <= WIDEST_STEPS), key=lambda way: (way[0], way[1]))
    return tuple(passage for _, passage in ranked[:KEPT])


_Ways = dict[tuple[Voices, Voices], tuple[float, Passage]]
"""First and last chord -> the smoothest way between them, and what it costs."""


def _span(passage: Passage) -> int:
    steps = [pitch.step for voices in passage for pitch in voices]
    return max(steps) - min(steps)


def _movement(before: Voices, after: Voices) -> float:
    upper = sum(abs(b.midi - a.midi) for a, b in zip(before[1:], after[1:], strict=True))
    return upper + 0.25 * abs(before[0].midi - after[0].midi)


@cache
def _positions(chord: Harmony) -> tuple[tuple[Voices, float], ...]:
    """Every way to write a chord, with how unusual it is."""
    bass_name = chord.names[chord.inversion]
    found = []
    for members, cost in _members(chord):
        uppers = list(members)
        uppers.remove(bass_name)
        for octave in range(1, 5):
            bass = Pitch(bass_name, octave)
            if not _BASS_LOW <= bass.step <= _BASS_HIGH:
                continue
            for order in set(permutations(uppers)):
                found += [(voices, cost) for voices in _stacked(bass, order)]
    return tuple(sorted(found))


def _members(chord: Harmony) -> Iterator[tuple[tuple[int, ...], float]]:
    """The four notes by name, and how unusual the doubling is."""
    names = chord.names
    if len(names) > 3:
        yield names, 0.0
        if chord.inversion == 0 and chord.leading == names[1]:
            yield (names[0], names[0], names[1], names[3]), 2.0
        return
    diminished = tuple(name - names[0] for name in names) == DIMINISHED
    liked = _DOUBLED_IN[chord.inversion] if not diminished else (1,)
    for cost, member in enumerate(liked):
        if names[member] != chord.leading:
            yield (*names, names[member]), 2.0 * cost
    if chord.text in {"I", "i"}:
        yield (names[0], names[0], names[0], names[1]), 7.0


_DOUBLED_IN: Final = ((0, 2, 1), (0, 2, 1), (2,))
"""Inversion -> what is doubled, the best first."""


def _stacked(bass: Pitch, order: tuple[int, ...]) -> Iterator[Voices]:
    """The three upper notes in this order from below, each pair at most an octave apart."""
    lowest = bass.midi + 3
    for octave in (bass.octave, bass.octave + 1, bass.octave + 2):
        tenor = Pitch(order[0], octave)
        if not lowest <= tenor.midi <= bass.midi + 19:
            continue
        for alto in _above(tenor, order[1]):
            for soprano in _above(alto, order[2]):
                if soprano.step - bass.step <= WIDEST_STEPS:
                    yield bass, tenor, alto, soprano


def _above(pitch: Pitch, name: int) -> Iterator[Pitch]:
    for octave in range(pitch.octave - 1, pitch.octave + 3):
        found = Pitch(name, octave)
        if found.step > pitch.step and 0 < found.midi - pitch.midi <= _LARGEST_GAP:
            yield found


def sound(before: Voices, after: Voices, chord: Harmony, following: Harmony) -> bool:
    """Whether the second chord may follow the first in these voices."""
    return (
        all(_moves_well(a, b) for a, b in zip(before[1:], after[1:], strict=True))
        and abs(after[0].midi - before[0].midi) <= _HALF_STEPS
        and not any(_overlap(before, after, voice) for voice in range(3))
        and not any(_parallel(before, after, low, high) for low, high in combinations(range(4), 2))
        and not _hidden(before, after)
        and all(_obeys(a, b, chord, following) for a, b in zip(before, after, strict=True))
    )


def _moves_well(a: Pitch, b: Pitch) -> bool:
    """A small move, and no augmented or diminished one."""
    return abs(b.midi - a.midi) <= _LARGEST_LEAP and abs(b.fifths - a.fifths) <= 5


def _overlap(before: Voices, after: Voices, voice: int) -> bool:
    return after[voice].midi > before[voice + 1].midi or after[voice + 1].midi < before[voice].midi


def _parallel(before: Voices, after: Voices, low: int, high: int) -> bool:
    one, two = ((voices[high].midi - voices[low].midi) % _HALF_STEPS for voices in (before, after))
    return one == two and one in _PERFECT and before[low] != after[low] and before[high] != after[high]


def _hidden(before: Voices, after: Voices) -> bool:
    """Outer voices that leap the same way into a fifth or an octave."""
    bass, top = after[0].midi - before[0].midi, after[3].midi - before[3].midi
    return bass * top > 0 and abs(top) > _STEP and (after[3].midi - after[0].midi) % _HALF_STEPS in _PERFECT


def _obeys(a: Pitch, b: Pitch, chord: Harmony, following: Harmony) -> bool:
    """Leading notes rise, sevenths fall, and what a six-four suspends goes down a step."""
    if a.fifths == chord.leading and a.fifths not in following.names:
        return b.fifths == a.fifths - 5 and b.step == a.step + 1
    if a.fifths == chord.seventh:
        return b.step == a.step - 1 or b == a
    if chord.inversion == 2 and len(chord.names) == 3 and a.fifths != chord.names[2]:
        return b.step == a.step - 1
    return True
