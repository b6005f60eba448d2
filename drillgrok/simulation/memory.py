"""Memory for single items, that fades and grows by being told again. It knows no rule."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from drillgrok.model.item import ItemKey
from drillgrok.simulation.exposures import Tellings


@dataclass(slots=True)
class Memory:
    """A trace fades exponentially (half-life regression: Settles and Meeder 2016, eq. 1), and each telling lengthens
    its span the more, the further it had faded (the spacing effect)."""

    first_span: float = 30.0
    """Prompts after which 1/e of new traces are left."""
    growth: float = 14.0
    night: float = 0.0
    """Prompts that a night without practice weighs."""
    tellings: Tellings = field(default_factory=Tellings)
    _spans: dict[ItemKey, float] = field(default_factory=dict)
    _told: dict[ItemKey, float] = field(default_factory=dict)
    """When each trace was fresh, in prompts and nights."""
    _nights: int = 0

    def recall(self, key: ItemKey, now: int) -> float:
        """The chance that the item comes back at prompt `now`."""
        span = self._spans.get(key)
        return 0.0 if span is None else math.exp((self._told[key] - self._age(now)) / span)

    def tell(self, key: ItemKey, now: int) -> None:
        """A new trace, or a longer span for an old one."""
        if key in self._spans:
            self._spans[key] *= 1 + self.growth * (1 - self.recall(key, now))
        else:
            self._spans[key] = self.first_span
        self._told[key] = self._age(now)
        self.tellings.add(key, now)

    def sleep(self) -> None:
        """A night goes by."""
        self._nights += 1

    def settled(self, now: int) -> float:
        """The mean chance of recalling the settled items that come back next; 0 while there are none."""
        keys = self.tellings.settled(now)
        return sum(self.recall(key, now) for key in keys) / len(keys) if keys else 0.0

    def _age(self, now: int) -> float:
        return now + self.night * self._nights
