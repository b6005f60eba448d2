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


@dataclass(frozen=True)
class Filtered:
    """The filter's whole state after some answers: a checkpoint is this value. Treat arrays as read-only."""

    unseen: Array
    """(cells, errors of chance), sums to 1; see `unseen.Motion`."""
    memory: Array
    """(engagement, c, a), sums to 1."""
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

    @property
    def chance(self) -> float:
        """Mean chance of the first-seen answers."""
        return self.chance_sum / self.first_seen if self.first_seen else 0.0


def start(*, primed: bool = False) -> Filtered:
    """Before any answer."""
    motion = unseen.motion(unseen.shipped())
    return Filtered(unseen=motion.primed if primed else motion.initial, memory=memory.initial())


def take(state: Filtered, answers: Iterable[Evidence]) -> Filtered:
    """The state after more answers; the given one is left as it was."""
    new = own(state)
    for answer in answers:
        take_in_place(new, answer)
    return new


def own(state: Filtered) -> Filtered:
    """A copy that nobody else holds, to be filled in place."""
    new = copy(state)
    object.__setattr__(new, "last_sitting", dict(state.last_sitting))
    return new


def take_in_place(state: Filtered, answer: Evidence) -> None:
    """One more answer into a state that nobody else holds."""
    put = object.__setattr__
    if answer.sitting != state.sitting:
        _sit_down(state, answer.sitting)
    held = memory.moved(state.memory, recall=answer.kind is EvidenceKind.RECALL)
    held *= memory.signs(not answer.correct, answer.timed_out, answer.too_fast)
    right = _read(state, answer, held)
    likelihood = right if answer.correct else 1 - right
    young = answer.kind is EvidenceKind.RECALL and not answer.is_settled
    held *= likelihood**prior.YOUNG_WEIGHT if young else likelihood
    held /= held.sum()
    put(state, "memory", held)
    put(state, "number", answer.number)
    _count(state, answer)


def _read(state: Filtered, answer: Evidence, held: Array) -> Array:
    """(engagement, c, a) chance of being right on this answer, or what broadcasts to it. An answer to an unseen item
    moves the belief about unseen accuracy on the way."""
    if answer.kind is EvidenceKind.PRESSED:
        return memory.of_both(state.pressed, 0.0)
    chance = round(answer.chance, 3)
    levels = _accuracies(chance)
    if answer.kind is EvidenceKind.RECALL:
        known = float(np.vdot(levels, state.unseen))
        return memory.recalled(_faded(state, answer), known, chance)
    first = answer.kind is EvidenceKind.FIRST_SEEN
    motion = unseen.motion(unseen.shipped())
    belief = motion.moved(state.unseen, state.first_seen + 1) if first else state.unseen
    known = float(np.vdot(levels, belief))
    away = prior.LAPSE_LOSS * float(held[1].sum() / held.sum())
    likelihood = (1 - away) * levels + away * chance
    if not answer.correct:
        likelihood = 1 - likelihood
    belief = belief * (likelihood if first else likelihood**prior.REPROBE_WEIGHT)
    object.__setattr__(state, "unseen", belief / belief.sum())
    return memory.of_both(known, chance)


@lru_cache(maxsize=256)
def _accuracies(chance: float) -> Array:
    """(cells, errors of chance) probability of being right on an unseen item."""
    dynamics = unseen.shipped()
    return unseen.accuracies(dynamics, chance)[unseen.motion(dynamics).level]


def _sit_down(state: Filtered, sitting: str) -> None:
    put = object.__setattr__
    put(state, "sitting", sitting)
    put(state, "sittings", state.sittings + 1)
    oldest = state.sittings - NIGHTS_KNOWN
    put(state, "last_sitting", {item: last for item, last in state.last_sitting.items() if last > oldest})


def _count(state: Filtered, answer: Evidence) -> None:
    put = object.__setattr__
    if answer.kind is EvidenceKind.FIRST_SEEN:
        put(state, "first_seen", state.first_seen + 1)
        put(state, "chance_sum", state.chance_sum + answer.chance)
    if answer.kind is EvidenceKind.RECALL:
        put(state, "settled", state.settled + answer.is_settled)
    if answer.kind is EvidenceKind.PRESSED:
        put(state, "pressed", state.pressed + 0.01 * (answer.correct - state.pressed))
    if answer.kind is not EvidenceKind.REPROBE:
        state.last_sitting[answer.item] = state.sittings


def _faded(state: Filtered, answer: Evidence) -> float:
    """Exposures that still count, on the coarse scale that likelihoods are kept for."""
    first = min(1, state.sittings)  # no sitting has a name in a log that tells of none
    nights = state.sittings - state.last_sitting.get(answer.item, max(first, state.sittings - NIGHTS_KNOWN))
    return _nearest(answer.seen * prior.NIGHT_KEEPS**nights)


@lru_cache(maxsize=4096)
def _nearest(exposures: float) -> float:
    return min(memory.EXPOSURES, key=lambda n: abs(math.log(n / exposures)))
