"""What first-seen answers say: an exact forward filter over unseen accuracy h', its way of moving, an error of chance.

Only first-seen answers, and re-probes at a part of the weight, enter here; what memory holds never does. Beliefs are
(cells, errors of chance) with any further axes behind, so that many learners move at once where that is wanted.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from drillgrok.phases.prior import Array, to_a_neighbour

FILE = Path(__file__).with_name("constants.json")

STEP = 0.025
LEVELS = np.concatenate([[-STEP], np.arange(41) * STEP])
"""h' of every place on the grid; the first stands for all that is worse than blind guessing."""
BELOW = 0.3
"""Share of chance that is left there: time-outs, copied neighbours, a habit that is always wrong."""
LOW_PLACES = 17
"""Of these the learner who rests low has so many: from below chance to .375."""
ERROR_POWERS = (-1, 0, 1, 2)
"""Guessing gives less than is stated, as much, more, far more: powers of one factor."""
ERRORS = len(ERROR_POWERS)
_HIGH = len(LEVELS) - 1
"""Places of the other modes: 0 to 1."""


@dataclass(frozen=True)
class Dynamics:
    """How unseen accuracy is distributed and moves, all per first-seen answer. Set by `tools/phase_constants.py`."""

    low_scale: float
    """Mean h' of who rests low: habits and half rules."""
    below: float
    """Share of learners who begin below chance."""
    low_drift: float
    """Chance that low h' moves one place, up or down."""
    chance_error: float
    """Prior probability that guessing gives less than is stated; and the same that it gives more or far more."""
    error_factor: float
    """The factor by which it does, where chance is small."""
    brought: float
    """Share of learners who bring the rule, or a part, along."""
    never: float
    """Share who never find it."""
    latest: float
    """The others' onsets are log-uniform from the first to this first-seen answer."""
    jumps: float
    """Share of onsets that are steps; the others begin to climb."""
    quick_climbs: float
    """Share of the climbs that are quick ones."""
    quick: float
    """Chance an answer of climbing a place, in a quick climb."""
    slow: float
    """The same in a slow one."""
    rests: float
    """Chance an answer that a climb ends where it is."""
    top_a: float
    top_b: float
    """Beta distribution of where a step lands."""
    top_flat: float
    """Share of steps that land anywhere instead."""
    top_full: float
    """Share of steps to the whole rule: wrong by slips alone."""
    high_drift: float
    """Chance that risen h' moves one place, up or down."""
    climbs_again: float
    """Chance that risen h' begins to climb."""
    jumps_again: float
    """Chance that it steps."""
    falls: float
    """Chance that the rule is lost."""
    stray: float
    """Share of answers that are given blindly, at whatever level."""


@cache
def shipped() -> Dynamics:
    """The model's own."""
    values: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["constants"]
    return Dynamics(**{field.name: float(values[field.name]) for field in fields(Dynamics)})


@dataclass(frozen=True)
class Motion:
    """The dynamics as arrays. Cells are the low places, then the high ones of slow climbs, quick climbs and the
    risen."""

    dynamics: Dynamics
    stays: Array
    """(cells, cells) from column to row, without onsets."""
    onsets: Array
    """(cells, low places) where an onset leads."""
    level: npt.NDArray[np.int64]
    """(cells,) place on the grid."""
    marginal: Array
    """(levels, cells) ones where a cell has the level."""
    initial: Array
    """(cells, errors)"""
    primed: Array
    """The same where a sister deck was opened before."""
    log_latest: float

    def hazard(self, number: int) -> float:
        """Chance that the rule is found at first-seen answer `number`, given that it was not before."""
        d = self.dynamics
        if number >= d.latest:
            return 0.0
        left = d.never / (1 - d.never) + 1 - math.log(number) / self.log_latest
        return 1.0 / (number * self.log_latest * left + 1.0)

    def moved(self, belief: Array, number: int) -> Array:
        """The belief at first-seen answer `number`, before it is looked at."""
        flat = self.stays @ belief.reshape(len(self.stays), -1)
        finding = self.hazard(number) * flat[:LOW_PLACES]
        flat[:LOW_PLACES] -= finding
        flat += self.onsets @ finding
        return flat.reshape(belief.shape)


@lru_cache(maxsize=4)
def motion(dynamics: Dynamics) -> Motion:
    """Everything that can be computed before the first answer."""
    d = dynamics
    low, high = LOW_PLACES, _HIGH
    slow, quick, risen = low, low + high, low + 2 * high
    cells = low + 3 * high
    level = np.concatenate([np.arange(low), *[np.arange(1, high + 1)] * 3])
    top = _top(d)
    stays = np.zeros((cells, cells))
    stays[:low, :low] = to_a_neighbour(low, d.low_drift)
    for start, rate in ((slow, d.slow), (quick, d.quick)):
        climb = np.eye(high) * (1 - rate) + np.eye(high, k=-1) * rate
        climb[-1, -1] = 1.0
        stays[start : start + high, start : start + high] = climb * (1 - d.rests)
        stays[risen : risen + high, start : start + high] = np.eye(high) * d.rests
    leaves = d.climbs_again + d.jumps_again + d.falls
    stays[risen:, risen:] = to_a_neighbour(high, d.high_drift) * (1 - leaves) + d.jumps_again * top[:, None]
    stays[slow : slow + high, risen:] += np.eye(high) * d.climbs_again * (1 - d.quick_climbs)
    stays[quick : quick + high, risen:] += np.eye(high) * d.climbs_again * d.quick_climbs
    resting = _low(d)
    stays[:low, risen:] += d.falls * resting[:, None]
    onsets = np.zeros((cells, low))
    onsets[risen:] = d.jumps * top[:, None]
    for place in range(low):
        at = max(place - 1, 0)
        onsets[slow + at, place] = (1 - d.jumps) * (1 - d.quick_climbs)
        onsets[quick + at, place] = (1 - d.jumps) * d.quick_climbs
    errors = d.chance_error * np.array([1.0, 1 / d.chance_error - 2, 0.7, 0.3])
    first = _begins(resting, top, d.brought, cells)
    return Motion(
        dynamics=d,
        stays=stays,
        onsets=onsets,
        level=level,
        marginal=(level[None, :] == np.arange(len(LEVELS))[:, None]).astype(float),
        initial=first[:, None] * errors,
        primed=_begins(resting, top, 0.5, cells)[:, None] * errors,
        log_latest=math.log(d.latest),
    )


def _begins(resting: Array, top: Array, brought: float, cells: int) -> Array:
    first = np.zeros(cells)
    first[: len(resting)] = (1 - brought) * resting
    first[-len(top) :] = brought * top
    return first


def _low(d: Dynamics) -> Array:
    """(low places,) where who rests low is found."""
    places = np.exp(-LEVELS[1:LOW_PLACES] / d.low_scale)
    return np.concatenate([[d.below], (1 - d.below) * places / places.sum()])


def _top(d: Dynamics) -> Array:
    """(high places,) where a step lands; never below a quarter."""
    h = np.clip(LEVELS[1:], STEP / 2, 1 - STEP / 2)
    shape = h ** (d.top_a - 1) * (1 - h) ** (d.top_b - 1) * (h >= 0.25)
    flat = (h >= 0.1).astype(float)
    top: Array = (1 - d.top_flat) * shape / shape.sum() + d.top_flat * flat / flat.sum()
    top *= 1 - d.top_full
    top[-1] += d.top_full
    return top


def guesses(d: Dynamics, chance: float) -> tuple[float, ...]:
    """What guessing may give where so much is stated: less, as much, more, far more. Two keys leave no room for an
    error: who never looks is right half of the time."""
    factor = d.error_factor ** max(1 - 2 * chance, 0.0)
    return tuple(min(chance * factor**power, max(chance, 0.5)) for power in ERROR_POWERS)


def accuracies(d: Dynamics, chance: float) -> Array:
    """(levels, errors) probability of being right on an unseen item, where so much is stated."""
    guess = np.array(guesses(d, chance))
    levels = LEVELS[:, None]
    knowing = np.where(levels < 0, BELOW * guess, guess + levels * (1 - guess))
    return np.clip((1 - d.stray) * knowing + d.stray * guess, 1e-3, 1 - 1e-3)
