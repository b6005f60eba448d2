"""Specifications: valid, in the ranges that their axes can show, and with no word of a deck inside an expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import altair
import pytest
import vl_convert

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.web.axes import x_axis, y_axis
from drillgrok.charts.web.drawing import specification
from drillgrok.charts.web.ink import DARK, LIGHT, STYLES, dashes
from drillgrok.charts.web.look import PAGE, SHEET
from drillgrok.charts.web.rows import datasets
from tests.helpers.contrast import contrast

LIVE_ON_WHITE = replace(PAGE, inks=LIGHT)
"""The page's look with colours that the grammar's schema can check."""
Specs = list[dict[str, Any]]


@pytest.fixture
def specs(charts: tuple[Chart, ...]) -> Specs:
    """Every view of every chart in both looks, with its rows."""
    found = []
    for chart, look, log_x, log_y in product(charts, (LIVE_ON_WHITE, SHEET), (False, True), (False, True)):
        spec = specification(chart, look, log_x=log_x, log_y=log_y)
        if spec is not None:
            found.append({**spec, "datasets": datasets(chart), "config": look.config})
    return found


def test_the_grammar_knows_every_word_of_them(specs: Specs) -> None:
    for spec in specs[7::8]:
        altair.LayerChart.from_dict({key: part for key, part in spec.items() if key != "datasets"})


def test_they_compile_and_every_row_that_they_name_is_there(specs: Specs) -> None:
    for spec in specs[::3]:
        compiled = vl_convert.vegalite_to_vega(spec)
        sources = {data["name"]: data for data in compiled["data"]}
        assert {name for name in spec["datasets"] if spec["datasets"][name]} & set(sources)
        assert not [data for data in sources.values() if "url" in data]


def test_where_there_is_nothing_to_draw_there_is_no_specification(charts: tuple[Chart, ...]) -> None:
    assert [chart.id for chart in charts if specification(chart, PAGE) is None] == ["record", "gap"]


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _walk(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _walk(inner)


def test_no_word_of_a_deck_is_ever_part_of_an_expression(hostile: tuple[Chart, ...]) -> None:
    for chart in hostile:
        spec = specification(chart, PAGE)
        code = [word for key, word in _walk(spec) if key in ("expr", "calculate", "filter", "labelExpr", "test")]
        assert not [word for word in code if isinstance(word, str) and "evil" in word]


def _plot(*places: float, unit: Unit = Unit.COUNT) -> Plot:
    points = tuple(Point(place, place, 10) for place in places)
    return Plot(Scale("n", unit), Scale("s", Unit.SECONDS), (Series("a", Voice.UNSEEN, Shape.LINE, points),))


@pytest.mark.parametrize("places", [(0.0,), (0.0, 10.0), (5.0, 6_400.0), (), (1.0, 1.0)])
def test_a_logarithmic_axis_lies_above_nought(places: tuple[float, ...]) -> None:
    for axis in (x_axis(_plot(*places), log=True, names_param="x"), y_axis(_plot(*places), log=True, names_param="y")):
        assert 0 < axis.low < axis.high


def test_a_share_runs_from_nothing_to_all_whatever_the_figures() -> None:
    plot = Plot(Scale("n", Unit.COUNT), Scale("right", Unit.SHARE), _plot(0.4, 0.6).series)
    axis = y_axis(plot, log=False, names_param="y")
    assert (axis.low, axis.high) == (0, 1)


@pytest.mark.parametrize(("value", "end"), [(0.0, 1.0), (7.0, 8.0), (8.5, 10.0), (101.0, 150.0), (1_000.0, 1_000.0)])
def test_an_open_axis_ends_at_the_next_round_number(value: float, end: float) -> None:
    assert y_axis(_plot(value), log=False, names_param="y").high == end


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_words_and_lines_stand_out_from_both_grounds(ground: dict[str, str]) -> None:
    assert contrast(ground["ink"], ground["paper"]) > 12
    assert contrast(ground["soft"], ground["paper"]) > 4.5
    for voice in (Voice.PRACTISED, Voice.UNSEEN, Voice.GUESS, Voice.CLOCK, Voice.VOLUME):
        assert contrast(ground[voice], ground["paper"]) > 4.5
    for voice in Voice:
        assert contrast(ground[voice], ground["paper"]) > 2.5


def test_two_lines_of_one_chart_differ_without_colours(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        if isinstance(chart.body, Plot):
            series = chart.body.series
            markers = [STYLES[one.voice].marker for one in series]
            assert len(set(zip(dashes(series), markers, strict=True))) == len(series)
    twice = (Series("a", Voice.UNSEEN, Shape.LINE, ()), Series("b", Voice.UNSEEN, Shape.LINE, ()))
    assert len(set(dashes(twice))) == 2
