"""Notes in the rows of a list: shown on a staff, played, or judged. `C4+E4+G4 F4` is a chord and then a note."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from random import Random

from drillgrok.domains.harmony.chords import SIGNATURES
from drillgrok.domains.harmony.clefs import CLEFS, Clef
from drillgrok.domains.harmony.pitches import Pitch, parse_pitch
from drillgrok.domains.harmony.sounds import Beat, Tune
from drillgrok.domains.harmony.staff import Chord, Staff
from drillgrok.model.domain import BARE, Surface, Way, WayKind
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.options import COLUMN, DomainOption, OneOf

_WIDEST = 76
"""Columns."""
_SAMPLE = "C4+E4+G4 F4"
_SIGNATURES = frozenset(map(str, SIGNATURES))
_ALONE_MS, _TOGETHER_MS, _REST_MS = 700, 1200, 500


def parse_notes(text: str, *, octave: int | None = None) -> tuple[Chord, ...] | None:
    """Chords parted by blanks, their notes by plus signs; notes without an octave take the one given.

    None where the text is something else or holds no note.
    """
    chords = [[parse_pitch(note, octave=octave) for note in chord.split("+")] for chord in text.split()]
    found = [tuple(pitch for pitch in chord if pitch is not None) for chord in chords]
    whole = found and all(len(kept) == len(chord) for kept, chord in zip(found, chords, strict=True))
    return tuple(tuple(sorted(chord, key=lambda pitch: pitch.step)) for chord in found) if whole else None


def _no_notes(column: str, text: str) -> str:
    return f"{text!r} in {column!r} is not notes; write them such as {_SAMPLE}."


# On a staff.


@dataclass(frozen=True, slots=True)
class StaffWay(Way):
    """Shows a column's notes on a staff. Other columns may give clef, signature and caption."""

    options: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that the options name."""
        return tuple(self.options.values())

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row."""
        made = self._staff(cells)
        return made if isinstance(made, str) else None

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item with its staff, or as text where the row has a flaw."""
        made = self._staff(cells)
        return item if isinstance(made, str) else made.dress(item, rng)

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """That of its staff."""
        made = self._staff(cells)
        return BARE if isinstance(made, str) else made.surface()

    def _staff(self, cells: Mapping[str, str]) -> Staff | str:
        """The staff of a row, or what is wrong with it."""
        column = self.options["staff"]
        chords = parse_notes(cells[column])
        if chords is None:
            return _no_notes(column, cells[column])
        signature, asked, caption = (self._cell(cells, option) for option in ("signature", "clef", "caption"))
        if signature and signature not in _SIGNATURES:
            return f"{signature!r} is not a signature; write -7 (seven flats) to 7 (seven sharps)."
        clef = next((clef for clef in CLEFS if asked in {"", clef.name} and _has_room(clef, chords)), None)
        if clef is None:
            return "The notes have no room on a staff, or the clef is none of treble, bass, alto and tenor."
        staff = Staff(clef, chords, int(signature) if signature else None, caption)
        return staff if staff.width <= _WIDEST else f"These are too many notes for {_WIDEST} columns."

    def _cell(self, cells: Mapping[str, str], option: str) -> str:
        """The cell of the column that an option names; empty without the option."""
        return cells[self.options[option]].strip() if option in self.options else ""


def _has_room(clef: Clef, chords: tuple[Chord, ...]) -> bool:
    notes = sorted((pitch for chord in chords for pitch in chord), key=lambda pitch: pitch.step)
    return 0 in clef.octaves(notes[0], notes[-1])


STAFF = WayKind(
    "on a staff",
    (
        DomainOption("staff", "the column of the notes", COLUMN, default=None),
        DomainOption("clef", "a column: treble, bass, alto, tenor, or empty for one with room", COLUMN),
        DomainOption("signature", "a column: -7 for seven flats to 7 for seven sharps, or empty", COLUMN),
        DomainOption("caption", "a column: what stands above", COLUMN),
    ),
    lambda told: StaffWay(_given(told)),
)


def _given(told: Mapping[str, str]) -> dict[str, str]:
    """The columns that are named."""
    return {option: column for option, column in told.items() if column}


# Played.


@dataclass(frozen=True, slots=True)
class PlayWay(Way):
    """Plays a column's notes, after those of another column where one is named."""

    options: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that the options name."""
        return tuple(self.options.values())

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row."""
        return next((_no_notes(name, cells[name]) for name in self.columns if parse_notes(cells[name]) is None), None)

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item with its sound, or without where the row has a flaw."""
        return item if self.flaw(cells) is not None else self._tune(cells).dress(item, rng)

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """That of its sound."""
        return BARE if self.flaw(cells) is not None else self._tune(cells).surface()

    def _tune(self, cells: Mapping[str, str]) -> Tune:
        asked = _beats(cells[self.options["play"]])
        before = _beats(cells[self.options["after"]]) if "after" in self.options else ()
        rest = (Beat((), _REST_MS),) if before else ()
        return Tune((*before, *rest, *asked), "Some notes.")


def _beats(text: str) -> tuple[Beat, ...]:
    return tuple(
        Beat(tuple(pitch.midi for pitch in chord), _ALONE_MS if len(chord) == 1 else _TOGETHER_MS)
        for chord in parse_notes(text) or ()
    )


PLAY = WayKind(
    "as sound",
    (
        DomainOption("play", "the column of the notes", COLUMN, default=None),
        DomainOption("after", "a column: the notes that are heard first", COLUMN),
    ),
    lambda told: PlayWay(_given(told)),
)


# Judged.

_LIKENESS: dict[str, Callable[[Pitch], Hashable]] = {
    "exact": lambda pitch: pitch,
    "any-octave": lambda pitch: pitch.fifths,
    "any-spelling": lambda pitch: pitch.midi % 12,
}
"""What has to be the same for two notes to count as one. Without a spelling the octave is free too."""
_ANY_OCTAVE = 4


@dataclass(frozen=True, slots=True)
class NotesWay(Way):
    """Takes every way to write the right notes."""

    likeness: str
    columns: tuple[str, ...] = ()

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row's answer."""
        return None if self._notes(cells["answer"]) is not None else _no_notes("answer", cells["answer"])

    def field(self, _answers: AnswerField) -> AnswerField:
        """An open line of note names."""
        return AnswerField(AnswerKind.TEXT, alphabet=frozenset("ABCDEFGabcdefg#bx♯♭×0123456789-+ "))

    def dress(self, item: Item, _cells: Mapping[str, str], _rng: Random) -> Item:
        """The item with a judge that compares notes."""
        right = {self._notes(answer) for answer in item.accepts}
        return replace(item, judge=lambda text: (notes := self._notes(text)) is not None and notes in right)

    def _notes(self, text: str) -> tuple[tuple[Hashable, ...], ...] | None:
        chords = parse_notes(text, octave=None if self.likeness == "exact" else _ANY_OCTAVE)
        like = _LIKENESS[self.likeness]
        return None if chords is None else tuple(tuple(sorted(map(like, chord), key=repr)) for chord in chords)


NOTES = WayKind(
    "the answer is notes",
    (DomainOption("notes", "which notes count as the same", OneOf(tuple(_LIKENESS)), default=None),),
    lambda told: NotesWay(told["notes"]),
)
