"""Lines, bands, dots and stacks, put on a canvas cell by cell. Takes columns and looks; writes no words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from drillgrok.charts.terminal.canvas import Canvas
from drillgrok.charts.terminal.columns import Columns
from drillgrok.charts.terminal.looks import DOUBLE, THIN, SeriesLook
from drillgrok.charts.terminal.ruler import Ruler
from drillgrok.model.drawing import Tone

_SOLID = {THIN.flat, DOUBLE.flat}


def band(canvas: Canvas, columns: Columns, y: Ruler, look: SeriesLook) -> None:
    """The interval of every column, behind everything that comes after."""
    for column, point in enumerate(columns):
        if point is None or point.low is None or point.high is None:
            continue
        for row in range(y.row(point.high), y.row(point.low) + 1):
            canvas.put(row, column, look.band, Tone.FAINT)


def line(canvas: Canvas, columns: Columns, y: Ruler, look: SeriesLook) -> None:
    """One unbroken line over columns that follow each other: flat pieces, and an upright where the level changes."""
    rows = [None if point is None or point.y is None else y.row(point.y) for point in columns]
    for column, (before, row) in enumerate(pairwise([None, *rows])):
        if row is None:
            continue
        if before is None or before == row:
            _flat(canvas, row, column, look)
        else:
            _upright(canvas, before, row, column, look)


def _flat(canvas: Canvas, row: int, column: int, look: SeriesLook) -> None:
    """Two lines on the same level take turns, so that neither hides the other."""
    if canvas.at(row, column) in _SOLID and column % 2:
        return
    canvas.put(row, column, look.pen.flat, look.tone)


def _upright(canvas: Canvas, before: int, row: int, column: int, look: SeriesLook) -> None:
    rising = row < before
    canvas.put(before, column, look.pen.left_up if rising else look.pen.left_down, look.tone)
    for between in range(min(before, row) + 1, max(before, row)):
        canvas.put(between, column, look.pen.upright, look.tone)
    canvas.put(row, column, look.pen.right_down if rising else look.pen.right_up, look.tone)


def dots(canvas: Canvas, columns: Columns, y: Ruler, look: SeriesLook) -> None:
    """A sign at each figure, its interval as a faint upright."""
    for column, point in enumerate(columns):
        if point is None or point.y is None:
            continue
        if point.low is not None and point.high is not None:
            for row in range(y.row(point.high), y.row(point.low) + 1):
                canvas.put(row, column, "│", Tone.FAINT)
        canvas.put(y.row(point.y), column, look.sign, look.tone)


def stack(canvas: Canvas, layers: Sequence[Columns], looks: Sequence[SeriesLook]) -> None:
    """Shares laid on each other from the bottom, each filled with its sign; they are taken of their sum."""
    for column in range(canvas.width):
        points = [layer[column] for layer in layers]
        shares = [0.0 if point is None or point.y is None else max(point.y, 0.0) for point in points]
        whole = sum(shares)
        for row in range(canvas.height if whole > 0 else 0):
            middle = (canvas.height - row - 0.5) / canvas.height * whole
            layer = _layer(shares, middle)
            canvas.put(row, column, looks[layer].sign, looks[layer].tone)


def _layer(shares: Sequence[float], height: float) -> int:
    reached = 0.0
    for layer, share in enumerate(shares):
        reached += share
        if height <= reached:
            return layer
    return len(shares) - 1
