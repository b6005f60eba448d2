"""Recited only: the rule was read, and unseen items fail on the quick clock."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.claims import Claim, Measure
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.luck import shortfall
from drillgrok.coaching.phrases import right_of
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying

KIND = "recited_only"
KEPT_WHEN_QUICK = 0.6
"""Unseen accuracy on the quick clock of someone who has the rule: the same that a known rule needs."""


def _holds(facts: Facts) -> bool:
    if not facts.circumstances.narrated or facts.told_quick.n < UNSEEN_STEP:
        return False
    return shortfall(facts.told_quick, KEPT_WHEN_QUICK) < thresholds().recited_luck


def _figures(facts: Facts) -> Figures:
    """Unseen items since the rule was revealed, by clock."""
    return {**right_and_n("quick", facts.told_quick), **right_and_n("calm", facts.told_calm)}


def _calm(f: Figures) -> str:
    return f", and {right_of(f, 'calm')} with time to think" if f["calm_n"] >= UNSEEN_STEP else ""


_WAYS: Final = (
    Saying(
        "read",
        lambda f: (
            f"Since you read the rule, you got {right_of(f, 'quick')} unseen items right on the quick clock{_calm(f)}. "
            "Reading it has not made you fast, and only practice can show whether you become so."
        ),
    ),
    Saying(
        "two_clocks",
        lambda f: (
            f"Having read a rule and using it fast are two things: on the quick clock you got {right_of(f, 'quick')} "
            f"unseen items right{_calm(f)}. The second is what this drill is for."
        ),
    ),
    Saying(
        "still_read",
        lambda f: (
            f"The quick clock still shows the difference between reading and using: you got {right_of(f, 'quick')} "
            f"unseen items right in time{_calm(f)}."
        ),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Reading the rule has not made you fast: go on, only practice can show whether you become so.",
    claim=Claim(0, Measure.UNSEEN_QUICK, at_least=False, share=KEPT_WHEN_QUICK, horizon=600, least=UNSEEN_STEP),
    by_unseen=True,
    is_found=True,
)
