"""The forward filter of a run: unseen accuracy by first-seen answers, memory and engagement by all, side by side.

The two meet in numbers only: memory is told the mean of unseen accuracy, and an unseen answer is read in the light of
how likely the learner is to be away. Recall never says anything of a rule (a "cut": Plummer 2015).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import memory, prior, unseen
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.prior import Array
from drillgrok.phases.version import MODEL_VERSION

NIGHTS_KNOWN = 3
_PRESSED, _RECALL = EvidenceKind.PRESSED, EvidenceKind.RECALL


@dataclass
class Filtered:
    """The filter's whole state after some answers: a checkpoint is this value. To be treated as one; only `take` and
    `follow` fill one in place, that nobody else holds yet."""

    unseen: Array
    """(cells, errors of chance), sums to 1; see `unseen.Motion`."""
    recalled: Array
    """(engagement, c, a) after the last answer from memory, sums to 1."""
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
    pressed: float = prior.PRESSED_TARGET
    """Slow running share right on deadlines that follow the learner."""
    model_version: int = MODEL_VERSION
    attention: memory.Pair = memory.AS_IT_WAS
    """What the answers since have made of it, up to a factor: they bear on engagement alone, so that it is taken in
    when it is asked for."""

    @property
    def memory(self) -> Array:
        """(engagement, c, a) now, sums to 1."""
        found = memory.attended(self.recalled, self.attention)
        found /= found.sum()
        return found.reshape(memory.SHAPE)

    @property
    def chance(self) -> float:
        """Mean chance of the first-seen answers."""
        return self.chance_sum / self.first_seen if self.first_seen else 0.0


def start(*, primed: bool = False) -> Filtered:
    """Before any answer."""
    motion = unseen.motion(unseen.shipped())
    return Filtered(unseen=motion.primed if primed else motion.initial, recalled=memory.initial())


def take(state: Filtered, answers: Iterable[Evidence]) -> Filtered:
    """The state after more answers; the given one is left as it was."""
    new = own(state)
    for answer in answers:
        take_in_place(new, answer)
    return new


def own(state: Filtered) -> Filtered:
    """A copy that nobody else holds, to be filled in place."""
    new = copy(state)
    new.last_sitting = dict(state.last_sitting)
    return new


def take_in_place(state: Filtered, answer: Evidence) -> None:
    """One more answer into a state that nobody else holds."""
    if answer.sitting != state.sitting:
        _sit_down(state, answer.sitting)
    kind, correct = answer.kind, answer.correct
    attention = memory.moved(state.attention, memory.signs(not correct, answer.timed_out, answer.too_fast))
    if kind is _PRESSED:
        state.attention = memory.weighed(attention, memory.of_both(state.pressed, 0.0, correct=correct))
    elif kind is _RECALL:
        state.recalled = _recalled(state, answer, attention)
        state.attention = memory.AS_IT_WAS
    else:
        state.attention = memory.weighed(attention, _look(state, answer, attention))
    state.number = answer.number
    _count(state, answer)


def _recalled(state: Filtered, answer: Evidence, attention: memory.Pair) -> Array:
    chance = round(answer.chance, 3)
    known = float(np.vdot(_accuracies(chance), state.unseen))
    likelihood = memory.recalled(_faded(state, answer), known, chance, correct=answer.correct)
    if not answer.is_settled:
        likelihood **= prior.YOUNG_WEIGHT
    moves = memory.drift()
    held: Array = moves.dot(memory.attended(state.recalled, attention).reshape(len(moves), -1)).reshape(2, -1)
    held *= likelihood
    held /= np.add.reduce(held, axis=None)
    return held.reshape(memory.SHAPE)


def _look(state: Filtered, answer: Evidence, attention: memory.Pair) -> tuple[float, float]:
    """An answer to an unseen item moves the belief about unseen accuracy; how likely it was, for who is at it and who
    is away."""
    chance = round(answer.chance, 3)
    levels = _accuracies(chance)
    first = answer.kind is EvidenceKind.FIRST_SEEN
    motion = unseen.motion(unseen.shipped())
    belief = motion.moved(state.unseen, state.first_seen + 1) if first else state.unseen
    known = float(np.vdot(levels, belief))
    at_it, gone = memory.of_attention(state.recalled, attention)
    away = prior.LAPSE_LOSS * (gone / (at_it + gone))
    likelihood = (1 - away) * levels + away * chance
    if not answer.correct:
        likelihood = 1 - likelihood
    belief = belief * (likelihood if first else likelihood**prior.REPROBE_WEIGHT)
    state.unseen = belief / belief.sum()
    return memory.of_both(known, chance, correct=answer.correct)


@lru_cache(maxsize=256)
def _accuracies(chance: float) -> Array:
    """(cells, errors of chance) probability of being right on an unseen item."""
    dynamics = unseen.shipped()
    return unseen.accuracies(dynamics, chance)[unseen.motion(dynamics).level]


def _sit_down(state: Filtered, sitting: str) -> None:
    state.sitting = sitting
    state.sittings += 1
    oldest = state.sittings - NIGHTS_KNOWN
    state.last_sitting = {item: last for item, last in state.last_sitting.items() if last > oldest}


def _count(state: Filtered, answer: Evidence) -> None:
    kind = answer.kind
    if kind is _PRESSED:
        state.pressed += 0.01 * (answer.correct - state.pressed)
    elif kind is _RECALL:
        state.settled += answer.is_settled
    elif kind is EvidenceKind.FIRST_SEEN:
        state.first_seen += 1
        state.chance_sum += answer.chance
    if kind is not EvidenceKind.REPROBE:
        state.last_sitting[answer.item] = state.sittings


def _faded(state: Filtered, answer: Evidence) -> float:
    """Exposures that still count, on the coarse scale that likelihoods are kept for."""
    first = min(1, state.sittings)  # no sitting has a name in a log that tells of none
    nights = state.sittings - state.last_sitting.get(answer.item, max(first, state.sittings - NIGHTS_KNOWN))
    return nearest_kept(answer.seen * prior.NIGHT_KEEPS**nights)


@lru_cache(maxsize=4096)
def nearest_kept(exposures: float) -> float:
    """The number of exposures, of those that likelihoods are kept for, that comes nearest by its logarithm."""
    return min(memory.EXPOSURES, key=lambda n: abs(math.log(n / exposures)))
