"""Detectors that count: runs, windows, charts. Each maps probe answers to a statistic that rises with suspicion.

Every detector of this folder has one form: (streams, probes) right or wrong in, (streams, probes) statistic out, where
column k uses answers 0 to k. The alarm is the first column at or above a threshold, so one pass serves all thresholds.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from benchmarks.phases.streams import CHANCE, Bools, Floats


def run_length(right: Bools) -> Floats:
    """Right answers in a row."""
    return _over_time(right, 0.0, lambda length, answer: (length + 1) * answer)


def window_count(right: Bools, *, last: int) -> Floats:
    """Right answers among the last so many."""
    total = right.cumsum(axis=1)
    earlier = np.zeros_like(total)
    earlier[:, last:] = total[:, :-last]
    count: Floats = (total - earlier).astype(np.float64)
    return count


def cusum(right: Bools, *, p0: float, p1: float) -> Floats:
    """Page's chart (1954) of the log-likelihood ratio of p1 against p0."""
    up, down = math.log(p1 / p0), math.log((1 - p1) / (1 - p0))
    return _over_time(right, 0.0, lambda chart, answer: np.maximum(chart + np.where(answer, up, down), 0.0))


def ewma(right: Bools, *, rate: float) -> Floats:
    """Exponentially weighted accuracy that starts at chance."""
    return _over_time(right, CHANCE, lambda mean, answer: mean + rate * (answer - mean))


def page_hinkley(right: Bools, *, slack: float) -> Floats:
    """Page-Hinkley: the rise above its lowest point of the summed excess over the running mean."""
    mean = right.cumsum(axis=1) / np.arange(1, right.shape[1] + 1)
    summed = (right - mean - slack).cumsum(axis=1)
    rise: Floats = summed - np.minimum.accumulate(np.minimum(summed, 0.0), axis=1)
    return rise


def _over_time(right: Bools, first: float, step: Callable[[Floats, Bools], Floats]) -> Floats:
    """(streams, probes) what `step` makes of the value before and an answer, column by column."""
    value = np.full(len(right), first)
    statistic = np.empty(right.shape)
    for column in range(right.shape[1]):
        value = step(value, right[:, column])
        statistic[:, column] = value
    return statistic
