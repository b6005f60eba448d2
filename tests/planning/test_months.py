"""Twelve simulated months over twelve decks: what the plans asked, what they let wait, what the checks called."""

from __future__ import annotations

import pytest

from drillgrok.simulation.planned_days import FOLLOWERS, PlannedYear, planned_year, twelve_decks


@pytest.fixture(scope="module", params=FOLLOWERS, ids=lambda follower: follower.name)
def year(request: pytest.FixtureRequest) -> PlannedYear:
    return planned_year(request.param, twelve_decks(), seed=1)


def test_the_same_seed_gives_the_same_year():
    follower = FOLLOWERS[2]
    assert planned_year(follower, twelve_decks(), 4, days=90) == planned_year(follower, twelve_decks(), 4, days=90)


def test_what_is_planned_fits_the_minutes_and_the_goal(year):
    assert year.unfit_days <= year.days / 100


def test_two_sisters_are_never_planned_for_one_day(year):
    assert year.sister_days == 0


def test_no_day_has_more_than_three_lines_and_none_is_empty_while_a_deck_is_left(year):
    counts = {len(plan.lines) for _, plan in year.plans}
    assert max(counts) <= 3
    assert 0 not in counts or year.passed == len(twelve_decks())


def test_nothing_that_was_passed_waits_longer_than_a_day(year):
    assert [call.waited for call in year.calls if call.waited > 1] == []


def test_who_has_kept_the_rule_is_called_so_and_who_has_lost_it_is_not(year):
    kept = [call.kept for call in year.calls if call.truth >= 0.9]
    lost = [call.kept for call in year.calls if call.truth <= 0.5]
    assert kept.count(False) <= 0.02 * len(kept)
    assert lost.count(True) <= 0.1 * len(lost)


def test_decks_are_passed_and_checked(year):
    assert year.passed >= 3
    assert len(year.calls) >= 3 * year.passed


def test_every_line_has_its_reason(year):
    reasons = [line.reason for _, plan in year.plans for line in (*plan.lines, *plan.waits)]
    assert all(reason.endswith(".") for reason in reasons)
    assert [one for one in reasons if not any(map(str.isdigit, one)) and "same rule" not in one] == []
