"""Drills about single notes on a staff: intervals, modes, sums, mirrors and degrees. Chords have their own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from drillgrok.domains.harmony.chords import KEYS, SIGNATURES, MusicalKey, Names
from drillgrok.domains.harmony.clefs import Clef, Clefs
from drillgrok.domains.harmony.pitches import (
    SIMPLE_SPELLINGS,
    SPELLINGS,
    Pitch,
    alteration,
    can_be_written,
    letter,
    octaves_up,
    rising,
    typed,
    written,
)
from drillgrok.domains.harmony.questions import (
    Drill,
    HarmonyQuestion,
    Reworded,
    best_shares,
    choice_field,
    shuffled,
    typed_field,
)
from drillgrok.domains.harmony.stacks import by_name, group_id, stacked, staff_of
from drillgrok.domains.harmony.staff import Staff, signature_words
from drillgrok.domains.harmony.surface import names_surface
from drillgrok.model.domain import Surface
from drillgrok.model.item import Item

NOTE_NAMES = tuple(typed(fifths) for fifths in SPELLINGS)


# Intervals.

INTERVALS = tuple(
    quality + number
    for number, qualities in zip("234567", ("m M A", "d m M A", "d P A", "d P A", "d m M A", "d m M"), strict=True)
    for quality in qualities.split()
)
"""Every interval asked for, from the second to the seventh; the inversion of each is among them."""


def intervals(clefs: Clefs) -> Drill:
    """Two notes at once, spelled in every way with at most one double accidental: which interval?

    A group is two names, whichever of them is below, in every octave and clef: an interval and its inversion. Equal
    shapes on other letters, or with both notes altered alike, are other groups: that is what has to be found out.
    """
    pairs = [
        (low, high)
        for low in SPELLINGS
        for high in SPELLINGS
        if rising(high - low).name in INTERVALS and min(abs(alteration(low)), abs(alteration(high))) < 2
    ]
    above = best_shares((letter(high), (typed(high),)) for _, high in pairs)
    asked = (question for low, high in pairs for question in _intervals_of(low, high, clefs, above[letter(high)]))
    return Drill("Which interval?", typed_field(*INTERVALS, *NOTE_NAMES), tuple(asked))


def _intervals_of(low: int, high: int, clefs: Clefs, inverse_chance: float) -> Iterator[HarmonyQuestion]:
    interval = rising(high - low)
    right, group = (interval.name,), group_id((low, high))
    upwards = partial(Reworded, f"{written(low)} + {interval.name} = ?", (typed(high),), chance=inverse_chance)
    for stack in stacked((low, high), clefs):
        staff = partial(staff_of, stack)
        yield HarmonyQuestion(
            id=f"{typed(low)} {typed(high)}:{stack.id}",
            group=group,
            answers=right,
            scene=staff,
            surface=interval.steps,
            parts=right,
            others=(partial(by_name, staff, "Which interval?", right), upwards),
        )


# Modes.

MODES = {"lydian": -1, "ionian": 0, "mixolydian": 1, "dorian": 2, "aeolian": 3, "phrygian": 4, "locrian": 5}
"""Each mode by how far its final lies from the tonic of the major scale with its signature."""


def modes(clefs: Clefs) -> Drill:
    """A signature and a final: which mode? A group is both of them, in every octave and clef."""
    asked = (question for signature in SIGNATURES for mode in MODES for question in _modes_of(signature, mode, clefs))
    return Drill("Which mode?", choice_field(*sorted(MODES)), tuple(asked))


def _modes_of(signature: int, mode: str, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    final = signature + MODES[mode]
    group = f"{signature} {typed(final)}"
    for stack in stacked((final,), clefs):
        staff = partial(staff_of, stack, signature)
        yield HarmonyQuestion(
            id=f"{group}:{stack.id}",
            group=group,
            answers=(mode,),
            scene=staff,
            parts=(str(signature), mode),
            others=(partial(by_name, staff, "Which mode?", (mode,)), partial(_signature_of_mode, signature, mode)),
        )


def _signature_of_mode(signature: int, mode: str) -> Reworded:
    """One of four signatures."""
    asked = f"{written(signature + MODES[mode])} {mode}"
    others = shuffled((other for other in SIGNATURES if other != signature), asked)[:3]
    return Reworded(
        f"{asked}: which signature?",
        (signature_words(signature),),
        chance=1 / 4,
        choices=tuple(map(signature_words, shuffled((signature, *others), f"{asked} again"))),
    )


# Sums and mirrors.


@dataclass(frozen=True, slots=True)
class Anywhere:
    """Notes one after the other on one clef, each in an octave of its own at every showing."""

    clef: Clef
    names: Names

    def dress(self, item: Item, rng: Random) -> Item:
        """The item with the notes where they happen to stand."""
        pitches = [Pitch(fifths, 0) for fifths in self.names]
        rooms = [self.clef.octaves(pitch, pitch) for pitch in pitches]
        chords = [
            octaves_up((pitch,), room[int(rng.random() * len(room))])
            for pitch, room in zip(pitches, rooms, strict=True)
        ]
        return Staff(self.clef, tuple(chords)).dress(item, rng)

    def surface(self) -> Surface:
        """The names alone."""
        return names_surface(self.names)


def sums(clefs: Clefs) -> Drill:
    """Two notes: which third one do they make? The second, moved up as far as the first lies above C.

    A group is two names in either order.
    """
    return _pairs(clefs, lambda a, b: a + b, lambda a, b, _: group_id((a, b)), twins=True)


def mirrors(clefs: Clefs) -> Drill:
    """Two notes: which third one do they make? The second, as far on the other side of the first.

    A group is the middle note and both notes about it, for each of these gives the other.
    """
    return _pairs(clefs, lambda a, b: 2 * a - b, lambda a, b, c: f"{typed(a)}: {group_id((b, c))}", twins=False)


def _pairs(
    clefs: Clefs, combine: Callable[[int, int], int], group: Callable[[int, int, int], str], *, twins: bool
) -> Drill:
    """All pairs of names without double accidentals, with or without pairs of one name; the third note may have one."""
    names = SIMPLE_SPELLINGS
    asked = [(a, b, combine(a, b)) for a in names for b in names if twins or a != b]
    questions = [
        HarmonyQuestion(
            id=f"{clef.name}:{typed(a)} {typed(b)}",
            group=group(a, b, c),
            answers=(typed(c),),
            scene=partial(Anywhere, clef, (a, b)),
            parts=(typed(a), typed(b)),
            others=(
                partial(Reworded, f"{written(a)}  {written(b)}\nWhich note?", (typed(c),)),
                partial(Reworded, f"{written(a)} and ? make {written(c)}.\nWhich note?", (typed(b),)),
            ),
        )
        for clef in clefs
        for a, b, c in asked
        if can_be_written((c,))
    ]
    return Drill("Which note?", typed_field(*NOTE_NAMES), tuple(questions))


# Degrees.


def degrees(clefs: Clefs) -> Drill:
    """A signature, the word major or minor, and a note: which degree of the scale?

    A group is a key and a note of it, in every octave and clef.
    """
    asked = (question for key in KEYS for number in range(1, 8) for question in _degrees_of(key, number, clefs))
    return Drill("Which degree?", choice_field(*"1234567"), tuple(asked))


def _degrees_of(key: MusicalKey, number: int, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    right = (str(number),)
    for stack in stacked((key.scale[number - 1],), clefs):
        staff = partial(staff_of, stack, key.signature, key.mode)
        yield HarmonyQuestion(
            id=f"{key.id} {number}:{stack.id}",
            group=f"{key.id} {number}",
            answers=right,
            scene=staff,
            parts=(key.id, *right),
            others=(partial(by_name, staff, "Which degree?", right), partial(_note_of_degree, key, number)),
        )


def _note_of_degree(key: MusicalKey, number: int) -> Reworded:
    """Four notes: the right one, the same letter altered, and its two neighbours in the scale."""
    right = key.scale[number - 1]
    altered = right + (7 if alteration(right) <= 0 else -7)
    shown = (right, altered, key.scale[number % 7], key.scale[number - 2])
    return Reworded(
        f"{signature_words(key.signature).capitalize()}, {key.mode}.\nWhich note is degree {number}?",
        (written(right),),
        chance=1 / 4,
        choices=shuffled(map(written, shown), f"{key.id} {number}"),
    )
