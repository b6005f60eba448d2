"""The change in a row of unseen answers: what shape it has, when it came, from where to where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.phases.change import LEAST, change, power

CHANCE = 0.1


def answers(curve: np.ndarray, seed: int = 1) -> list[int]:
    """Right or wrong, of somebody with these chance-corrected accuracies."""
    accuracy = CHANCE + curve * (1 - CHANCE)
    return (np.random.default_rng(seed).random(len(curve)) < accuracy).astype(int).tolist()


def found(curve: np.ndarray, seed: int = 1):
    """One unseen answer in eight."""
    right = answers(curve, seed)
    return change([8 * k for k in range(1, len(right) + 1)], [1] * len(right), right, CHANCE)


def ramp(n: int, first: int, width: int) -> np.ndarray:
    return 0.9 * np.clip((np.arange(n) - first) / width, 0, 1)


@pytest.mark.parametrize(
    ("curve", "shape"),
    [(np.zeros(200), "constant"), (ramp(200, 100, 1), "step"), (ramp(300, 60, 180), "ramp")],
    ids=["constant", "step", "ramp"],
)
def test_evidence_favours_the_shape_that_it_came_from(curve, shape):
    told = [found(curve, seed).shape for seed in range(10)]
    assert told.count(shape) >= 5
    assert told.count(shape) + told.count("") >= 9
    assert found(curve).moved is (shape != "constant")


def test_a_step_is_found_where_it_was_with_its_levels():
    what = found(ramp(200, 120, 1))
    assert what.onset.low <= 8 * 120 <= what.onset.high
    assert what.width.low == 0
    assert what.before.low <= 0 <= what.before.high
    assert what.after.low <= 0.9 <= what.after.high


def test_a_ramp_is_as_wide_as_it_was():
    what = found(ramp(400, 100, 200))
    assert what.width.low <= 0.8 * 200 * 8 <= what.width.high
    assert what.onset.low <= 200 * 8 <= what.onset.high


def test_answers_in_blocks_say_nearly_the_same():
    right = answers(ramp(200, 100, 1))
    single = change(range(1, 201), [1] * 200, right, CHANCE)
    tens = change(range(10, 201, 10), [10] * 20, np.add.reduceat(right, range(0, 200, 10)).tolist(), CHANCE)
    assert abs(tens.onset.median - single.onset.median) <= 10
    assert tens.after == single.after
    assert tens.shape in (single.shape, "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=LEAST, max_size=60), st.sampled_from([0.0, 0.01, 0.1, 0.5, 0.9]))
def test_whatever_comes_intervals_are_in_order_and_within_the_run(right, chance):
    what = change(range(1, len(right) + 1), [1] * len(right), right, chance)
    for spread in (what.onset, what.width, what.before, what.after):
        assert spread.low <= spread.median <= spread.high
    assert what.onset.low >= 0
    assert what.onset.high <= len(right)
    assert what.before.median < what.after.median
    assert np.isfinite([what.step_odds, what.ramp_odds]).all()


def test_few_answers_say_nothing():
    assert change(range(1, LEAST), [1] * (LEAST - 1), [1] * (LEAST - 1), CHANCE) is None


def test_power_grows_with_the_answers_and_is_the_same_each_time():
    few, again, many = (power(found(ramp(n, n // 2, 1))) for n in (40, 40, 160))
    assert few.step < many.step
    assert few.ramp < many.ramp
    assert few == again
