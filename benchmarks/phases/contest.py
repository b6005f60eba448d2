"""False alarms at equal delay, delays at equal false alarms. Knows statistics and streams, and no detector by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.phases.streams import PROBES, Floats, Ints, Streams

QUIET = 12
"""Probes before which nobody may raise an alarm: the program names no phase on fewer."""
_THRESHOLDS = 600


@dataclass(frozen=True)
class Trial:
    """One statistic on null and on switching streams, as running maxima: an alarm is where one reaches a threshold."""

    null: Floats
    moving: Floats
    onset: Ints
    half_way: Ints

    @property
    def steps(self) -> Trial:
        """The same without ramps."""
        kept = self.onset == self.half_way
        return Trial(self.null, self.moving[kept], self.onset[kept], self.half_way[kept])

    def thresholds(self) -> Floats:
        """All that matter, thinned to a few hundred."""
        ends = np.concatenate([self.null[:, -1], self.moving[:, -1]])
        values = np.unique(np.concatenate([ends, self.moving[:, QUIET::5].ravel()]))
        return values if len(values) <= _THRESHOLDS else np.quantile(ends, np.linspace(0, 1, _THRESHOLDS))

    def alarms(self, threshold: float) -> tuple[Ints, Ints]:
        """(null streams,) alarmed or not, and how many probes each was at risk: a stream is left at its first alarm."""
        first = (self.null < threshold).sum(axis=1)
        return (first < PROBES).astype(np.int64), np.minimum(first + 1, PROBES)

    def rate(self, threshold: float) -> float:
        """False alarms a probe at risk."""
        alarmed, at_risk = self.alarms(threshold)
        return float(alarmed.sum() / at_risk.sum())

    def delay(self, threshold: float) -> float:
        """Mean probes from half of the rule to the alarm, its own counted. An alarm before the onset is false, and its
        stream left out; a stream without any counts as if it had one at its end."""
        first = (self.moving < threshold).sum(axis=1)
        true = first >= self.onset
        return float((first - self.half_way + 1)[true].mean()) if true.any() else -np.inf


def trial(null: Floats, moving: Floats, switching: Streams) -> Trial:
    """From (streams, PROBES) statistics."""
    return Trial(_running(null), _running(moving), switching.onset, switching.half_way)


def _running(statistic: Floats) -> Floats:
    heard = statistic.copy()
    heard[:, :QUIET] = -np.inf
    maxima: Floats = np.maximum.accumulate(heard, axis=1)
    return maxima


@dataclass(frozen=True)
class Point:
    """Where a statistic stands at one delay or rate: between two thresholds, so much of the way to the upper."""

    lower: float
    upper: float
    share: float


def at_delay(found: Trial, delay: float) -> Point | None:
    """The thresholds about a mean delay; None where even the lowest is slower, or the highest quicker."""
    return _crossing(found.thresholds(), found.delay, delay)


def at_rate(found: Trial, rate: float) -> Point | None:
    """The thresholds about a rate of false alarms; None where it is out of reach."""
    return _crossing(found.thresholds(), lambda threshold: -found.rate(threshold), -rate)


def _crossing(thresholds: Floats, value: Callable[[float], float], target: float) -> Point | None:
    low, high = 0, len(thresholds) - 1
    if not value(thresholds[low]) <= target <= value(thresholds[high]):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if value(thresholds[middle]) <= target else (low, middle)
    below, above = value(thresholds[low]), value(thresholds[high])
    share = (target - below) / (above - below) if np.isfinite(below) and above > below else 1.0
    return Point(float(thresholds[low]), float(thresholds[high]), share)


def rate_at(found: Trial, point: Point) -> float:
    """False alarms a probe. Between two thresholds the geometric mean, which flatters detectors with few of them."""
    lower, upper = (np.array([found.rate(threshold)]) for threshold in (point.lower, point.upper))
    return float(_between(lower, upper, point.share)[0])


def delay_at(found: Trial, point: Point) -> float:
    """Mean delay between the two thresholds."""
    return found.delay(point.lower) * (1 - point.share) + found.delay(point.upper) * point.share


def resampled_rates(found: Trial, point: Point, picks: Ints) -> Floats:
    """(resamples,) `rate_at` on streams drawn again; `picks` holds how often each null stream is in each resample."""
    ends = []
    for threshold in (point.lower, point.upper):
        alarmed, at_risk = found.alarms(threshold)
        ends.append((picks @ alarmed) / (picks @ at_risk))
    return _between(ends[0], ends[1], point.share)


def _between(lower: Floats, upper: Floats, share: float) -> Floats:
    mean: Floats = lower ** (1 - share) * upper**share
    return mean
