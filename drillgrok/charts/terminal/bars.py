"""Bars on a canvas: where each one stands, and how high it is to an eighth of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from drillgrok.charts.chart import Point, Series, Shape
from drillgrok.charts.terminal.canvas import Canvas
from drillgrok.charts.terminal.looks import SeriesLook
from drillgrok.charts.terminal.ruler import Ruler

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def bars(canvas: Canvas, series: Sequence[Series], looks: Sequence[SeriesLook], x: Ruler, y: Ruler) -> None:
    """The bars of all series that have bars, side by side; a series that stands alone has solid ones."""
    barred = [(one, look) for one, look in zip(series, looks, strict=True) if one.shape is Shape.BARS]
    for place, (one, look) in enumerate(barred):
        for point, columns in _slots(one, x, place, len(barred)):
            if point.y is not None:
                _bar(canvas, columns, y.share(point.y), look, solid=len(barred) == 1)


def _slots(series: Series, x: Ruler, place: int, of: int) -> Iterator[tuple[Point, range]]:
    """The columns of each bar: its stretch, or its share of the room between two places."""
    gaps = [after.x - before.x for before, after in pairwise(series.points) if after.x > before.x]
    half = min(gaps, default=1.0) / 2
    for point in series.points:
        low, high = (point.x - half, point.x + half) if point.x_from is None else (point.x_from, point.x)
        start, end = round(x.share(low) * x.cells), round(x.share(high) * x.cells)
        each = max((end - start) // of, 1)
        first = start + place * each
        yield point, range(first, max(first + each - (each > 2), first + 1))


def _bar(canvas: Canvas, columns: range, share: float, look: SeriesLook, *, solid: bool) -> None:
    """A bar from the bottom, `share` of the canvas high; a solid one is exact to an eighth of a cell."""
    eighths = round(min(max(share, 0.0), 1.0) * canvas.height * 8)
    full, rest = divmod(eighths, 8)
    if not solid:
        full, rest = round(eighths / 8), 0
    for column in columns:
        for row in range(full):
            canvas.put(canvas.height - 1 - row, column, "█" if solid else look.sign, look.tone)
        if rest:
            canvas.put(canvas.height - 1 - full, column, _EIGHTHS[rest], look.tone)
