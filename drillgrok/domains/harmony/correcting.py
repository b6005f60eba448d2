"""A miss on a staff or by ear: beside what was asked stands, or sounds, what the given answer would have been right
for, as near to it as the drill has one. Knows no drill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from heapq import nlargest
from itertools import chain
from typing import Final

from drillgrok.domains.harmony.clefs import CLEFS, Clef
from drillgrok.domains.harmony.pitches import Pitch, parse_pitch
from drillgrok.domains.harmony.sounds import Beat, Tune, in_time
from drillgrok.domains.harmony.staff import Chord, Staff, drawing
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, in_words
from drillgrok.model.drawing import Drawing, Sound, Span, Tone
from drillgrok.model.item import Item

_CHORD_MS: Final = 1200
_WIDEST: Final = 80
_CANDIDATES: Final = 8
"""Items that may stand for a given answer, since some of them are held out."""
Likeness = tuple[int, ...]


def nearest_staves(asked: Staff, others: Iterable[tuple[int, Staff]]) -> list[tuple[int, Staff]]:
    """Of other staves with their numbers, those most like this, the nearest first; only those with its clef, signature
    and caption."""

    def alike(numbered: tuple[int, Staff]) -> Likeness:
        notes, its = set(chain.from_iterable(asked.chords)), set(chain.from_iterable(numbered[1].chords))
        far = abs(asked.chords[0][0].step - numbered[1].chords[0][0].step)
        return len(notes & its), -far, -numbered[0]

    fitting = (each for each in others if _heads(each[1]) == _heads(asked))
    return nlargest(_CANDIDATES, fitting, key=alike)


def _heads(staff: Staff) -> tuple[object, ...]:
    return staff.clef, staff.signature, staff.caption


def staff_corrected(asked: Staff, item: Item, given: str, others: Iterable[tuple[int, Staff]]) -> Corrected:
    """The staff that was asked with the right answer's name below it, and another with the given one's: the nearest, or
    without it the next one."""
    return _beside_a_staff(asked, item, given, nearest_staves(asked, others))


def _beside_a_staff(asked: Staff, item: Item, given: str, ranked: Sequence[tuple[int, Staff]]) -> Corrected:
    own = _played(asked.chords, item.right)
    fitting = (each for each in enumerate(ranked, start=1) if _both(asked, each[1][1]).width <= _WIDEST)
    place, (number, staff) = next(fitting, (0, (0, asked)))
    if not place:
        return replace(in_words(item.right, given), frames=(_named(asked, asked, item.right, ""),), sounds=(own,))
    return replace(
        in_words(item.right, given),
        frames=(_named(_both(asked, staff), asked, item.right, given),),
        sounds=(own, _played(staff.chords, given)),
        others=(number,),
        alone=partial(_beside_a_staff, asked, item, given, ranked[place:]),
    )


def _both(asked: Staff, other: Staff) -> Staff:
    """Two staves as one."""
    return replace(asked, chords=(*asked.chords, *other.chords))


_TOLD: Final = re.compile(r"([A-G])( double flat| flat| double sharp| sharp|) (-?\d)")
_ALTERED: Final = {" double flat": "bb", " flat": "b", "": "", " sharp": "#", " double sharp": "x"}


def note_corrected(item: Item, given: str) -> Corrected:
    """A note that is asked for, on the staff of those that were shown: the right one, and the one that was given. In
    words where the answer is no note."""
    words = in_words(item.right, given)
    told = item.drawing.spoken if item.drawing else ""
    clef = next((clef for clef in CLEFS if told.casefold().startswith(clef.name)), None)
    if clef is None:
        return words
    shown = [parse_pitch(f"{letter}{_ALTERED[sign]}{octave}") for letter, sign, octave in _TOLD.findall(told)]
    asked = [pitch for pitch in shown if pitch is not None]
    right = _placed(clef, item.right, asked)
    if not asked or right is None:
        return words
    own = _placed(clef, given, asked)
    staff = Staff(clef, tuple((pitch,) for pitch in asked))
    answered = Staff(clef, (*staff.chords, (right,), *(((own,),) if own else ())))
    before = Staff(clef, (*staff.chords, (right,)))
    labels = [Span(f"{RIGHT_SIGN} {item.right}".ljust(before.width - staff.width), Tone.RIGHT)]
    labels += [Span(f"{WRONG_SIGN} {given}", Tone.WRONG)] if own else []
    drawn = drawing(answered)
    frame = Drawing((*drawn.lines, (Span(" " * staff.width), *labels)), f"{drawn.spoken} Right: {item.right}.")
    sounds = [_played((*staff.chords, (note,)), name) for note, name in ((right, item.right), (own, given)) if note]
    return replace(words, frames=(frame,), sounds=tuple(sounds))


def _placed(clef: Clef, name: str, asked: list[Pitch]) -> Pitch | None:
    """A note by its name, in the octave that is nearest to the last one shown; None where it is no note."""
    named = parse_pitch(name, octave=0)
    if named is None or not asked:
        return None
    octaves = (Pitch(named.fifths, octave) for octave in clef.octaves(named, named))
    return min(octaves, key=lambda pitch: abs(pitch.step - asked[-1].step), default=None)


def _named(whole: Staff, asked: Staff, right: str, given: str) -> Drawing:
    """A staff with names below its chords: of those that were asked, and of what comes after them."""
    drawn = drawing(whole)
    begins = len(whole.clef.shape[0]) + 1
    rows = [Span(" " * begins), Span(f"{RIGHT_SIGN} {right}", Tone.RIGHT)]
    spoken = f"{drawn.spoken} Right: {right}."
    if given:
        at = max(asked.width, begins + len(right) + 4)
        rows += [Span(" " * (at - begins - len(right) - 2)), Span(f"{WRONG_SIGN} {given}", Tone.WRONG)]
        spoken = f"{spoken} Beside it: {given}."
    return Drawing((*drawn.lines, tuple(rows)), spoken)


def _played(chords: tuple[Chord, ...], name: str) -> Sound:
    beats = tuple(Beat(tuple(pitch.midi for pitch in chord), _CHORD_MS) for chord in chords)
    return Sound(tuple(in_time(beats)), name)


def nearest_tunes(asked: Tune, others: Iterable[tuple[int, Tune]]) -> list[tuple[int, Tune]]:
    """Of other tunes with their numbers, those most like this, the nearest first: with the most beats in common, then
    the nearest bass."""

    def alike(numbered: tuple[int, Tune]) -> Likeness:
        pairs = list(zip(asked.beats, numbered[1].beats, strict=False))
        same = sum(one == other for one, other in pairs)
        far = sum(abs(min(one.midis) - min(other.midis)) for one, other in pairs if one.midis and other.midis)
        return same, -far, -numbered[0]

    return nlargest(_CANDIDATES, others, key=alike)


def tune_corrected(asked: Tune, item: Item, given: str, others: Iterable[tuple[int, Tune]]) -> Corrected:
    """What was heard, and what the given answer sounds like in the same key, timbre and octave: in the nearest item, or
    without it in the next one."""
    return _beside_a_tune(asked, item, given, nearest_tunes(asked, others))


def _beside_a_tune(asked: Tune, item: Item, given: str, ranked: Sequence[tuple[int, Tune]]) -> Corrected:
    words = in_words(item.right, given)
    if item.sound is None:
        return words
    heard = replace(item.sound, spoken=item.right)
    if not ranked:
        return replace(words, sounds=(heard,))
    (number, tune), *rest = ranked
    own = _as_heard(tune, _moved(asked, item.sound), item.sound, given)
    further = partial(_beside_a_tune, asked, item, given, rest)
    return replace(words, sounds=(heard, own), others=(number,), alone=further)


def _as_heard(tune: Tune, moved: int, heard: Sound, name: str) -> Sound:
    """A tune in the key that another was moved to, near to where that was heard, by the same instrument."""
    key = moved % _OCTAVE
    lowest = min((note.midi for note in heard.notes), default=0.0)
    its = min((midi for beat in tune.beats for midi in beat.midis), default=0) + key
    steps = key + _OCTAVE * round((lowest - its) / _OCTAVE)
    beats = tuple(Beat(tuple(midi + steps for midi in beat.midis), beat.length_ms) for beat in tune.beats)
    return Sound(tuple(in_time(beats)), name, heard.timbre)


def _moved(asked: Tune, heard: Sound) -> int:
    """Half steps that a tune was moved by when it was heard."""
    written = next((min(beat.midis) for beat in asked.beats if beat.midis), 0)
    first = min(heard.notes, key=lambda note: (note.start_ms, note.midi), default=None)
    return 0 if first is None else round(first.midi) - written


_OCTAVE: Final = 12
