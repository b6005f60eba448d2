"""A learner drawn from the phase model's own prior, or from a world that departs from it in one stated way.

It is written from the model's formulas, one number at a time, and shares no code with the filter: so that the two can
disagree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Final

import numpy as np

from drillgrok.phases import prior
from drillgrok.phases.prior import Array
from drillgrok.simulation.learner import Truth, corrected

_LOG_RT_SPREAD: Final = 0.45
"""Within one person; .31 to .47 in people."""
_LOG_RT_CARRIES: Final = 0.25
"""Correlation of two latencies in a row."""
_USES: Final[tuple[float, ...]] = tuple(prior.RULE_USE.tolist())
_LIFTS: Final[tuple[float, ...]] = tuple(prior.UNSEEN_LIFT.tolist())
_CEILINGS: Final[tuple[float, ...]] = tuple(prior.CEILING.tolist())
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_DIFFICULTIES: Final = tuple(zip(_NODES.tolist(), (_WEIGHTS / _WEIGHTS.sum()).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class World:
    """How learners differ from what the phase model believes of them. The default is its own world."""

    understated: float = 0.0
    """What blind guessing gives beyond the chance that the deck states, as a share of what that leaves."""
    latency_drift: float = 0.0
    """Standard deviation of the change of log latency from one answer to the next."""
    item_spread: float = 0.0
    """Standard deviation of the items' difficulty, in logits."""
    night_keeps: float = prior.NIGHT_KEEPS
    leak: float = 0.0
    """Share of unseen items that a practised one gives away."""
    lift_growth: float = 0.0
    """What habits add to unseen accuracy per 1,000 answers, chance-corrected, up to .3."""
    copies: float = 0.0
    """Share of unseen items answered with what a neighbour had, as fast as from memory."""
    brings_rule: float = 0.0
    """Share of learners who know half of the rule or more from the first answer."""
    quits: bool = False
    """Stops trying after a while, for good."""


@lru_cache(maxsize=8192)
def _use_moves(first_seen: int) -> tuple[tuple[float, ...], ...]:
    """For each use, the weights of the next at so many first-seen answers; 0 where the answer is none."""
    moves = prior.use_movement(prior.onset_hazard(first_seen))
    return tuple(tuple(column) for column in moves.T.tolist())


@dataclass(slots=True)
class Mind:
    """One learner's state. Indexes are places on the model's grid."""

    rng: Random
    world: World
    chance: float
    """What blind guessing gives."""
    use: int
    ceiling: int
    memory_rate: float
    lift: int
    slip: float
    engaged: bool
    quits_at: int | None
    log_rt: float
    carried: float = 0.0
    number: int = 0
    _met: int = 0
    """First-seen answers so far."""
    _truths: dict[tuple[int, int, int, bool], Truth] = field(default_factory=dict)

    def move(self, number: int, *, first_seen: bool) -> None:
        """On to response `number`: attention and rule use may change."""
        rng, self.number = self.rng, number
        self._met += first_seen
        if self.quits_at is not None and number >= self.quits_at:
            self.engaged = False
        elif rng.random() < (prior.ENTER_LAPSE if self.engaged else prior.LEAVE_LAPSE):
            self.engaged = not self.engaged
        self.use = rng.choices(range(len(_USES)), _use_moves(self._met if first_seen else 0)[self.use])[0]
        if number % prior.DRIFT_EVERY == 0 and rng.random() < prior.LIFT_DRIFT:
            self.lift = min(max(self.lift + rng.choice((-1, 1)), 0), len(_LIFTS) - 1)
        if self.world.latency_drift:
            self.log_rt += rng.gauss(0, self.world.latency_drift)

    def shift_load(self) -> None:
        """After an answer from memory, what memory can hold may have changed."""
        if self.rng.random() < prior.DRIFT:
            step = 1 if self.rng.random() < 0.5 else -1
            self.ceiling = min(max(self.ceiling + step, 0), len(_CEILINGS) - 1)

    def accuracy(self, exposures: float, logits: float = 0.0) -> float:
        """Chance of being right while engaged. An item that is harder by so many logits is harder to keep and to work
        out; luck and habits know no difficulty."""
        use = _USES[self.use]
        kept = _harder((1 - (1 - self.memory_rate) ** exposures) * _CEILINGS[self.ceiling], logits)
        without_rule = kept + (1 - kept) * self._unseen_without_rule()
        return use * _harder(1 - self.slip, logits) + (1 - use) * without_rule

    def _unseen_without_rule(self) -> float:
        chance, lift = self.chance, self._lift_now()
        if lift < 0:
            return chance * (1 + lift) * (1 - self.world.copies)
        return (chance + lift * (1 - chance)) * (1 - self.world.copies)

    def _lift_now(self) -> float:
        lift = _LIFTS[self.lift]
        if not self.world.lift_growth:
            return lift
        return min(max(lift, 0.0) + self.world.lift_growth * self.number / 1000, 0.3)

    def is_right(self, exposures: float, difficulty: float) -> bool:
        """One answer, in the state of attention that the learner is in. `difficulty` in standard deviations."""
        right = self.accuracy(exposures, difficulty * self.world.item_spread)
        return bool(self.rng.random() < self._attended(right, self.chance))

    def keeps_up(self, share: float) -> bool:
        """One answer on a clock that follows the learner: so many are right while engaged."""
        return self.rng.random() < self._attended(share, 0.0)

    def _attended(self, right: float, otherwise: float) -> float:
        return right if self.engaged else (1 - prior.LAPSE_LOSS) * right + prior.LAPSE_LOSS * otherwise

    def times_out(self) -> bool:
        """Whether a miss is a time-out."""
        return self.rng.random() < prior.TIME_OUT_SHARE[not self.engaged]

    def is_too_fast(self) -> bool:
        """Whether an answer comes before it can have been thought of."""
        return self.rng.random() < prior.TOO_FAST_SHARE[not self.engaged]

    def rt_ms(self, exposures: float) -> int:
        """Latency of one answer in milliseconds."""
        spread = _LOG_RT_SPREAD * math.sqrt(1 - _LOG_RT_CARRIES**2)
        self.carried = _LOG_RT_CARRIES * self.carried + self.rng.gauss(0, spread)
        slower = 0.0
        if not exposures and self.rng.random() >= self.world.copies:
            slower = prior.NOVEL_SLOWER[self.rng.random() < _USES[self.use]]
        return round(math.exp(self.log_rt + self.carried + slower))

    def truth(self) -> Truth:
        """What the learner can do now, averaged over the items' difficulty."""
        grown = round(self._lift_now() * 1000)
        known = self._truths.get((self.use, self.ceiling, grown, self.engaged))
        if known is None:
            known = Truth(self._true(prior.SETTLED_AT), self._true(0.0), self.engaged)
            self._truths[self.use, self.ceiling, grown, self.engaged] = known
        return known

    def _true(self, exposures: float) -> float:
        """Over normally distributed difficulties, by Gauss-Hermite quadrature."""
        spread = self.world.item_spread
        mean = sum(weight * self.accuracy(exposures, spread * z) for z, weight in _DIFFICULTIES)
        return corrected(mean, self.chance)


def _harder(share: float, logits: float) -> float:
    if not logits or not 0 < share < 1:
        return share
    return 1 / (1 + (1 - share) / share * math.exp(logits))


def _drawn(rng: Random, values: Array, weights: Array) -> float:
    return float(rng.choices(values, weights.tolist())[0])


def draw_mind(rng: Random, chance: float, world: World) -> Mind:
    """A learner from the prior, in this world, on a deck that states this chance."""
    brings = rng.random() < world.brings_rule
    use_prior = tuple(float(use >= 0.5) for use in _USES) if brings else tuple(prior.RULE_USE_PRIOR)
    return Mind(
        rng=rng,
        world=world,
        chance=chance + world.understated * (1 - chance),
        use=rng.choices(range(len(_USES)), use_prior)[0],
        ceiling=rng.choices(range(len(_CEILINGS)), tuple(prior.CEILING_PRIOR))[0],
        memory_rate=_drawn(rng, prior.MEMORY_RATE, prior.MEMORY_RATE_PRIOR),
        lift=rng.choices(range(len(_LIFTS)), tuple(prior.UNSEEN_LIFT_PRIOR))[0],
        slip=_drawn(rng, prior.ERROR, prior.ERROR_PRIOR),
        engaged=rng.random() < 0.9,
        quits_at=round(math.exp(rng.uniform(math.log(100), math.log(2000)))) if world.quits else None,
        log_rt=math.log(1500) + rng.gauss(0, 0.4),
    )
