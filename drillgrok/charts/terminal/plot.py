"""A plot on a canvas: the picture between its axes, names at its right end, zones above and signs below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from drillgrok.charts.chart import Plot, Point, Shape, SignKind, Unit
from drillgrok.charts.numbers import UNCLEAR
from drillgrok.charts.terminal import axes, strokes
from drillgrok.charts.terminal.axes import Frame
from drillgrok.charts.terminal.bars import bars
from drillgrok.charts.terminal.canvas import Canvas, cells_of, cut
from drillgrok.charts.terminal.columns import Columns, columns_of
from drillgrok.charts.terminal.labels import Label, in_rows, label_width, labels_of, legend, widest_label
from drillgrok.charts.terminal.looks import SeriesLook, looks_of
from drillgrok.charts.terminal.ruler import Ruler, ruler
from drillgrok.charts.terminal.signs import sign_lines
from drillgrok.model.drawing import DrawnLine, Tone

LEAST_ROWS = 5
"""A picture of fewer rows says nothing."""
_WIDE = 100
_ROWS, _WIDE_ROWS = 11, 21
"""So many that 0, 50 and 100 % lie in a row of their own."""
_COMPARED = {Unit.SECONDS, Unit.RATIO}
"""Times are compared by how many times as long: up the page they go by powers of ten wherever they may."""


def plot_lines(plot: Plot, *, width: int, height: int | None, log: bool, aligned: bool = False) -> list[DrawnLine]:
    """The plot in at most `width` cells and, where that leaves five rows to draw in, at most `height` lines; `aligned`
    ones have as much room for names, whatever they need."""
    looks = looks_of(plot.series)
    below = sign_lines(plot, width)
    labels = labels_of(plot, looks)
    gutter = widest_label(width) if aligned else label_width(labels, plot.x.title, width)
    around = 1 + bool(plot.zones) + axes.ground_lines(plot.x, gutter) + bool(below) + len(below)
    rows = _rows(plot, width) if height is None else max(height - around, LEAST_ROWS)
    keys: list[DrawnLine] = []
    if sum(label.lines for label in labels) > rows:
        labels = [label.short() for label in labels]
    if len(labels) > rows:
        labels, gutter, keys = [], 0, legend(plot.series, looks, width)
        rows = max(rows - len(keys), LEAST_ROWS)
    frame = _frame(plot, width, rows, gutter=gutter, log=log)
    return [*keys, *_framed(plot, frame, looks, labels), *below]


def _rows(plot: Plot, width: int) -> int:
    rows = _WIDE_ROWS if width >= _WIDE else _ROWS
    return max(rows, len(plot.y.names)) if plot.y.unit is Unit.NAME else rows


def _frame(plot: Plot, width: int, rows: int, *, gutter: int, log: bool) -> Frame:
    y_values = [value for one in plot.series for point in one.points for value in (point.y, point.low, point.high)]
    clear = [value for value in y_values if value is not None]
    y = ruler(plot.y, [*clear, 0.0] if _from_zero(plot) else clear, rows, log=log or plot.y.unit in _COMPARED)
    left = axes.label_cells(y) + 1
    x_values = [value for one in plot.series for point in one.points for value in (point.x, point.x_from)]
    places = [value for value in x_values if value is not None]
    cells = max(width - left - gutter, 1)
    if 0 < len(plot.x.names) <= cells:
        cells -= cells % len(plot.x.names)
    x = ruler(plot.x, places, cells, log=log, margin=_margin(plot))
    return Frame(x, y, left, gutter)


def _from_zero(plot: Plot) -> bool:
    return any(one.shape in {Shape.BARS, Shape.STACK} for one in plot.series)


def _margin(plot: Plot) -> float:
    """Room for the outer halves of bars, and beside dots, that stand on single places."""
    gaps = [
        after.x - before.x
        for one in plot.series
        if one.shape in {Shape.BARS, Shape.DOTS}
        for before, after in pairwise(one.points)
        if after.x_from is None and after.x > before.x
    ]
    return min(gaps, default=0.0) / 2


def _framed(plot: Plot, frame: Frame, looks: Sequence[SeriesLook], labels: Sequence[Label]) -> Iterator[DrawnLine]:
    """The picture with all that stands round it."""
    above = 1 + bool(plot.zones)
    signs = any(sign.kind is not SignKind.SESSION for sign in plot.signs)
    ground = above + frame.y.cells
    sheet = Canvas(frame.width, ground + axes.ground_lines(plot.x, frame.gutter) + signs)
    sheet.write(0, 0, cut(_y_title(plot), frame.width), Tone.FAINT)
    axes.ribbon(sheet, 1, frame, plot.zones)
    picture = Canvas(frame.x.cells, frame.y.cells)
    columns = [columns_of(one, frame.x) for one in plot.series]
    axes.borders(picture, frame.x, plot.zones)
    _paint(picture, plot, frame, columns, looks)
    sheet.paste(above, frame.left, picture)
    axes.upright(sheet, above, frame)
    axes.ground(sheet, ground, frame, plot.signs)
    if signs:
        axes.marks(sheet, sheet.height - 1, frame, plot.signs)
    for label, row in in_rows(labels, frame.y):
        label.write(sheet, above + row, frame.left + frame.x.cells + 1, frame.gutter - 1)
    yield from sheet.lines()


def _y_title(plot: Plot) -> str:
    """With n where bars stand alone: every other series has it at its end."""
    if len(plot.series) == 1 and plot.series[0].shape is Shape.BARS:
        return f"{plot.y.title}, n {sum(point.n for point in plot.series[0].points):,}"
    return plot.y.title


def _paint(picture: Canvas, plot: Plot, frame: Frame, columns: Sequence[Columns], looks: Sequence[SeriesLook]) -> None:
    """Stacks and bars first, then bands, then lines, what is not to be missed last."""
    drawn = list(zip(plot.series, columns, looks, strict=True))
    stacked = [(layer, look) for one, layer, look in drawn if one.shape is Shape.STACK]
    strokes.stack(picture, [layer for layer, _ in stacked], [look for _, look in stacked])
    bars(picture, plot.series, looks, frame.x, frame.y)
    for one, layer, look in drawn:
        if one.shape in {Shape.STEPS, Shape.LINE}:
            strokes.band(picture, layer, frame.y, look)
    for one, layer, look in sorted(drawn, key=lambda each: each[2].rank):
        if one.shape in {Shape.STEPS, Shape.LINE}:
            strokes.line(picture, layer, frame.y, look)
            _end(picture, layer, frame.y, look)
        elif one.shape is Shape.DOTS:
            strokes.dots(picture, layer, frame.y, look)
    for one, layer, look in drawn:
        if one.shape is not Shape.STACK:
            _say_unclear(picture, layer, frame.y, look)


def _end(picture: Canvas, layer: Columns, y: Ruler, look: SeriesLook) -> None:
    """The sign where the line ends."""
    ends = [(column, point.y) for column, point in enumerate(layer) if point is not None and point.y is not None]
    if ends:
        column, level = ends[-1]
        picture.put(y.row(level), column, look.sign, look.tone)


def _say_unclear(picture: Canvas, layer: Columns, y: Ruler, look: SeriesLook) -> None:
    """The word where a stretch is too thin for a level, as near as there is room to where the line goes on."""
    word = f"{look.sign} {UNCLEAR}"
    for start, end, row in _unclear_runs(layer, y):
        column = (start + end - cells_of(word)) // 2
        rows = sorted(range(picture.height), key=lambda near: abs(near - row))
        free = (near for near in rows if picture.is_free(near, column - 1, cells_of(word) + 2))
        if end - start >= cells_of(word) and (found := next(free, None)) is not None:
            picture.write(found, column, look.sign, look.tone)
            picture.write(found, column + 2, UNCLEAR, Tone.FAINT)


def _unclear_runs(layer: Columns, y: Ruler) -> Iterator[tuple[int, int, int]]:
    """First column, column behind the last, and the row of the nearest level, of each unclear stretch."""
    levels = [(column, y.row(point.y)) for column, point in enumerate(layer) if point and point.y is not None]
    for unclear, run in groupby(range(len(layer)), key=lambda column: _is_unclear(layer[column])):
        columns = list(run)
        if unclear:
            near = min(levels, key=lambda level: abs(level[0] - columns[-1]), default=(0, y.cells // 2))
            yield columns[0], columns[-1] + 1, near[1]


def _is_unclear(point: Point | None) -> bool:
    return point is not None and point.y is None
