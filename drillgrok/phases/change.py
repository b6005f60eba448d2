"""What a row of unseen answers says of a change, whole and in hindsight: none, a step or a ramp; when, how wide, from
where to where. By numeric integration over levels, onset and width; no filter is needed, and nothing is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from drillgrok.phases.prior import Array
from drillgrok.phases.unseen import BELOW

LEVELS: Final = np.round(np.arange(-1, 21) * 0.05, 2)
"""Chance-corrected accuracies, each as likely; the first stands for worse than guessing."""
LEAST_RISE: Final = 0.2
"""What a change is, less is none: two levels as far apart as this, every such pair as likely."""
PLACES: Final = 100
"""Onsets that are tried, evenly over the answers."""
WIDTHS: Final = np.geomspace(8, 300, 10)
"""Unseen answers between 10 and 90 % of a ramp, each as likely."""
FAVOURED: Final = 3.0
"""Odds from which evidence is said to favour a shape."""
LEAST: Final = 24
"""Unseen answers below which nothing is said."""
HIGH: Final = 0.9
_HALF_CELL: Final = float(np.sqrt(WIDTHS[1] / WIDTHS[0]))
_TENTHS: Final = np.arange(11) / 10
_EDGES: Final = (np.arange(12) - 0.5) / 10
_SLIPS: Final = 0.02
_TRIALS: Final = 100
_SEED: Final = 11


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with a 90 % interval."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """What was found; onset and width are told in response numbers, levels chance-corrected. All but the odds are
    meant given that there was a change."""

    n: int
    """Unseen answers it rests on."""
    step_odds: float
    """Evidence of a step over that of no change (a Bayes factor)."""
    ramp_odds: float
    """The same of a ramp."""
    onset: Spread
    """The last response before half-way up; the interval ends where the next place was tried."""
    width: Spread
    """Responses between 10 and 90 % of the rise; 0 is a step."""
    before: Spread
    after: Spread
    chance: float = field(repr=False)

    @property
    def shape(self) -> str:
        """What the evidence favours clearly over both others; empty where nothing."""
        odds = {"constant": 1.0, "step": self.step_odds, "ramp": self.ramp_odds}
        best = max(odds, key=odds.__getitem__)
        return best if all(odds[best] >= FAVOURED * odds[one] for one in odds if one != best) else ""

    @property
    def moved(self) -> bool:
        """A step and a ramp together are favoured over no change."""
        return (self.step_odds + self.ramp_odds) / 2 >= FAVOURED


@dataclass(frozen=True, slots=True)
class Power:
    """Share of simulated learners, with as many unseen answers and such levels, of whom the evidence says clearly what
    they did."""

    constant: float
    step: float
    ramp: float


@dataclass(frozen=True)
class _Row:
    """Answers in their order: hits so far, after so many."""

    counts: Array
    hits: Array
    chance: float

    @property
    def n(self) -> float:
        return float(self.counts[-1])

    def hits_at(self, places: Array) -> Array:
        return np.interp(places, self.counts, self.hits)


def change(numbers: Sequence[int], counts: Sequence[int], right: Sequence[int], chance: float) -> Change | None:
    """The change in unseen answers that come in blocks, or one by one: the response number at which each block ends,
    its answers, those that were right; and their mean chance. None on fewer than LEAST answers, or where chance
    leaves nothing to see."""
    if sum(counts) < LEAST or chance > 0.95:
        return None
    row = _row(counts, right, chance)
    constant, steps, ramps = _likelihoods(row)
    top = max(constant.max(), steps.max(), ramps.max())
    none, step, ramp = (np.exp(found - top) for found in (constant, steps, ramps))
    odds = float(step.mean() / none.mean()), float(ramp.mean() / none.mean())
    spreads = _found(row, step / step.size, ramp / ramp.size, np.concatenate([[0], numbers]))
    return Change(round(row.n), *odds, *spreads, chance)


def power(found: Change) -> Power:
    """What evidence could say at best with so many answers, by simulation (the same numbers each time): levels as they
    were found, or a rise to HIGH where no change was; a ramp over a quarter of the answers."""
    rng = np.random.default_rng(_SEED)
    before, after = found.before.median, found.after.median if found.moved else HIGH
    told = {"constant": 0, "step": 0, "ramp": 0}
    for shape in told:
        for _ in range(_TRIALS):
            told[shape] += _told(found, _curve(rng, shape, found.n, before, after), rng) == shape
    return Power(**{shape: count / _TRIALS for shape, count in told.items()})


def _curve(rng: np.random.Generator, shape: str, n: int, before: float, after: float) -> Array:
    """(n,) chance-corrected accuracy of a simulated learner; the change lies in the middle four fifths."""
    width = {"constant": np.inf, "step": 1e-6, "ramp": n / 4 / 0.8}[shape]
    middle = rng.uniform(0.1 * n, 0.9 * n)
    use = np.clip((np.arange(n) - middle) / width + 0.5, 0, 1) if shape != "constant" else np.zeros(n)
    return np.asarray(before + (after - before) * use)


def _told(found: Change, curve: Array, rng: np.random.Generator) -> str:
    right = (rng.random(len(curve)) < _accuracy(curve, found.chance)).astype(np.float64)
    none, step, ramp = _evidence(_row(np.ones(len(curve)), right, found.chance))
    return Change(found.n, step / none, ramp / none, found.onset, found.width, found.before, found.after, 0.0).shape


def _evidence(row: _Row) -> tuple[float, float, float]:
    found = _likelihoods(row)
    top = max(one.max() for one in found)
    none, step, ramp = (float(np.exp(one - top).mean()) for one in found)
    return none, step, ramp


def _row(counts: Sequence[int] | Array, right: Sequence[int] | Array, chance: float) -> _Row:
    heaped = [np.concatenate([[0.0], np.cumsum(np.asarray(one, dtype=np.float64))]) for one in (counts, right)]
    return _Row(heaped[0], heaped[1], chance)


def _accuracy(level: Array, chance: float) -> Array:
    knowing = np.where(level < 0, BELOW * chance, chance + level * (1 - chance))
    return np.clip((1 - _SLIPS) * knowing + _SLIPS * chance, 1e-3, 1 - 1e-3)


@cache
def _pairs() -> tuple[np.ndarray, np.ndarray]:
    """Places in LEVELS of before and after, for every change."""
    low, high = np.meshgrid(np.arange(len(LEVELS)), np.arange(len(LEVELS)), indexing="ij")
    kept = LEVELS[high] - np.maximum(LEVELS[low], 0) >= LEAST_RISE - 1e-9
    return low[kept], high[kept]


def _onsets(row: _Row) -> Array:
    """Half-way places in answers; a change after the last has not been seen."""
    count = min(PLACES, round(row.n))
    return np.asarray(row.n * np.arange(count) / count)


def _likelihoods(row: _Row) -> tuple[Array, Array, Array]:
    """Log-likelihoods: (levels,) of no change, (onsets, pairs) of a step, (onsets * widths, pairs) of a ramp."""
    right = _accuracy(LEVELS, row.chance)
    log_right, log_wrong = np.log(right), np.log(1 - right)
    hits, n = row.hits[-1], row.n
    constant = hits * log_right + (n - hits) * log_wrong
    low, high = _pairs()
    places = _onsets(row)
    early = row.hits_at(places)
    parts = np.stack([early, places - early, hits - early, n - places - (hits - early)], axis=1)
    steps = parts @ np.stack([log_right[low], log_wrong[low], log_right[high], log_wrong[high]])
    return np.asarray(constant), np.asarray(steps), _ramps(row, places)


def _ramps(row: _Row, places: Array) -> Array:
    """A straight way up, in tenths: hits and misses of each tenth, times their logarithms."""
    whole = WIDTHS / 0.8
    edges = places[:, None, None] + (_EDGES[None, None, :] - 0.5) * whole[None, :, None]
    edges = np.clip(edges, 0, row.n)
    edges[..., 0], edges[..., -1] = 0, row.n
    hits = np.diff(row.hits_at(edges), axis=-1).reshape(-1, len(_TENTHS))
    answers = np.diff(edges, axis=-1).reshape(-1, len(_TENTHS))
    low, high = _pairs()
    levels = LEVELS[low][None, :] + _TENTHS[:, None] * (LEVELS[high] - LEVELS[low])[None, :]
    right = _accuracy(np.where(levels < 0, np.where(_TENTHS[:, None] > 0, 0.0, levels), levels), row.chance)
    return np.asarray(hits @ np.log(right) + (answers - hits) @ np.log(1 - right))


def _found(row: _Row, step: Array, ramp: Array, numbers: Array) -> tuple[Spread, Spread, Spread, Spread]:
    """Onset, width and levels by their weights; a step and a ramp are as likely beforehand. A place that was tried
    stands for all up to the next."""
    places = _onsets(row)
    by_width = ramp.reshape(len(places), len(WIDTHS), -1)
    low, high = _pairs()
    of_pair = step.sum(axis=0) + ramp.sum(axis=0)
    onset = step.sum(axis=1) + by_width.sum(axis=(1, 2))
    first, next_ = (_spread(np.interp(each, row.counts, numbers), onset) for each in (places, places + places[1]))
    of_width = np.concatenate([[step.sum()], by_width.sum(axis=2).ravel()])
    widths = [
        _spread(np.concatenate([[0.0], lengths.ravel()]), of_width)
        for lengths in (_lengths(row, places, numbers, part) for part in (1 / _HALF_CELL, 1.0, _HALF_CELL))
    ]
    return (
        Spread(first.median, first.low, next_.high),
        Spread(widths[1].median, widths[0].low, widths[2].high),
        _spread(LEVELS[low], of_pair),
        _spread(LEVELS[high], of_pair),
    )


def _lengths(row: _Row, places: Array, numbers: Array, part: float) -> Array:
    """(onsets, widths) responses between 10 and 90 %, each width times `part`: one stands for those about it."""
    half = part * WIDTHS[None, :] / 2
    ends = [np.interp(places[:, None] + side * half, row.counts, numbers) for side in (-1, 1)]
    return np.asarray(ends[1] - ends[0])


def _spread(values: Array, weights: Array) -> Spread:
    order = np.argsort(values, kind="stable")
    heaped = np.cumsum(weights[order]) / weights.sum()
    places = np.minimum(np.searchsorted(heaped, (0.05, 0.5, 0.95)), len(order) - 1)
    low, median, high = values[order][places].tolist()
    return Spread(median, low, high)
