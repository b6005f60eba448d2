"""When unseen answers began to come right: the posterior of one change in a row of answers. No filter is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drillgrok.phases.prior import Array

BEFORE = (1, 4)
"""Beta prior of the share right before the change."""
AFTER = (4, 2)
"""The same after it."""


@dataclass(frozen=True, slots=True)
class Onset:
    """Response numbers: the median and a 90 % interval."""

    number: int
    low: int
    high: int


def onset(numbers: Sequence[int], right: Sequence[bool]) -> Onset | None:
    """The response at which the share right changed, given that it did once; None without answers.

    The place is uniform a priori and the two shares are integrated out (Smith 1975, the binomial change-point
    posterior).
    """
    if not numbers:
        return None
    hits = np.concatenate([[0], np.cumsum(np.asarray(right, dtype=np.int64))])
    places = np.arange(len(numbers) + 1)
    total, n = hits[-1], len(numbers)
    log_weight = _log_beta(BEFORE[0] + hits, BEFORE[1] + places - hits)
    log_weight = log_weight + _log_beta(AFTER[0] + total - hits, AFTER[1] + (n - places) - (total - hits))
    weight = np.exp(log_weight - log_weight.max())[:-1]  # a change after the last answer has not been seen
    heaped = np.cumsum(weight) / weight.sum()
    low, middle, high = (int(np.searchsorted(heaped, q)) for q in (0.05, 0.5, 0.95))
    return Onset(numbers[middle], numbers[low], numbers[min(high, n - 1)])


def _log_beta(a: np.ndarray, b: np.ndarray) -> Array:
    """Log B(a, b) for whole numbers."""
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int((a + b).max()))))])
    value: Array = log_factorial[a - 1] + log_factorial[b - 1] - log_factorial[a + b - 1]
    return value
