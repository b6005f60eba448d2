"""A run's answers set against what its deck is made of, as values. Only for a deck whose rule is open: they show the
structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drillgrok.model.item import ItemKey

NO_ANSWER: Final = "none"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """How often an item was answered so, and how often that was right."""

    key: ItemKey
    answer: str
    """As it is stored: canonical, empty for a pass or a time-out."""
    n: int
    right: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """Answers that belong to one row and column."""

    row: int
    column: int
    n: int
    right: int


@dataclass(frozen=True, slots=True)
class Values:
    """Answers by the first two values that a table deck's prompt shows."""

    names: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    places: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Confusions:
    """Answers by the right one (row) and the given one (column)."""

    answers: tuple[str, ...]
    """The right ones in order; one more column counts passes and time-outs."""
    places: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Items of a like rating."""

    low: float
    high: float
    n: int
    right: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What there is to see of a deck's errors; None and empty where the deck has no such structure."""

    values: Values | None
    confusions: Confusions | None
    bands: tuple[Band, ...]
