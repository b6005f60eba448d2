"""The load: how many items were met, and how many of them are in work at a time."""

from __future__ import annotations

from drillgrok.charts.catalogue.grokking import RESPONSES
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.statistics.blocks import episodes
from drillgrok.console.text import counted
from drillgrok.history.figures import RunHistory


def chart(history: RunHistory) -> Chart:
    """Items met and items in work over the run."""
    found = episodes(history)
    if not found:
        return Chart("load", "Items", "No item met yet.", None)
    now = found[-1]
    return Chart(
        id="load",
        title="Items",
        says=f"{counted(now.met, 'item')} met; {now.in_work:,} different ones among the last 100 practised showings. "
        "Storing them all gets dearer every day, on purpose.",
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("items", Unit.COUNT, low=0, may_be_log=True),
            series=(
                Series(
                    "met", Voice.VOLUME, Shape.LINE, tuple(Point(s.last, s.met, s.volume) for s in found if s.volume)
                ),
                Series(
                    "in work",
                    Voice.PRACTISED,
                    Shape.LINE,
                    tuple(Point(s.last, s.in_work, min(s.volume, 100)) for s in found if s.volume),
                ),
            ),
        ),
        note="In work: different practised items among the last 100 practised showings.",
    )
