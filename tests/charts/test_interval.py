"""The interval of a share against its definition: the true shares that the count does not contradict."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.statistics.interval import Share, share

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def surprise(right: int, n: int, true: float) -> float:
    """How many standard errors the count lies from what a true share predicts."""
    return abs(right / n - true) / sqrt(true * (1 - true) / n)


def by_bisection(right: int, n: int, inside: float, outside: float) -> float:
    """The true share between the two at which the count becomes a one in ten surprise."""
    z = NormalDist().inv_cdf(0.95)
    for _ in range(80):
        middle = (inside + outside) / 2
        if 0 < middle < 1 and surprise(right, n, middle) <= z:
            inside = middle
        else:
            outside = middle
    return inside


@given(COUNTS)
def test_its_ends_are_where_the_count_becomes_a_one_in_ten_surprise(counts: tuple[int, int]) -> None:
    right, n = counts
    found = share(right, n)
    assert found.low == pytest.approx(by_bisection(right, n, right / n, 0.0), abs=1e-9)
    assert found.high == pytest.approx(by_bisection(right, n, right / n, 1.0), abs=1e-9)


@given(COUNTS)
def test_it_holds_the_share_and_stays_between_none_and_all(counts: tuple[int, int]) -> None:
    found = share(*counts)
    assert 0 <= found.low <= found.mean <= found.high <= 1


@given(COUNTS)
def test_counting_wrong_answers_instead_turns_it_round(counts: tuple[int, int]) -> None:
    right, n = counts
    one, other = share(right, n), share(n - right, n)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low))


@given(COUNTS)
def test_more_answers_of_the_same_kind_make_it_narrower(counts: tuple[int, int]) -> None:
    right, n = counts
    few, many = share(right, n), share(4 * right, 4 * n)
    assert many.high - many.low < few.high - few.low


def test_a_known_example() -> None:
    assert share(7, 10) == Share(7, 10, pytest.approx(0.4417, abs=1e-4), pytest.approx(0.8731, abs=1e-4))
