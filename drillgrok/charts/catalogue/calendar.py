"""The calendar: which days were practised, and how much; how regular they are, and the streak, which forgives a
day off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drillgrok.charts.chart import Cell, Chart, Grid, Unit
from drillgrok.days import date_of, day_starts
from drillgrok.history.figures import Day
from drillgrok.history.rhythm import HALF_LIFE_DAYS, out_of_100

WEEK: Final = 7
MOST_MISSED: Final = 2
"""Days without practice in any seven in a row that a streak survives."""
WEEKS_MOST, WEEKS_LEAST = 53, 12
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def chart(days: Sequence[Day], *, today: int) -> Chart:
    """Answers a day, a column a week, up to a year back. `today`: as `days.local_day` counts."""
    practised = [one for one in days if one.responses]
    if not practised:
        return Chart("calendar", "Calendar", "No day of practice yet.", None)
    return Chart(
        id="calendar",
        title="Calendar",
        says=_says(practised, today),
        body=_grid(practised, today),
        note=f"Answers a day; a day ends at {day_starts()}. Regularity: the share of days practised, where a day "
        f"counts half as much as one that is {HALF_LIFE_DAYS} days newer. A streak lasts while no {WEEK} days in a row "
        f"hold more than {MOST_MISSED} without practice.",
    )


def streak(practised: Sequence[int], *, today: int) -> int:
    """Days of practice in the streak that reaches up to today. Today is missed only when it is over."""
    there = {day for day in practised if day <= today}
    length, missed = 0, [today + WEEK] * MOST_MISSED
    day = today if today in there else today - 1
    while True:
        if day in there:
            length += 1
        elif missed[-MOST_MISSED] - day < WEEK:
            return length
        else:
            missed.append(day)
        day -= 1


def _says(days: Sequence[Day], today: int) -> str:
    lately = sum(today - 2 * WEEK < one.day <= today for one in days)
    now = streak([one.day for one in days], today=today)
    chain = f"the streak is {now} {'day' if now == 1 else 'days'}" if now else "no streak runs"
    found = out_of_100([one.day for one in days], today=today)
    return f"{lately} of the last {2 * WEEK} days practised; regularity {found} of 100, {chain}."


def _grid(days: Sequence[Day], today: int) -> Grid:
    answers = {one.day: one.responses for one in days}
    monday = _monday(today)
    weeks = min(max((monday - _monday(min(answers))) // WEEK + 1, WEEKS_LEAST), WEEKS_MOST)
    first = monday - (weeks - 1) * WEEK
    return Grid(
        rows=_WEEKDAYS,
        columns=tuple(_month(first + week * WEEK) for week in range(weeks)),
        cells=tuple(
            Cell(
                row=(day - first) % WEEK,
                column=(day - first) // WEEK,
                value=answers.get(day, 0),
                n=answers.get(day, 0),
                name=date_of(day).isoformat(),
            )
            for day in range(first, today + 1)
        ),
        unit=Unit.COUNT,
    )


def _monday(day: int) -> int:
    return day - date_of(day).weekday()


def _month(monday: int) -> str:
    """The month that begins in this week; a week in which none does has no name."""
    sunday = date_of(monday + WEEK - 1)
    return f"{sunday:%b}" if sunday.day <= WEEK else ""
