"""The phases as regions of the posterior over chance-corrected accuracies, and the figures that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from drillgrok.phases import memory, prior, unseen
from drillgrok.phases.filter import Filtered
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.prior import Array

SURE = 0.9
_ROUNDING = 1e-9


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


def _region(practised: Array, unseen_accuracy: Array) -> np.ndarray:
    grokked = (unseen_accuracy >= 0.8 * practised) & (unseen_accuracy >= 0.6)
    shifting = (unseen_accuracy >= 0.25) & ~grokked
    plateau = (practised >= 0.7) & ~shifting & ~grokked
    return np.select([grokked, shifting, plateau], [3, 2, 1], default=0)


@dataclass(frozen=True)
class _Map:
    """Every pair of a level of h' and a cell of memory: settled accuracy and phase."""

    practised: Array
    """(levels * memory,) s'"""
    by_practised: np.ndarray
    """Its order."""
    in_order: Array
    """`practised` in that order."""
    within: Array
    """(3 * memory, levels) ones where the pair is plateau, shifting, grokked."""


@cache
def _map() -> _Map:
    kept = memory.kept(prior.SETTLED_AT).ravel()
    levels = np.maximum(unseen.LEVELS, 0.0)[:, None]
    practised = 1 - (1 - levels) * (1 - kept[None, :])
    region = _region(practised, np.broadcast_to(unseen.LEVELS[:, None], practised.shape))
    within = np.concatenate([(region == phase).T for phase in (1, 2, 3)]).astype(np.float64)
    order = np.argsort(practised.ravel(), kind="stable")
    return _Map(practised.ravel(), order, practised.ravel()[order], within)


def masses(state: Filtered) -> tuple[float, float, float, float]:
    """Probabilities of the phases, as they would be while engaged; in the order of PHASES."""
    return weighed(given_memory(state), state)


def given_memory(state: Filtered) -> Array:
    """(4, memory) probability of plateau, shifting, grokked and any of all in each cell of memory: it only changes with
    unseen answers."""
    given = np.ones((4, memory.SIZE // 2))
    given[:3] = _map().within.dot(level_masses(state)).reshape(3, -1)
    return given


def weighed(given: Array, state: Filtered) -> tuple[float, float, float, float]:
    """`masses` from what `given_memory` said of the same belief about unseen accuracy."""
    rows = given.dot(state.recalled.reshape(2, -1).T).tolist()
    of_at_it, of_away = state.attention[0] + state.attention[2], state.attention[1] + state.attention[3]
    plateau, shifting, grokked, every = (at_it * of_at_it + away * of_away for at_it, away in rows)
    plateau, shifting, grokked = plateau / every, shifting / every, grokked / every
    return max(1.0 - plateau - shifting - grokked, 0.0), plateau, shifting, grokked


def at_least(state: Filtered, share: float) -> float:
    """Probability that chance-corrected unseen accuracy is so high."""
    return float(level_masses(state)[share - _ROUNDING <= unseen.LEVELS].sum())


def lies_below(state: Filtered, share: float, part: float) -> float:
    """Probability that unseen accuracy is lower, and of the place on the grid that stands for `share` such a part."""
    levels, place = level_masses(state), int(np.abs(unseen.LEVELS - share).argmin()) if share >= 0 else 0
    return float(levels[:place].sum() + part * levels[place])


def level_masses(state: Filtered) -> Array:
    """(levels,) probabilities of h' at each place of its grid."""
    found: Array = unseen.motion(unseen.shipped()).marginal.dot(state.unseen.sum(axis=1))
    return found


def posterior(state: Filtered, phase: Phase, given: Array | None = None) -> Posterior:
    """The phases' probabilities while engaged; `phase` is what the rule names, `given` what `given_memory` says of the
    state, where that is at hand."""
    levels, held = level_masses(state), state.memory
    return Posterior(
        number=state.number,
        phase=phase,
        p=dict(zip(PHASES, weighed(given_memory(state) if given is None else given, state), strict=True)),
        unseen=_unseen(levels, state.chance),
        practised=_practised(levels, held),
        engaged=float(held[0].sum()),
        first_seen=state.first_seen,
        settled=state.settled,
        chance=state.chance,
    )


def _unseen(weights: Array, chance: float) -> Belief:
    """Each level stands for the values about it; the first for all that are worse than guessing, down to none right.
    The interval takes in the whole of the levels that it ends on."""
    half = unseen.STEP / 2
    worst = min(-chance / (1 - min(chance, 0.99)), -half)
    values = np.concatenate([[(1 - unseen.BELOW) * worst], unseen.LEVELS[1:]])
    first, last = np.searchsorted(np.cumsum(weights), (0.05, 0.95 - _ROUNDING))
    low = values[first] - half if first else worst - _ROUNDING
    high = min(values[last] + half, 1.0) if last else -half
    return Belief(mean=float(values @ weights), low=float(low), high=float(high))


def _practised(levels: Array, held: Array) -> Belief:
    cells = _map()
    weights = np.outer(levels, held.sum(axis=0)).ravel()[cells.by_practised]
    values = cells.in_order
    low, high = np.interp((0.05, 0.95), np.cumsum(weights) - weights / 2, values)
    return Belief(mean=float(values @ weights), low=float(low), high=float(high))


def grokked_for_sure(found: Posterior) -> bool:
    """What the coach needs before it says so."""
    return found.phase is Phase.GROKKED and found.p[Phase.GROKKED] > SURE and found.unseen.low > 0.6
