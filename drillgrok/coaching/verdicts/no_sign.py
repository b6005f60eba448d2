"""No sign: at a milestone fixed in advance unseen answers are no better than luck, and there are three fair choices."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing, right_of
from drillgrok.coaching.trace import above_luck, has_trace
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying

KIND = "no_sign"
MILESTONES = (2_500, 5_000, 10_000)
MILESTONE_LASTS = 300
"""Measured answers for which a milestone can still be spoken of: less than lies between two of them."""


def _holds(facts: Facts) -> bool:
    return _milestone(facts) is not None and not has_trace(facts) and not above_luck(facts.unseen)


def _milestone(facts: Facts) -> int | None:
    """A milestone that was just passed and not spoken of."""
    passed = next((m for m in MILESTONES if m <= facts.volume < m + MILESTONE_LASTS), None)
    last = facts.said.latest.get(KIND)
    return None if last is not None and last.figures["milestone"] == passed else passed


def _figures(facts: Facts) -> Figures:
    """All unseen answers, and all there was."""
    return {
        "milestone": _milestone(facts) or 0,
        **right_and_n("unseen", facts.unseen),
        **guessed(facts, facts.unseen),
        "volume": facts.volume,
    }


def _so_far(f: Figures) -> str:
    return f"{f['volume']:,} answers, unseen {right_of(f, 'unseen')}, where {guessing(f)}"


_WAYS: Final = (
    Saying(
        "first",
        lambda f: (
            f"{_so_far(f)}: no sign of the rule so far, and nobody can say whether that is long. You have three fair "
            "choices: go on to 5,000, take a smaller deck of the same kind, or set this one aside with everything kept."
        ),
        when=lambda f: f["milestone"] < MILESTONES[1],
    ),
    Saying(
        "second",
        lambda f: (
            f"{_so_far(f)}: still no sign, and nobody can say whether that is long. The choices are the same: go on to "
            "10,000, take a smaller deck of the same kind, or set this one aside with everything kept."
        ),
        when=lambda f: f["milestone"] == MILESTONES[1],
    ),
    Saying(
        "third",
        lambda f: (
            f"{_so_far(f)}: no sign in all of them. The choice is as free as it was: go on as long as you like, take a "
            "smaller deck of the same kind, or set this one aside with everything kept."
        ),
        when=lambda f: f["milestone"] >= MILESTONES[2],
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="No sign of the rule so far: go on, take a smaller deck of the same kind, or set it aside.",
)
