"""A learner drawn from the phase model's own prior, or from a world that departs from it in one stated way.

It draws one state at a time where the filter keeps the probabilities of all: so that the two can disagree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Final

import numpy as np

from drillgrok.phases import prior, unseen
from drillgrok.phases.prior import Array
from drillgrok.simulation.learner import Truth, corrected

_LOG_RT_SPREAD: Final = 0.45
"""Within one person; .31 to .47 in people."""
_LOG_RT_CARRIES: Final = 0.25
"""Correlation of two latencies in a row."""
_NOVEL_SLOWER: Final = (0.45, 0.05)
"""Log latency of first-seen answers beyond recall's, without the rule and with it (dots study: d = .44, .04)."""
_CEILINGS: Final[tuple[float, ...]] = tuple(prior.CEILING.tolist())
_LEVELS: Final[tuple[float, ...]] = tuple(unseen.LEVELS.tolist())
_HABITS_MOST: Final = 0.3
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_DIFFICULTIES: Final = tuple(zip(_NODES.tolist(), (_WEIGHTS / _WEIGHTS.sum()).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class World:
    """How learners differ from what the phase model believes of them. The default is its own world."""

    chance_factor: float = 1.0
    """What blind guessing gives, as a multiple of the chance that the deck states."""
    understated: float = 0.0
    """What blind guessing gives beyond that chance, as a share of what that leaves."""
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
    """Share of unseen items answered with what a neighbour had, as fast as from memory, by who lacks the rule."""
    brings_rule: float = 0.0
    """Share of learners who know half of the rule or more from the first answer."""
    lapses: float = 1.0
    """How many times as often attention goes."""
    quits: bool = False
    """Stops trying after a while, for good."""


@lru_cache(maxsize=1)
def _motion() -> unseen.Motion:
    return unseen.motion(unseen.shipped())


@lru_cache(maxsize=1)
def _moves() -> tuple[Array, Array, Array]:
    """Heaped up, to draw from: where a cell leads, where an onset does, and where learners begin."""
    motion = _motion()
    return motion.stays.cumsum(axis=0), motion.onsets.cumsum(axis=0), motion.initial.sum(axis=1).cumsum()


def _drawn_place(heaped: Array, rng: Random) -> int:
    return min(int(np.searchsorted(heaped, rng.random() * heaped[-1], side="right")), len(heaped) - 1)


@dataclass(slots=True)
class Mind:
    """One learner's state. `cell` and `ceiling` are places on the model's grids."""

    rng: Random
    world: World
    guess: float
    """What blind guessing gives."""
    cell: int
    ceiling: int
    memory_rate: float
    engaged: bool
    quits_at: int | None
    log_rt: float
    carried: float = 0.0
    number: int = 0
    _met: int = 0
    """First-seen answers so far."""
    _truths: dict[tuple[int, int, int, bool], Truth] = field(default_factory=dict)

    def move(self, number: int, *, first_seen: bool) -> None:
        """On to response `number`: attention may change, and at a first-seen item what is known of the rule."""
        rng, self.number = self.rng, number
        enters = min(prior.ENTER_LAPSE * self.world.lapses, 1.0)
        if self.quits_at is not None and number >= self.quits_at:
            self.engaged = False
        elif rng.random() < (enters if self.engaged else prior.LEAVE_LAPSE):
            self.engaged = not self.engaged
        if first_seen:
            self._met += 1
            self._meet()
        if self.world.latency_drift:
            self.log_rt += rng.gauss(0, self.world.latency_drift)

    def _meet(self) -> None:
        stays, onsets, _ = _moves()
        self.cell = _drawn_place(stays[:, self.cell], self.rng)
        if self.rests_low and self.rng.random() < _motion().hazard(self._met):
            self.cell = _drawn_place(onsets[:, self.cell], self.rng)

    @property
    def rests_low(self) -> bool:
        """Nothing of the rule has been found."""
        return self.cell < unseen.LOW_PLACES

    def shift_load(self) -> None:
        """After an answer from memory, what memory can hold may have changed."""
        if self.rng.random() < prior.DRIFT:
            step = 1 if self.rng.random() < 0.5 else -1
            self.ceiling = min(max(self.ceiling + step, 0), len(_CEILINGS) - 1)

    def accuracy(self, exposures: float, logits: float = 0.0) -> float:
        """Chance of being right while engaged, but for blind answers. An item that is harder by so many logits is
        harder to keep and to work out; luck knows no difficulty."""
        kept = _harder((1 - (1 - self.memory_rate) ** exposures) * _CEILINGS[self.ceiling], logits)
        level = self._level()
        knows = _harder(level, logits)
        right = unseen.BELOW * self.guess if level < 0 else self.guess + knows * (1 - self.guess)
        if self.world.copies and self.rests_low:
            right *= 1 - self.world.copies
        return kept + (1 - kept) * right

    def _level(self) -> float:
        level = _LEVELS[int(_motion().level[self.cell])]
        if not self.world.lift_growth:
            return level
        return max(level, min(self.world.lift_growth * self.number / 1000, _HABITS_MOST))

    def is_right(self, exposures: float, difficulty: float) -> bool:
        """One answer, in the state of attention that the learner is in. `difficulty` in standard deviations."""
        stray = _motion().dynamics.stray * (not exposures)
        right = self.accuracy(exposures, difficulty * self.world.item_spread)
        return bool(self.rng.random() < self._attended((1 - stray) * right + stray * self.guess, self.guess))

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
            slower = _NOVEL_SLOWER[self.rng.random() < self._level()]
        return round(math.exp(self.log_rt + self.carried + slower))

    def truth(self) -> Truth:
        """What the learner can do now, averaged over the items' difficulty."""
        state = (self.cell, self.ceiling, round(self._level() * 1000), self.engaged)
        known = self._truths.get(state)
        if known is None:
            known = Truth(self._true(prior.SETTLED_AT), self._true(0.0), self.engaged)
            self._truths[state] = known
        return known

    def _true(self, exposures: float) -> float:
        """Over normally distributed difficulties, by Gauss-Hermite quadrature."""
        spread = self.world.item_spread
        mean = sum(weight * self.accuracy(exposures, spread * z) for z, weight in _DIFFICULTIES)
        return min(corrected(mean, self.guess), 1.0)


def _harder(share: float, logits: float) -> float:
    if not logits or not 0 < share < 1:
        return share
    return 1 / (1 + (1 - share) / share * math.exp(logits))


def _brought(rng: Random) -> int:
    """A cell of the risen, at half of the rule or more."""
    return len(_motion().level) - 1 - rng.randrange(1 + round(0.5 / unseen.STEP))


def _guess(rng: Random, stated: float, world: World) -> float:
    """What guessing gives on a deck that states this chance: decks err, as the world says or else by the prior."""
    if world.chance_factor != 1.0:
        return min(stated * world.chance_factor, 0.95)
    error = rng.choices(range(unseen.ERRORS), _motion().initial.sum(axis=0).tolist())[0]
    guess = unseen.guesses(_motion().dynamics, stated)[error]
    return min(guess + world.understated * (1 - guess), 0.95)


def draw_mind(rng: Random, chance: float, world: World) -> Mind:
    """A learner from the prior, in this world, on a deck that states this chance."""
    brings = rng.random() < world.brings_rule
    return Mind(
        rng=rng,
        world=world,
        guess=_guess(rng, chance, world),
        cell=_brought(rng) if brings else _drawn_place(_moves()[2], rng),
        ceiling=rng.choices(range(len(_CEILINGS)), tuple(prior.CEILING_PRIOR))[0],
        memory_rate=float(rng.choices(prior.MEMORY_RATE, prior.MEMORY_RATE_PRIOR.tolist())[0]),
        engaged=rng.random() >= prior.BEGINS_LAPSING,
        quits_at=round(math.exp(rng.uniform(math.log(100), math.log(2000)))) if world.quits else None,
        log_rt=math.log(1500) + rng.gauss(0, 0.4),
    )
