"""What practised answers say: of memory, and of whether the learner is at it. None of it ever moves unseen accuracy.

Memory holds a share c of well-practised items, reached at a rate a by exposures: someone who is at it is right with
probability q + (1 - q) c (1 - (1 - a)^n), where q is what they would be on an unseen item. Someone who lapses answers a
part without looking.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from drillgrok.phases import prior
from drillgrok.phases.prior import Array

EXPOSURES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.5, 7.0, 11.0, 18.0)
"""Numbers of exposures that likelihoods are kept for."""
ATTENDED = np.array([1.0, 1.0 - prior.LAPSE_LOSS])[:, None, None]
"""Share of answers that are given looking: engaged, lapsing."""
SHAPE = (2, len(prior.CEILING), len(prior.MEMORY_RATE))
"""Engaged or lapsing, c, a."""
SIZE = SHAPE[0] * SHAPE[1] * SHAPE[2]


@cache
def initial() -> Array:
    """(engagement, c, a) prior."""
    engaged = np.array([1 - prior.BEGINS_LAPSING, prior.BEGINS_LAPSING])
    joint: Array = np.einsum("e,c,a->eca", engaged, prior.CEILING_PRIOR, prior.MEMORY_RATE_PRIOR)
    joint.setflags(write=False)
    return joint


@cache
def engagement() -> Array:
    """(2, 2) transition of engagement in one answer, from column to row."""
    return np.array([[1 - prior.ENTER_LAPSE, prior.LEAVE_LAPSE], [prior.ENTER_LAPSE, 1 - prior.LEAVE_LAPSE]])


@cache
def recall_movement() -> Array:
    """(2 * c, 2 * c) the same with the drift of the ceiling, at an answer from memory."""
    n = len(prior.CEILING)
    drift: Array = np.eye(n) * (1 - prior.DRIFT)
    for k in range(n):
        for neighbour in (k - 1, k + 1):
            drift[min(max(neighbour, 0), n - 1), k] += prior.DRIFT / 2
    return np.asarray(np.kron(engagement(), drift), dtype=np.float64)


def moved(belief: Array, *, recall: bool) -> Array:
    """The belief before an answer is looked at."""
    moves = recall_movement() if recall else engagement()
    found: Array = (moves @ belief.reshape(len(moves), -1)).reshape(SHAPE)
    return found


@lru_cache(maxsize=64)
def kept(exposures: float) -> Array:
    """(c, a) share of items that memory holds after so many exposures."""
    return np.asarray(prior.CEILING[:, None] * (1 - (1 - prior.MEMORY_RATE[None, :]) ** exposures))


def recalled(exposures: float, unseen: float, chance: float) -> Array:
    """(engagement, c, a) chance of being right on a practised item, given accuracy on unseen ones."""
    right: Array = ATTENDED * (unseen + (1 - unseen) * kept(exposures))
    right[1] += prior.LAPSE_LOSS * chance
    return right


def of_both(right: float, chance: float) -> Array:
    """(engagement, 1, 1) chance of being right, where it is `right` for who is at it and `chance` blindly."""
    return np.array([right, (1 - prior.LAPSE_LOSS) * right + prior.LAPSE_LOSS * chance])[:, None, None]


@lru_cache(maxsize=8)
def signs(missed: bool, timed_out: bool, too_fast: bool) -> Array:
    """(engagement, 1, 1) likelihood of the manner of an answer: a time-out among misses, and haste."""
    found = np.ones(2)
    if missed:
        found = found * _happened(prior.TIME_OUT_SHARE, timed_out)
    return (found * _happened(prior.TOO_FAST_SHARE, too_fast))[:, None, None]


def _happened(shares: tuple[float, float], it_did: bool) -> Array:
    return np.array([share if it_did else 1 - share for share in shares])
