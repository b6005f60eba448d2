"""Known: the rule was brought along, by the first unseen answers."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.claims import Claim, Measure
from drillgrok.coaching.facts import UNSEEN_ATTESTED, UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying

KIND = "known"
KNOWN_UNTIL = 0.1
"""A rule brought along is believed in until the probability of an unseen accuracy above a quarter falls to this."""


def brought_along(facts: Facts) -> bool:
    """The rule came with the learner. What was read did not."""
    return facts.known and not facts.circumstances.narrated and facts.moved >= KNOWN_UNTIL


def _figures(facts: Facts) -> Figures:
    """The baseline, and how many unseen answers a claim still waits for."""
    missing = 0 if facts.attested else max(UNSEEN_ATTESTED - facts.unseen.n, 1)
    return {
        **right_and_n("baseline", facts.baseline),
        **guessed(facts, facts.baseline),
        "missing": missing,
    }


def _brought(f: Figures) -> str:
    return (
        f"You got {f['baseline_right']} of your first {f['baseline_n']} items right at first sight, where {guessing(f)}"
    )


_WAYS: Final = (
    Saying(
        "not_sure",
        lambda f: (
            f"{_brought(f)}: it looks as if you knew this rule already. {f['missing']} more unseen answers, or another "
            "session, will tell."
        ),
        when=lambda f: f.get("missing", 0) > 0,
    ),
    Saying(
        "brought",
        lambda f: (
            f"{_brought(f)}: it looks as if you knew this rule already. There is nothing to find here; work on your "
            "speed, or take another deck."
        ),
        when=lambda f: not f.get("missing"),
    ),
    Saying(
        "still_known",
        lambda f: (
            f"{f['baseline_right']} of your first {f['baseline_n']} answers were right before you were shown anything, "
            "and nothing since speaks against that. What this deck can still give you is speed."
        ),
        when=lambda f: not f.get("missing"),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=brought_along,
    figures=_figures,
    ways=_WAYS,
    next_step="You seem to have known this rule already: work on your speed, or take another deck.",
    claim=Claim(0, Measure.UNSEEN, at_least=True, share=0.6, horizon=600, least=UNSEEN_STEP),
    claim_waits=True,
    is_found=True,
)
