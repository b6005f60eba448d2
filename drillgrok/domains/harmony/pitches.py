"""Names of notes as places on the line of fifths, and the intervals between them. No keys, no chords, nothing drawn.

... B♭ F C G D A E B F♯ C♯ ...: C is 0, each fifth up adds 1, a sharp adds 7. Every spelling has a place of its own, so
C flat is not B, and transposing is adding (the line of fifths: Temperley 2001, The Cognition of Basic Musical
Structures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LETTERS = "CDEFGAB"
_SEMITONES = (0, 2, 4, 5, 7, 9, 11)
"""Above C, by letter."""
_TYPED = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "x"}
_SIGNS = {-2: "♭♭", -1: "♭", 0: "", 1: "♯", 2: "×"}
_SAID = {-2: " double flat", -1: " flat", 0: "", 1: " sharp", 2: " double sharp"}
FLATTEST, SHARPEST = -15, 19
"""F double flat and B double sharp: the ends of what can be written."""
SPELLINGS = range(FLATTEST, SHARPEST + 1)
SIMPLE_SPELLINGS = range(-8, 13)
"""F flat to B sharp: the 21 names without double accidentals."""


def letter(fifths: int) -> int:
    """The letter's place in LETTERS."""
    return 4 * fifths % 7


def alteration(fifths: int) -> int:
    """Semitones that the accidental adds: -2 for a double flat, 0 for none, 1 for a sharp."""
    return (fifths + 1) // 7


def spelling(letter_place: int, altered: int) -> int:
    """The place on the line of fifths of a letter with an accidental."""
    return (2 * letter_place + 1) % 7 - 1 + 7 * altered


def typed(fifths: int) -> str:
    """As it is typed: `Eb`, `F#`, `Bbb`, `Cx`."""
    return LETTERS[letter(fifths)] + _TYPED[alteration(fifths)]


def written(fifths: int) -> str:
    """As it is written: `E♭`, `F♯`, `B♭♭`, `C×`."""
    return LETTERS[letter(fifths)] + _SIGNS[alteration(fifths)]


def said(fifths: int) -> str:
    """As it is read aloud: `E flat`."""
    return LETTERS[letter(fifths)] + _SAID[alteration(fifths)]


def can_be_written(fifths: Sequence[int]) -> bool:
    """Whether no name needs more than a double accidental."""
    return all(FLATTEST <= each <= SHARPEST for each in fifths)


class Interval(NamedTuple):
    """From one note up to another: so far along the line of fifths, and so many places on the staff."""

    fifths: int
    steps: int

    @property
    def name(self) -> str:
        """Quality and number: `m3`, `P5`, `A4`, `d7`, `AA1`."""
        return quality(self.fifths) + str(self.steps + 1)


def quality(fifths: int) -> str:
    """The quality of every interval that moves so far along the line: P, M, m, A, d, then AA, dd and so on."""
    if abs(fifths) <= 1:
        return "P"
    if abs(fifths) <= 5:
        return "M" if fifths > 0 else "m"
    return ("A" if fifths > 0 else "d") * ((abs(fifths) + 1) // 7)


def rising(fifths: int) -> Interval:
    """The interval of less than an octave that moves so far along the line."""
    return Interval(fifths, 4 * fifths % 7)


class Pitch(NamedTuple):
    """A written note. Its octave is its letter's: C flat 4 sounds a semitone below C 4, in octave 3."""

    fifths: int
    octave: int

    @property
    def step(self) -> int:
        """Its height on a staff: C 0 is 0, one more for each letter."""
        return 7 * self.octave + letter(self.fifths)

    @property
    def midi(self) -> int:
        """Its sounding height in semitones: A 4 is 69."""
        return 12 * (self.octave + 1) + _SEMITONES[letter(self.fifths)] + alteration(self.fifths)

    @property
    def written(self) -> str:
        """Such as `E♭4`."""
        return f"{written(self.fifths)}{self.octave}"

    @property
    def said(self) -> str:
        """Such as `E flat 4`."""
        return f"{said(self.fifths)} {self.octave}"


def ascending(names: Sequence[int], octave: int = 0) -> tuple[Pitch, ...]:
    """Notes with these names, the first in `octave` and each of the others as low as it can stand above the last."""
    pitches = [Pitch(names[0], octave)]
    for name in names[1:]:
        below = pitches[-1]
        pitches.append(Pitch(name, (below.step + 7 - letter(name)) // 7))
    return tuple(pitches)


def octaves_up(pitches: Sequence[Pitch], octaves: int) -> tuple[Pitch, ...]:
    """The same names so many octaves higher."""
    return tuple(Pitch(pitch.fifths, pitch.octave + octaves) for pitch in pitches)


_NOTE = re.compile(r"([A-Ga-g])(bb|b|##|#|x|♭♭|♭|𝄫|♯♯|♯|𝄪|×|♮|)(-?\d?)")
_ALTERATIONS = {"##": 2, "♯♯": 2, "𝄪": 2, "𝄫": -2, "♮": 0} | {
    sign: k for signs in (_TYPED, _SIGNS) for k, sign in signs.items()
}


def parse_pitch(text: str, *, octave: int | None = None) -> Pitch | None:
    """`Eb4` -> a pitch; a note without octave takes the one given. None where the text is no note."""
    found = _NOTE.fullmatch(text)
    if found is None or (not found[3] and octave is None):
        return None
    try:
        height = int(found[3]) if found[3] else octave
    except ValueError:
        return None
    return None if height is None else Pitch(spelling(LETTERS.index(found[1].upper()), _ALTERATIONS[found[2]]), height)
