"""A camp: when it rests, for how long, and that leaving at a rest costs nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drillgrok.model.log import Goal
from drillgrok.practice.camp import BREATH_MIN, DAY, LONG_RESTS_MIN, SET, camp_goal, camp_rest
from drillgrok.runs.wishes import Wishes

WISHES = Wishes(None, None, None, None, "firm", new_run=False, seed=None, plain=False, trace=None)


def minutes(goal: Goal, measured: int, block: int = 50) -> int | None:
    rest = camp_rest(goal, measured, block)
    return rest and rest.minutes


def test_a_day_has_long_rests_between_its_sets_and_a_breath_at_every_other_break() -> None:
    goal = camp_goal(0)
    assert goal == Goal(responses=DAY, camp=True)
    rests = {done: minutes(goal, done) for done in range(50, DAY, 50)}
    assert [rests[SET * place] for place in (1, 2, 3)] == list(LONG_RESTS_MIN)
    assert {rest for done, rest in rests.items() if done % SET} == {BREATH_MIN}
    assert minutes(goal, DAY) is None, "the day is over"


@pytest.mark.parametrize("left_at", [50, 130, 250, 480])
def test_whoever_leaves_goes_on_with_what_is_left_and_rests_where_the_sets_end(left_at: int) -> None:
    goal = camp_goal(left_at)
    assert goal is not None
    assert goal.responses == DAY - left_at
    crossed = [left_at + n for n in range(50, DAY - left_at, 50) if minutes(goal, n) != BREATH_MIN]
    assert [done // SET for done in crossed] == [n for n in (1, 2, 3) if n * SET > left_at]


def test_after_the_day_there_is_no_camp() -> None:
    assert camp_goal(DAY) is None
    assert camp_goal(DAY + 1) is None


def test_without_a_camp_nothing_is_planned() -> None:
    assert minutes(Goal(responses=300), 250) is None
    assert minutes(Goal(), 250) is None
    assert not WISHES.goal.camp
    assert replace(WISHES, camp=True).goal == Goal(responses=DAY, camp=True)
