"""Random curves of unseen accuracy, to set the phase model's constants by: neither networks nor people, nor its prior.

Each is drawn from broad ranges that stand here: low habits that drift, an onset or none, a step or a ramp, a second
step, a relapse, blind answers singly and in bouts, a chance that is stated wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CHANCES: Final = (1 / 31, 1 / 24, 1 / 16, 1 / 10, 1 / 6, 1 / 4, 1 / 3, 1 / 2)
NEVER: Final = 0.4
BROUGHT: Final = 0.08
LATEST_ONSET: Final = 500.0
"""First-seen answers: about 4,000 of a drill."""
STEPS: Final = 0.5
WIDTHS: Final = (1.0, 180.0)
"""First-seen answers that a ramp takes, log-uniform: about 10 to 1,500 of a drill."""
WHOLE: Final = 0.2
"""Share of the rises to the whole rule: wrong by slips alone."""
SECOND: Final = 0.3
"""Share of the rises that are followed by another."""
RELAPSES: Final = 0.05
WANDERERS: Final = 0.35
"""Share of learners whose level wanders, low or high."""
BLIND: Final = (0.0, 0.06)
BOUTS: Final = 0.15
"""Share of learners with bouts of blind answers."""
MISSTATED: Final = 0.2
"""Share of decks whose guessing gives some other multiple of what is stated, but no more than a half."""
MULTIPLES: Final = (0.5, 2.0, 4.0)


@dataclass(frozen=True)
class Curves:
    """(first-seen answers, learners) unless said otherwise."""

    truth: Floats
    """h' while at it."""
    right: npt.NDArray[np.bool_]
    chance: Floats
    """(learners,) as stated."""


def random_curves(learners: int, answers: int, seed: int) -> Curves:
    """So many learners with so many first-seen answers each."""
    rng = np.random.default_rng(seed)
    chance = rng.choice(CHANCES, learners)
    guess = chance * np.where((rng.random(learners) < MISSTATED) & (chance < 0.4), rng.choice(MULTIPLES, learners), 1.0)
    guess = np.minimum(guess, np.maximum(chance, 0.5))
    place = np.arange(answers, dtype=np.float64)[:, None]
    truth = np.clip(_habits(rng, answers, learners) + _rises(rng, place, learners), -0.3, 1.0)
    accuracy = np.clip(guess + truth * (1 - guess), 0.3 * guess, 1.0)
    truth = (accuracy - guess) / (1 - guess)
    blind = rng.uniform(*BLIND, learners)[None, :] + 0.5 * _bouts(rng, answers, learners)
    accuracy = accuracy * (1 - blind) + guess * blind
    return Curves(truth, rng.random(accuracy.shape) < accuracy, chance)


def _habits(rng: np.random.Generator, answers: int, learners: int) -> Floats:
    """Low levels, most near none, some below guessing; a third of them wander."""
    base = rng.exponential(0.05, learners)
    base = np.where(rng.random(learners) < 0.3, 0.0, base)
    base = np.where(rng.random(learners) < 0.12, -rng.uniform(0.0, 0.3, learners), np.minimum(base, 0.35))
    spread = rng.uniform(0.0, 0.01, learners) * (rng.random(learners) < WANDERERS)
    wander = np.cumsum(rng.normal(0, 1, (answers, learners)) * spread, axis=0)
    return np.clip(base + wander, np.minimum(base, 0.0), np.maximum(base, 0.3))


def _rises(rng: np.random.Generator, place: Floats, learners: int) -> Floats:
    """What is found, on top of habits."""
    onset = np.exp(rng.uniform(0, np.log(LATEST_ONSET), learners))
    onset = np.where(rng.random(learners) < NEVER, np.inf, onset)
    onset = np.where(rng.random(learners) < BROUGHT, 0.0, onset)
    height = np.where(rng.random(learners) < 0.6, rng.beta(9, 2, learners), rng.uniform(0.15, 1.0, learners))
    height = np.where(rng.random(learners) < WHOLE, 1.0, height)
    second = np.where(rng.random(learners) < SECOND, rng.uniform(0.2, 0.7, learners), 1.0)
    risen = height * second * _ramp(rng, place, onset)
    later = onset + np.exp(rng.uniform(np.log(10), np.log(300), learners))
    risen = risen + height * (1 - second) * _ramp(rng, place, later)
    lost = onset + np.exp(rng.uniform(np.log(30), np.log(400), learners))
    lost = np.where(rng.random(learners) < RELAPSES, lost, np.inf)
    wander = np.cumsum(rng.normal(0, 1, (len(place), learners)), axis=0) * rng.uniform(0.0, 0.008, learners)
    risen = risen * (1 + wander * (rng.random(learners) < WANDERERS))
    kept: Floats = np.clip(np.where(place >= lost, 0.1 * risen, risen), 0.0, 1.0)
    return kept


def _ramp(rng: np.random.Generator, place: Floats, onset: Floats) -> Floats:
    learners = len(onset)
    width = np.exp(rng.uniform(np.log(WIDTHS[0]), np.log(WIDTHS[1]), learners))
    width = np.where(rng.random(learners) < STEPS, 1.0, width)
    straight = np.clip((place - onset + 1) / width, 0.0, 1.0)
    curved = straight**2 * (3 - 2 * straight)
    return np.where(rng.random(learners) < 0.5, straight, curved)


def _bouts(rng: np.random.Generator, answers: int, learners: int) -> Floats:
    """Ones where a learner is away."""
    starts = (rng.random((answers, learners)) < 1 / 60) & (rng.random(learners) < BOUTS)
    lasts = rng.integers(4, 14, (answers, learners))
    ends = np.where(starts, np.arange(answers)[:, None] + lasts, 0)
    return (np.maximum.accumulate(ends, axis=0) > np.arange(answers)[:, None]).astype(np.float64)
