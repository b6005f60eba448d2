"""The same figures as HTML tables, for readers of screens and for whoever wants the numbers. Every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from drillgrok.charts.chart import Chart, Entry, Grid, Listing, Plot
from drillgrok.charts.numbers import entry, interval
from drillgrok.charts.web.rows import cell_name, cell_value, read, stretch


def numbers(chart: Chart) -> str:
    """The tables that belong under the drawing of a plot or a grid."""
    match chart.body:
        case Plot() as plot:
            return _points(chart.title, plot) + _happened(chart.title, plot)
        case Grid() as grid:
            return _cells(chart.title, grid)
        case _:
            return ""


def listing(chart: Chart, body: Listing) -> str:
    """A listing, which is its own drawing."""
    return table(chart.title, body.columns, body.rows, hidden_caption=True)


def _points(title: str, plot: Plot) -> str:
    across = plot.x.title or "at"
    rows = [
        (series.name, stretch(point, plot.x), read(point.y, plot.y), interval(point, plot.y.unit), point.n)
        for series in plot.series
        for point in series.points
    ]
    return table(title, ("series", across, plot.y.title or "value", "90 % interval", "n"), rows)


def _happened(title: str, plot: Plot) -> str:
    """Zones and signs, where there are any."""
    zones = [(f"{read(zone.x_from, plot.x)} to {read(zone.x, plot.x)}", zone.name) for zone in plot.zones]
    signs = [(read(sign.x, plot.x), sign.name) for sign in plot.signs]
    rows = [*zones, *signs]
    return table(f"{title}: phases and events", (plot.x.title or "at", "what"), rows) if rows else ""


def _cells(title: str, grid: Grid) -> str:
    """Cells as they stand, each with its n; in a row each where rows or columns have no name, as in a calendar."""
    if "" in grid.rows or "" in grid.columns:
        rows = [(cell_name(grid, cell), cell_value(grid, cell), cell.n) for cell in grid.cells]
        return table(title, ("where", "value", "n"), rows)
    found = {(cell.row, cell.column): f"{cell_value(grid, cell)} of {cell.n:,}" for cell in grid.cells}
    places = range(len(grid.columns))
    return table(
        f"{title}, each with its n",
        ("", *grid.columns),
        [(name, *(found.get((row, column), "") for column in places)) for row, name in enumerate(grid.rows)],
    )


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[Entry]], *, hidden_caption: bool = False
) -> str:
    """A table whose first column names its rows; columns of numbers stand to the right."""
    kinds = [_kind(row[place] for row in rows) for place in range(len(columns))]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(columns, kinds, strict=True))
    body = "".join(f"<tr>{_row(row, kinds)}</tr>" for row in rows)
    hidden = ' class="unseen-caption"' if hidden_caption else ""
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(caption)}: table">'
        f"<table><caption{hidden}>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _kind(values: Iterable[Entry]) -> str:
    return "" if any(isinstance(value, str) for value in values) else ' class="number"'


def _row(row: Sequence[Entry], kinds: Sequence[str]) -> str:
    cells = (f"<td{kind}>{escape(entry(value))}</td>" for value, kind in zip(row[1:], kinds[1:], strict=True))
    return f'<th scope="row"{kinds[0]}>{escape(entry(row[0]))}</th>{"".join(cells)}'
