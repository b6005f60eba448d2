"""What can be said of a switch afterwards, with the whole stream in hand: the optimal partition that PELT finds.

No rival of an online detector; a bound on how well the moment of a switch can be told at all.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from benchmarks.measuring import Section, Table
from benchmarks.phases.splits import fit
from benchmarks.phases.streams import PROBES, Bools, Floats, Ints, streams

_SEED: Final = 3500
_PENALTIES: Final = (3.0, 4.0, 5.0, 6.0, 8.0)
_NEAR: Final = 5
_LEAST_RISE: Final = 0.3

_HOW: Final = f"""\
The streams of the contest (seed {_SEED}), seen whole. The partition into stretches of one rate with the least Bernoulli
cost, by dynamic programming: what PELT finds, which only prunes. A switch is a rise of {_LEAST_RISE} or more; its place
is compared with the first probe at half of the rule."""


def run(*, quick: bool) -> Section:
    """A few seconds."""
    count = 60 if quick else 250
    null, moving = streams(count, _SEED, switching=False), streams(count, _SEED + 1, switching=True)
    rows = []
    for penalty in _PENALTIES:
        seen = _rises(moving.probe_answers, penalty)
        error = np.abs(seen - moving.half_way)[seen < PROBES]
        found = f"{np.mean(seen < PROBES):.3f}"
        false = f"{np.mean(_rises(null.probe_answers, penalty) < PROBES):.3f}"
        rows.append((f"{penalty:g}", false, found, f"{np.median(error):.0f}", f"{np.mean(error <= _NEAR):.3f}"))
    header = (
        "penalty, nats",
        "null streams with a switch",
        "switches found",
        "median error, probes",
        f"within {_NEAR}",
    )
    return Section("Hindsight", _HOW, (), (Table(header, tuple(rows)),))


def _rises(right: Bools, penalty: float) -> Ints:
    """(streams,) the place of the largest rise of the best partition; PROBES where none is large enough."""
    starts = _partition(right, penalty)
    return np.array([_largest_rise(row, ends) for row, ends in zip(right, starts, strict=True)])


def _partition(right: Bools, penalty: float) -> Ints:
    """(streams, PROBES + 1) for every end, where the last stretch of the best partition up to it begins."""
    sums = np.c_[np.zeros(len(right), dtype=np.int64), right.cumsum(axis=1)]
    cost: Floats = np.zeros(sums.shape)
    starts = np.zeros(sums.shape, dtype=np.int64)
    cost[:, 0] = -penalty
    for end in range(1, sums.shape[1]):
        begun = np.arange(end)
        each = cost[:, :end] + penalty - fit(end - begun[None, :], sums[:, [end]] - sums[:, :end])
        starts[:, end] = each.argmin(axis=1)
        cost[:, end] = each.min(axis=1)
    return starts


def _largest_rise(right: Bools, starts: Ints) -> int:
    cuts = [len(right)]
    while cuts[0] > 0:
        cuts.insert(0, int(starts[cuts[0]]))
    means = [right[a:b].mean() for a, b in pairwise(cuts)]
    rises = np.diff(means)
    if not len(rises) or rises.max() < _LEAST_RISE:
        return PROBES
    return cuts[int(rises.argmax()) + 1]
