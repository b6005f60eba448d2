"""Days and hours of several runs added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from drillgrok.history.figures import Day, Hour


def days(runs: Iterable[Iterable[Day]]) -> tuple[Day, ...]:
    """The days of all runs, in their order."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for run in runs:
        for one in run:
            _add(found[one.day], one)
    return tuple(Day(day, *found[day]) for day in sorted(found))


def hours(runs: Iterable[Iterable[Hour]]) -> tuple[Hour, ...]:
    """The hours of all runs, in their order."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for run in runs:
        for one in run:
            _add(found[one.hour], one)
    return tuple(Hour(hour, *found[hour]) for hour in sorted(found))


def _add(sums: list[int], one: Day | Hour) -> None:
    sums[0] += one.responses
    sums[1] += one.settled
    sums[2] += one.settled_right
