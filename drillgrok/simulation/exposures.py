"""How often and when each item's answer was told: what a learner has met, and which of it counts as settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from drillgrok.model.evidence import SETTLED_EXPOSURES
from drillgrok.model.item import ItemKey
from drillgrok.practice.standing import MISSED_RETURN_LAG

NEXT_RETURNS: Final = 24
"""Settled items that a learner's truth is taken over: those that the drill asks next."""


@dataclass(slots=True)
class Tellings:
    """Counts and times, in prompts."""

    count: dict[ItemKey, int] = field(default_factory=dict)
    last: dict[ItemKey, int] = field(default_factory=dict)
    """In the order of telling: the item told longest ago comes first."""

    def add(self, key: ItemKey, now: int) -> None:
        """The item's answer was told at prompt `now`."""
        self.count[key] = self.count.get(key, 0) + 1
        self.last.pop(key, None)
        self.last[key] = now

    def settled(self, now: int) -> list[ItemKey]:
        """Items told at least six times that have waited longest: at most two dozen, none told just now."""
        found: list[ItemKey] = []
        for key, told in self.last.items():
            if now - told < MISSED_RETURN_LAG or len(found) == NEXT_RETURNS:
                break
            if self.count[key] >= SETTLED_EXPOSURES:
                found.append(key)
        return found
