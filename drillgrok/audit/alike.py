"""Values of one variable that stand for each other: with everything else as it is, the answers are the same. All rows
of a table are looked at; whether a learner can see it is no question here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.audit.luck import beyond_luck
from drillgrok.expressions.arithmetic import Column
from drillgrok.items.hashing import column_hashes
from drillgrok.items.shares import dense

MOST_VALUES: Final = 200
_MOST_COMPARED: Final = 100_000_000
_SEED: Final = 1


def alike(
    values: Mapping[str, Column], name: str, answers: npt.NDArray[np.int64], by_luck: float
) -> list[tuple[int, ...]]:
    """The classes of two values of `name` and more whose answers nearly always agree, ascending. `answers` are codes
    from 0 on; `by_luck` is how often two rows have one answer by coincidence."""
    numbers, distinct = dense(values[name])
    others = [column for other, column in values.items() if other != name]
    if not others or not 1 < len(distinct) <= MOST_VALUES:
        return []
    table = _by_context(numbers, len(distinct), others, answers)
    pairs = len(distinct) * (len(distinct) - 1) // 2
    leader = list(range(len(distinct)))
    for own in range(len(distinct) - 1):
        both = (table[own] >= 0) & (table[own + 1 :] >= 0)
        same, asked = (both & (table[own] == table[own + 1 :])).sum(axis=1), both.sum(axis=1)
        for place in np.flatnonzero(beyond_luck(same, asked, by_luck, pairs)).tolist():
            leader[own + 1 + place] = min(leader[own + 1 + place], leader[own])
    return _classes(leader, distinct)


def _by_context(
    numbers: npt.NDArray[np.int64], count: int, others: Sequence[Column], answers: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """(values, contexts) the answer of each value where all else is the same; -1 where there is no such row."""
    contexts = np.unique(column_hashes("context", others), return_inverse=True)[1]
    table = np.full((count, int(contexts.max()) + 1), -1, np.int64)
    table[numbers, contexts] = answers
    most = max(1, _MOST_COMPARED // count**2)
    if table.shape[1] > most:
        table = table[:, np.random.default_rng(_SEED).choice(table.shape[1], most, replace=False)]
    return table


def _classes(leader: Sequence[int], distinct: Column) -> list[tuple[int, ...]]:
    members: dict[int, list[int]] = {}
    for place, first in enumerate(leader):
        members.setdefault(first, []).append(int(distinct[place]))
    return [tuple(each) for each in members.values() if len(each) > 1]
