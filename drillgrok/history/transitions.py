"""One sitting of a deck whose stretches are of two kinds: how much sooner the hand is on one of them, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionContrast:
    """One sitting's difference in log latency, in standard deviations, with its 90 % interval."""

    first: int
    last: int
    """Response numbers."""
    d: float
    low: float
    high: float
    n: int
    """Stretches of both kinds."""
