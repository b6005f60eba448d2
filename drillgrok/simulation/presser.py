"""Somebody who gives one and the same answer to everything: no memory, no rule, a habit of the hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from drillgrok.model.item import Item
from drillgrok.practice.state import Run
from drillgrok.simulation.learner import Reply, Truth

_RT_MS, _SPREAD_MS = 900, 60


@dataclass(frozen=True, slots=True)
class Presser:
    """Gives the deck's commonest answer."""

    answer: str
    rng: Random

    def reply(self, _item: Item, _number: int, _deadline_ms: int) -> Reply:
        """The same again."""
        return Reply(self.answer, round(self.rng.gauss(_RT_MS, _SPREAD_MS)))

    def told(self, _item: Item, _number: int) -> None:
        """It makes no difference."""

    def sleep(self) -> None:
        """It makes no difference."""

    def truth(self, _now: int) -> Truth:
        """Nothing beyond chance."""
        return Truth(practised=0.0, unseen=0.0, engaged=True)


def presser(seed: int, run: Run) -> Presser:
    """Presses what is right most often among some hundred items."""
    step = max(1, len(run.deck.items) // 300)
    counts = Counter(run.item(index).right for index in range(0, len(run.deck.items), step))
    return Presser(min(counts, key=lambda answer: (-counts[answer], answer)), Random(seed))
