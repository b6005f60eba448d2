"""A staff of five lines as a drawing and in words: clef, signature, notes and chords. Knows no question and no key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from drillgrok.domains.harmony.clefs import HIGHEST, LOWEST, Clef
from drillgrok.domains.harmony.pitches import LETTERS, Pitch, alteration, letter, typed
from drillgrok.model.domain import Surface
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import Item

Chord = tuple[Pitch, ...]
"""Notes that sound together, the lowest first; a note alone is a chord of one."""

HEAD = "▟█▛"
HEAD_WIDTH = len(HEAD)
POINTER = " ◄ "
"""Stands behind a marked note, so that it is told apart without colour."""
_LINES = (0, 2, 4, 6, 8)
_SIGNS = {-2: "♭♭", -1: "♭", 0: "♮", 1: "♯", 2: "×"}
_GAP = 4
"""Columns before, between and after chords."""
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True, slots=True)
class Staff:
    """What stands on one staff."""

    clef: Clef
    chords: tuple[Chord, ...]
    """One after the other; every accidental that the signature does not give is written, and holds for its note."""
    signature: int | None = None
    """Sharps, or as a negative number flats; None where no key is given this way."""
    caption: str = ""
    """A few words above the clef, such as the name of a key."""
    marked: Pitch | None = None
    """One of the notes, pointed at."""

    def dress(self, item: Item, _rng: Random) -> Item:
        """The item with this staff as its picture."""
        return replace(item, drawing=drawing(self))

    def surface(self) -> Surface:
        """What is seen of it by somebody who counts lines and signs."""
        return _surface(self)

    @property
    def signs(self) -> tuple[str, ...]:
        """The accidental before each note, empty where there is none."""
        return tuple(accidental(pitch.fifths, self.signature) for chord in self.chords for pitch in chord)

    @property
    def width(self) -> int:
        """Columns that the picture takes."""
        return drawing(self).width

    @property
    def heading(self) -> tuple[str, ...]:
        """In words, a line or none: what has to be known beside the notes."""
        signature = "" if self.signature is None else signature_words(self.signature).capitalize()
        return tuple(filter(None, [", ".join(filter(None, (signature, self.caption)))]))


def altered_by(signature: int, letter_place: int) -> int:
    """1 where the signature sharpens a letter, -1 where it flattens it, else 0."""
    sharps = "FCGDAEB".index(LETTERS[letter_place])
    if signature > 0:
        return int(sharps < signature)
    return -int(6 - sharps < -signature)


def accidental(fifths: int, signature: int | None) -> str:
    """The sign before a note of this name; empty where the signature already says it."""
    own = alteration(fifths)
    return "" if own == altered_by(signature or 0, letter(fifths)) else _SIGNS[own]


def drawing(staff: Staff) -> Drawing:
    """The staff in 16 rows: the caption, and a row for each place from HIGHEST to LOWEST."""
    ink = _Ink()
    ink.write_rows(staff.clef.shape)
    beside_clef = len(staff.clef.shape[0]) + 1
    column = _draw_signature(ink, staff, beside_clef) + _GAP
    for number, chord in enumerate(staff.chords):
        if number and max(map(len, staff.chords)) > 1:
            _draw_bar_line(ink, column - _GAP // 2 - 1)
            column += _GAP // 2
        column = _draw_chord(ink, staff, chord, column) + _GAP
    caption = Span(" " * beside_clef + staff.caption, Tone.STRONG)
    return Drawing(((caption,), *ink.rows(column)), spoken(staff))


class _Ink:
    """Cells by place and column; whatever is written last stands on top."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, Tone]] = {}

    def write(self, place: int, column: int, text: str, tone: Tone) -> None:
        for offset, char in enumerate(text):
            self._cells[place, column + offset] = (char, tone)

    def write_rows(self, rows: tuple[str, ...]) -> None:
        """A clef, from the highest place down; its blanks write nothing."""
        for down, row in enumerate(rows):
            for column, char in enumerate(row):
                if char != " ":
                    self.write(HIGHEST - down, column, char, Tone.PLAIN)

    def rows(self, width: int) -> tuple[DrawnLine, ...]:
        """The whole picture over its five lines, cells of one tone in one span."""
        return tuple(self._row(place, width) for place in range(HIGHEST, LOWEST - 1, -1))

    def _row(self, place: int, width: int) -> DrawnLine:
        blank = ("─" if place in _LINES else " ", Tone.FAINT)
        spans: list[Span] = []
        for column in range(width):
            char, tone = self._cells.get((place, column), blank)
            if spans and spans[-1].tone is tone:
                spans[-1] = Span(spans[-1].text + char, tone)
            else:
                spans.append(Span(char, tone))
        return tuple(spans)


def _draw_signature(ink: _Ink, staff: Staff, column: int) -> int:
    """The column after the signature."""
    signature = staff.signature or 0
    sign, places = ("♯", staff.clef.sharps) if signature > 0 else ("♭", staff.clef.flats)
    for place in places[: abs(signature)]:
        ink.write(place, column, sign, Tone.PLAIN)
        column += 2
    return column


def _draw_bar_line(ink: _Ink, column: int) -> None:
    for place in range(_LINES[0], _LINES[-1] + 1):
        ink.write(place, column, {0: "┴", 8: "┬"}.get(place, "┼" if place in _LINES else "│"), Tone.FAINT)


def _draw_chord(ink: _Ink, staff: Staff, chord: Chord, column: int) -> int:
    """The chord with its accidentals from `column` on; the column after it."""
    signs = [accidental(pitch.fifths, staff.signature) for pitch in chord]
    heads_at = column + max(map(len, signs)) + (1 if any(signs) else 0)
    places = [staff.clef.place(pitch) for pitch in chord]
    columns = [heads_at + HEAD_WIDTH * right for right in _displaced(places)]
    for place, at in zip(places, columns, strict=True):
        for ledger in _ledgers(place):
            ink.write(ledger, heads_at - 1, "─" * (HEAD_WIDTH + 2), Tone.FAINT)
            ink.write(ledger, at, "─" * (HEAD_WIDTH + 1), Tone.FAINT)
    for pitch, sign, place, at in zip(chord, signs, places, columns, strict=True):
        tone = Tone.ACCENT if pitch == staff.marked else Tone.STRONG
        ink.write(place, at, HEAD, tone)
        ink.write(place, heads_at - 1 - len(sign), sign, Tone.STRONG)
        if pitch == staff.marked:
            ink.write(place, max(columns) + HEAD_WIDTH, POINTER, Tone.ACCENT)
    return max(columns) + HEAD_WIDTH


def _displaced(places: list[int]) -> list[bool]:
    """Which heads stand to the right of the others: the upper one of each second."""
    right: list[bool] = []
    for number, place in enumerate(places):
        right.append(number > 0 and place - places[number - 1] <= 1 and not right[-1])
    return right


def _ledgers(place: int) -> range:
    """The places of the short lines that lead to a place outside the staff."""
    return range(10, place + 1, 2) if place > 0 else range(-2, place - 1, -2)


def spoken(staff: Staff) -> str:
    """All that the picture shows, a sentence each."""
    known = [f"{staff.clef.name} clef", "" if staff.signature is None else signature_words(staff.signature)]
    known.append(staff.caption.replace("♭", " flat").replace("♯", " sharp"))
    heading = ", ".join(filter(None, known))
    return " ".join([f"{heading[0].upper()}{heading[1:]}.", *_spoken_notes(staff)])


def signature_words(signature: int) -> str:
    """Such as `two flats`."""
    count = abs(signature)
    if not count:
        return "no sharps or flats"
    return f"{_NUMBERS[count]} {'sharp' if signature > 0 else 'flat'}{'' if count == 1 else 's'}"


def _spoken_notes(staff: Staff) -> list[str]:
    told = []
    if all(len(chord) == 1 for chord in staff.chords):
        told.append(", ".join(chord[0].said for chord in staff.chords) + ".")
    else:
        told += [f"Together: {', '.join(pitch.said for pitch in chord)}." for chord in staff.chords]
    if staff.marked is not None:
        told.append(f"Marked: {staff.marked.said}.")
    return told


def names(staff: Staff) -> str:
    """The notes by name, from the lowest: chords parted by a bar, single notes by blanks."""
    if all(len(chord) == 1 for chord in staff.chords):
        return "  ".join(chord[0].written for chord in staff.chords)
    return "  |  ".join("  ".join(pitch.written for pitch in chord) for chord in staff.chords)


def _surface(staff: Staff) -> Surface:
    """What is seen of a staff by somebody who counts lines and signs."""
    notes = [pitch for chord in staff.chords for pitch in chord]
    places = [[staff.clef.place(pitch) for pitch in chord] for chord in staff.chords]
    bottom, top = staff.chords[0][0], staff.chords[-1][-1]
    signature = "" if staff.signature is None else str(staff.signature)
    shape = " ".join("-".join(str(b - a) for a, b in pairwise(chord)) for chord in places)
    marked = "" if staff.marked is None else str(notes.index(staff.marked))
    return Surface(
        cues={
            "bottom place": str(places[0][0]),
            "top place": str(places[-1][-1]),
            "bottom letter": LETTERS[letter(bottom.fifths)],
            "bottom note": typed(bottom.fifths),
            "top letter": LETTERS[letter(top.fifths)],
            "top note": typed(top.fifths),
            "clef": staff.clef.name,
            "notes": str(len(notes)),
            "signs": "".join(staff.signs),
            "shape": shape,
            "shape and signs": f"{shape} {' '.join(staff.signs)}",
            "signature": signature,
            "caption": staff.caption,
            "signature and caption": f"{signature} {staff.caption}",
            "caption and shape": f"{staff.caption} {shape}",
            "bass": str(places[-1][0] - places[0][0]),
            "marked note": marked,
            "marked note and shape": f"{marked} {shape}",
        }
    )
