"""The smaller charts of a run: phases, times, load, clock, exposures and volume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

import pytest

from drillgrok.charts.catalogue import deadline, exposure, latency, load, phases, volume
from drillgrok.charts.chart import Chart, Plot, Shape
from drillgrok.charts.statistics.interval import t_90
from drillgrok.history.figures import Block, Day, Episode, Exposure, RunHistory

Make = Callable[..., Any]


def plot_of(chart: Chart) -> Plot:
    assert isinstance(chart.body, Plot)
    return chart.body


# Phases.


def tens(block: Make, *lasts: int) -> tuple[Block, ...]:
    """Whole tens of unseen answers that end there."""
    return tuple(block(last - 9, last, 1) for last in lasts)


def test_phases_have_a_place_for_each_ten_unseen_answers_and_no_more(
    history_with: Make, belief: Make, block: Make
) -> None:
    beliefs = tuple(belief(25 * (k + 1), "plateau") for k in range(8))
    series = plot_of(phases.chart(history_with(beliefs=beliefs, unseen=tens(block, 60, 140)))).series
    assert [point.x for point in series[0].points] == [75, 150]
    assert phases.chart(history_with(beliefs=beliefs)).body is None


def test_the_four_phases_lie_on_each_other_and_add_up_to_one(history_with: Make, belief: Make, block: Make) -> None:
    beliefs = tuple(belief(25 * (k + 1), phase) for k, phase in enumerate(["unclear", "plateau", "grokked"]))
    series = plot_of(phases.chart(history_with(beliefs=beliefs, unseen=tens(block, 10, 40, 60)))).series
    assert [one.name for one in series] == ["memorising", "plateau", "shifting", "grokked"]
    assert {one.shape for one in series} == {Shape.STACK}
    for points in zip(*(one.points for one in series), strict=True):
        assert sum(point.y or 0.0 for point in points) == pytest.approx(1)
    assert all(before.x == after.x_from for before, after in pairwise(series[0].points))


def test_phases_say_where_the_model_stands_and_never_that_it_is_certain(
    history_with: Make, belief: Make, block: Make
) -> None:
    sure = replace(belief(400, "plateau"), p=(0.0, 1.0, 0.0, 0.0))
    says = phases.chart(history_with(beliefs=(sure,), unseen=tens(block, 390))).says
    expected = "memorising <1 %, plateau >99 %, shifting <1 %, grokked <1 %; it is called plateau."
    assert says == f"After answer 400: {expected}"


def test_stale_phases_say_what_brings_them_up_to_date(history_with: Make, belief: Make, block: Make) -> None:
    chart = phases.chart(history_with(beliefs=(belief(400, "plateau"),), beliefs_stale=True, unseen=tens(block, 390)))
    assert "older model" in chart.title
    assert "data doctor" in chart.says


def test_a_run_that_the_model_has_not_gone_over_has_no_phases(history_with: Make) -> None:
    assert phases.chart(history_with()).body is None


# Times.


def test_times_are_geometric_means_with_the_interval_of_student(history_with: Make, block: Make) -> None:
    history = history_with(settled=(block(1, 100, 10, ms=1800, spread=0.3),))
    (practised,) = plot_of(latency.chart(history)).series
    (point,) = practised.points
    half = 1.8331 * 0.3 * sqrt(10 / 9) / sqrt(10)  # the spread of the block is over n, that of Student over n - 1
    assert point.n == 10
    assert point.y == pytest.approx(1.8)
    assert point.low == pytest.approx(1.8 / exp(half), rel=1e-3)
    assert point.high == pytest.approx(1.8 * exp(half), rel=1e-3)


def test_blocks_join_until_ten_right_answers_are_timed(history_with: Make, block: Make) -> None:
    unseen = tuple(block(10 * k + 1, 10 * k + 10, 3) for k in range(9))
    history = history_with(settled=(block(1, 90, 10),), unseen=unseen)
    _, found = plot_of(latency.chart(history)).series
    assert [(p.x, p.n) for p in found.points] == [(40, 12), (90, 15)]


def test_too_few_right_unseen_answers_have_no_line_and_no_gap(history_with: Make, block: Make) -> None:
    history = history_with(settled=(block(1, 90, 10),), unseen=(block(1, 90, 1),))
    assert [series.name for series in plot_of(latency.chart(history)).series] == ["practised"]
    assert latency.gap(history).body is None


def test_the_gap_is_the_ratio_of_the_two_over_the_same_stretch(history_with: Make, block: Make) -> None:
    settled = (block(1, 100, 10, ms=2000), block(101, 200, 10, ms=1000))
    unseen = (block(110, 190, 10, ms=3000),)
    (series,) = plot_of(latency.gap(history_with(settled=settled, unseen=unseen))).series
    (point,) = series.points
    assert point.y == pytest.approx(3.0)
    assert point.low is not None
    assert point.high is not None
    assert point.low * point.high == pytest.approx(point.y**2)


@pytest.mark.parametrize(("freedom", "expected"), [(5, 2.0150), (9, 1.8331), (30, 1.6973), (1000, 1.6464)])
def test_the_ends_of_student_are_those_of_the_tables(freedom: int, expected: float) -> None:
    assert t_90(freedom) == pytest.approx(expected, abs=1e-3)
    assert t_90(freedom) > NormalDist().inv_cdf(0.95)


# Load and clock.


@pytest.fixture
def worked(history_with: Make) -> RunHistory:
    """Early episodes within the even ones."""
    even = tuple(Episode(100 * k + 1, 100 * k + 100, 95 * (k + 1), 20 * (k + 1), 18, 8800 >> k) for k in range(4))
    early = (Episode(1, 25, 24, 8, 8, None), Episode(26, 100, 95, 20, 18, 8800))
    return history_with(episodes=even, early=early)


def test_load_shows_items_met_and_those_in_work(worked: RunHistory) -> None:
    met, in_work = plot_of(load.chart(worked)).series
    assert [(p.x, p.y) for p in met.points] == [(25, 8), (100, 20), (200, 40), (300, 60), (400, 80)]
    assert [p.y for p in in_work.points] == [8, 18, 18, 18, 18]


def test_the_clock_begins_where_there_is_one_and_is_in_seconds(worked: RunHistory) -> None:
    (series,) = plot_of(deadline.chart(worked)).series
    assert [(p.x, p.y) for p in series.points] == [(100, 8.8), (200, 4.4), (300, 2.2), (400, 1.1)]
    assert deadline.chart(worked).says == "The clock gives 1.1 s now; it began at 8.8 s, and 1.1 s was the shortest."


def test_without_episodes_there_is_neither(history_with: Make) -> None:
    assert load.chart(history_with()).body is None
    assert deadline.chart(history_with()).body is None


# Exposures.


def exposed(first: int, last: int, n: int, right: int) -> Exposure:
    return Exposure(first, last, n, right, right, right * log(2000.0), right * log(2000.0) ** 2)


def test_learning_is_shown_by_the_number_of_showings_and_thin_places_are_not() -> None:
    chart = exposure.chart([exposed(0, 0, 100, 5), exposed(1, 1, 50, 20), exposed(2, 2, 9, 9), exposed(16, 31, 40, 38)])
    plot = plot_of(chart)
    assert plot.x.names == ("0", "1", "2", "16 to 31")
    assert [(p.x, p.y, p.n) for p in plot.series[0].points] == [
        (0, 0.05, 100),
        (1, 0.4, 50),
        (2, None, 9),
        (3, 0.95, 40),
    ]
    assert chart.says == "Right at first sight 5 of 100, after one showing 20 of 50, after 6 or more 38 of 40."


def test_few_exposures_are_not_drawn() -> None:
    assert exposure.chart([exposed(0, 0, 9, 1)]).body is None


# Volume.


def test_the_odometer_adds_up_to_the_volume_by_days() -> None:
    days = [Day(20000, 300, 0, 0), Day(20001, 250, 0, 0), Day(20005, 300, 0, 0)]
    chart = volume.chart(days, volume=850)
    (series,) = plot_of(chart).series
    assert [(p.x, p.y) for p in series.points] == [(0, 300), (1, 550), (5, 850)]
    assert (
        chart.says == "850 answers, counted towards 10,000; 283 a day on the last 3 days of practice. "
        "Fullest day 300, fullest week 850."
    )


def test_one_day_is_no_pace_and_one_answer_is_one_answer() -> None:
    (first, one) = (volume.chart([Day(20000, count, 0, 0)], volume=count).says for count in (52, 1))
    assert first == "52 answers, counted towards 10,000; all on one day."
    assert one == "1 answer, counted towards 10,000; all on one day."


def test_days_that_are_forgotten_stay_on_the_odometer() -> None:
    (series,) = plot_of(volume.chart([Day(20005, 300, 0, 0)], volume=90_300)).series
    assert [p.y for p in series.points] == [90_300]


def test_nothing_answered_is_not_drawn() -> None:
    assert volume.chart([], volume=0).body is None
