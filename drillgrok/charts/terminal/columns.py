"""A series as the columns of a picture: which figure stands in each cell of the x axis. Nothing is averaged over more
than one cell, so that a step stays a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import sqrt

from drillgrok.charts.chart import Point, Series, Shape
from drillgrok.charts.terminal.ruler import Ruler

Columns = list[Point | None]
"""One entry a column; None where the series has no figure at all. A point with `y` None is a figure that is unclear."""


def columns_of(series: Series, x: Ruler) -> Columns:
    """What each column shows, by the shape of the series."""
    if series.shape is Shape.LINE:
        return _joined(_places(series.points, x), x)
    if series.shape is Shape.DOTS:
        return _placed(_places(series.points, x), x)
    return _stretched(series.points, x)


def pooled(points: Sequence[Point]) -> Point:
    """Neighbours as one figure: the mean weighted by n; its interval as for a mean of independent figures.

    Unclear ones are left out while any is clear.
    """
    clear = [point for point in points if point.y is not None]
    if len(clear) < 2:
        return clear[0] if clear else replace(points[-1], n=sum(point.n for point in points))
    weights = [max(point.n, 1) for point in clear]
    total = sum(weights)
    mean = sum(w * point.y for w, point in zip(weights, clear, strict=True) if point.y is not None) / total
    below = [point.y - point.low for point in clear if point.y is not None and point.low is not None]
    above = [point.high - point.y for point in clear if point.y is not None and point.high is not None]
    banded = len(below) == len(above) == len(clear)
    return Point(
        x=clear[-1].x,
        y=mean,
        n=sum(point.n for point in clear),
        low=mean - _spread(weights, below) if banded else None,
        high=mean + _spread(weights, above) if banded else None,
        x_from=clear[0].x_from,
    )


def _spread(weights: Sequence[int], halves: Sequence[float]) -> float:
    return sqrt(sum((w * half) ** 2 for w, half in zip(weights, halves, strict=True))) / sum(weights)


def _stretched(points: Sequence[Point], x: Ruler) -> Columns:
    """A column belongs to the points that end in it, else to the one that reaches over it."""
    columns: Columns = [None] * x.cells
    for point in _bridged(points):
        if point.x_from is not None:
            for column in range(x.column(point.x_from), x.column(point.x)):
                columns[column] = columns[column] or point
    for column, ending in groupby(points, key=lambda point: x.column(point.x)):
        columns[column] = pooled(_since_change(list(ending)))
    return columns


def _since_change(points: Sequence[Point]) -> Sequence[Point]:
    """Those after the last clear change among them: two levels that are apart are never made one in between."""
    changes = [after for after, (a, b) in enumerate(pairwise(points), start=1) if apart(a, b)]
    return points[changes[-1] :] if changes else points


def apart(a: Point, b: Point) -> bool:
    """Their 90 % intervals do not touch."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.high < b.low or b.high < a.low


def _bridged(points: Sequence[Point]) -> list[Point]:
    """Each stretch begins where the one before ended, unless what lies between is longer than both."""
    bridged = list(points[:1])
    for before, point in pairwise(points):
        if before.x_from is None or point.x_from is None:
            bridged.append(point)
            continue
        gap = point.x_from - before.x
        short = 0 < gap <= max(point.x - point.x_from, before.x - before.x_from)
        bridged.append(replace(point, x_from=before.x) if short else point)
    return bridged


def _places(points: Sequence[Point], x: Ruler) -> dict[int, Point]:
    """Points in the column of their stretch's middle."""

    def middle(point: Point) -> int:
        if point.x_from is None:
            return x.column(point.x)
        return (x.column(point.x_from) + x.column(point.x)) // 2

    return {column: pooled(list(there)) for column, there in groupby(points, key=middle)}


def _placed(places: dict[int, Point], x: Ruler) -> Columns:
    return [places.get(column) for column in range(x.cells)]


def _joined(places: dict[int, Point], x: Ruler) -> Columns:
    """A straight line from each clear point to the next; what is unclear breaks it."""
    columns = _placed(places, x)
    for (start, first), (end, last) in pairwise(places.items()):
        for column in range(start + 1, end):
            columns[column] = _between(first, last, (column - start) / (end - start))
    return columns


def _between(first: Point, last: Point, share: float) -> Point | None:
    if first.y is None or last.y is None:
        return None

    def mixed(a: float | None, b: float | None) -> float | None:
        return None if a is None or b is None else a + share * (b - a)

    return replace(
        last, y=first.y + share * (last.y - first.y), low=mixed(first.low, last.low), high=mixed(first.high, last.high)
    )
