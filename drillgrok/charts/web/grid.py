"""A grid as a Vega-Lite specification: each figure by its strength, from faint to full."""

from __future__ import annotations

from typing import Any, Final

from drillgrok.charts.chart import Chart, Grid, Unit, Voice
from drillgrok.charts.web.look import SHEET_WIDTH_PX, Medium
from drillgrok.charts.web.plot import SAID, Spec

FAINTEST: Final = 0.08
"""How strong a figure of nought is, so that it can be told from no figure."""
CELL_PX: Final = (12, 40)
"""The least and the greatest height of a cell; between them it is as high as it is wide."""
_ROOM_FOR_FIGURES: Final = 12
"""Up to so many columns, each cell has its percentage written in it."""


def grid_spec(chart: Chart, grid: Grid, look: Medium) -> Spec:
    """Cells, and their figures where there is room."""
    names = {f"{chart.id}_columns": grid.columns, f"{chart.id}_rows": grid.rows}
    high = min(max(SHEET_WIDTH_PX // max(1, len(grid.columns)), CELL_PX[0]), CELL_PX[1])
    return {
        "name": chart.id,
        "width": look.width,
        "height": high * len(grid.rows),
        "params": [{"name": name, "value": value} for name, value in names.items()],
        "data": {"name": f"{chart.id}_cells"},
        "encoding": {
            "x": _place("column", f"{chart.id}_columns", grid.columns, orient="top"),
            "y": _place("row", f"{chart.id}_rows", grid.rows, orient="left"),
            "tooltip": SAID,
        },
        "layer": _layers(grid, look),
    }


def _layers(grid: Grid, look: Medium) -> list[Spec]:
    most = strongest(grid)
    strength = {"domain": [0, most], "range": [FAINTEST, 1]}
    some, none = [{"filter": "datum.value !== null"}], [{"filter": "datum.value === null"}]
    outline = {"fillOpacity": 0, "stroke": look.inks["line"], "strokeDash": [2, 2]}
    layers: list[Spec] = [
        {"transform": none, "mark": {"type": "rect", "cornerRadius": 2, **outline}},
        {
            "transform": some,
            "mark": {"type": "rect", "cornerRadius": 2, "fill": look.inks[Voice.VOLUME]},
            "encoding": {
                "fillOpacity": {"field": "value", "type": "quantitative", "scale": strength, "legend": None},
            },
        },
    ]
    if grid.unit is Unit.SHARE and len(grid.columns) <= _ROOM_FOR_FIGURES:
        strong = {"test": f"datum.value > {0.55 * most}", "value": look.inks["paper"]}
        encoding = {
            "text": {"field": "said.value", "type": "nominal"},
            "color": {"condition": strong, "value": look.inks["ink"]},
        }
        layers.append({"transform": some, "mark": {"type": "text", "fontSize": 11}, "encoding": encoding})
    return layers


def strongest(grid: Grid) -> float:
    """The figure that is drawn in full: 1 for shares, the largest for counts."""
    if grid.unit is Unit.SHARE:
        return 1.0
    return max((cell.value for cell in grid.cells if cell.value is not None), default=0.0) or 1.0


def _place(field: str, param: str, names: tuple[str, ...], *, orient: str) -> dict[str, Any]:
    """Names are looked up by place: two may be alike, and none is ever part of an expression."""
    return {
        "field": field,
        "type": "ordinal",
        "scale": {"domain": list(range(len(names))), "paddingInner": 0.12, "paddingOuter": 0.06},
        "axis": {
            "title": None,
            "orient": orient,
            "labelExpr": f"{param}[datum.value]",
            "labelAngle": 0,
            "labelOverlap": False if "" in names else "greedy",
            "domain": False,
            "ticks": False,
        },
    }
