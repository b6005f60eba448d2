"""A series in one line of eight levels, small enough for a table."""

from __future__ import annotations

from drillgrok.charts.chart import Point, Series
from drillgrok.charts.terminal.columns import pooled
from drillgrok.charts.terminal.looks import LOOKS
from drillgrok.model.drawing import Span

LEVELS = "▁▂▃▄▅▆▇█"
GAP = " "


def sparkline(series: Series, width: int, *, low: float = 0.0, high: float = 1.0) -> Span:
    """At most `width` cells from the first point to the last, levels between `low` and `high`, a gap where the data are
    too thin. Where there are more points than cells, neighbours share one."""
    cells = min(width, len(series.points))
    parts = (
        series.points[k * len(series.points) // cells : (k + 1) * len(series.points) // cells] for k in range(cells)
    )
    return Span("".join(_level(pooled(part), low, high) for part in parts), LOOKS[series.voice].tone)


def _level(point: Point, low: float, high: float) -> str:
    if point.y is None:
        return GAP
    share = min(max((point.y - low) / (high - low), 0.0), 1.0)
    return LEVELS[min(int(share * len(LEVELS)), len(LEVELS) - 1)]
