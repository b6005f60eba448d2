"""What is said and drawn of synthetic learners."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drillgrok.charts.catalogue import expected
from drillgrok.charts.chart import Listing, Plot
from drillgrok.charts.terminal import draw
from drillgrok.model.log import Pressure
from drillgrok.simulation.courses import AnswerBlock, Course, LearnerCourse

COURSE = Course(days=2, daily=300)
WAY = LearnerCourse(
    learner=0,
    pressure=Pressure.FIRM,
    chance=0.1,
    memorised=100,
    plateau=250,
    shift=400,
    early=None,
    right=0.8,
    timed_out=0.02,
    minutes_a_day=9.0,
    stretches=tuple(AnswerBlock(100 * k, 20 * (k > 1), 18 * (k > 1), 10, 9 * (k > 3)) for k in range(1, 7)),
)


def words(*ways):
    return expected.chart(ways, COURSE).says


def row(*ways):
    body = expected.pressures((*ways, replace(WAY, pressure=Pressure.HARD)), COURSE).body
    assert isinstance(body, Listing)
    return dict(zip(body.columns, body.rows[0], strict=True))


def test_the_words_say_that_learners_are_synthetic_and_forecast_nobody():
    chart = expected.chart((WAY,), COURSE)
    assert chart.says.startswith("1 synthetic learner, 2 days of 300 answers.")
    assert "no forecast for a person" in chart.note


def test_the_middle_learner_is_named_with_all_others_about_it():
    ways = (WAY, replace(WAY, memorised=150), replace(WAY, memorised=300))
    assert "from answer 150 (100 to 300) on." in words(*ways)


def test_who_never_got_there_is_counted():
    ways = (WAY, replace(WAY, plateau=None))
    assert "names the plateau from answer 250 on, for 1 of 2." in words(*ways)
    assert "The coach never named a plateau." in words(replace(WAY, plateau=None))
    assert row(*ways)["plateau said"] == "250 1/2"


def test_the_shift_is_counted_from_where_the_rule_begins_to_come():
    assert "At answer 300 the rule begins to come; the coach sees it 100 answers later." in words(WAY)
    assert row(WAY)["shift said"] == "100"
    assert "the coach never saw it" in words(replace(WAY, shift=None))


def test_a_false_alarm_is_not_hidden():
    assert "To 1 of 2 the coach spoke of a shift before the rule came: a false alarm." in words(
        WAY, replace(WAY, early=200)
    )


def test_the_end_of_the_unseen_items_is_said():
    dry = replace(WAY, stretches=tuple(replace(one, unseen=one.unseen * (one.last <= 300)) for one in WAY.stretches))
    assert "Unseen items run out near answer 300" in words(dry)
    assert "run out" not in words(WAY)


def test_a_stretch_in_which_few_learners_have_answers_has_no_height():
    body = expected.chart((WAY,), COURSE).body
    assert isinstance(body, Plot)
    practised = body.series[0]
    assert practised.points[0].y is None
    assert practised.points[1].y == pytest.approx(0.9)


def test_the_band_goes_from_the_lowest_to_the_highest_learner():
    low = replace(WAY, stretches=tuple(replace(one, unseen_right=2) for one in WAY.stretches))
    body = expected.chart((WAY, low), COURSE).body
    assert isinstance(body, Plot)
    last = body.series[1].points[-1]
    assert (last.low, last.y, last.high) == (0.2, 0.55, 0.9)


def test_pressures_are_told_apart_only_where_no_learner_of_one_reaches_the_other():
    calm, hard = replace(WAY, pressure=Pressure.CALM), replace(WAY, pressure=Pressure.HARD, timed_out=0.09)
    says = expected.pressures((calm, hard), COURSE).says
    assert says == "Beyond what the learners differ: late 2 % on calm, 9 % on hard."
    same = expected.pressures((calm, replace(hard, timed_out=0.02)), COURSE).says
    assert same == "The learners differ from one another by more than the pressures do."


@pytest.mark.parametrize("width", [40, 80, 120])
def test_both_charts_fit_the_terminal(width):
    ways = (replace(WAY, pressure=Pressure.CALM), WAY)
    for chart in (expected.chart((WAY,), COURSE), expected.pressures(ways, COURSE)):
        assert draw(chart, width=width).width <= width
