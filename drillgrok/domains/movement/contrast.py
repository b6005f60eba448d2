"""The contrast between stretches that lead somewhere and stretches that do not: how much sooner the hand goes where the
next lamp will be. Numbers from stored answers; nothing here says what leads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import NormalDist, fmean, variance
from typing import Final

from drillgrok.domains.movement.taps import Taps, meant, read

FOLLOWED: Final = 8
"""Lamps of a stretch."""
ASKED: Final = 4
"""Taps after it."""
UNTOLD: Final = 2
"""Lamps at the start of a stretch that nothing before them tells."""
FEWEST: Final = 5
"""Answers of each kind below which nothing is said."""
SHORTEST_MS: Final = 100
LONGEST_MS: Final = 5000
"""A gap outside of these was no reaction: two fingers at once, or a pause."""
_NINETY: Final = NormalDist().inv_cdf(0.95)


class StretchKind(StrEnum):
    """What a stretch is."""

    LEADING = "leading"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much faster leading stretches are followed than stray ones."""

    d: float
    """Difference of the mean log latencies, stray less leading, in standard deviations between answers; 0 where a
    learner knows nothing."""
    low: float
    high: float
    """The 90 % interval of d."""
    leading: int
    stray: int
    """Answers of each kind that count."""


def latency_log(text: str) -> float | None:
    """The mean natural log of the milliseconds from tap to tap over the lamps that could be foreseen; a lamp that was
    put out after a stray tap was searched for, and its time is left out.

    None for a text that is not a stretch followed to its end and answered.
    """
    taps = read(text)
    if taps is None or len(meant(taps)) != FOLLOWED + ASKED:
        return None
    foreseen = _reactions_ms(taps)[UNTOLD - 1 : FOLLOWED - 1]
    logs = [math.log(gap_ms) for gap_ms in foreseen if SHORTEST_MS <= gap_ms <= LONGEST_MS]
    return fmean(logs) if logs else None


def _reactions_ms(taps: Taps) -> list[int]:
    """From each tap that was meant to the next one, 0 where stray ones lie between."""
    found = []
    for before, tap in pairwise(taps):
        if tap.stray:
            continue
        found.append(0 if before.stray else tap.at_ms - before.at_ms)
    return found if not taps[0].stray else found[1:]


def contrast(answers: Iterable[tuple[StretchKind, str]]) -> Contrast | None:
    """The contrast over some answers, such as one session's: each with the kind of its stretch and its stored text.

    An answer counts once, by its mean, because the taps of one stretch are not independent. d is Cohen's d with the
    pooled variance, its standard error that of Hedges and Olkin 1985. None with fewer than five answers of a kind, or
    where all are alike.
    """
    logs: dict[StretchKind, list[float]] = {kind: [] for kind in StretchKind}
    for kind, text in answers:
        log = latency_log(text)
        if log is not None:
            logs[kind].append(log)
    leading, stray = logs[StretchKind.LEADING], logs[StretchKind.STRAY]
    spread = _pooled_deviation(leading, stray)
    if spread is None:
        return None
    d = (fmean(stray) - fmean(leading)) / spread
    n, m = len(leading), len(stray)
    error = math.sqrt(1 / n + 1 / m + d * d / (2 * (n + m)))
    return Contrast(d, d - _NINETY * error, d + _NINETY * error, n, m)


def _pooled_deviation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """None where there is too little, or no spread to measure by."""
    if min(len(one), len(other)) < FEWEST:
        return None
    n, m = len(one), len(other)
    pooled = ((n - 1) * variance(one) + (m - 1) * variance(other)) / (n + m - 2)
    return math.sqrt(pooled) if pooled > 0 else None
