"""Simulated learners who looked the same: who is compared, and what waiting does to their odds."""

from __future__ import annotations

import pytest

from drillgrok.phases.reference import LOOKS, MOVED, alike


def test_before_the_first_look_and_once_something_moved_there_is_nobody_to_compare_with():
    assert alike(LOOKS[0] - 1, 0.0) is None
    assert alike(200, MOVED[-1]) is None


@pytest.mark.parametrize(("unseen", "look"), [(12, 12), (24, 12), (25, 25), (399, 200), (5000, 400)])
def test_a_run_is_compared_at_the_last_look_that_is_not_later(unseen, look):
    assert alike(unseen, 0.01).unseen == look


def test_the_longer_nothing_moved_the_more_of_them_never_did():
    shares = [found.never / found.n for found in (alike(look, 0.0) for look in LOOKS)]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.2


@pytest.mark.parametrize("look", LOOKS)
def test_who_looks_as_if_something_moved_is_less_often_one_who_never_does(look):
    shares = [found.never / found.n for found in (alike(look, p) for p in (0.0, 0.05, 0.3))]
    assert shares == sorted(shares, reverse=True)
