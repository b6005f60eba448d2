"""Somebody who goes by one shortcut: always, or wherever memory does not help. No rule is ever formed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Final

from drillgrok.model.item import AnswerKind, Item
from drillgrok.practice.state import Run
from drillgrok.shortcuts.measure import Make
from drillgrok.shortcuts.sights import Frame, Sight, Sights
from drillgrok.shortcuts.strategies import Strategy
from drillgrok.simulation.learner import Reply, Truth
from drillgrok.simulation.memory import Memory

_RT_MS: Final = 1300.0
"""Median latency."""
_SPREAD: Final = 0.3
"""Standard deviation of log latency."""


@dataclass
class Cheat:
    """Learns its table, where it has one, from what it is told."""

    rng: Random
    run: Run
    make: Make
    """The shortcut, out of the items told so far."""
    memory: Memory | None = None
    """Asked first; without one the shortcut answers also what was told before."""
    _told: dict[int, Sight] = field(default_factory=dict)
    _strategy: Strategy | None = None

    @cached_property
    def _sights(self) -> Sights:
        frame = self.run.profile.frame if self.run.profile else Frame(0, 0)
        return Sights(self.run.deck, self.run.symbols, frame)

    def reply(self, item: Item, now: int, _deadline_ms: int, /) -> Reply:
        """What is remembered, or what the shortcut gives."""
        rt_ms = round(_RT_MS * math.exp(self.rng.gauss(0, _SPREAD)))
        if self.memory is not None and self.rng.random() < self.memory.recall(item.key, now):
            return Reply(item.right, rt_ms)
        return Reply(self._by_shortcut(item), rt_ms)

    def _by_shortcut(self, item: Item) -> str | None:
        """One of its answers, where it can be given at all."""
        index = self.run.split.find(item.key)
        if index is None:
            return None
        if self._strategy is None:
            self._strategy = self.make(tuple(self._told.values()))
        answers = self._strategy.answers(self._told.get(index) or self._sights.of(index))
        offered = item.choices or self.run.field.choices
        if self.run.field.kind is AnswerKind.CHOICE:
            answers = tuple(answer for answer in answers if answer in offered)
        return self.rng.choice(answers) if answers else None

    def told(self, item: Item, now: int, /) -> None:
        """One more row of the table."""
        if self.memory is not None:
            self.memory.tell(item.key, now)
        index = self.run.split.find(item.key)
        if index is not None and index not in self._told:
            self._told[index] = self._sights.of(index)
            self._strategy = None

    def sleep(self) -> None:
        """A day is over."""
        if self.memory is not None:
            self.memory.sleep()

    def truth(self, _now: int, /) -> Truth:
        """Nothing of a rule."""
        return Truth(practised=0.0, unseen=0.0, engaged=True)
