"""Rhythm: a number that no single day can break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.history.figures import Day
from drillgrok.history.rhythm import HALF_LIFE_DAYS, Bests, bests, strength

DAYS = st.sets(st.integers(20_000, 20_200), min_size=1)


def test_half_of_the_strength_is_there_after_thirteen_days_and_gone_thirteen_days_later() -> None:
    there = range(20_000, 20_000 + HALF_LIFE_DAYS)
    assert abs(strength(there, today=20_012) - 0.5) < 1e-9
    daily = range(20_000, 20_400)
    assert abs(strength(daily, today=20_400 + HALF_LIFE_DAYS) - 0.5) < 1e-6


@given(days=DAYS, missed=st.integers(20_000, 20_200))
def test_one_day_more_or_less_moves_it_by_a_twentieth_at_most(days: set[int], missed: int) -> None:
    with_it, without = strength(days | {missed}, today=20_200), strength(days - {missed}, today=20_200)
    assert without <= with_it < without + 0.053


@given(days=DAYS)
def test_a_day_that_is_not_over_takes_nothing_away(days: set[int]) -> None:
    until_yesterday = {day for day in days if day < 20_200} | {20_199}
    assert strength(until_yesterday, today=20_200) == strength(until_yesterday, today=20_199)
    assert 0 <= strength(days, today=20_200) <= 1


def test_nobody_who_has_not_begun_has_any() -> None:
    assert strength((), today=20_000) == 0
    assert strength((20_001,), today=20_000) == 0


def test_the_fullest_day_and_the_fullest_seven_days_in_a_row_are_the_bests() -> None:
    days = [Day(20_000, 300, 0, 0), Day(20_003, 100, 0, 0), Day(20_006, 200, 0, 0), Day(20_007, 250, 0, 0)]
    assert bests(days) == Bests(day=300, week=600)
    assert bests(()) == Bests()
