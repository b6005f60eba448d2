"""The clock: the deadline that follows the learner."""

from __future__ import annotations

from drillgrok.charts.catalogue.grokking import RESPONSES
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import written
from drillgrok.charts.statistics.blocks import episodes
from drillgrok.history.figures import RunHistory


def chart(history: RunHistory) -> Chart:
    """The staircase's deadline over the run, in seconds."""
    points = tuple(
        Point(one.last, one.staircase_ms / 1000, one.volume)
        for one in episodes(history)
        if one.staircase_ms is not None
    )
    if not points:
        return Chart("clock", "Clock", "No item was shown often enough yet for the clock to follow you.", None)
    first, now = (written(point.y, Unit.SECONDS) for point in (points[0], points[-1]))
    shortest = written(min(point.y or 0.0 for point in points), Unit.SECONDS)
    return Chart(
        id="clock",
        title="Clock",
        says=f"The clock gives {now} now; it began at {first}, and {shortest} was the shortest.",
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("deadline", Unit.SECONDS, low=0),
            series=(Series("deadline", Voice.CLOCK, Shape.LINE, points),),
        ),
        note="It aims at 88 % right of the items it presses, so it measures speed and not knowledge.",
    )
