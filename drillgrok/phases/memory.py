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
SHAPE = (2, len(prior.CEILING), len(prior.MEMORY_RATE))
"""Engaged or lapsing, c, a."""
_STAYS, _REMAINS = 1 - prior.ENTER_LAPSE, 1 - prior.LEAVE_LAPSE
Pair = tuple[float, float, float, float]
"""(2, 2) by rows: engaged and lapsing now, from engaged and lapsing before."""
SIZE = SHAPE[0] * SHAPE[1] * SHAPE[2]


@cache
def initial() -> Array:
    """(engagement, c, a) prior."""
    engaged = np.array([1 - prior.BEGINS_LAPSING, prior.BEGINS_LAPSING])
    joint: Array = np.einsum("e,c,a->eca", engaged, prior.CEILING_PRIOR, prior.MEMORY_RATE_PRIOR)
    joint.setflags(write=False)
    return joint


@cache
def drift() -> Array:
    """(2 * c, 2 * c) movement of the ceiling at an answer from memory, from column to row."""
    found = prior.to_a_neighbour(len(prior.CEILING), prior.DRIFT)
    return np.asarray(np.kron(np.eye(2), found), dtype=np.float64)


AS_IT_WAS: Pair = (1.0, 0.0, 0.0, 1.0)


def moved(attention: Pair, manner: tuple[float, float]) -> Pair:
    """What has become of being at it or away, after one more answer that was given in this manner."""
    a, b, c, d = attention
    at_it, away = manner
    return (
        at_it * (_STAYS * a + prior.LEAVE_LAPSE * c),
        at_it * (_STAYS * b + prior.LEAVE_LAPSE * d),
        away * (prior.ENTER_LAPSE * a + _REMAINS * c),
        away * (prior.ENTER_LAPSE * b + _REMAINS * d),
    )


def weighed(attention: Pair, likelihood: tuple[float, float]) -> Pair:
    """The same in the light of how likely the answer was, for who is at it and who is away; sums to 1."""
    a, b, c, d = attention
    at_it, away = likelihood
    total = at_it * (a + b) + away * (c + d)
    at_it, away = at_it / total, away / total
    return a * at_it, b * at_it, c * away, d * away


def attended(belief: Array, attention: Pair) -> Array:
    """(engagement, c * a) the belief with what has become of it since."""
    a, b, c, d = attention
    found: Array = np.array(((a, b), (c, d))).dot(belief.reshape(2, -1))
    return found


def of_attention(belief: Array, attention: Pair) -> tuple[float, float]:
    """How likely it is to be at it and to be away, up to a factor."""
    a, b, c, d = attention
    at_it, away = np.add.reduce(belief.reshape(2, -1), axis=1).tolist()
    return a * at_it + b * away, c * at_it + d * away


@lru_cache(maxsize=64)
def kept(exposures: float) -> Array:
    """(c, a) share of items that memory holds after so many exposures."""
    return np.asarray(prior.CEILING[:, None] * (1 - (1 - prior.MEMORY_RATE[None, :]) ** exposures))


@lru_cache(maxsize=64)
def _basis(exposures: float) -> Array:
    """(2, c * a) ones, and the share that is held."""
    held = kept(exposures).ravel()
    return np.stack([np.ones_like(held), held])


def recalled(exposures: float, unseen: float, chance: float, *, correct: bool) -> Array:
    """(engagement, c * a) likelihood of an answer to a practised item, given accuracy on unseen ones."""
    looks, blindly = 1 - prior.LAPSE_LOSS, prior.LAPSE_LOSS * chance
    at_it, away = unseen, looks * unseen + blindly
    adds = 1 - unseen
    factors = ((at_it, adds), (away, looks * adds)) if correct else ((1 - at_it, -adds), (1 - away, -looks * adds))
    found: Array = np.array(factors).dot(_basis(exposures))
    return found


def of_both(right: float, chance: float, *, correct: bool) -> tuple[float, float]:
    """Likelihood of an answer for who is at it and who is away, where it is right with probability `right` for the one
    and `chance` blindly."""
    away = (1 - prior.LAPSE_LOSS) * right + prior.LAPSE_LOSS * chance
    return (right, away) if correct else (1 - right, 1 - away)


@lru_cache(maxsize=8)
def signs(missed: bool, timed_out: bool, too_fast: bool) -> tuple[float, float]:
    """Likelihood of the manner of an answer for who is at it and who is away: a time-out among misses, and haste."""
    at_it, away = _happened(prior.TOO_FAST_SHARE, too_fast)
    if not missed:
        return at_it, away
    of_misses = _happened(prior.TIME_OUT_SHARE, timed_out)
    return at_it * of_misses[0], away * of_misses[1]


def _happened(shares: tuple[float, float], it_did: bool) -> tuple[float, float]:
    at_it, away = (share if it_did else 1 - share for share in shares)
    return at_it, away
