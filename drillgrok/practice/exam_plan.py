"""How long an exam has to be, and how many right answers pass it, so that a learner who has the rule passes and the
best shortcut does not. Arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

import numpy as np

LENGTHS: Final = (30, 40, 60)
LEARNER_RIGHT: Final = 0.9
"""How often somebody is right who has the rule, slips and the quick clock included."""
LEARNER_PASSES: Final = 0.8
"""How often such a learner passes at least."""
SHORTCUT_PASSES: Final = 0.01
"""How often the best shortcut passes at most."""


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """Questions, and right answers that pass."""

    asked: int
    to_pass: int


def exam_plan(best: float) -> ExamPlan | None:
    """The shortest exam that tells a learner with the rule from a shortcut that is right with probability `best`, with
    the highest mark that such a learner still reaches. None where none of the lengths is enough."""
    plans = (ExamPlan(asked, mark_of(asked)) for asked in LENGTHS)
    return next((plan for plan in plans if passes(plan, best) <= SHORTCUT_PASSES), None)


def passes(plan: ExamPlan, right: float) -> float:
    """How often somebody passes who is right with probability `right` on each question (binomial)."""
    return _at_least(plan.to_pass, plan.asked, right)


def withstands(to_pass: int, right: Sequence[float]) -> bool:
    """Whether somebody with a probability of being right on each question passes seldom enough (Poisson binomial)."""
    counts = np.ones(1)
    for each in right:
        counts = np.convolve(counts, (1 - each, each))
    return float(counts[to_pass:].sum()) <= SHORTCUT_PASSES


def mark_of(asked: int) -> int:
    """How many of so many questions have to be right."""
    return max(mark for mark in range(asked + 1) if _at_least(mark, asked, LEARNER_RIGHT) >= LEARNER_PASSES)


def _at_least(count: int, asked: int, right: float) -> float:
    return sum(comb(asked, k) * right**k * (1 - right) ** (asked - k) for k in range(count, asked + 1))
