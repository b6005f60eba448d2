"""Checks after the pass: when they are due and what they come to."""

from math import comb

import pytest

from drillgrok.planning.checks import CheckOutcome, check_course, check_due, checks_paid, outcome_of
from drillgrok.planning.history import DayCount, DeckRecord

PASSED = 1000


def course(*checks, unseen=None):
    days = tuple(DayCount(day, asked, checked=asked, checked_right=right) for day, asked, right in checks)
    return check_course(DeckRecord("d", answers=3000, passed=PASSED, checks=days, unseen=unseen, last_day=PASSED))


def test_a_deck_that_was_not_passed_has_no_checks():
    assert check_course(DeckRecord("d", answers=3000)) is None


def test_kept_checks_come_after_1_3_7_21_60_and_180_days():
    day, checks, gaps = PASSED, [], []
    for _ in range(7):
        due = course(*checks).due
        gaps.append(due - day)
        day = due
        checks.append((day, 20, 18))
    assert gaps == [1, 3, 7, 21, 60, 180, 180]


def test_days_count_from_the_check_that_was_really_done():
    assert course((PASSED + 40, 20, 18)).due == PASSED + 43


@pytest.mark.parametrize(
    ("right", "outcome"), [(20, "kept"), (16, "kept"), (15, None), (12, None), (11, "slipped"), (0, "slipped")]
)
def test_16_of_20_are_kept_and_fewer_than_12_slipped(right, outcome):
    assert outcome_of(20, right) == outcome


def test_between_kept_and_slipped_20_more_are_asked_from_the_next_day_and_30_of_40_keep():
    between = course((PASSED + 1, 20, 14))
    assert (between.asked, between.right, between.wanted, between.due) == (20, 14, 20, PASSED + 2)
    assert between.results == ()
    assert course((PASSED + 1, 20, 14), (PASSED + 2, 20, 16)).results[-1].outcome is CheckOutcome.KEPT
    assert course((PASSED + 1, 20, 14), (PASSED + 2, 20, 15)).results[-1].outcome is CheckOutcome.SLIPPED
    assert course((PASSED + 1, 20, 14), (PASSED + 2, 10, 10)).wanted == 10


def test_slipped_goes_back_one_step_and_never_to_zero():
    kept = [(PASSED + 1, 20, 18), (PASSED + 4, 20, 18), (PASSED + 11, 20, 18)]
    slipped = course(*kept, (PASSED + 32, 20, 8))
    assert (slipped.step, slipped.due) == (2, PASSED + 32 + 7)
    assert course((PASSED + 1, 20, 3)).due == PASSED + 2


def test_a_check_left_halfway_goes_on_within_a_week_and_is_begun_afresh_after_it():
    assert (course((PASSED + 1, 7, 6)).wanted, course((PASSED + 1, 7, 6)).due) == (13, PASSED + 1)
    assert course((PASSED + 1, 7, 6), (PASSED + 5, 13, 12)).results[-1].right == 18
    afresh = course((PASSED + 1, 7, 0), (PASSED + 30, 20, 18))
    assert [(one.asked, one.right) for one in afresh.results] == [(20, 18)]


def test_checks_from_before_a_later_pass_do_not_count():
    record = DeckRecord("d", passed=PASSED, checks=(DayCount(PASSED - 9, 20, checked=20, checked_right=20),))
    assert check_course(record).results == ()


def test_a_deck_pays_a_check_with_20_unseen_groups_and_waits_for_what_is_long_ago_without():
    assert [checks_paid(unseen) for unseen in (0, 19, 20, 55)] == [0, 0, 1, 2]
    paid = DeckRecord("d", answers=3000, passed=PASSED, unseen=20, last_day=PASSED)
    spent = DeckRecord("d", answers=3000, passed=PASSED, unseen=19, last_day=PASSED)
    assert (check_due(paid), check_due(spent)) == (PASSED + 1, PASSED + 60)


def chance_of_being_called_slipped(right):
    """Exactly, for somebody who is right so often."""

    def binomial(n, k):
        return comb(n, k) * right**k * (1 - right) ** (n - k)

    total = 0.0
    for first in range(21):
        outcome = outcome_of(20, first)
        if outcome is CheckOutcome.SLIPPED:
            total += binomial(20, first)
        elif outcome is None:
            total += binomial(20, first) * sum(
                binomial(20, second) for second in range(21) if outcome_of(40, first + second) is CheckOutcome.SLIPPED
            )
    return total


@pytest.mark.parametrize(("right", "kept"), [(0.95, 1.0), (0.9, 0.999), (0.8, 0.866), (0.6, 0.07)])
def test_checks_call_right_at_the_rates_that_the_docs_tell(right, kept):
    assert round(1 - chance_of_being_called_slipped(right), 3) == pytest.approx(kept, abs=0.0006)
