"""Known: the rule was brought along, by the first unseen answers."""

from __future__ import annotations

from drillgrok.coaching.claims import Claim, Measure
from drillgrok.coaching.facts import UNSEEN_ATTESTED, UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing
from drillgrok.coaching.verdict_row import VerdictRow

KIND = "known"
KNOWN_UNTIL = 0.1
"""A rule brought along is believed in until the probability of an unseen accuracy above a quarter falls to this."""


def brought_along(facts: Facts) -> bool:
    """The rule came with the learner. What was read did not."""
    return facts.known and not facts.circumstances.narrated and facts.moved >= KNOWN_UNTIL


def _figures(facts: Facts) -> Figures:
    """The baseline, and how many unseen answers a claim still waits for."""
    missing = 0 if facts.attested else max(UNSEEN_ATTESTED - facts.unseen.n, 1)
    return {**right_and_n("baseline", facts.baseline), **guessed(facts.baseline), "missing": missing}


def _say(f: Figures) -> str:
    lines = (
        f"Of your first {f['baseline_n']} items {f['baseline_right']} were right at first sight, where {guessing(f)}: "
        "it looks as if you brought this rule along."
    )
    if f.get("missing"):
        return f"{lines} {f['missing']} more unseen answers, or another sitting, will tell."
    return f"{lines} There is no plateau to sit out here; work on your speed, or take another deck."


ROW = VerdictRow(
    kind=KIND,
    holds=brought_along,
    figures=_figures,
    say=_say,
    next_step="You seem to have brought this rule along: work on your speed, or take another deck.",
    claim=Claim(0, Measure.UNSEEN, at_least=True, share=0.6, horizon=600, least=UNSEEN_STEP),
    claim_waits=True,
    is_found=True,
)
