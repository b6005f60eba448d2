"""Drills that are heard and not seen, in equal temperament: intervals, chord qualities, degrees, cadences, rows of
chords and tunes. Each is heard in another key, octave and timbre every time: what an item keeps is how its notes lie to
one another, or to a first degree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import cache, partial
from itertools import product

from drillgrok.domains.harmony.by_passage import degrees as degrees_of
from drillgrok.domains.harmony.chords import MAJOR, MINOR, QUALITIES, MusicalKey, Names, chord
from drillgrok.domains.harmony.pitches import ascending
from drillgrok.domains.harmony.progressions import CADENCES, Progression, endings, openings, rows
from drillgrok.domains.harmony.questions import (
    Drill,
    HarmonyQuestion,
    Reworded,
    choice_field,
    no_two_alike,
    shuffled,
    typed_field,
)
from drillgrok.domains.harmony.sounds import Beat, Tune, broken
from drillgrok.domains.harmony.voices import Passage, passages

HEARD_KEYS = (MusicalKey(0, minor=False), MusicalKey(0, minor=True))
"""C stands for every key."""
_NOTE_MS, _CHORD_MS, _CADENCE_MS, _BROKEN_MS = 700, 1400, 750, 300
_REST = Beat((), 500)
_OCTAVE = 4
_HALF_STEPS = 12
_DEEP_MIDI = 42


def midis(names: Names) -> tuple[int, ...]:
    """The notes in close position, the first of them in the octave of middle C."""
    return tuple(pitch.midi for pitch in ascending(names, _OCTAVE))


def _heard(tune: Callable[[], Tune], prompt: str, answers: tuple[str, ...]) -> Reworded:
    """The same question with another sound."""
    return Reworded(prompt, answers, scene=tune())


def _tonic(key: MusicalKey) -> Beat:
    """The first chord of a key, over its root."""
    root, *upper = midis(chord(key.tonic, MINOR if key.minor else MAJOR))
    return Beat((root - _HALF_STEPS, root, *sorted(upper)), _CHORD_MS)


_LEAD_MS = 420
_LEADS_HOME = {"major": ("I", "IV", "V", "I"), "minor": ("i", "iv", "V", "i")}


@cache
def _cadence(key: MusicalKey) -> tuple[Beat, ...]:
    """What may be heard before notes of a key, or a drone below them. Where chords or the key itself are asked for,
    that would sound like an answer or be a part of it."""
    return beats_of(passages(key, _LEADS_HOME[key.mode])[0], _LEAD_MS)


# Intervals.

HEARD_INTERVALS = ("m2", "M2", "m3", "M3", "P4", "TT", "P5", "m6", "M6", "m7", "M7", "P8")
"""By semitones, from one to twelve."""
SAME_SOUND = {"TT": ("A4", "d5")}
"""Other names that are right."""
_WHICH_INTERVAL = "Listen: which interval?"


def heard_intervals() -> Drill:
    """The first chord of a key, then two notes, up, down or at once: which interval do they make?

    A group is the mode, where the lower note lies in it, and the interval. From another note of the scale the same
    interval is another group, and sounds like one.
    """
    asked = (
        _interval_heard(key, low, semitones, manner)
        for key in HEARD_KEYS
        for low in range(_HALF_STEPS)
        for semitones in range(1, _HALF_STEPS + 1)
        for manner in ("up", "down", "at once")
    )
    others = (name for names in SAME_SOUND.values() for name in names)
    return Drill(_WHICH_INTERVAL, typed_field(*HEARD_INTERVALS, *others), tuple(asked))


def _interval_heard(key: MusicalKey, low: int, semitones: int, manner: str) -> HarmonyQuestion:
    name = HEARD_INTERVALS[semitones - 1]
    answers = (name, *SAME_SOUND.get(name, ()))
    first = midis((0,))[0] + low
    in_turn = partial(_in_a_key, key, first, first + semitones, "in turn")
    return HarmonyQuestion(
        id=f"{key.mode} {low} {name}:{manner}",
        group=f"{key.mode} {low} {name}",
        answers=answers,
        scene=partial(_in_a_key, key, first, first + semitones, manner),
        parts=(name,),
        others=(partial(_heard, in_turn, _WHICH_INTERVAL, answers),),
    )


def _in_a_key(key: MusicalKey, low: int, high: int, manner: str) -> Tune:
    beats, spoken = two_notes(low, high, manner)
    told = f"A chord, then {spoken}"
    return Tune((_tonic(key), _REST, *beats), told, context=2, anywhere=True, cadence=_cadence(key))


def two_notes(low: int, high: int, manner: str) -> tuple[tuple[Beat, ...], str]:
    """Two notes up, down, at once, or in turn three times, and how that is told."""
    if manner == "at once":
        return (Beat((low, high), _CHORD_MS),), "two notes at once."
    if manner == "in turn":
        return (Beat((low,), _BROKEN_MS), Beat((high,), _BROKEN_MS)) * 3, "two notes in turn."
    order = (low, high) if manner == "up" else (high, low)
    return tuple(Beat((midi,), _NOTE_MS) for midi in order), "two notes, one after the other."


# Qualities.

_WHICH_CHORD = "Listen: which chord?"
_ALL_ALIKE = frozenset({"augmented", "diminished 7"})
"""Chords that sound alike in every inversion."""
SPACINGS = ("close", "open", "wide", "over its bass", "doubled")


def heard_qualities() -> Drill:
    """A chord in any inversion and spacing, at once or rolled: of which quality is it?

    A group is a quality, an inversion and a spacing, on every note.
    """
    asked = (
        _quality_heard(name, inversion, spacing, manner)
        for name, shape in QUALITIES.items()
        for inversion in range(1 if name in _ALL_ALIKE else len(shape))
        for spacing in SPACINGS
        for manner in ("at once", "rolled")
    )
    return Drill(_WHICH_CHORD, choice_field(*QUALITIES), tuple(asked))


def _quality_heard(name: str, inversion: int, spacing: str, manner: str) -> HarmonyQuestion:
    notes = spaced(midis(chord(0, QUALITIES[name])), inversion, spacing)
    return HarmonyQuestion(
        id=f"{name}:{inversion} {spacing} {manner}",
        group=f"{name} {inversion} {spacing}",
        answers=(name,),
        scene=partial(_sounding, notes, manner),
        surface=len(QUALITIES[name]),
        parts=(name,),
        others=(partial(_heard, partial(_sounding, notes, "note by note"), _WHICH_CHORD, (name,)),),
    )


def spaced(notes: tuple[int, ...], inversion: int, spacing: str) -> tuple[int, ...]:
    """A chord in close root position with another note below, and its notes further apart or doubled."""
    low, *rest = sorted((*notes[inversion:], *(note + _HALF_STEPS for note in notes[:inversion])))
    if spacing == "open":
        rest = [rest[0] + _HALF_STEPS, *rest[1:]]
    elif spacing == "wide":
        rest = [note + _HALF_STEPS for note in rest]
    elif spacing == "over its bass":
        rest = [low, *rest]
        low -= _HALF_STEPS
    elif spacing == "doubled":
        rest = [*rest, low + _HALF_STEPS]
    return tuple(sorted((low, *rest)))


_ROLLED_MS = 90


def _sounding(notes: tuple[int, ...], manner: str) -> Tune:
    if manner == "at once":
        return Tune((Beat(notes, _CHORD_MS),), "A chord.", anywhere=True)
    if manner == "rolled":
        return Tune((*broken((Beat(notes, 0),), _ROLLED_MS), Beat(notes, _CHORD_MS)), "A rolled chord.", anywhere=True)
    return Tune(broken((Beat(notes, _CHORD_MS),), _NOTE_MS // 2), "A chord, note by note.", anywhere=True)


# Degrees.

_WHICH_DEGREE = "Listen: which degree?"
_VOICINGS = 2


def heard_degrees() -> Drill:
    """Chords that settle a key, not all of them ending where it rests, then a note: which degree of the scale?

    A group is a mode, an opening and a degree, in every key and voicing; the note's octave has nothing to do with that
    of the chords.
    """
    asked = (
        question
        for key in HEARD_KEYS
        for opening in openings(key.mode)
        for number in range(1, 8)
        for question in _degrees_heard(key, opening, number)
    )
    return Drill(_WHICH_DEGREE, choice_field(*"1234567"), tuple(asked))


def _degrees_heard(key: MusicalKey, opening: Progression, number: int) -> Iterator[HarmonyQuestion]:
    group, right = f"{key.mode} {' '.join(opening)} {number}", (str(number),)
    scale = partial(_after_scale, key, number)
    for voicing, passage in enumerate(_by_top(key, opening)[:_VOICINGS]):
        yield HarmonyQuestion(
            id=f"{group}:{voicing}",
            group=group,
            answers=right,
            scene=partial(_after_chords, key, passage, number),
            parts=(f"{key.mode} {number}",),
            others=(partial(_heard, scale, _WHICH_DEGREE, right),),
        )


@cache
def _by_top(key: MusicalKey, numerals: Progression, most: int = 1) -> tuple[Passage, ...]:
    """The smoothest ways to lead some chords: so many for each note that may lie on top."""
    tops: dict[int, list[Passage]] = {}
    for passage in passages(key, numerals):
        tops.setdefault(passage[0][3].fifths, []).append(passage)
    return tuple(passage for ways in tops.values() for passage in ways[:most])


def beats_of(passage: Passage, length_ms: int = _CADENCE_MS) -> tuple[Beat, ...]:
    """Chords as sounds, an octave above where they are led where they lie deep."""
    deepest = min(pitch.midi for voices in passage for pitch in voices)
    up = _HALF_STEPS if deepest < _DEEP_MIDI else 0
    return tuple(Beat(tuple(pitch.midi + up for pitch in voices), length_ms) for voices in passage)


def _after_chords(key: MusicalKey, passage: Passage, number: int) -> Tune:
    opening = beats_of(passage)
    return Tune(
        (*opening, _REST, _degree(key, number)), "Some chords, then a note.", context=len(opening) + 1, anywhere=True
    )


def _after_scale(key: MusicalKey, number: int) -> Tune:
    scale = tuple(Beat((midi,), _BROKEN_MS) for midi in midis((*key.scale, key.tonic)))
    return Tune((*scale, _REST, _degree(key, number)), "A scale, then a note.", context=len(scale) + 1, anywhere=True)


def _degree(key: MusicalKey, number: int) -> Beat:
    return Beat(midis((key.scale[number - 1],)), _CHORD_MS)


# Cadences and rows of chords.

_WHICH_CADENCE = "Listen: which cadence?"


def heard_cadences() -> Drill:
    """The first chord of a key, then three chords: which cadence do the last two make?

    A group is a mode, the three chords and the note on top, in every key.
    """
    asked = (
        question
        for key in HEARD_KEYS
        for cadence, numerals in endings(key.mode)
        for question in _chords_heard(key, numerals, cadence, _WHICH_CADENCE)
    )
    return Drill(_WHICH_CADENCE, choice_field(*CADENCES), no_two_alike(asked))


_WHICH_DEGREES = "Listen: on which degrees? Type them in a row."


def heard_rows() -> Drill:
    """Three to five chords that begin on the first degree: on which degrees do they stand?

    A group is a mode and a row, in every key and voicing.
    """
    answers = {degrees_of(row) for key in HEARD_KEYS for row in rows(key.mode)}
    asked = (question for key in HEARD_KEYS for row in rows(key.mode) for question in _rows_heard(key, row))
    return Drill(_WHICH_DEGREES, typed_field(*answers), tuple(asked))


def _chords_heard(
    key: MusicalKey, numerals: Progression, answer: str, prompt: str
) -> Iterator[tuple[Hashable, HarmonyQuestion]]:
    for number, passage in enumerate(_by_top(key, numerals, _VOICINGS)):
        group = f"{key.mode} {' '.join(numerals)} {passage[0][3].written.rstrip('0123456789')}"
        question = HarmonyQuestion(
            id=f"{group}:{number}",
            group=group,
            answers=(answer,),
            scene=partial(_some_chords, key, passage, first=True),
            parts=(f"{key.mode} {' '.join(numerals[1:])}",),
            others=(partial(_heard, partial(_broken_chords, key, passage, first=True), prompt, (answer,)),),
        )
        yield (key.id, _in_any_octave(passage)), question


def _in_any_octave(passage: Passage) -> tuple[tuple[int, ...], ...]:
    """What is heard of it: every showing draws an octave."""
    lowest = min(pitch.midi for voices in passage for pitch in voices) // 12 * 12
    return tuple(tuple(sorted(pitch.midi - lowest for pitch in voices)) for voices in passage)


def _rows_heard(key: MusicalKey, row: Progression) -> Iterator[HarmonyQuestion]:
    name, right = f"{key.mode} {' '.join(row)}", (degrees_of(row),)
    for voicing, passage in enumerate(_by_top(key, row)[:_VOICINGS]):
        yield HarmonyQuestion(
            id=f"{name}:{voicing}",
            group=name,
            answers=right,
            scene=partial(_some_chords, key, passage, first=False),
            surface=len(row),
            parts=(key.mode,),
            others=(partial(_heard, partial(_broken_chords, key, passage, first=False), _WHICH_DEGREES, right),),
        )


def _some_chords(key: MusicalKey, passage: Passage, *, first: bool) -> Tune:
    if first:
        return Tune((_tonic(key), _REST, *beats_of(passage)), "A chord, then three chords.", anywhere=True)
    return Tune(beats_of(passage), "Some chords.", anywhere=True)


def _broken_chords(key: MusicalKey, passage: Passage, *, first: bool) -> Tune:
    before = (_tonic(key), _REST) if first else ()
    return Tune((*before, *broken(beats_of(passage), _BROKEN_MS)), "Chords, note by note.", anywhere=True)


# Tunes.

_WHICH_TUNE = "Listen: which degrees? Type them in a row."
TUNE_LENGTH = 4
_TUNES = 300
_WIDEST_STEP = 4
"""A fifth: the largest step of a tune."""


def dictation() -> Drill:
    """The first chord of a key, then four notes of its scale: which degrees?

    A group is the degrees, in major and minor and in every key.
    """
    tunes = _tunes()
    asked = (_tune_heard(key, tune) for tune in tunes for key in HEARD_KEYS)
    return Drill(_WHICH_TUNE, typed_field(*("".join(str(d % 7 + 1) for d in tune) for tune in tunes)), tuple(asked))


@cache
def _tunes() -> tuple[tuple[int, ...], ...]:
    """Places in the scale, 0 being the first degree and -1 the seventh below it: tunes that begin on a note of the
    first chord, never repeat a note at once and leap at most a fifth."""
    every = (
        (start, *rest)
        for start in (0, 2, 4)
        for rest in product(range(-3, 8), repeat=TUNE_LENGTH - 1)
        if all(0 < abs(b - a) <= _WIDEST_STEP for a, b in zip((start, *rest), rest, strict=False))
    )
    spread: dict[str, tuple[int, ...]] = {}
    for tune in shuffled(every, "tunes"):
        spread.setdefault("".join(str(d % 7 + 1) for d in tune), tune)
    return tuple(spread.values())[:_TUNES]


def _tune_heard(key: MusicalKey, tune: tuple[int, ...]) -> HarmonyQuestion:
    right = ("".join(str(place % 7 + 1) for place in tune),)
    slow = partial(_tune, key, tune, slow=True)
    return HarmonyQuestion(
        id=f"{key.mode} {right[0]}",
        group=right[0],
        answers=right,
        scene=partial(_tune, key, tune, slow=False),
        parts=(key.mode,),
        others=(partial(_heard, slow, _WHICH_TUNE, right),),
    )


def _tune(key: MusicalKey, tune: tuple[int, ...], *, slow: bool) -> Tune:
    scale = midis(key.scale)
    notes = (scale[place % 7] + _HALF_STEPS * (place // 7) for place in tune)
    length_ms = _NOTE_MS if slow else _NOTE_MS * 2 // 3
    beats = tuple(Beat((midi,), length_ms) for midi in notes)
    told = "A chord, then four notes, slowly." if slow else "A chord, then four notes."
    return Tune((_tonic(key), _REST, *beats), told, anywhere=True, cadence=_cadence(key))
