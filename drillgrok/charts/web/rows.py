"""Charts as the plain rows that the page draws from: numbers to place a mark, words to read beside it. No libraries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

from drillgrok.charts.chart import Cell, Chart, Grid, Plot, Point, Scale, Series, Shape, Unit
from drillgrok.charts.numbers import interval, written
from drillgrok.charts.web.ink import SIGN_NAMES, STYLES

Row = dict[str, Any]

MARKERS_A_SERIES: Final = 24
"""More markers than this on one line would hide it; the others appear under the pointer."""
_BAR_SHARE: Final = 0.8
"""How much of its place a bar fills."""


def read(value: float | None, scale: Scale) -> str:
    """A place on an axis, in words."""
    if scale.unit is Unit.NAME and value is not None:
        return scale.names[round(value)]
    return written(value, scale.unit)


def stretch(point: Point, scale: Scale) -> str:
    """The stretch of the x axis that a point speaks for."""
    here = read(point.x, scale)
    return here if point.x_from is None else f"{read(point.x_from, scale)} to {here}"


def point_rows(plot: Plot) -> list[Row]:
    """One row a point that has a figure.

    `base` and `top` are where its mark begins and ends upwards, `left` and `right` where its bar does. Its level runs
    from `x_from` to `ends`, where the next stretch begins, so that a step stays a step; a line is one `piece` until a
    figure is missing or the next stretch is far away.
    """
    floors = _floors(plot)
    return [row for position in range(len(plot.series)) for row in _rows_of(plot, position, floors[position])]


def _rows_of(plot: Plot, position: int, floor: Mapping[float, float]) -> Iterator[Row]:
    series = plot.series[position]
    every, piece = -(-len(series.points) // MARKERS_A_SERIES), 0
    for place, (point, after) in enumerate(zip_longest(series.points, series.points[1:])):
        if point.y is None:
            piece += 1
            continue
        base = floor.get(point.x, 0.0)
        left, right = _sides(plot, position, point)
        ends, far = _held_until(point, after)
        yield {
            "series": series.name,
            "shape": series.shape.value,
            "piece": f"{position}.{piece}",
            "order": place,
            "x_from": point.x if point.x_from is None else point.x_from,
            "x": point.x,
            "ends": ends,
            "left": left,
            "right": right,
            "base": base,
            "top": base + point.y,
            "low": point.low,
            "high": point.high,
            "width": STYLES[series.voice].width,
            "marker": STYLES[series.voice].marker,
            "marked": place % every == 0,
            "said": _said(plot, series, point),
        }
        piece += far


def _held_until(point: Point, after: Point | None) -> tuple[float, bool]:
    """Where the level of a point ends, and whether the next one is too far away to be joined to it."""
    if after is None or point.x_from is None or after.x_from is None:
        return point.x, False
    far = after.x_from - point.x > point.x - point.x_from + 1
    return (point.x if far else after.x_from), far


def _said(plot: Plot, series: Series, point: Point) -> dict[str, str]:
    """What a tooltip says of a point, line by line under its title; an empty line is not shown."""
    return {
        "title": series.name,
        plot.y.title or "value": read(point.y, plot.y),
        "90 % interval": interval(point, plot.y.unit),
        plot.x.title or "at": stretch(point, plot.x),
        "n": written(point.n, Unit.COUNT),
    }


def _floors(plot: Plot) -> list[dict[float, float]]:
    """For each series, what those stacked before it add up to at each x."""
    floors: list[dict[float, float]] = []
    reached: dict[float, float] = {}
    for series in plot.series:
        floors.append(dict(reached) if series.shape is Shape.STACK else {})
        if series.shape is Shape.STACK:
            for point in series.points:
                reached[point.x] = reached.get(point.x, 0.0) + (point.y or 0.0)
    return floors


def _sides(plot: Plot, position: int, point: Point) -> tuple[float, float]:
    """Where a bar begins and ends: bars of several series share one place side by side."""
    bars = [k for k, one in enumerate(plot.series) if one.shape is Shape.BARS]
    if position not in bars:
        return point.x, point.x
    low, high = (point.x - 0.5, point.x + 0.5) if point.x_from is None else (point.x_from, point.x)
    width = (high - low) * _BAR_SHARE / len(bars)
    left = low + (high - low) * (1 - _BAR_SHARE) / 2 + width * bars.index(position)
    return left, left + width


def zone_rows(plot: Plot) -> list[Row]:
    """One row a zone."""
    return [
        {
            "x_from": zone.x_from,
            "x": zone.x,
            "name": zone.name,
            "voice": zone.voice.value,
            "said": {
                "title": zone.name,
                plot.x.title or "at": f"{read(zone.x_from, plot.x)} to {read(zone.x, plot.x)}",
            },
        }
        for zone in plot.zones
    ]


def sign_rows(plot: Plot) -> list[Row]:
    """One row a sign."""
    return [
        {
            "x": sign.x,
            "kind": sign.kind.value,
            "what": SIGN_NAMES[sign.kind],
            "said": {"title": sign.name, plot.x.title or "at": read(sign.x, plot.x)},
        }
        for sign in plot.signs
    ]


def cell_rows(grid: Grid) -> list[Row]:
    """One row a cell; `value` is null where there is none."""
    return [
        {
            "row": cell.row,
            "column": cell.column,
            "value": cell.value,
            "said": {
                "title": cell_name(grid, cell),
                "value": cell_value(grid, cell),
                "n": written(cell.n, Unit.COUNT),
            },
        }
        for cell in grid.cells
    ]


def cell_name(grid: Grid, cell: Cell) -> str:
    """What a cell is: its own name, or its row and its column."""
    return cell.name or f"{grid.rows[cell.row]}, {grid.columns[cell.column]}"


def cell_value(grid: Grid, cell: Cell) -> str:
    """Its figure in words."""
    return "none" if cell.value is None else written(cell.value, grid.unit)


def datasets(chart: Chart) -> dict[str, list[Row]]:
    """All rows of a chart by a name that no other chart has."""
    match chart.body:
        case Plot() as plot:
            kinds = {
                "points": point_rows(plot),
                "zones": zone_rows(plot),
                "signs": sign_rows(plot),
            }
        case Grid() as grid:
            kinds = {"cells": cell_rows(grid)}
        case _:
            kinds = {}
    return {f"{chart.id}_{kind}": rows for kind, rows in kinds.items()}
