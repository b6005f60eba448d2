"""Figures drawn towards the mean of all: between their own and the mean, and only as far as they rest on little."""

from __future__ import annotations

from math import exp, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.statistics.shrinkage import Rate, Sample, levels, rates

COUNTS = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=40
)
NUMBERS = st.lists(st.lists(st.floats(4.0, 10.0), min_size=2, max_size=12), min_size=2, max_size=20)


def sample(numbers: list[float]) -> Sample:
    return Sample(len(numbers), sum(numbers), sum(x * x for x in numbers))


@given(COUNTS)
def test_a_share_lies_between_its_own_and_the_mean_of_all(counts: list[tuple[int, int]]) -> None:
    mean = (sum(right for right, _ in counts) + 0.5) / (sum(n for _, n in counts) + 1)
    for (right, n), rate in zip(counts, rates(counts), strict=True):
        low, high = sorted((right / n, mean))
        assert low - 1e-9 <= rate.mean <= high + 1e-9


@given(COUNTS)
def test_a_share_lies_in_its_interval(counts: list[tuple[int, int]]) -> None:
    rate = rates(counts)[0]
    low, high = rate.interval()
    assert 0 <= low < high <= 1
    if rate.a > 1 and rate.b > 1:
        assert low < rate.mean < high


@given(COUNTS)
def test_shares_keep_their_order_where_they_rest_on_the_same(counts: list[tuple[int, int]]) -> None:
    alike = sorted((min(right, 10), 10) for right, _ in counts)
    means = [rate.mean for rate in rates(alike)]
    assert means == sorted(means)


def test_the_interval_of_a_beta_distribution_is_the_known_one() -> None:
    assert Rate(1.0, 1.0).interval() == pytest.approx((0.05, 0.95), abs=1e-4)
    assert Rate(2.0, 1.0).interval() == pytest.approx((0.05**0.5, 0.95**0.5), abs=1e-4)
    assert Rate(1.0, 40.0).interval() == pytest.approx((1 - 0.95 ** (1 / 40), 1 - 0.05 ** (1 / 40)), abs=1e-4)


def test_the_more_a_share_rests_on_the_less_it_is_drawn() -> None:
    few, many, *_ = rates([(2, 4), (50, 100), *[(9, 10)] * 20])
    assert many.mean < few.mean


def test_shares_that_differ_more_than_by_luck_are_drawn_less() -> None:
    alike = rates([(7, 10), (8, 10), (6, 10), (7, 10)] * 5)[2]
    apart = rates([(6, 10), (10, 10), (0, 10), (10, 10), (1, 10)] * 4)[0]
    assert abs(alike.mean - 0.7) < 0.05
    assert abs(apart.mean - 0.6) < 0.02


@pytest.mark.parametrize("concentration", [4.0, 30.0, 1e9])
def test_nine_in_ten_intervals_hold_the_truth(concentration: float) -> None:
    rng = Random(5)
    held = asked = 0
    for _ in range(40):
        truths = [rng.betavariate(0.8 * concentration, 0.2 * concentration) for _ in range(30)]
        sizes = [rng.randint(5, 30) for _ in truths]
        counts = [(sum(rng.random() < p for _ in range(n)), n) for p, n in zip(truths, sizes, strict=True)]
        for p, rate in list(zip(truths, rates(counts), strict=True))[:5]:
            low, high = rate.interval()
            held += low <= p <= high
            asked += 1
    assert held / asked > 0.84


@given(NUMBERS)
def test_a_level_lies_between_its_own_and_the_mean_of_all(numbers: list[list[float]]) -> None:
    samples = [sample(one) for one in numbers]
    middle = sum(s.total for s in samples) / sum(s.n for s in samples)
    for one, level in zip(samples, levels(samples), strict=True):
        low, high = sorted((one.mean, middle))
        assert low - 1e-6 <= level.mean <= high + 1e-6
        assert level.low <= level.mean <= level.high


def test_levels_that_do_differ_are_told_apart() -> None:
    rng = Random(3)
    numbers = [[log(2000 if k else 6000) + rng.gauss(0, 0.3) for _ in range(12)] for k in range(20)]
    slow, *others = levels([sample(one) for one in numbers])
    assert exp(slow.low) > exp(max(level.high for level in others))


def test_numbers_without_any_spread_stay_as_they_are() -> None:
    assert [level.mean for level in levels([Sample(3, 21.0, 147.0), Sample(2, 16.0, 128.0)])] == [7.0, 8.0]
