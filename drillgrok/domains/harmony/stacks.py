"""Notes that stand on a staff in every position, clef and octave that has room: what most questions are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from drillgrok.domains.harmony.chords import Names, inverted
from drillgrok.domains.harmony.clefs import Clef, Clefs
from drillgrok.domains.harmony.pitches import ascending, octaves_up, typed, written
from drillgrok.domains.harmony.questions import Reworded
from drillgrok.domains.harmony.staff import Chord, Staff, names


class NoteStack(NamedTuple):
    """Notes above each other, by their lowest possible writing and how far they stand above it."""

    names: Names
    """From the lowest."""
    inversion: int
    clef: Clef
    octaves: int

    @property
    def id(self) -> str:
        """Its name beside others of the same notes; it never changes."""
        return f"{self.clef.name} {self.inversion} {self.octaves}"

    @property
    def chord(self) -> Chord:
        """The notes."""
        return octaves_up(ascending(self.names), self.octaves)


def stacks(names: Names, clefs: Clefs) -> Iterator[NoteStack]:
    """A chord in close position: every inversion in each of these clefs and every octave."""
    for inversion in range(len(names)):
        yield from stacked(inverted(names, inversion), clefs, inversion)


def stacked(names: Names, clefs: Clefs, inversion: int = 0) -> Iterator[NoteStack]:
    """Notes in this order from the lowest, in each of these clefs and every octave."""
    pitches = ascending(names)
    for clef in clefs:
        for octaves in clef.octaves(pitches[0], pitches[-1]):
            yield NoteStack(names, inversion, clef, octaves)


def staff_of(stack: NoteStack, signature: int | None = None, caption: str = "") -> Staff:
    """The stack on its staff."""
    return Staff(stack.clef, (stack.chord,), signature, caption)


def group_id(names: Names) -> str:
    """A name for some notes in whatever order and octave."""
    return " ".join(sorted(map(typed, names)))


def chord_words(names: Names) -> str:
    """The names of some notes in one text."""
    return " ".join(map(written, names))


def by_name(staff: Callable[[], Staff], prompt: str, answers: tuple[str, ...]) -> Reworded:
    """The same question with the notes by name instead of on a staff."""
    shown = staff()
    return Reworded("\n".join((*shown.heading, names(shown), prompt)), answers)
