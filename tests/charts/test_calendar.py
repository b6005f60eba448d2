"""The calendar and the streak that forgives a day off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.catalogue import calendar
from drillgrok.charts.catalogue.calendar import MOST_MISSED, WEEK, streak
from drillgrok.charts.chart import Grid
from drillgrok.history.figures import Day

TODAY = (date(2026, 3, 18) - date(1970, 1, 1)).days
"""A Wednesday."""


def grid_of(days: list[Day]) -> Grid:
    body = calendar.chart(days, today=TODAY).body
    assert isinstance(body, Grid)
    return body


@pytest.mark.parametrize(
    ("back", "length"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([2], 1),
        ([3], 1),
        ([4], 0),
        ([0, 1, 2, 3, 4], 5),
        ([1, 2, 3], 3),
        ([0, 1, 4, 5], 4),
        ([0, 1, 5, 6], 2),
        ([0, 2, 4, 6], 3),
        ([0, 1, 3, 4, 6, 7, 8, 10, 11, 13], 10),
    ],
)
def test_a_streak_forgives_two_days_off_in_any_seven(back: list[int], length: int) -> None:
    assert streak([TODAY - days for days in back], today=TODAY) == length


@given(st.sets(st.integers(0, 60)))
def test_no_seven_days_of_a_streak_hold_more_than_two_off(back: set[int]) -> None:
    practised = sorted((TODAY - days for days in back), reverse=True)
    length = streak(practised, today=TODAY)
    if not length:
        return
    inside = range(practised[length - 1], TODAY)
    off = [day for day in inside if day not in practised]
    assert all(sum(first <= day < first + WEEK for day in off) <= MOST_MISSED for first in inside)


@given(st.sets(st.integers(0, 60)))
def test_practising_today_never_shortens_a_streak(back: set[int]) -> None:
    days = [TODAY - day for day in back]
    assert streak([*days, TODAY], today=TODAY) >= streak(days, today=TODAY)


def test_every_day_stands_under_its_weekday_with_its_answers() -> None:
    grid = grid_of([Day(TODAY, 120, 0, 0), Day(TODAY - 3, 300, 0, 0)])
    assert grid.rows == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    cells = {cell.name: cell for cell in grid.cells}
    assert (cells["2026-03-18"].row, cells["2026-03-18"].column) == (2, len(grid.columns) - 1)
    assert (cells["2026-03-15"].row, cells["2026-03-15"].column) == (6, len(grid.columns) - 2)
    assert {name: cell.value for name, cell in cells.items() if cell.value} == {"2026-03-18": 120, "2026-03-15": 300}


def test_it_ends_today_and_reaches_back_to_the_first_day_but_no_more_than_a_year() -> None:
    for back, weeks in ((0, 12), (100, 15), (2000, 53)):
        grid = grid_of([Day(TODAY - back, 10, 0, 0)])
        assert len(grid.columns) == weeks
        assert max(cell.name for cell in grid.cells) == "2026-03-18"


def test_a_month_is_named_over_the_week_in_which_it_begins() -> None:
    grid = grid_of([Day(TODAY - 70, 10, 0, 0)])
    named = [name for name in grid.columns if name]
    assert named == ["Jan", "Feb", "Mar"]
    first_of_march = next(cell for cell in grid.cells if cell.name == "2026-03-01")
    assert grid.columns[first_of_march.column] == "Mar"


def test_it_says_how_many_of_the_last_days_and_the_streak() -> None:
    days = [Day(TODAY - back, 10, 0, 0) for back in (20, 2, 1)]
    assert calendar.chart(days, today=TODAY).says.startswith(
        "2 of the last 14 days practised; regularity 12 of 100, the streak is 2 days"
    )


def test_without_a_day_there_is_no_calendar() -> None:
    assert calendar.chart([], today=TODAY).body is None


def test_days_follow_each_other_from_a_monday_on() -> None:
    names = [cell.name for cell in grid_of([Day(TODAY, 1, 0, 0)]).cells]
    first = date.fromisoformat(names[0])
    assert names == [(first + timedelta(days=k)).isoformat() for k in range(len(names))]
    assert first.weekday() == 0
