"""New words: how often a practised structure is right in words that nobody has met, beside practised ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drillgrok.charts.catalogue.grokking import RESPONSES, practised
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import interval, written
from drillgrok.charts.statistics.blocks import side_by_side
from drillgrok.charts.statistics.interval import share
from drillgrok.history.figures import Block, RunHistory


def chart(history: RunHistory) -> Chart | None:
    """Share right in new words and in practised ones; None for a run that was asked none, which most decks have not."""
    if not history.lexemes:
        return None
    right, n = sum(block.right for block in history.lexemes), sum(block.n for block in history.lexemes)
    found = share(right, n)
    whole = Point(history.number, found.mean, n, found.low, found.high)
    return Chart(
        id="lexemes",
        title="New words",
        says=f"In new words a practised structure is right {written(found.mean, Unit.SHARE)} of the time, "
        f"{right:,} of {n:,} answers ({interval(whole, Unit.SHARE)}).",
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(
                practised(history),
                Series("new words", Voice.UNSEEN, Shape.STEPS, tuple(_points(history.lexemes))),
            ),
        ),
        note="Practised structures on the calm clock, in new words unmarked; 90 % intervals (Wilson). These count "
        "neither as unseen items nor as practised ones.",
    )


def _points(blocks: Sequence[Block]) -> Iterator[Point]:
    for x_from, block in side_by_side(blocks):
        found = share(block.right, block.n)
        yield Point(block.last, found.mean, block.n, found.low, found.high, x_from=x_from)
