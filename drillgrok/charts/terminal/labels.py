"""Names at the right end of a plot, beside the lines they name; above it in one line where there are too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drillgrok.charts.chart import Plot, Point, Series, Shape, Unit
from drillgrok.charts.numbers import interval, written
from drillgrok.charts.terminal.canvas import Canvas, cells_of, cut, flowed
from drillgrok.charts.terminal.looks import SeriesLook
from drillgrok.charts.terminal.ruler import Ruler
from drillgrok.model.drawing import DrawnLine, Tone


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a series at its end."""

    y: float | None
    """The level it belongs to; None when there is none."""
    name: str
    detail: str
    """A second, fainter line; may be empty."""
    tone: Tone

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return 2 if self.detail else 1

    def short(self) -> Label:
        """Its first line alone."""
        return replace(self, detail="")

    def write(self, sheet: Canvas, row: int, column: int, width: int) -> None:
        """Onto the sheet, from a cell on."""
        sheet.write(row, column, cut(self.name, width), self.tone)
        sheet.write(row + 1, column + 2, cut(self.detail, width - 2), Tone.FAINT)


def labels_of(plot: Plot, looks: Sequence[SeriesLook]) -> list[Label]:
    """One label a series, in their order. Bars that stand alone need none."""
    if len(plot.series) == 1 and plot.series[0].shape is Shape.BARS:
        return []
    below = 0.0
    labels: list[Label] = []
    for series, look in zip(plot.series, looks, strict=True):
        last = series.points[-1] if series.points else None
        if series.shape is Shape.STACK:
            share = last.y if last and last.y else 0.0
            labels.append(_at_end(series, look, last, plot.y.unit, y=below + share / 2).short())
            below += share
        elif series.shape is Shape.BARS or plot.x.unit is Unit.NAME:
            n = sum(point.n for point in series.points)
            y = plot.y.high if series.shape is Shape.BARS else last.y if last else None
            labels.append(Label(y, f"{look.sign} {series.name}", f"n {n:,}", look.tone))
        else:
            labels.append(_at_end(series, look, last, plot.y.unit, y=last.y if last else None))
    return labels


def _at_end(series: Series, look: SeriesLook, last: Point | None, unit: Unit, *, y: float | None) -> Label:
    name = f"{look.sign} {series.name} {written(last.y if last else None, unit)}"
    if last is None or _is_constant(series):
        return Label(y, name, "", look.tone)
    band = interval(last, unit)
    return Label(y, name, f"{band}, n {last.n:,}" if band else f"n {last.n:,}", look.tone)


def _is_constant(series: Series) -> bool:
    """One level from end to end without an interval: it was set, not measured, so there is no n to it."""
    return all(point.y is not None and point.low is None for point in series.points) and (
        len({point.y for point in series.points}) == 1
    )


def label_width(labels: Sequence[Label], title: str, width: int) -> int:
    """Cells of the gutter that holds them and the title of the x axis: at most a third of the whole width, and none
    where there are no labels."""
    cells = [max(cells_of(label.name), cells_of(label.detail) + 2, cells_of(title)) for label in labels]
    return min(max(cells, default=-1) + 1, widest_label(width))


def widest_label(width: int) -> int:
    """What that gutter may take at most."""
    return width // 3


def in_rows(labels: Iterable[Label], y: Ruler) -> list[tuple[Label, int]]:
    """Each label with its row: beside its level, pushed apart where they would touch."""
    wanted = [(y.row(label.y) if label.y is not None else y.cells // 2, label) for label in labels]
    rows: list[tuple[Label, int]] = []
    free = 0
    for row, label in sorted(wanted, key=_downwards):
        rows.append((label, max(row, free)))
        free = rows[-1][1] + label.lines
    end = y.cells
    for at in range(len(rows) - 1, -1, -1):
        label, row = rows[at]
        rows[at] = (label, min(row, end - label.lines))
        end = rows[at][1]
    return rows


def _downwards(pair: tuple[int, Label]) -> tuple[int, float]:
    row, label = pair
    return row, -(label.y or 0.0)


def legend(series: Sequence[Series], looks: Sequence[SeriesLook], width: int) -> list[DrawnLine]:
    """All names with their signs, in as many lines as it takes."""
    return flowed((f"{look.sign} {one.name}" for one, look in zip(series, looks, strict=True)), width)
