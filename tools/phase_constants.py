"""Sets the constants of unseen accuracy, how it is spread and moves, by random curves
(drillgrok/simulation/random_curves.py) that are neither networks nor people.

`python -m tools.phase_constants` writes drillgrok/phases/constants.json, some ten minutes; with --quick it only prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Final

import numpy as np

from drillgrok.phases.prior import Array
from drillgrok.phases.unseen import FILE, LEVELS, Dynamics, Motion, accuracies, motion
from drillgrok.simulation.random_curves import Curves, random_curves

SEED, HELD_OUT_SEED = 3, 1003
EVERY: Final = 5
"""First-seen answers between two moments that are scored."""
FIRST: Final = 5
SHARES: Final = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
"""P(h' at least so much) is scored for each."""
LOG_WEIGHT: Final = 0.1
"""Of the log score beside the Brier score."""
FADING: Final = 0.3
"""Moments weigh by this negative power of the answers so far: most learners have few."""
SHRINKAGE: Final = 0.0001
"""Loss for each constant a unit of its log odds, or logarithm, away from where the search starts, squared: so that
hundreds of curves are not read for more than they say."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where the search starts, and between what it may go."""

    start: float
    least: float
    most: float


RANGES: Final = {
    "low_scale": Range(0.04, 0.02, 0.15),
    "below": Range(0.1, 0.03, 0.3),
    "low_drift": Range(0.01, 0.003, 0.3),
    "chance_error": Range(0.08, 0.02, 0.2),
    "error_factor": Range(2.0, 1.5, 2.5),
    "brought": Range(0.06, 0.01, 0.2),
    "never": Range(0.3, 0.1, 0.7),
    "latest": Range(1000.0, 300.0, 3000.0),
    "jumps": Range(0.6, 0.3, 0.9),
    "quick_climbs": Range(0.5, 0.2, 0.8),
    "quick": Range(0.3, 0.1, 0.8),
    "slow": Range(0.02, 0.003, 0.1),
    "rests": Range(0.01, 0.002, 0.05),
    "top_a": Range(5.0, 2.0, 12.0),
    "top_b": Range(1.5, 1.0, 3.0),
    "top_flat": Range(0.4, 0.1, 0.8),
    "top_full": Range(0.1, 0.02, 0.4),
    "high_drift": Range(0.03, 0.005, 0.3),
    "climbs_again": Range(0.01, 0.002, 0.05),
    "jumps_again": Range(0.002, 0.0005, 0.01),
    "falls": Range(0.0005, 0.0003, 0.005),
    "stray": Range(0.02, 0.01, 0.06),
}
"""Bounds keep what random curves say little of, as how often a rule is lost, from being taken for impossible."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is simulated and tried."""

    learners: int
    answers: int
    rounds: int


FULL: Final = Amount(learners=1500, answers=140, rounds=6)
QUICK: Final = Amount(learners=60, answers=60, rounds=1)


def beliefs(
    dynamics: Dynamics, curves: Curves, looks: Container[int] = range(FIRST, 10_000, EVERY)
) -> Iterator[tuple[int, Array]]:
    """First-seen answers so far and the (levels, learners) posterior of h', at these looks; by default the moments
    that are scored. In single precision: hundreds of learners move at once."""
    moving = _in_single(motion(dynamics))
    right = np.stack([accuracies(dynamics, float(chance)) for chance in curves.chance], axis=2)[moving.level]
    right = right.astype(np.float32)
    belief = np.repeat(moving.initial[:, :, None], right.shape[2], axis=2)
    for number, answers in enumerate(curves.right, 1):
        belief = moving.moved(belief, number) * np.where(answers, right, 1 - right)
        belief /= belief.sum(axis=(0, 1))
        if number in looks:
            yield number, moving.marginal @ belief.sum(axis=1)


def _in_single(moving: Motion) -> Motion:
    names = ("stays", "onsets", "marginal", "initial")
    return replace(moving, **{name: getattr(moving, name).astype(np.float32) for name in names})


def loss(dynamics: Dynamics, curves: Curves) -> float:
    """What is made least: the Brier score, with some of the log score, over all shares, moments and learners."""
    shares = np.array(SHARES)[:, None]
    total = weights = 0.0
    for number, p in beliefs(dynamics, curves):
        said = np.stack([p[share - 1e-9 <= LEVELS].sum(axis=0) for share in SHARES])
        true = curves.truth[number - 1][None, :] >= shares
        given = np.clip(np.where(true, said, 1 - said), 1e-3, 1.0)
        weight = number**-FADING
        total += weight * float(np.mean((1 - given) ** 2) - LOG_WEIGHT * np.mean(np.log(given)))
        weights += weight
    return total / weights


def strayed(dynamics: Dynamics) -> float:
    """The loss for going away from the start."""
    return SHRINKAGE * sum(_apart(name, getattr(dynamics, name)) ** 2 for name in RANGES)


def _apart(name: str, value: float) -> float:
    bounds = RANGES[name]
    odds = [one / (1 - one) if bounds.most < 1 else one for one in (value, bounds.start)]
    return float(np.log(odds[0] / odds[1]))


def stepped(dynamics: Dynamics, name: str, step: float) -> Dynamics:
    """One constant moved on its log odds where it is a share, else on its logarithm, within its range."""
    value, bounds = getattr(dynamics, name), RANGES[name]
    if bounds.most < 1:
        odds = value / (1 - value) * np.exp(step)
        moved = odds / (1 + odds)
    else:
        moved = value * np.exp(step)
    return replace(dynamics, **{name: float(f"{min(max(moved, bounds.least), bounds.most):.4g}")})


def settle(amount: Amount) -> tuple[Dynamics, float]:
    """The best constants that a search by one at a time finds, and their loss."""
    curves = random_curves(amount.learners, amount.answers, SEED)
    best = Dynamics(**{name: bounds.start for name, bounds in RANGES.items()})
    least = loss(best, curves)
    steps = dict.fromkeys(RANGES, 0.8)
    rng = np.random.default_rng(SEED)
    for _ in range(amount.rounds):
        for name in rng.permutation(list(RANGES)).tolist():
            tried = [stepped(best, name, sign * steps[name]) for sign in rng.permutation([1, -1])]
            found = next(((one, it) for one in tried if (it := loss(one, curves) + strayed(one)) < least), None)
            steps[name] *= 1.3 if found else 0.5
            best, least = found or (best, least)
    return best, least


def main() -> None:
    """Print the constants, and write them unless --quick is given."""
    quick = "--quick" in sys.argv[1:]
    amount = QUICK if quick else FULL
    found, least = settle(amount)
    fresh = random_curves(amount.learners, amount.answers, HELD_OUT_SEED)
    start = Dynamics(**{name: bounds.start for name, bounds in RANGES.items()})
    made = {
        "command": "python -m tools.phase_constants",
        "curves": "drillgrok/simulation/random_curves.py",
        "seed": SEED,
        **asdict(amount),
        "loss": round(least, 5),
        "loss_on_fresh_curves": round(loss(found, fresh), 5),
        "loss_on_fresh_curves_at_the_start": round(loss(start, fresh), 5),
    }
    text = json.dumps({"made": made, "constants": asdict(found)}, indent=2) + "\n"
    if not quick:
        FILE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
