"""Counts of right answers and how surprising they are. Arithmetic only; no verdict, no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drillgrok.phases.evidence import MeasuredAnswer


@dataclass(frozen=True, slots=True)
class Count:
    """Right answers of so many, and how many blind guessing would have got right on the same items."""

    right: int = 0
    n: int = 0
    guessed: float = 0.0

    @property
    def chance(self) -> float:
        """The mean chance of the items; 0 where there are none."""
        return self.guessed / self.n if self.n else 0.0

    @property
    def corrected(self) -> float:
        """The share right with chance taken out: 0 for blind guessing, 1 for all right. Needs an answer, and a chance
        below 1."""
        return (self.right / self.n - self.chance) / (1 - self.chance)

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.n + other.n, self.guessed + other.guessed)


def count(answers: Iterable[MeasuredAnswer]) -> Count:
    """The count of these answers."""
    kept = tuple(answers)
    return Count(sum(a.right for a in kept), len(kept), sum(a.chance for a in kept))


def luck(found: Count) -> float:
    """Probability that blind guessing gets so many right, or more. Unequal chances only make it smaller (Hoeffding
    1956), so their mean is on the safe side."""
    return _binomial(found.n, found.chance, range(found.right, found.n + 1))


def shortfall(found: Count, share: float) -> float:
    """Probability of so few right, or fewer, were the chance-corrected accuracy `share`."""
    rate = found.chance + share * (1 - found.chance)
    return _binomial(found.n, rate, range(found.right + 1))


def beyond_usual(right: int, n: int, usual: float) -> float:
    """Standard deviations by which the share right lies above the usual one; negative below it."""
    usual = min(max(usual, 1 / (n + 2)), 1 - 1 / (n + 2))
    return (right - n * usual) / sqrt(n * usual * (1 - usual))


@lru_cache(maxsize=64)  # a look asks for the same again
def _binomial(n: int, rate: float, rights: range) -> float:
    if not 0 < rate < 1:
        return float(round(n * rate) in rights)
    whole = lgamma(n + 1)
    return sum(exp(whole - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate)) for k in rights)
