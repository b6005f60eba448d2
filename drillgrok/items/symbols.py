"""How a run writes the values 0, 1, 2, ...: as digits, as letters, or in a hidden alphabet drawn by its seed."""

from __future__ import annotations

from string import ascii_lowercase

import numpy as np

from drillgrok.items.hashing import column_hashes, uniform
from drillgrok.model.deck import SymbolKind, Symbols

MOST_LETTERS = len(ascii_lowercase) ** 2
"""How many values one- or two-letter codes can tell apart."""


def symbols_for(kind: SymbolKind, count: int, seed: int) -> Symbols:
    """The codes of the values 0 .. count-1 in a run; empty for digits.

    One letter each up to 26 values; above that two letters for every value, so that no code begins another.
    """
    if kind is SymbolKind.DIGITS:
        return ()
    if count > MOST_LETTERS:
        raise ValueError(f"{count} values cannot be written in two letters")
    codes = tuple(ascii_lowercase)
    if count > len(codes):
        codes = tuple(first + second for first in ascii_lowercase for second in ascii_lowercase)
    codes = codes[:count]
    if kind is SymbolKind.LETTERS:
        return codes
    places = uniform(seed, column_hashes("symbols", [np.arange(count, dtype=np.int64)]))
    return tuple(codes[i] for i in np.argsort(places, kind="stable"))


def write(value: int, symbols: Symbols) -> str:
    """A value as this run writes it; with symbols it must be one of 0 .. len(symbols)-1."""
    return symbols[value] if symbols else str(value)
