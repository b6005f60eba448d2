"""Chords as names on the line of fifths, and keys with what stands on their degrees. Nothing drawn, nothing heard."""

from __future__ import annotations

from typing import NamedTuple

from drillgrok.domains.harmony.pitches import written

Names = tuple[int, ...]
"""Notes by their places on the line of fifths, the lowest first."""

MAJOR, MINOR, DIMINISHED, AUGMENTED = (0, 4, 1), (0, -3, 1), (0, -3, -6), (0, 4, 8)
DOMINANT_SEVENTH = (*MAJOR, -2)
DIMINISHED_SEVENTH = (*DIMINISHED, -9)
QUALITIES = {
    "major": MAJOR,
    "minor": MINOR,
    "diminished": DIMINISHED,
    "augmented": AUGMENTED,
    "dominant 7": DOMINANT_SEVENTH,
    "major 7": (*MAJOR, 5),
    "minor 7": (*MINOR, -2),
    "half-diminished 7": (*DIMINISHED, -2),
    "diminished 7": DIMINISHED_SEVENTH,
}
"""Each chord by how far its notes lie from its root along the line of fifths."""


def chord(root: int, shape: Names) -> Names:
    """The chord of a shape on a root, in root position."""
    return tuple(root + each for each in shape)


def inverted(names: Names, inversion: int) -> Names:
    """The same notes with another one below: 0 is root position."""
    return names[inversion:] + names[:inversion]


MAJOR_SCALE, MINOR_SCALE = (0, 2, 4, -1, 1, 3, 5), (0, 2, -3, -1, 1, -4, -2)


class MusicalKey(NamedTuple):
    """A tonic with a major or a natural minor scale."""

    tonic: int
    minor: bool

    @property
    def signature(self) -> int:
        """Sharps, or as a negative number flats."""
        return self.tonic - 3 if self.minor else self.tonic

    @property
    def mode(self) -> str:
        """`major` or `minor`."""
        return "minor" if self.minor else "major"

    @property
    def name(self) -> str:
        """Such as `E♭ major`."""
        return f"{written(self.tonic)} {self.mode}"

    @property
    def id(self) -> str:
        """A name for keys of items, the same for ever."""
        return f"{self.mode}{self.tonic}"

    @property
    def scale(self) -> Names:
        """Its seven degrees."""
        return chord(self.tonic, MINOR_SCALE if self.minor else MAJOR_SCALE)

    def numeral(self, numeral: str) -> Names:
        """The triad of a Roman numeral in this key, in root position.

        In minor V and vii° have the raised seventh degree.
        """
        offset, shape = NUMERALS[self.mode][numeral]
        return chord(self.tonic + offset, shape)


SIGNATURES = range(-7, 8)
"""Seven flats to seven sharps."""
KEYS = tuple(MusicalKey(signature + 3 * minor, bool(minor)) for minor in (0, 1) for signature in SIGNATURES)
"""Fifteen signatures, each in major and in minor."""

NUMERALS = {
    "major": {
        "I": (0, MAJOR),
        "ii": (2, MINOR),
        "iii": (4, MINOR),
        "IV": (-1, MAJOR),
        "V": (1, MAJOR),
        "vi": (3, MINOR),
        "viio": (5, DIMINISHED),
        "iv": (-1, MINOR),
    },
    "minor": {
        "i": (0, MINOR),
        "iio": (2, DIMINISHED),
        "III": (-3, MAJOR),
        "iv": (-1, MINOR),
        "V": (1, MAJOR),
        "VI": (-4, MAJOR),
        "VII": (-2, MAJOR),
        "viio": (5, DIMINISHED),
    },
}
"""Mode -> numeral -> root above the tonic and shape, on the line of fifths; the minor iv of a major key is borrowed."""
