"""What a benchmark hands over: figures with their bars, tables, and how they were made. Values and small sums only."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value and, where something was promised, the most that it may be."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def reached(self) -> bool:
        """Whether the promise is kept; a figure without a bar promises nothing."""
        return self.bar is None or self.value <= self.bar


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All that one benchmark found."""

    title: str
    how: str
    """What is measured and how, for a reader who has not seen the code."""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of them do not exceed. Raises IndexError where there are none."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def median_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of first / second, pair by pair: what slows the machine down slows both of a pair."""
    return median(first / second for first, second in pairs)


def timed_ms(work: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    started_ns = perf_counter_ns()
    work()
    return (perf_counter_ns() - started_ns) / 1e6
