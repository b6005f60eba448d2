"""Which chords follow one another: endings by their cadence, openings that settle a key, and longer rows. Numerals
alone, by mode; how they are led and what is asked of them lies elsewhere."""

from __future__ import annotations

from functools import cache
from typing import Final

Progression = tuple[str, ...]
"""Numerals with figures."""

CADENCES: Final = ("authentic", "half", "plagal", "deceptive")
_ENDINGS: Final = {
    "major": {
        "authentic": "I V I, ii6 V I, ii6 V7 I, IV V I, IV V7 I, I64 V I, I64 V7 I, IV viio6 I, ii viio6 I",
        "half": "I ii6 V, I ii V, I IV V, vi ii6 V, vi IV V, ii6 I64 V, IV I64 V",
        "plagal": "I IV I, vi IV I, I iv I, vi iv I",
        "deceptive": "IV V vi, ii6 V vi, ii6 V7 vi, I64 V vi, I64 V7 vi, I V vi",
    },
    "minor": {
        "authentic": "i V i, iio6 V i, iio6 V7 i, iv V i, iv V7 i, i64 V i, i64 V7 i, iv viio6 i, i viio6 i",
        "half": "i iio6 V, i iv V, i iv6 V, VI iio6 V, VI iv V, iio6 i64 V, iv i64 V",
        "plagal": "i iv i, VI iv i",
        "deceptive": "iv V VI, iio6 V VI, iio6 V7 VI, i64 V VI, i64 V7 VI, i V VI",
    },
}
"""Three chords: the last two are the cadence, the first leads there. They end in root position, and a six-four on the
fifth degree belongs to the V that it leads to."""
_OPENINGS: Final = {
    "major": "I IV V I, I ii6 V I, vi IV V I, I IV I V, I vi IV V, I ii6 V7, I V vi IV, IV I64 V I",
    "minor": "i iv V i, i iio6 V i, VI iv V i, i iv i V, i VI iv V, i iio6 V7, i V VI iv, iv i64 V i",
}
"""Half of them end elsewhere than on the first degree."""
_FOLLOWS: Final = {
    "major": {
        "I": ("ii6", "IV", "V", "vi"),
        "ii6": ("V", "V7"),
        "IV": ("ii6", "V", "I"),
        "V": ("I", "vi"),
        "V7": ("I", "vi"),
        "vi": ("ii6", "IV"),
    },
    "minor": {
        "i": ("iio6", "iv", "V", "VI"),
        "iio6": ("V", "V7"),
        "iv": ("iio6", "V", "i"),
        "V": ("i", "VI"),
        "V7": ("i", "VI"),
        "VI": ("iio6", "iv"),
    },
}
SHORTEST, LONGEST = 3, 5
_STOPS: Final = frozenset({"I", "i", "V", "vi", "VI"})


def _read(text: str) -> tuple[Progression, ...]:
    return tuple(tuple(each.split()) for each in text.split(","))


@cache
def endings(mode: str) -> tuple[tuple[str, Progression], ...]:
    """(cadence, three chords), for every ending of a mode."""
    return tuple((cadence, each) for cadence in CADENCES for each in _read(_ENDINGS[mode][cadence]))


@cache
def openings(mode: str) -> tuple[Progression, ...]:
    """Chords that settle a key."""
    return _read(_OPENINGS[mode])


@cache
def rows(mode: str) -> tuple[Progression, ...]:
    """Three to five chords that begin on the first degree and stop on the first, fifth or sixth."""
    follows = _FOLLOWS[mode]
    grown: list[Progression] = [(next(iter(follows)),)]
    found: list[Progression] = []
    for _ in range(LONGEST - 1):
        grown = [(*row, following) for row in grown for following in follows[row[-1]]]
        found += [row for row in grown if len(row) >= SHORTEST and row[-1] in _STOPS]
    return tuple(found)


_DEGREES: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii")


def degree(numeral: str) -> str:
    """The degree of a chord's root, `1` to `7`."""
    return str(_DEGREES.index("".join(char for char in numeral.lower() if char in "iv")) + 1)
