"""Roman numerals with figures, sevenths and applied dominants: `V65`, `vii/o7`, `V7/ii`. From a text and a key to
notes; nothing voiced, drawn or heard."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from drillgrok.domains.harmony.chords import (
    DIMINISHED_SEVENTH,
    DOMINANT_SEVENTH,
    MAJOR,
    NUMERALS,
    QUALITIES,
    MusicalKey,
    Names,
    chord,
)

TRIAD_FIGURES: Final = ("", "6", "64")
SEVENTH_FIGURES: Final = ("7", "65", "43", "42")
"""By inversion."""
SEVENTHS: Final = {
    "major": {
        "I": "major 7",
        "ii": "minor 7",
        "iii": "minor 7",
        "IV": "major 7",
        "V": "dominant 7",
        "vi": "minor 7",
        "vii/o": "half-diminished 7",
    },
    "minor": {
        "i": "minor 7",
        "ii/o": "half-diminished 7",
        "III": "major 7",
        "iv": "minor 7",
        "V": "dominant 7",
        "VI": "major 7",
        "VII": "dominant 7",
        "viio": "diminished 7",
    },
}
"""Mode -> numeral -> the kind of its seventh chord. `o` is diminished, `/o` half-diminished."""
TARGETS: Final = {"major": ("ii", "iii", "IV", "V", "vi"), "minor": ("III", "iv", "V", "VI", "VII")}
"""What a dominant is applied to: degrees with a chord that can be a tonic, but for the first."""


class Harmony(NamedTuple):
    """A chord in a key."""

    text: str
    """Such as `ii65`."""
    names: Names
    """In root position."""
    inversion: int
    leading: int | None
    """The note that must not be doubled and wants to rise, on the line of fifths; None where there is none."""

    @property
    def seventh(self) -> int | None:
        """The note that wants to fall."""
        return self.names[3] if len(self.names) > 3 else None


@cache
def harmony(key: MusicalKey, text: str) -> Harmony:
    """The chord of a numeral with figures. Raises KeyError or ValueError for what is none in this key."""
    plain, _, target = text.partition("/") if "/o" not in text else (text.replace("/o", "ø"), "", "")
    base = plain.rstrip("0123456789")
    figure = plain[len(base) :]
    base = base.replace("ø", "/o")
    inversion = (SEVENTH_FIGURES if figure in SEVENTH_FIGURES else TRIAD_FIGURES).index(figure)
    if target:
        tonic = key.numeral(target)[0]
        root, shape = _APPLIED[base]
        names = chord(tonic + root, DOMINANT_SEVENTH if base == "V" and figure in SEVENTH_FIGURES else shape)
        return Harmony(text, names, inversion, tonic + 5)
    leading = key.tonic + 5
    if figure in SEVENTH_FIGURES:
        root = key.numeral(base.replace("/o", "o"))[0]
        names = chord(root, QUALITIES[SEVENTHS[key.mode][base]])
    else:
        names = key.numeral(base)
    dominant = base in {"V", "viio", "vii/o"}
    return Harmony(text, names, inversion, leading if dominant else None)


_APPLIED: Final = {"V": (1, MAJOR), "viio": (5, DIMINISHED_SEVENTH)}


@cache
def texts(mode: str) -> tuple[str, ...]:
    """Every numeral of a mode with its figures: triads, seventh chords, and dominants applied to another degree."""
    triads = [n + figure for n in NUMERALS[mode] if mode == "minor" or n != "iv" for figure in TRIAD_FIGURES]
    sevenths = [n + figure for n in SEVENTHS[mode] for figure in SEVENTH_FIGURES]
    applied = [f"{n}{figure}/{to}" for to in TARGETS[mode] for n in ("V", "viio") for figure in SEVENTH_FIGURES]
    return (*triads, *sevenths, *applied)
