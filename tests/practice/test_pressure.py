"""The staircase settles where it should, and never leaves its bounds."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.item import Pace
from drillgrok.model.log import Clock, Pressure
from drillgrok.practice import pressure

PACE = Pace(calm_ms=8000, quick_ms=2500, floor_ms=1200)


@pytest.mark.parametrize("level", list(Pressure))
def test_the_staircase_settles_at_its_target(level):
    """A learner whose share of right answers rises with the time given is held at the target share."""
    rng = Random(5)
    thinking_ms, right_answers = 8000.0, []
    for trial in range(6000):
        chance = 1 / (1 + math.exp(-(math.log(thinking_ms) - math.log(2500)) * 6))
        right = rng.random() < chance
        thinking_ms = pressure.after_answer(thinking_ms, right=right, pressure=level, pace=PACE)
        if trial > 1000:
            right_answers.append(right)
    assert sum(right_answers) / len(right_answers) == pytest.approx(pressure.TARGET[level], abs=0.015)


@given(st.lists(st.booleans(), max_size=300), st.sampled_from(list(Pressure)))
def test_thinking_time_stays_between_floor_and_calm(answers, level):
    thinking_ms = 8000.0
    for right in answers:
        thinking_ms = pressure.after_answer(thinking_ms, right=right, pressure=level, pace=PACE)
        assert PACE.floor_ms <= thinking_ms <= PACE.calm_ms


def test_every_deadline_is_copy_time_plus_thinking_time():
    given_ms = {clock: pressure.deadline_ms(clock, copy_ms=700, staircase_ms=3000.4, pace=PACE) for clock in Clock}
    assert given_ms == {Clock.CALM: 8700, Clock.QUICK: 3200, Clock.STAIRCASE: 3700}


def test_one_slip_does_not_move_the_copy_time():
    assert pressure.copy_time_ms((500, 520, 510, 505, 9000)) == 510


def test_a_new_day_and_three_time_outs_give_more_time():
    assert pressure.next_day(2000, pressure=Pressure.FIRM, pace=PACE) > 2000
    assert pressure.loosened(2000, PACE) == 2500
