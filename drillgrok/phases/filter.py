"""The exact forward filter: a posterior over engagement, rule use and what is unknown of a learner, by each answer.

P(right | engaged, n exposures) = u (1 - eps) + (1 - u) (M c + (1 - M c) p0), with M = 1 - (1 - a)^n; while lapsing a
share of answers is given without looking. Nothing is fitted: the grid is summed over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import prior
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.prior import Array
from drillgrok.phases.version import MODEL_VERSION

REPROBE_WEIGHT = 0.25
"""A re-probe carries the memory of one's own answer."""
RECALL_WEIGHT = 0.75
"""Answers to the same few items are not independent: a hard block must not pass for a change of rule use. Without it 3
of 40 people who drilled a task without any rule were called grokked, with it none (benchmarks/human.py)."""
RT_WEIGHT = 0.5
"""Latencies in a row are not independent: the log-likelihood is tempered by about (1 - rho) / (1 + rho)."""
NIGHTS_KNOWN = 3
_EXPOSURES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.5, 7.0, 11.0, 18.0)
_PRESSED_TARGET = 0.85
_RT_STEP = 0.25
_RT_SPREAD = 0.8


@dataclass(frozen=True)
class Filtered:
    """The filter's whole state after some answers: a checkpoint is this value. Treat arrays as read-only."""

    belief: Array
    """(engagement, u, c, rest), sums to 1."""
    number: int = 0
    """The last response number taken in."""
    first_seen: int = 0
    settled: int = 0
    chance_sum: float = 0.0
    """Over first-seen answers, for their mean."""
    last_sitting: dict[str, int] = field(default_factory=dict)
    """Item -> number of the sitting of its last exposure, where that is at most NIGHTS_KNOWN sittings ago."""
    sitting: str = ""
    sittings: int = 0
    log_rt: float | None = None
    """Slow running mean of log latency in right recall answers."""
    pressed: float = _PRESSED_TARGET
    """Slow running share right on deadlines that follow the learner."""
    model_version: int = MODEL_VERSION

    @property
    def chance(self) -> float:
        """Mean chance of the first-seen answers."""
        return self.chance_sum / self.first_seen if self.first_seen else 0.0


def start(*, primed: bool = False) -> Filtered:
    """Before any answer."""
    return Filtered(belief=prior.initial(primed=primed))


def take(state: Filtered, answers: Iterable[Evidence]) -> Filtered:
    """The state after more answers; the given one is left as it was."""
    new = replace(state, last_sitting=dict(state.last_sitting))
    for answer in answers:
        _take(new, answer)
    return new


def _take(state: Filtered, answer: Evidence) -> None:
    put = object.__setattr__  # `take` hands out a fresh value; inside it is filled in place
    if answer.sitting != state.sitting:
        put(state, "sitting", answer.sitting)
        put(state, "sittings", state.sittings + 1)
        oldest = state.sittings - NIGHTS_KNOWN
        put(state, "last_sitting", {item: last for item, last in state.last_sitting.items() if last > oldest})
    belief = _moved(state, answer)
    belief = belief * _likelihood(state, answer)
    if answer.kind is EvidenceKind.RECALL:
        belief = np.matmul(prior.drift(), belief)
    total = belief.sum()
    if total > 0:  # what no learner of the grid would do says nothing of which one it is
        put(state, "belief", belief / total)
    put(state, "number", answer.number)
    _count(state, answer)


def _moved(state: Filtered, answer: Evidence) -> Array:
    """The belief before the answer is looked at. A rule is found where it is needed: at a first-seen item."""
    belief = state.belief
    if answer.number // prior.DRIFT_EVERY != state.number // prior.DRIFT_EVERY:
        belief = belief @ prior.habit_drift().T
    moves = _movement(state.first_seen + 1 if answer.kind is EvidenceKind.FIRST_SEEN else 0)
    size = belief.shape[0] * belief.shape[1]
    moved: Array = (moves @ belief.reshape(size, -1)).reshape(belief.shape)
    return moved


@lru_cache(maxsize=8192)
def _movement(first_seen: int) -> Array:
    return prior.movement(prior.onset_hazard(first_seen))


def _count(state: Filtered, answer: Evidence) -> None:
    put = object.__setattr__
    if answer.kind is EvidenceKind.FIRST_SEEN:
        put(state, "first_seen", state.first_seen + 1)
        put(state, "chance_sum", state.chance_sum + answer.chance)
    if answer.kind is EvidenceKind.RECALL:
        put(state, "settled", state.settled + (answer.is_settled))
        if answer.correct and answer.rt_ms:
            put(state, "log_rt", _drifted(state.log_rt, math.log(answer.rt_ms), 0.05))
    if answer.kind is EvidenceKind.PRESSED:
        put(state, "pressed", _drifted(state.pressed, float(answer.correct), 0.01))
    if answer.kind is not EvidenceKind.REPROBE:
        state.last_sitting[answer.item] = state.sittings


def _drifted(mean: float | None, value: float, rate: float) -> float:
    return value if mean is None else mean + rate * (value - mean)


def _likelihood(state: Filtered, answer: Evidence) -> Array:
    """(engagement, u, c, rest), or what broadcasts to it."""
    if answer.kind is EvidenceKind.PRESSED:
        return _pressed(round(state.pressed, 2), answer.correct, answer.timed_out, answer.too_fast)
    exposures = _faded(state, answer) if answer.kind is EvidenceKind.RECALL else 0.0
    likelihood = _answered(
        answer.kind, round(answer.chance, 3), exposures, answer.correct, answer.timed_out, answer.too_fast
    )
    if answer.kind is EvidenceKind.FIRST_SEEN and answer.correct and answer.rt_ms and state.log_rt is not None:
        steps = round((math.log(answer.rt_ms) - state.log_rt) / _RT_STEP)
        return likelihood * _latency(min(max(steps, -8), 12))
    return likelihood


def _faded(state: Filtered, answer: Evidence) -> float:
    """Exposures that still count, on the coarse scale that likelihoods are kept for."""
    nights = state.sittings - state.last_sitting.get(answer.item, max(1, state.sittings - NIGHTS_KNOWN))
    left = answer.seen * prior.NIGHT_KEEPS**nights
    return min(_EXPOSURES, key=lambda n: abs(math.log(n / left)))


@lru_cache(maxsize=4096)
def _answered(  # noqa: PLR0917 - a cache key
    kind: EvidenceKind, chance: float, exposures: float, correct: bool, timed_out: bool, too_fast: bool
) -> Array:
    engaged = accuracy(chance, exposures)
    right = np.stack([engaged, (1 - prior.LAPSE_LOSS) * engaged + prior.LAPSE_LOSS * chance])
    likelihood = right if correct else 1 - right
    if kind is EvidenceKind.RECALL and not correct:
        likelihood = likelihood * _by_engagement(prior.TIME_OUT_SHARE, timed_out)
    weight = {EvidenceKind.REPROBE: REPROBE_WEIGHT, EvidenceKind.RECALL: RECALL_WEIGHT}.get(kind, 1.0)
    if weight < 1:
        likelihood = likelihood**weight
    likelihood = likelihood * _by_engagement(prior.TOO_FAST_SHARE, too_fast)
    likelihood.setflags(write=False)
    return likelihood


def _by_engagement(shares: tuple[float, float], happened: bool) -> Array:
    """(2, 1, 1, 1) probability of what did or did not happen, engaged and lapsing."""
    return np.array([share if happened else 1 - share for share in shares])[:, None, None, None]


def accuracy(chance: float, exposures: float) -> Array:
    """(u, c, rest) chance that an engaged learner is right on an item with so many exposures."""
    unseen = prior.unseen_accuracy(chance)[None, None, :]
    kept = (1 - (1 - prior.memory_rates()) ** exposures)[None, None, :] * prior.CEILING[None, :, None]
    without = kept + (1 - kept) * unseen
    use = prior.RULE_USE[:, None, None]
    right: Array = np.clip(use * (1 - prior.slips()[None, None, :]) + (1 - use) * without, 1e-4, 1 - 1e-4)
    return right


@lru_cache(maxsize=1024)
def _pressed(pressed: float, correct: bool, timed_out: bool, too_fast: bool) -> Array:
    right = np.array([pressed, (1 - prior.LAPSE_LOSS) * pressed])[:, None, None, None]
    likelihood = right if correct else (1 - right) * _by_engagement(prior.TIME_OUT_SHARE, timed_out)
    return likelihood * _by_engagement(prior.TOO_FAST_SHARE, too_fast)


@lru_cache(maxsize=64)
def _latency(steps: int) -> Array:
    """(1, u, 1, 1) tempered likelihood of a right first-seen answer's latency against recall."""
    slower = prior.NOVEL_SLOWER[0] + (prior.NOVEL_SLOWER[1] - prior.NOVEL_SLOWER[0]) * prior.RULE_USE
    distance = (steps * _RT_STEP - slower) / _RT_SPREAD
    return np.exp(-0.5 * RT_WEIGHT * distance**2)[None, :, None, None]
