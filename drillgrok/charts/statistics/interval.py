"""How sure a share of right answers is. Counts in, an interval out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_90 = 1.6448536269514722
"""Two-sided 90 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of right answers with its 90 % interval."""

    right: int
    n: int
    low: float
    high: float

    @property
    def mean(self) -> float:
        """Right answers of all answers."""
        return self.right / self.n


def share(right: int, n: int) -> Share:
    """The share and its interval (Wilson 1927, the score interval). `n` is at least 1."""
    p, z2 = right / n, Z_90 * Z_90
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_90 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(right, n, max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half)))


def t_90(freedom: int) -> float:
    """The two-sided 90 % point of Student's t with at least 5 degrees of freedom, to three decimals (Fisher and Cornish
    1960, as in Abramowitz and Stegun 26.7.5)."""
    z, v = Z_90, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3
