"""A grid of figures as shaded cells: the stronger the fuller. Neighbours are put together where there is no room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from drillgrok.charts.chart import Cell, Grid, Unit
from drillgrok.charts.numbers import written
from drillgrok.charts.terminal.canvas import Canvas, cells_of, cut
from drillgrok.model.drawing import DrawnLine, Span, Tone

SHADES = "·░▒▓█"
"""From nothing to all."""
_MOST_NAME_CELLS = 14
_MOST_ROWS = 40
_MOST_CELL_WIDTH = 3

Pooled = dict[tuple[int, int], float]


def grid_lines(grid: Grid, *, width: int, height: int | None) -> list[DrawnLine]:
    """The grid in at most `width` cells and, where it can be, `height` lines."""
    left = min(max(map(cells_of, grid.rows), default=0), _MOST_NAME_CELLS) + 1
    across = max(ceil(len(grid.columns) / (width - left)), 1)
    down = max(ceil(len(grid.rows) / (_MOST_ROWS if height is None else max(height - 3, 1))), 1)
    columns = grid.columns[::across]
    each = min(max((width - left) // max(len(columns), 1), 1), _cell_width(grid))
    sheet = Canvas(width, 1 + len(grid.rows[::down]))
    _column_names(sheet, columns, left, each)
    for row, name in enumerate(grid.rows[::down]):
        sheet.write(row + 1, 0, cut(name, left - 1), Tone.FAINT)
    for (row, column), shade in _shades(grid, down, across).items():
        for cell in range(each):
            sheet.put(row + 1, left + column * each + cell, SHADES[shade], Tone.ACCENT if shade else Tone.FAINT)
    return [*sheet.lines(), (), *_key(grid, across, down, width)]


def _cell_width(grid: Grid) -> int:
    """Two cells of a terminal are about a square; few columns may be wider, so that their names fit."""
    widest = max(map(cells_of, grid.columns), default=1) + 1
    return max(2, min(widest, _MOST_CELL_WIDTH)) if len(grid.columns) <= 24 else 2


def _column_names(sheet: Canvas, names: Sequence[str], left: int, each: int) -> None:
    """Each name over its first column; one that repeats the last, or would touch it, is left out."""
    free, last = 0, ""
    for column, name in enumerate(names):
        at = left + column * each
        if name and name != last and at >= free and at + cells_of(name) <= sheet.width:
            sheet.write(0, at, name, Tone.FAINT)
            free = at + cells_of(name) + 1
        last = name or last


def _shades(grid: Grid, down: int, across: int) -> dict[tuple[int, int], int]:
    pooled = pooled_cells(grid, down, across)
    most = 1.0 if grid.unit is Unit.SHARE else max(pooled.values(), default=0.0)
    return {place: shade(value, most) for place, value in pooled.items()}


def shade(value: float, most: float) -> int:
    """Which of the five shades: 0 for nothing, then equal quarters up to `most`."""
    if value <= 0 or most <= 0:
        return 0
    return min(ceil(4 * value / most), 4)


def pooled_cells(grid: Grid, down: int, across: int) -> Pooled:
    """Shares as the mean weighted by n, other figures as the sum, of `down` by `across` neighbours; the empty ones are
    left out."""
    inside: defaultdict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.value is not None and 0 <= cell.row < len(grid.rows) and 0 <= cell.column < len(grid.columns):
            inside[cell.row // down, cell.column // across].append(cell)
    return {place: _pooled(cells, grid.unit) for place, cells in inside.items()}


def _pooled(cells: Sequence[Cell], unit: Unit) -> float:
    values = [(cell.value or 0.0, max(cell.n, 1)) for cell in cells]
    if unit is Unit.SHARE:
        return sum(value * n for value, n in values) / sum(n for _, n in values)
    return sum(value for value, _ in values)


def _key(grid: Grid, across: int, down: int, width: int) -> Iterator[DrawnLine]:
    """What the shades mean."""
    values = pooled_cells(grid, down, across).values()
    most = 1.0 if grid.unit is Unit.SHARE else max(values, default=0.0)
    n = sum(cell.n for cell in grid.cells)
    ends = (written(0, grid.unit), written(most, grid.unit))
    together = f", {down} × {across} together in a cell" if across > 1 or down > 1 else ""
    words = cut(f" {ends[1]}, n {n:,}{together}", width - len(SHADES) - cells_of(ends[0]) - 1)
    yield (Span(f"{ends[0]} ", Tone.FAINT), Span(SHADES, Tone.ACCENT), Span(words, Tone.FAINT))
