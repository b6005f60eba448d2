"""Every chart's figures as rows for other programs, the same columns for all. Plain values; nothing is rounded here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from drillgrok.charts.chart import Chart, Grid, Listing, Plot, Scale, Unit

COLUMNS: Final = ("chart", "series", "x_from", "x", "y", "low", "high", "n", "name")
"""`series` is a plot's series, a grid's row or a listing's column; phases and signs have a series of their own. `x` is
a place on the axis, a grid's column or a listing's row, both counted from 0."""
Record = dict[str, Any]


def records(chart: Chart) -> list[Record]:
    """One record a point, zone, sign, cell or entry; none for a chart that cannot be drawn yet."""
    body = chart.body
    found: Iterator[Record] = iter(())
    if isinstance(body, Plot):
        found = _of_plot(body)
    elif isinstance(body, Grid):
        found = _of_grid(body)
    elif isinstance(body, Listing):
        found = _of_listing(body)
    return [{**dict.fromkeys(COLUMNS), "chart": chart.id, **record} for record in found]


def as_json(charts: Sequence[Chart]) -> str:
    """An array of charts: id, title, what it says, its note and its records."""
    return json.dumps(
        [
            {"chart": one.id, "title": one.title, "says": one.says, "note": one.note, "records": records(one)}
            for one in charts
        ],
        indent=2,
        ensure_ascii=False,
    )


def as_csv(charts: Sequence[Chart]) -> str:
    """One header, then all records."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in charts:
        writer.writerows(records(one))
    return out.getvalue().rstrip("\n")


def _of_plot(plot: Plot) -> Iterator[Record]:
    for series in plot.series:
        for point in series.points:
            yield {
                "series": series.name,
                "x_from": point.x_from,
                "x": point.x,
                "y": point.y,
                "low": point.low,
                "high": point.high,
                "n": point.n,
                "name": _name(plot.x, point.x),
            }
    for zone in plot.zones:
        yield {"series": "phase", "x_from": zone.x_from, "x": zone.x, "name": zone.name}
    for sign in plot.signs:
        yield {"series": sign.kind.value, "x": sign.x, "name": sign.name}


def _name(scale: Scale, x: float) -> str | None:
    return scale.names[round(x)] if scale.unit is Unit.NAME else None


def _of_grid(grid: Grid) -> Iterator[Record]:
    for cell in grid.cells:
        yield {
            "series": grid.rows[cell.row],
            "x": cell.column,
            "y": cell.value,
            "n": cell.n,
            "name": cell.name or grid.columns[cell.column],
        }


def _of_listing(listing: Listing) -> Iterator[Record]:
    for place, row in enumerate(listing.rows):
        for column, value in zip(listing.columns, row, strict=True):
            number = isinstance(value, int | float)
            yield {"series": column, "x": place, "y" if number else "name": value}
