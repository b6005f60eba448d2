"""A person put together from parts: memory, a rule that may come, attention, a hand. Here is what they try first."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Final

from drillgrok.model.item import Item
from drillgrok.practice.state import Run
from drillgrok.simulation.guessing import Guessing
from drillgrok.simulation.learner import COPY_MS, Reply, Truth, corrected, unseen_chance
from drillgrok.simulation.memory import Memory

_ABSENT: Final = 0.55
"""Share of prompts that a learner who has stopped attending does not look at."""
_GONE_AFTER: Final = 60
"""Prompts from giving up to leaving."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a learner has the rule and how it is used. Prompts are counted from the run's first."""

    found_at: float = math.inf
    width: float = 0.0
    """Prompts over which its use grows from nothing to all."""
    lost_at: float = math.inf
    before: float = 0.0
    """Share of items that half a rule answers before the whole one is found."""
    rt_ms: float = 1600.0
    slip: float = 0.05

    def use(self, now: int) -> float:
        """Share of items that are worked out by it."""
        if now >= self.lost_at or now < self.found_at:
            return self.before
        return min((now - self.found_at) / self.width, 1.0) if self.width else 1.0


@dataclass(frozen=True, slots=True)
class Attention:
    """How long a learner is at it."""

    tires_after: float = math.inf
    """Prompts a day."""
    gives_up_at: float = math.inf
    """The prompt from which there is no more trying; soon after, the learner leaves for good."""

    def attends(self, now: int, today: int) -> bool:
        """Whether the learner is at it."""
        return today <= self.tires_after and now < self.gives_up_at


@dataclass(frozen=True, slots=True)
class TypingHand:
    """How answers are given."""

    rt_ms: float = 1500.0
    """Median latency of what is remembered or guessed."""
    spread: float = 0.35
    """Standard deviation of log latency."""
    slip: float = 0.02
    guesses: bool = True
    """Else "don't know"."""

    def in_time(self, rt_ms: float, deadline_ms: float) -> float:
        """Share of answers of this median latency that come before the deadline."""
        return 0.5 * (1 + math.erf(math.log(deadline_ms / rt_ms) / (self.spread * math.sqrt(2))))


@dataclass
class Person:
    """Memory first, then the rule, then a guess."""

    rng: Random
    run: Run
    memory: Memory = field(default_factory=Memory)
    rule: Rule = Rule()
    attention: Attention = Attention()
    hand: TypingHand = TypingHand()
    today: int = 0

    @cached_property
    def _guessing(self) -> Guessing:
        return Guessing(self.run)

    @cached_property
    def _chance(self) -> float:
        return unseen_chance(self.run)

    def reply(self, item: Item, now: int, deadline_ms: int, /) -> Reply:
        """The answer to a prompt. `now` counts the prompts so far."""
        self.today += 1
        if now >= self.attention.gives_up_at + _GONE_AFTER:
            return Reply(None, 0, leaves=True)
        if not self.attention.attends(now, self.today) and self.rng.random() < _ABSENT:
            return self._without_looking(item, deadline_ms)
        if self.rng.random() < self.memory.recall(item.key, now):
            return self._known(item, self.hand.rt_ms, self.hand.slip)
        if self.rng.random() < self.rule.use(now):
            return self._known(item, self.rule.rt_ms, self.rule.slip)
        return Reply(self._guess(item), self._rt_ms(self.hand.rt_ms))

    def _known(self, item: Item, rt_ms: float, slip: float) -> Reply:
        slipped = self.rng.random() < slip
        text = self._guessing.guess(item, self.rng, but=item.right) if slipped else item.right
        return Reply(text, self._rt_ms(rt_ms))

    def _guess(self, item: Item) -> str | None:
        return self._guessing.guess(item, self.rng) if self.hand.guesses else None

    def _without_looking(self, item: Item, deadline_ms: int) -> Reply:
        """The mind is elsewhere: the clock runs out, or a key is hit."""
        if self.rng.random() < 0.65:
            return Reply(None, deadline_ms)
        return Reply(self._guessing.guess(item, self.rng), self.rng.randrange(90, 400))

    def _rt_ms(self, median_ms: float) -> int:
        return round(median_ms * math.exp(self.rng.gauss(0, self.hand.spread)))

    def told(self, item: Item, now: int, /) -> None:
        """The right answer was shown or confirmed."""
        self.memory.tell(item.key, now)
        self._guessing.hear(item.right)

    def sleep(self) -> None:
        """A day is over."""
        self.today = 0
        self.memory.sleep()

    def truth(self, now: int, /) -> Truth:
        """What the learner could do at prompt `now`, lucky guesses, slips and late answers included."""
        calm_ms = COPY_MS + self.run.pace.calm_ms
        hand, rule = self.hand, self.rule
        use = rule.use(now)
        guessed = self._guessing.accuracy() * hand.in_time(hand.rt_ms, calm_ms) if hand.guesses else 0.0
        unseen = use * (1 - rule.slip) * hand.in_time(rule.rt_ms, calm_ms) + (1 - use) * guessed
        recall = self.memory.settled(now)
        practised = recall * (1 - hand.slip) * hand.in_time(hand.rt_ms, calm_ms) + (1 - recall) * unseen
        engaged = self.attention.attends(now, self.today)
        return Truth(corrected(practised, self._chance), corrected(unseen, self._chance), engaged)
