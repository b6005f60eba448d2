"""Somebody who lets the clock run: whatever is known, the answer comes when four fifths of the time are over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from drillgrok.model.item import Item
from drillgrok.simulation.learner import Reply, SyntheticLearner, Truth

_SHARE: Final = 0.8


@dataclass
class Waiter:
    """Another learner, slowed to the clock that there is."""

    inner: SyntheticLearner

    def reply(self, item: Item, now: int, deadline_ms: int, /) -> Reply:
        """The other's answer, late in its time."""
        return replace(self.inner.reply(item, now, deadline_ms), rt_ms=round(_SHARE * deadline_ms))

    def told(self, item: Item, now: int, /) -> None:
        """As the other hears it."""
        self.inner.told(item, now)

    def sleep(self) -> None:
        """A day is over."""
        self.inner.sleep()

    def truth(self, now: int, /) -> Truth:
        """The other's."""
        return self.inner.truth(now)
