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
            f"Since you read the rule, {right_of(f, 'quick')} unseen items were right on the quick clock{_calm(f)}. "
            "Reading it has not made it fast, and only practice can show whether it becomes so."
        ),
    ),
    Saying(
        "two_clocks",
        lambda f: (
            f"A rule that is read and a rule that is quick are two things: on the quick clock {right_of(f, 'quick')} "
            f"unseen items were right{_calm(f)}. The second is what the drill is for."
        ),
    ),
    Saying(
        "still_read",
        lambda f: (
            f"The quick clock still tells reading from using: {right_of(f, 'quick')} unseen items came in time and "
            f"right{_calm(f)}."
        ),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Reading the rule has not made it quick: go on, only practice can show whether it will.",
    claim=Claim(0, Measure.UNSEEN_QUICK, at_least=False, share=KEPT_WHEN_QUICK, horizon=600, least=UNSEEN_STEP),
    by_unseen=True,
    is_found=True,
)
