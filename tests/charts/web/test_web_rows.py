"""The rows that marks are drawn from hold the chart's figures and nothing made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.web.rows import cell_rows, point_rows, sign_rows, zone_rows


@pytest.fixture
def plots(charts: tuple[Chart, ...]) -> dict[str, Plot]:
    return {chart.id: chart.body for chart in charts if isinstance(chart.body, Plot)}


def test_every_point_with_a_figure_has_a_row_with_the_same_numbers(plots: dict[str, Plot]) -> None:
    for plot in plots.values():
        rows = [(r["series"], r["x"], r["low"], r["high"], r["said"]["n"]) for r in point_rows(plot)]
        assert rows == [
            (series.name, point.x, point.low, point.high, f"{point.n:,}")
            for series in plot.series
            for point in series.points
            if point.y is not None
        ]
        heights = [row["top"] - row["base"] for row in point_rows(plot)]
        figures = [point.y for series in plot.series for point in series.points if point.y is not None]
        assert heights == pytest.approx(figures)


def test_a_tooltip_says_value_interval_stretch_and_n(plots: dict[str, Plot]) -> None:
    unseen = next(row for row in point_rows(plots["grokking"]) if row["series"] == "unseen")
    assert unseen["said"] == {
        "title": "unseen",
        "right": "5 %",
        "90 % interval": "0 to 15 %",
        "answer number": "1 to 200",
        "n": "20",
    }


def test_a_level_lasts_until_the_next_one_begins(plots: dict[str, Plot]) -> None:
    levels = [row for row in point_rows(plots["grokking"]) if row["series"] == "unseen"]
    assert all(before["ends"] == after["x_from"] for before, after in pairwise(levels))
    assert {level["piece"] for level in levels} == {"1.0"}


def test_a_line_is_cut_where_a_figure_is_missing_and_where_the_next_stretch_is_far() -> None:
    points = (
        Point(10, 0.5, 10, x_from=1),
        Point(20, None, 3, x_from=11),
        Point(30, 0.5, 10, x_from=21),
        Point(90, 0.5, 10, x_from=81),
        Point(101, 0.5, 10, x_from=93),
    )
    series = Series("a", Voice.UNSEEN, Shape.STEPS, points)
    rows = point_rows(Plot(Scale("n", Unit.COUNT), Scale("right", Unit.SHARE), (series,)))
    assert [(row["piece"], row["x_from"], row["ends"]) for row in rows] == [
        ("0.0", 1, 11),
        ("0.1", 21, 30),
        ("0.2", 81, 93),
        ("0.2", 93, 101),
    ]


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=1, max_size=8))
def test_stacked_shares_lie_on_each_other_without_a_gap(shares: list[list[float]]) -> None:
    series = tuple(
        Series(
            name, Voice.MEMORISING, Shape.STACK, tuple(Point(x, row[k] / sum(row), 1) for x, row in enumerate(shares))
        )
        for k, name in enumerate("abc")
    )
    rows = point_rows(Plot(Scale("n", Unit.COUNT), Scale("p", Unit.SHARE), series))
    for x in range(len(shares)):
        here = [row for row in rows if row["x"] == x]
        assert here[0]["base"] == 0
        assert all(lower["top"] == upper["base"] for lower, upper in pairwise(here))
        assert here[-1]["top"] == pytest.approx(1)


def test_bars_of_two_series_share_their_place_side_by_side(plots: dict[str, Plot]) -> None:
    rows = [row for row in point_rows(plots["hours"]) if row["x"] == 7]
    assert rows[0]["left"] > 6.5
    assert rows[0]["right"] <= rows[1]["left"]
    assert rows[1]["right"] < 7.5


def test_zones_signs_and_cells_have_a_row_each(charts: tuple[Chart, ...], plots: dict[str, Plot]) -> None:
    plot = plots["grokking"]
    assert [(r["x_from"], r["x"], r["name"]) for r in zone_rows(plot)] == [(z.x_from, z.x, z.name) for z in plot.zones]
    assert [(r["x"], r["kind"], r["said"]["title"]) for r in sign_rows(plot)] == [
        (sign.x, sign.kind, sign.name) for sign in plot.signs
    ]
    grid = next(chart.body for chart in charts if chart.id == "mixed_up")
    assert [(r["row"], r["column"], r["value"]) for r in cell_rows(grid)] == [
        (cell.row, cell.column, cell.value) for cell in grid.cells
    ]
