"""Detectors that compare every earlier part of a stream with what follows it. The form is that of `rules`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.phases.streams import Bools, Floats, Ints

LONGEST_PART = 60
"""Probes after the split that are looked at: no switch of the contest takes longer to show."""


def likelihood_ratio(right: Bools, *, least: int) -> Floats:
    """The generalised likelihood ratio of a rise between two unknown rates, maximised over the split: what FOCuS finds
    in less time. At least so many answers before the split."""
    return _best_split(right, least, _log_ratio)


def hoeffding(right: Bools, *, least: int) -> Floats:
    """HDDM-A's test of a rise, by Hoeffding's bound, over every split."""
    return _best_split(right, least, lambda n0, s0, n1, s1: 2 * _rise(n0, s0, n1, s1) ** 2 / (1 / n0 + 1 / n1))


def adaptive_window(right: Bools, *, least: int) -> Floats:
    """ADWIN's test of a rise, by the bound with the window's variance, over every split (no buckets)."""
    return _best_split(right, least, _log_confidence)


def _log_confidence(n0: Ints, s0: Ints, n1: Ints, s1: Ints) -> Floats:
    """ln(2 / delta) at which epsilon_cut = sqrt(2 v x / m) + 2 x / (3 m) equals the rise."""
    m = 1 / (1 / n0 + 1 / n1)
    mean = (s0 + s1) / (n0 + n1)
    linear, square = np.sqrt(2 * mean * (1 - mean) / m), 2 / (3 * m)
    root: Floats = (-linear + np.sqrt(linear**2 + 4 * square * _rise(n0, s0, n1, s1))) / (2 * square)
    return root**2


def _rise(n0: Ints, s0: Ints, n1: Ints, s1: Ints) -> Floats:
    return np.maximum(s1 / n1 - s0 / n0, 0.0)


def _log_ratio(n0: Ints, s0: Ints, n1: Ints, s1: Ints) -> Floats:
    gain = fit(n0, s0) + fit(n1, s1) - fit(n0 + n1, s0 + s1)
    return np.where(_rise(n0, s0, n1, s1) > 0, gain, 0.0)


def fit(n: Ints, hits: Ints) -> Floats:
    """The log-likelihood at its best rate."""
    return _x_log_x(hits) + _x_log_x(n - hits) - _x_log_x(n)


def _x_log_x(x: Ints) -> Floats:
    value: Floats = _TABLE[x]
    return value


_TABLE = np.r_[0.0, np.arange(1, 4096) * np.log(np.arange(1, 4096))]


def _best_split(right: Bools, least: int, score: Callable[[Ints, Ints, Ints, Ints], Floats]) -> Floats:
    """The highest score over splits after at least `least` answers, at every column."""
    sums = np.c_[np.zeros(len(right), dtype=np.int64), right.cumsum(axis=1)]
    statistic = np.zeros(right.shape)
    for end in range(least + 1, right.shape[1] + 1):
        cut = np.arange(max(least, end - LONGEST_PART), end)
        before, after = sums[:, cut], sums[:, [end]] - sums[:, cut]
        statistic[:, end - 1] = score(cut[None, :], before, end - cut[None, :], after).max(axis=1)
    return statistic
