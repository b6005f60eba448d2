"""How steady days of practice are, and the fullest of them: numbers that grow and fade by little, so that no single day
can break them. Days in, numbers out; nothing here knows what was right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.history.figures import Day

HALF_LIFE_DAYS: Final = 13
"""Without practice half of the strength is gone, with it half of what was missing is there."""
_KEEPS: Final = 0.5 ** (1 / HALF_LIFE_DAYS)
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Bests:
    """The most that was answered; 0 where nothing was."""

    day: int = 0
    """Measured answers on one day."""
    week: int = 0
    """The same in seven days in a row."""


def strength(practised: Collection[int], *, today: int) -> float:
    """From 0 to 1: the exponentially weighted share of days with practice (as Loop Habit Tracker counts it at daily
    practice). Today counts once there is practice in it: it is not over. Days as `days.local_day` counts."""
    there = {day for day in practised if day <= today}
    if not there:
        return 0.0
    found = 0.0
    for day in range(min(there), today + (today in there)):
        found = found * _KEEPS + (day in there) * (1 - _KEEPS)
    return found


def out_of_100(practised: Collection[int], *, today: int) -> int:
    """The strength in whole hundredths."""
    return round(100 * strength(practised, today=today))


def bests(days: Sequence[Day]) -> Bests:
    """Of days in their order."""
    answers = {one.day: one.responses for one in days}
    weeks = (sum(answers.get(day - back, 0) for back in range(_WEEK)) for day in answers)
    return Bests(max(answers.values(), default=0), max(weeks, default=0))


def days_practised(days: Sequence[Day]) -> tuple[int, ...]:
    """Those with a measured answer."""
    return tuple(one.day for one in days if one.responses)
