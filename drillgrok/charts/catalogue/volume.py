"""Volume: all answers towards ten thousand, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.console.text import counted
from drillgrok.days import day_starts
from drillgrok.history.figures import Day
from drillgrok.history.rhythm import bests

GOAL = 10_000
_LATELY = 7


def chart(days: Sequence[Day], *, volume: int) -> Chart:
    """Answers added up over the calendar. `days` are in their order, and may be the newest of very many; `volume`
    counts all answers."""
    if not volume:
        return Chart("volume", "All answers", "Nothing answered yet.", None)
    forgotten = volume - sum(one.responses for one in days)
    sums = tuple(accumulate((one.responses for one in days), initial=forgotten))[1:]
    first = days[0].day
    points = tuple(Point(one.day - first, total, total) for one, total in zip(days, sums, strict=True))
    return Chart(
        id="volume",
        title="All answers",
        says=_says(days, volume),
        body=Plot(
            x=Scale("days since the first", Unit.COUNT, low=0, high=max(days[-1].day - first, 1)),
            y=Scale("answers", Unit.COUNT, low=0, high=max(GOAL, volume)),
            series=(Series("answers", Voice.VOLUME, Shape.LINE, points),),
        ),
        note=f"Every measured answer counts, right or wrong. A day ends at {day_starts()}.",
    )


def _says(days: Sequence[Day], volume: int) -> str:
    total = f"{counted(volume, 'answer')}, counted towards {GOAL:,}"
    if len(days) == 1 and days[0].responses == volume:
        return f"{total}; all on one day."
    last = days[-_LATELY:]
    usual = round(sum(one.responses for one in last) / len(last))
    pace = f"{usual:,} a day on the last {len(last)} days of practice" if len(last) > 1 else f"{usual:,} on the one day"
    most = bests(days)
    return f"{total}; {pace}. Fullest day {most.day:,}, fullest week {most.week:,}."
