"""A chart in sentences, for a screen reader and for pipes: what the picture shows, summed up in a dozen lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from drillgrok.charts.chart import Cell, Chart, Grid, Listing, Plot, Point, Scale, Series, Shape, SignKind, Unit
from drillgrok.charts.numbers import entry, interval, written
from drillgrok.charts.terminal.columns import apart

_MOST_SERIES = 6
_MOST_SIGNS = 6
_MOST_ROWS = 10


def spoken(chart: Chart) -> str:
    """Lines of sentences: title, what there is to read, the figures with their n, how they were made."""
    lines = [_sentence(chart.title), chart.says, *_figures(chart), chart.note]
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _figures(chart: Chart) -> Iterator[str]:
    if isinstance(chart.body, Plot):
        yield from _plot(chart.body)
    elif isinstance(chart.body, Grid):
        yield from _grid(chart.body)
    elif isinstance(chart.body, Listing):
        yield from _listing(chart.body)


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?:" else f"{stripped}."


def _plot(plot: Plot) -> Iterator[str]:
    for series in plot.series[:_MOST_SERIES]:
        yield f"{series.name}: {_course(series, plot.x, plot.y)}"
    if len(plot.series) > _MOST_SERIES:
        yield f"And {len(plot.series) - _MOST_SERIES} more."
    zones = [f"{zone.name} {_place(zone.x_from, plot.x)} to {_place(zone.x, plot.x)}" for zone in plot.zones]
    if zones:
        yield _several("Phases", zones)
    signs = [sign for sign in plot.signs if sign.kind is not SignKind.SESSION]
    if signs:
        yield _several("Signs", [f"{sign.name} at {_place(sign.x, plot.x)}" for sign in signs])


def _several(name: str, said: Sequence[str]) -> str:
    """The last ones, where there are too many."""
    earlier = len(said) - _MOST_SIGNS
    return f"{name}: {f'{earlier} earlier; ' if earlier > 0 else ''}{'; '.join(said[-_MOST_SIGNS:])}."


def _place(x: float, scale: Scale) -> str:
    if scale.unit is Unit.NAME:
        at = round(x)
        return scale.names[at] if 0 <= at < len(scale.names) else written(x, Unit.COUNT)
    return written(x, scale.unit)


def _course(series: Series, x: Scale, y: Scale) -> str:
    """One series in a line: first, last, lowest, highest, the clearest change, n."""
    total = sum(point.n for point in series.points)
    clear = [point for point in series.points if point.y is not None]
    if not clear:
        return f"unclear, n {total:,}."
    thin = len(series.points) - len(clear)
    parts = [*_ends(clear, x, y)]
    if change := _clearest_change(clear, x, y):
        parts.append(change)
    if thin:
        parts.append(f"unclear in {thin} of {len(series.points)}")
    if total and _adds_up(series):
        parts.append(f"n {total:,} in all")
    return f"{'; '.join(parts)}."


def _adds_up(series: Series) -> bool:
    """Its points rest on answers of their own: where nothing was estimated, n may be all the answers so far."""
    return series.shape is Shape.BARS or any(point.low is not None for point in series.points)


def _ends(clear: Sequence[Point], x: Scale, y: Scale) -> Iterator[str]:
    """The first and the last level, and the lowest and highest where they are others."""
    first, last = clear[0], clear[-1]
    if len(clear) == 1 and first.n:
        yield _figure(first, x, y)
    elif len({point.y for point in clear}) == 1:
        yield f"{written(first.y, y.unit)} throughout" + (f" (n {last.n:,})" if last.n else "")
    else:
        yield f"first {_figure(first, x, y)}"
        yield f"last {_figure(last, x, y)}"
        for name, end in (("lowest", min(clear, key=_level)), ("highest", max(clear, key=_level))):
            if end.y not in {first.y, last.y}:
                yield f"{name} {_figure(end, x, y)}"


def _figure(point: Point, x: Scale, y: Scale) -> str:
    basis = [interval(point, y.unit), f"n {point.n:,}" if point.n else ""]
    inside = ", ".join(part for part in basis if part)
    return f"{written(point.y, y.unit)} at {_place(point.x, x)}" + (f" ({inside})" if inside else "")


def _level(point: Point) -> float:
    return point.y if point.y is not None else 0.0


def _clearest_change(clear: Sequence[Point], x: Scale, y: Scale) -> str:
    """The largest change between neighbours whose intervals do not touch."""
    changes = [(a, b) for a, b in pairwise(clear) if apart(a, b)]
    if not changes:
        return ""
    before, after = max(changes, key=lambda pair: abs(_level(pair[1]) - _level(pair[0])))
    return f"changed most from {written(before.y, y.unit)} to {written(after.y, y.unit)} at {_place(after.x, x)}"


def _grid(grid: Grid) -> Iterator[str]:
    n = sum(cell.n for cell in grid.cells)
    filled = [cell for cell in grid.cells if cell.value is not None]
    yield f"{len(grid.rows)} rows and {len(grid.columns)} columns, {len(filled):,} cells with a figure, n {n:,} in all."
    if filled:
        for name, cell in (
            ("Lowest", min(filled, key=_value)),
            ("Highest", max(filled, key=_value)),
            ("Last", filled[-1]),
        ):
            yield f"{name}: {written(cell.value, grid.unit)}, {_named(cell, grid)}, n {cell.n:,}."


def _value(cell: Cell) -> float:
    return cell.value if cell.value is not None else 0.0


def _named(cell: Cell, grid: Grid) -> str:
    if cell.name:
        return cell.name
    row = grid.rows[cell.row] if 0 <= cell.row < len(grid.rows) else str(cell.row)
    column = grid.columns[cell.column] if 0 <= cell.column < len(grid.columns) else str(cell.column)
    return f"row {row}, column {column}"


def _listing(listing: Listing) -> Iterator[str]:
    for row in listing.rows[:_MOST_ROWS]:
        pairs = zip(listing.columns, row, strict=False)
        yield "; ".join(f"{name} {entry(value) or 'none'}" for name, value in pairs) + "."
    if len(listing.rows) > _MOST_ROWS:
        yield f"And {len(listing.rows) - _MOST_ROWS:,} more rows."
