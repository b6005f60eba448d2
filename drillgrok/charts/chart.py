"""What a chart is before anyone draws it: one value that the terminal, the page and the data files are made from.
Numbers and names only; no colours, no cells, no libraries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """How the numbers of an axis are written."""

    SHARE = "share"
    """0 to 1, written as percent."""
    COUNT = "count"
    SECONDS = "seconds"
    RATIO = "ratio"
    """How many times as long."""
    NAME = "name"
    """Labels in the order given, at 0, 1, 2, ..."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis. `low` and `high` are None where they follow from the points."""

    title: str
    unit: Unit
    low: float | None = None
    high: float | None = None
    may_be_log: bool = False
    """The reader may ask for powers of ten instead."""
    names: tuple[str, ...] = ()
    """For NAME."""


class Voice(StrEnum):
    """Who or what a series speaks of: it has the same colour, sign and line in every chart."""

    PRACTISED = "practised"
    UNSEEN = "unseen"
    GUESS = "guess"
    CLOCK = "clock"
    VOLUME = "volume"
    MEMORISING = "memorising"
    PLATEAU = "plateau"
    SHIFTING = "shifting"
    GROKKED = "grokked"
    UNCLEAR = "unclear"


class Shape(StrEnum):
    """How a series is drawn."""

    STEPS = "steps"
    """A level over each point's stretch: nothing is smoothed between two points."""
    LINE = "line"
    BARS = "bars"
    STACK = "stack"
    """Shares that add up to one, laid on each other in the order of the series."""
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure with what it rests on."""

    x: float
    """Where it ends."""
    y: float | None
    """None where the data are too thin to say."""
    n: int
    """Answers it rests on."""
    low: float | None = None
    high: float | None = None
    """90 % interval."""
    x_from: float | None = None
    """Where its stretch begins; None for a single place."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that belong together, in the order of x."""

    name: str
    voice: Voice
    shape: Shape
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the x axis that has a name, drawn behind everything."""

    x_from: float
    x: float
    name: str
    voice: Voice


class SignKind(StrEnum):
    """What a sign on the x axis marks."""

    SESSION = "session"
    VERDICT = "verdict"
    AHA = "aha"
    EXAM = "exam"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that happened at one place of the x axis."""

    x: float
    kind: SignKind
    name: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Series over one pair of axes."""

    x: Scale
    y: Scale
    series: tuple[Series, ...]
    zones: tuple[Zone, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a grid; `value` is None where there is none."""

    row: int
    column: int
    value: float | None
    n: int
    name: str = ""
    """What the cell is, where row and column do not say it: a date."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures in rows and columns, each shown by its strength."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    unit: Unit
    """SHARE, or COUNT from 0 to the largest."""


Entry = str | float | int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of words and numbers where a picture would say less."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: its question, its answer in a sentence, and its figures."""

    id: str
    """A word, unique among the charts."""
    title: str
    says: str
    """What there is to read from it now, with n; or why it cannot be drawn yet and what is missing."""
    body: Plot | Grid | Listing | None
    """None while there is nothing to draw."""
    note: str = ""
    """How the figures were made, in a line."""
