"""The phases as regions of the posterior over chance-corrected accuracies, and the figures that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from drillgrok.phases.filter import Filtered, accuracy
from drillgrok.phases.phase import FIRST_SEEN_NEEDED, PHASES, SETTLED_NEEDED, Phase
from drillgrok.phases.prior import SETTLED_AT, Array

LEADING = 0.5
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Belief:
    """A chance-corrected accuracy: posterior mean and 90 % interval. Below zero is worse than blind guessing."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the filter says of a learner after response `number`."""

    number: int
    phase: Phase
    p: dict[Phase, float]
    """The four phases; sums to 1."""
    unseen: Belief
    practised: Belief
    engaged: float
    """Probability that the learner is at it."""
    first_seen: int
    settled: int
    chance: float


def phase_of(practised: float, unseen: float) -> Phase:
    """The phase of true chance-corrected accuracies s' and h'."""
    return PHASES[int(_region(np.array([practised]), np.array([unseen]))[0])]


def _region(practised: Array, unseen: Array) -> np.ndarray:
    grokked = (unseen >= 0.8 * practised) & (unseen >= 0.6)
    shifting = (unseen >= 0.25) & ~grokked
    plateau = (practised >= 0.7) & ~shifting & ~grokked
    return np.select([grokked, shifting, plateau], [3, 2, 1], default=0)


@dataclass(frozen=True)
class _Map:
    """For one chance: each cell's accuracies and phase, and the order of cells by accuracy."""

    practised: Array
    unseen: Array
    indicator: Array
    """(4, cells)"""
    by_practised: np.ndarray
    by_unseen: np.ndarray


@lru_cache(maxsize=64)
def _map(chance: float) -> _Map:
    practised = ((accuracy(chance, SETTLED_AT) - chance) / (1 - chance)).ravel()
    unseen = ((accuracy(chance, 0.0) - chance) / (1 - chance)).ravel()
    region = _region(practised, unseen)
    indicator = np.stack([(region == k).astype(float) for k in range(len(PHASES))])
    return _Map(practised, unseen, indicator, np.argsort(practised), np.argsort(unseen))


def masses(state: Filtered) -> Array:
    """(4,) probabilities of the phases, as they would be while engaged."""
    found: Array = _map(_rounded(state.chance)).indicator @ state.belief.sum(axis=0).ravel()
    return found


def _rounded(chance: float) -> float:
    """What maps are kept for; a chance of one leaves nothing to be right about."""
    return min(round(chance, 3), 0.99)


def named(state: Filtered, probabilities: Array) -> Phase:
    """The leading phase, or unclear where none leads or the data are thin."""
    leading = int(probabilities.argmax())
    enough = state.first_seen >= FIRST_SEEN_NEEDED and state.settled >= SETTLED_NEEDED
    return PHASES[leading] if enough and probabilities[leading] > LEADING else Phase.UNCLEAR


def posterior(state: Filtered) -> Posterior:
    """The phases' probabilities while engaged, abstaining where the data are thin."""
    cells = _map(_rounded(state.chance))
    weights = state.belief.sum(axis=0).ravel()
    probabilities = masses(state)
    return Posterior(
        number=state.number,
        phase=named(state, probabilities),
        p={phase: float(p) for phase, p in zip(PHASES, probabilities, strict=True)},
        unseen=_summed_up(cells.unseen, weights, cells.by_unseen),
        practised=_summed_up(cells.practised, weights, cells.by_practised),
        engaged=float(state.belief[0].sum()),
        first_seen=state.first_seen,
        settled=state.settled,
        chance=state.chance,
    )


def _summed_up(values: Array, weights: Array, order: np.ndarray) -> Belief:
    heaped = np.cumsum(weights[order])
    low, high = np.searchsorted(heaped, [0.05, 0.95])
    last = len(order) - 1
    return Belief(
        mean=float(values @ weights),
        low=float(values[order[min(int(low), last)]]),
        high=float(values[order[min(int(high), last)]]),
    )


def grokked_for_sure(found: Posterior) -> bool:
    """What the coach needs before it says so."""
    return found.phase is Phase.GROKKED and found.p[Phase.GROKKED] > SURE and found.unseen.low > 0.6
