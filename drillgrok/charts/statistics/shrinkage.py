"""Many small samples seen together: each one's figure is drawn towards the mean of all, the more the less it rests on.
Arithmetic only.

How far to draw is not settled on one value: it is averaged over, with every share of the way taken as likely at first
for a sample of middling size (the uniform shrinkage prior, Daniels 1999), so that intervals do not pretend to know it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, lgamma, log, pi, sin, sqrt
from statistics import fmean, median

from drillgrok.charts.statistics.interval import Z_90

_SHARES = tuple((k + 0.5) / 12 for k in range(12))
"""Of the way to the mean of all."""
_ANGLES = 800


@dataclass(frozen=True, slots=True)
class Rate:
    """The beta distribution of one share right, once the others are known."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Between the sample's own share and the mean of all."""
        return self.a / (self.a + self.b)

    def interval(self) -> tuple[float, float]:
        """The middle 90 %, by adding the density up over the angle whose squared sine is the share."""
        logs = [(2 * self.a - 1) * sine + (2 * self.b - 1) * cosine for sine, cosine in _log_sines()]
        top = max(logs)
        weights = [exp(value - top) for value in logs]
        return _quantile(weights, 0.05), _quantile(weights, 0.95)


@cache
def _log_sines() -> tuple[tuple[float, float], ...]:
    """Logarithms of sine and cosine at even steps of a quarter turn."""
    angles = [(k + 0.5) * pi / (2 * _ANGLES) for k in range(_ANGLES)]
    return tuple((log(sin(angle)), log(sin(pi / 2 - angle))) for angle in angles)


def _quantile(weights: Sequence[float], share: float) -> float:
    wanted = share * sum(weights)
    heap = 0.0
    for place, weight in enumerate(weights):
        if heap + weight >= wanted:
            return sin((place + (wanted - heap) / weight) * pi / (2 * len(weights))) ** 2
        heap += weight
    return 1.0


def rates(counts: Sequence[tuple[int, int]]) -> tuple[Rate, ...]:
    """The share right of each (right, n), drawn towards that of all together; every n is at least 1.

    The shares are taken for draws from one beta distribution around the pooled share (beta-binomial empirical Bayes,
    Griffin and Krutchkoff 1971). What comes out has the mean and the variance of the average over its width; that the
    pooled share is itself estimated widens it (Morris 1983).
    """
    if not counts:
        return ()
    mean = (sum(right for right, _ in counts) + 0.5) / (sum(n for _, n in counts) + 1)
    middling = median(n for _, n in counts)
    strengths = [middling * share / (1 - share) for share in _SHARES]
    sizes = Counter(counts)
    weights = _weights([_log_likelihood(sizes, mean * k, (1 - mean) * k) for k in strengths])
    pulls = [_Pull(mean, k, _doubt(sizes, mean, k)) for k in strengths]
    found = {count: _averaged(*count, pulls, weights) for count in sizes}
    return tuple(found[count] for count in counts)


@dataclass(frozen=True, slots=True)
class _Pull:
    """What draws the shares: the pooled one, how many answers it counts for, and its own variance."""

    mean: float
    strength: float
    doubt: float


def _doubt(sizes: Counter[tuple[int, int]], mean: float, strength: float) -> float:
    """Variance of the pooled share."""
    whole = sum(n * times for (_, n), times in sizes.items())
    parts = sum(times * (n + n * (n - 1) / (strength + 1)) for (_, n), times in sizes.items())
    return mean * (1 - mean) * parts / whole**2


def _log_likelihood(sizes: Counter[tuple[int, int]], a: float, b: float) -> float:
    none = _log_beta(a, b)
    return sum(times * (_log_beta(a + right, b + n - right) - none) for (right, n), times in sizes.items())


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _averaged(right: int, n: int, pulls: Sequence[_Pull], weights: Sequence[float]) -> Rate:
    means = [(pull.mean * pull.strength + right) / (pull.strength + n) for pull in pulls]
    spreads = [
        m * (1 - m) / (pull.strength + n + 1) + (pull.strength / (pull.strength + n)) ** 2 * pull.doubt
        for m, pull in zip(means, pulls, strict=True)
    ]
    middle, variance = _mixture(means, spreads, weights)
    size = max(middle * (1 - middle) / variance - 1, 1.0)
    return Rate(middle * size, (1 - middle) * size)


def _weights(log_likelihoods: Sequence[float]) -> list[float]:
    """They add up to one."""
    top = max(log_likelihoods)
    weights = [exp(value - top) for value in log_likelihoods]
    return [weight / sum(weights) for weight in weights]


def _mixture(means: Sequence[float], variances: Sequence[float], weights: Sequence[float]) -> tuple[float, float]:
    """Mean and variance of distributions laid over each other."""
    middle = fmean(means, weights)
    return middle, fmean([v + (m - middle) ** 2 for m, v in zip(means, variances, strict=True)], weights)


@dataclass(frozen=True, slots=True)
class Sample:
    """Numbers of one kind, added up."""

    n: int
    """At least 1."""
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """Their own mean."""
        return self.total / self.n


@dataclass(frozen=True, slots=True)
class Level:
    """One mean once the others are known."""

    mean: float
    """Between the sample's own and the mean of all."""
    low: float
    high: float
    """90 % interval."""


def levels(samples: Sequence[Sample]) -> tuple[Level, ...]:
    """The mean of each sample, drawn towards that of all.

    The means are taken for draws from one normal distribution, the numbers of a sample for draws around its mean with
    one spread for all (normal empirical Bayes, Morris 1983).
    """
    freedom = sum(s.n - 1 for s in samples)
    within = sum(max(s.squares - s.total * s.mean, 0.0) for s in samples) / freedom if freedom else 0.0
    if within <= 0:
        return tuple(Level(s.mean, s.mean, s.mean) for s in samples)
    noise = [within / s.n for s in samples]
    own = [s.mean for s in samples]
    middle = sum(s.total for s in samples) / sum(s.n for s in samples)
    betweens = [median(noise) * (1 - share) / share for share in _SHARES]
    weights = _weights([_log_density(own, noise, middle, between) for between in betweens])
    doubts = [_middle_variance(samples, noise, between) for between in betweens]
    ways = list(zip(betweens, doubts, weights, strict=True))
    return tuple(_level(m, v, middle, ways) for m, v in zip(own, noise, strict=True))


def _middle_variance(samples: Sequence[Sample], noise: Sequence[float], between: float) -> float:
    whole = sum(s.n for s in samples)
    return sum((between + v) * (s.n / whole) ** 2 for s, v in zip(samples, noise, strict=True))


def _log_density(own: Sequence[float], noise: Sequence[float], middle: float, between: float) -> float:
    return -0.5 * sum(log(between + v) + (m - middle) ** 2 / (between + v) for m, v in zip(own, noise, strict=True))


def _level(own: float, noise: float, middle: float, ways: Sequence[tuple[float, float, float]]) -> Level:
    """`ways`: for each spread of the means its variance, the variance of the mean of all, and its weight."""
    kept = [between / (between + noise) for between, _, _ in ways]
    means = [middle + k * (own - middle) for k in kept]
    spreads = [k * noise + (1 - k) ** 2 * doubt for k, (_, doubt, _) in zip(kept, ways, strict=True)]
    mean, variance = _mixture(means, spreads, [weight for _, _, weight in ways])
    half = Z_90 * sqrt(variance)
    return Level(mean, mean - half, mean + half)
