"""Counting in columns: which values occur, and how often the most frequent one is right. No deck, no item."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import Column


def dense(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Column]:
    """Values of any shape -> the number of each, dense from 0 in ascending order, and the distinct values."""
    if not values.size:
        return values, values.reshape(-1)
    low, high = int(values.min()), int(values.max())
    if high - low > 4 * values.size:
        distinct, numbers = np.unique(values, return_inverse=True)
        return numbers.reshape(values.shape), distinct
    present = np.zeros(high - low + 1, np.bool_)
    present[values - low] = True
    return (np.cumsum(present) - 1)[values - low], np.flatnonzero(present) + low


def largest_share(codes: npt.NDArray[np.int64]) -> float:
    """The share of the most frequent of the (rows,) codes, which are not negative."""
    return float(np.bincount(codes).max() / len(codes))


def best_single_share(rows: npt.NDArray[np.int64]) -> float:
    """The share of the (rows, k) rows that hold the value which most rows hold; a value counts once a row."""
    rows = np.sort(rows, axis=1)
    first = np.ones(rows.shape, np.bool_)
    first[:, 1:] = rows[:, 1:] != rows[:, :-1]
    numbers, _ = dense(rows[first])
    return float(np.bincount(numbers).max() / len(rows))
