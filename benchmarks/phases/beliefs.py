"""Detectors that hold a posterior: knowledge tracing, hidden Markov chains, random walks, decayed counts, run lengths.

The form is that of `rules`: probe answers in, a statistic that rises with suspicion out.
"""

from __future__ import annotations

import math

import numpy as np

from benchmarks.phases.streams import CHANCE, Bools, Floats


def two_states(
    right: Bools, *, guess: float, known: float, enter: float, leave: float = 0.0, prior: float = 0.01
) -> Floats:
    """Log odds of the second of two states, right with `guess` and `known`. With `leave` 0 this is Bayesian knowledge
    tracing (Corbett and Anderson 1995: slip = 1 - known), and Shiryaev's procedure; with more, a two-state chain."""
    up, down = math.log(known / guess), math.log((1 - known) / (1 - guess))
    odds = np.full(len(right), math.log(prior / (1 - prior)))
    statistic = np.empty(right.shape)
    for column in range(right.shape[1]):
        belief = 1 / (1 + np.exp(-odds))
        moved = np.clip(belief * (1 - leave) + (1 - belief) * enter, 1e-12, 1 - 1e-12)
        odds = np.log(moved / (1 - moved)) + np.where(right[:, column], up, down)
        odds = np.clip(odds, -27, 27)
        statistic[:, column] = odds
    return statistic


def random_walk(right: Bools, *, spread: float, above: float) -> Floats:
    """Smith et al. 2004: accuracy's log odds walk at random; log odds that accuracy is above a level. The forward pass,
    exact on a grid; it starts about chance."""
    grid = np.linspace(-5, 5, 81)
    accuracy = 1 / (1 + np.exp(-grid))
    moves = np.exp(-0.5 * ((grid[:, None] - grid[None, :]) / spread) ** 2)
    moves /= moves.sum(axis=1, keepdims=True)
    centred = np.exp(-0.5 * (grid - math.log(CHANCE / (1 - CHANCE))) ** 2)
    belief = np.tile(centred / centred.sum(), (len(right), 1))
    statistic = np.empty(right.shape)
    for column in range(right.shape[1]):
        belief = (belief @ moves) * np.where(right[:, column, None], accuracy, 1 - accuracy)
        belief /= belief.sum(axis=1, keepdims=True)
        high = np.clip(belief[:, accuracy > above].sum(axis=1), 1e-12, 1 - 1e-12)
        statistic[:, column] = np.log(high / (1 - high))
    return statistic


def decayed_counts(right: Bools, *, decay: float, above: float) -> Floats:
    """Maggi et al. 2024: Beta evidence that fades; how many of its deviations the mean lies above a level."""
    hits = np.ones(len(right))
    misses = np.ones(len(right))
    statistic = np.empty(right.shape)
    for column in range(right.shape[1]):
        hits = decay * hits + right[:, column]
        misses = decay * misses + ~right[:, column]
        alpha, beta = hits + 1, misses + 1
        mean = alpha / (alpha + beta)
        statistic[:, column] = (mean - above) / np.sqrt(mean * (1 - mean) / (alpha + beta + 1))
    return statistic


def run_lengths(right: Bools, *, hazard: float, above: float, longest: int = 100) -> Floats:
    """Adams and MacKay 2007 on Beta(.5, .5) runs: log odds that the present run's mean is above a level. Runs longer
    than `longest` are dropped onto it."""
    count = len(right)
    mass = np.zeros((count, longest + 1))
    mass[:, 0] = 1.0
    hits = np.full((count, longest + 1), 0.5)
    total = np.ones((count, longest + 1))
    statistic = np.empty(right.shape)
    for column in range(right.shape[1]):
        answer = right[:, column, None]
        predictive = np.where(answer, hits, total - hits) / total
        grown = mass * predictive
        change = grown.sum(axis=1) * hazard
        grown *= 1 - hazard
        hits, total = hits + answer, total + 1
        last = grown[:, -1] > grown[:, -2]
        for array, fresh in ((hits, 0.5), (total, 1.0)):
            kept = np.where(last, array[:, -1], array[:, -2])
            array[:, 1:] = array[:, :-1].copy()
            array[:, -1], array[:, 0] = kept, fresh
        merged = grown[:, -1] + grown[:, -2]
        mass[:, 1:] = grown[:, :-1]
        mass[:, -1], mass[:, 0] = merged, change
        mass /= mass.sum(axis=1, keepdims=True)
        high = np.clip((mass * (hits / total > above)).sum(axis=1), 1e-12, 1 - 1e-12)
        statistic[:, column] = np.log(high / (1 - high))
    return statistic
