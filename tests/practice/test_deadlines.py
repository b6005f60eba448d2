"""The clock finds the learner, settles where it should, and gives the hands their time."""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist, median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.item import Pace
from drillgrok.model.log import Clock, Pressure
from drillgrok.practice import deadlines

PACE = Pace(calm_ms=24_000, quick_ms=8_000, floor_ms=3_000)
SPREAD = 0.35
LEARNERS = 300


def errors(level: Pressure, answers: int, *, knows: float = 1.0) -> list[float]:
    """How far the deadline is from its target, as a share of it, for learners of .8 to 10 s an answer."""
    rng = Random(11)
    found = []
    for _ in range(LEARNERS):
        middle_ms = math.exp(rng.uniform(math.log(800), math.log(10_000)))

        def answer_ms(middle_ms: float = middle_ms) -> float:
            return middle_ms * math.exp(rng.gauss(0, SPREAD))

        deadline_ms = deadlines.start_ms([round(answer_ms()) for _ in range(deadlines.OWN_ANSWERS)])
        for pressed in range(answers):
            right = rng.random() < knows and answer_ms() < deadline_ms
            deadline_ms = deadlines.after_answer(
                deadline_ms, right=right, target=deadlines.TARGET[level], pressed=pressed, pace=PACE
            )
        in_time = NormalDist().inv_cdf(deadlines.TARGET[level] / knows)
        found.append(abs(deadline_ms / (middle_ms * math.exp(SPREAD * in_time)) - 1))
    return found


@pytest.mark.parametrize("level", list(Pressure))
@pytest.mark.parametrize("knows", [1.0, 0.96])
def test_after_eighty_answers_the_deadline_is_where_this_learner_needs_it(level: Pressure, knows: float) -> None:
    off = errors(level, 80, knows=knows)
    assert median(off) <= 0.15
    assert quantiles(off, n=10)[8] <= 0.30


def test_it_begins_near_its_target_already() -> None:
    assert median(errors(Pressure.FIRM, 0)) <= 0.15


def test_it_follows_a_learner_who_gets_twice_as_fast() -> None:
    rng, deadline_ms = Random(2), deadlines.start_ms([4000] * 12)
    for pressed in range(400):
        middle_ms = 4000 if pressed < 100 else 2000
        right = middle_ms * math.exp(rng.gauss(0, SPREAD)) < deadline_ms
        deadline_ms = deadlines.after_answer(
            deadline_ms, right=right, target=deadlines.TARGET[Pressure.FIRM], pressed=pressed, pace=PACE
        )
    assert deadline_ms == pytest.approx(2000 * math.exp(SPREAD * NormalDist().inv_cdf(0.88)), rel=0.3)


@pytest.mark.parametrize("level", list(Pressure))
def test_the_staircase_settles_at_its_target(level: Pressure) -> None:
    """A learner whose share of right answers rises with the time given is held at the target share."""
    rng = Random(5)
    deadline_ms, right_answers = 8000.0, []
    for trial in range(6000):
        chance = 1 / (1 + math.exp(-(math.log(deadline_ms) - math.log(2500)) * 6))
        right = rng.random() < chance
        deadline_ms = deadlines.after_answer(
            deadline_ms, right=right, target=deadlines.TARGET[level], pressed=trial, pace=PACE
        )
        if trial > 1000:
            right_answers.append(right)
    assert sum(right_answers) / len(right_answers) == pytest.approx(deadlines.TARGET[level], abs=0.015)


@given(st.lists(st.booleans(), max_size=300), st.sampled_from(list(Pressure)))
def test_no_deadline_is_longer_than_calm_or_leaves_the_hands_no_time(answers: list[bool], level: Pressure) -> None:
    staircase_ms = 8000.0
    for pressed, right in enumerate(answers):
        staircase_ms = deadlines.after_answer(
            staircase_ms, right=right, target=deadlines.TARGET[level], pressed=pressed, pace=PACE
        )
        given_ms = deadlines.deadline_ms(Clock.STAIRCASE, copy_ms=900, staircase_ms=staircase_ms, pace=PACE)
        assert 900 + deadlines.LEAST_THINKING_MS <= given_ms <= 900 + PACE.calm_ms


def test_a_fixed_clock_is_copy_time_plus_thinking_time_and_the_staircase_is_calm_until_it_knows_the_learner() -> None:
    given_ms = {clock: deadlines.deadline_ms(clock, copy_ms=700, staircase_ms=3000.4, pace=PACE) for clock in Clock}
    assert given_ms == {Clock.CALM: 24_700, Clock.QUICK: 8_700, Clock.STAIRCASE: 3000}
    assert deadlines.deadline_ms(Clock.STAIRCASE, copy_ms=700, staircase_ms=0.0, pace=PACE) == 24_700


def test_one_slip_does_not_move_the_copy_time() -> None:
    assert deadlines.copy_time_ms((500, 520, 510, 505, 9000)) == 510


def test_a_new_day_and_three_time_outs_give_more_time() -> None:
    assert deadlines.next_day(2000, days=1, pressure=Pressure.FIRM, pace=PACE) > 2000
    assert deadlines.loosened(2000, PACE) == 2500
    assert deadlines.loosened(0.0, PACE) == 0.0, "a clock that has not found its learner has nothing to loosen"


def test_on_the_plateau_the_clock_goes_from_12_over_16_to_20_answers_in_100_that_fail_and_no_further() -> None:
    def failing(answers: int | None) -> int:
        return round(100 * (1 - deadlines.target(Pressure.FIRM, answers)))

    assert [failing(answers) for answers in (None, 0, 1_500, 3_000, 30_000)] == [12, 12, 16, 20, 20]
    assert deadlines.target(Pressure.CALM, 3_000) > deadlines.target(Pressure.FIRM, 3_000)
    assert deadlines.target(Pressure.FIRM, 3_000) > deadlines.target(Pressure.HARD, 3_000)


@pytest.mark.parametrize("held", [1.0, 0.9, 0.75])
def test_what_memory_has_lost_is_no_miss_of_the_clock(held: float) -> None:
    """Of the answers that come right without hurry as many fail, however many those are."""
    rng, in_time = Random(4), NormalDist()
    deadline_ms, failed, known = 3000.0, 0, 0
    for pressed in range(8000):
        knows, answer_ms = rng.random() < held, 2000 * math.exp(rng.gauss(0, SPREAD))
        right = knows and answer_ms < deadline_ms
        if pressed > 500:
            known += knows
            failed += knows and not right
        aim = deadlines.target(Pressure.FIRM, held=held)
        deadline_ms = deadlines.after_answer(deadline_ms, right=right, target=aim, pressed=pressed, pace=PACE)
    assert failed / known == pytest.approx(0.12, abs=0.015)
    assert deadline_ms == pytest.approx(2000 * math.exp(SPREAD * in_time.inv_cdf(0.88)), rel=0.35)


def test_what_is_held_is_told_by_enough_answers_and_nobody_is_pressed_for_having_lost_all() -> None:
    assert deadlines.held_share((False,) * (deadlines.HELD_NEEDED - 1)) == 1.0
    assert deadlines.held_share((True,) * 60) == 1.0
    assert deadlines.held_share((True, True, True, False) * 24) == pytest.approx(0.75, abs=0.01)
    assert deadlines.held_share((False,) * 60) == deadlines.LEAST_HELD
