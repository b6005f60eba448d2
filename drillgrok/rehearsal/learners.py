"""Synthetic learners: what each knows, forgets and answers, seeded. They see what a person sees and press what a person
presses; how they are driven is `walk`'s business."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from drillgrok.model import Item, ItemKey


@dataclass(frozen=True, slots=True)
class Reply:
    """What a learner does with a prompt: the text typed, None for "don't know", and when."""

    text: str | None
    rt_ms: int


class Learner(Protocol):
    """Someone who answers prompts and sees the right answers of some."""

    def reply(self, item: Item, now: int, deadline_ms: int) -> Reply:
        """The answer to a prompt. `now` counts the prompts so far."""

    def told(self, item: Item, now: int) -> None:
        """The right answer was shown or confirmed."""


@dataclass(slots=True)
class _Trace:
    """One remembered item: when it was told last, and after how many prompts 1/e of such traces are left."""

    told: int
    span: float


@dataclass
class Memoriser:
    """Stores items one by one and finds no rule: a trace fades exponentially (half-life regression: Settles and Meeder
    2016, eq. 1), and each telling lengthens its span the more, the further it had faded (the spacing effect).

    What is not remembered is passed over. `slip` is the share of remembered answers that are mistyped.
    """

    rng: Random
    first_span: float = 30.0
    growth: float = 14.0
    slip: float = 0.02
    rt_ms: float = 1500.0
    traces: dict[ItemKey, _Trace] = field(default_factory=dict)

    def reply(self, item: Item, now: int, deadline_ms: int) -> Reply:
        """From memory, or "don't know" after half the time."""
        rt_ms = round(self.rt_ms * math.exp(self.rng.gauss(0, 0.35)))
        trace = self.traces.get(item.key)
        recalled = trace is not None and self.rng.random() < math.exp((trace.told - now) / trace.span)
        if recalled and rt_ms < deadline_ms and self.rng.random() >= self.slip:
            return Reply(item.right, rt_ms)
        return Reply(None, min(rt_ms, deadline_ms - 1))

    def told(self, item: Item, now: int) -> None:
        """A new trace, or a longer span for an old one."""
        trace = self.traces.get(item.key)
        if trace is None:
            self.traces[item.key] = _Trace(now, self.first_span)
        else:
            faded = 1 - math.exp((trace.told - now) / trace.span)
            trace.span *= 1 + self.growth * faded
            trace.told = now
