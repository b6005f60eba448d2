"""A chart value as one Vega-Lite specification, without its rows. Knows no page and no file."""

from __future__ import annotations

from drillgrok.charts.chart import Chart, Grid, Plot
from drillgrok.charts.web.grid import grid_spec
from drillgrok.charts.web.look import Medium
from drillgrok.charts.web.plot import Spec, plot_spec


def specification(chart: Chart, look: Medium, *, log_x: bool = False, log_y: bool = False) -> Spec | None:
    """The drawing, over the rows that `rows.datasets` gives by name; None where there is nothing to draw."""
    match chart.body:
        case Plot() as plot:
            return plot_spec(chart, plot, look, log_x=log_x, log_y=log_y)
        case Grid() as grid:
            return grid_spec(chart, grid, look)
        case _:
            return None
