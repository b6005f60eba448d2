"""Tired: enough for today. Said once a day, and not taken back before the day is over."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.luck import beyond_usual
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow

KIND = "tired"
LAPSING_BELOW = 0.5
"""Probability of being at it, below which the model doubts it."""


def _holds(facts: Facts) -> bool:
    if facts.is_todays_last(KIND):
        return True
    recent = facts.recent
    if recent is None or facts.posterior.engaged >= LAPSING_BELOW:
        return False
    return beyond_usual(recent.right, recent.n, recent.usual) < thresholds().tired_sd


def _figures(facts: Facts) -> Figures:
    """The last 40 practised answers beside the usual ones."""
    recent = facts.recent
    if recent is None:
        return {}
    return {
        "recent_right": recent.right,
        "recent_n": recent.n,
        "timed_out": recent.timed_out,
        "usual": round(recent.usual * recent.n),
    }


def _say(f: Figures) -> str:
    return (
        f"Enough for today: {f['recent_right']} of your last {f['recent_n']} practised answers were right, where "
        f"{f['usual']} is usual, and {f['timed_out']} ran out of time. I read that as tiredness and not as loss, and "
        "ask nothing unseen for now."
    )


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="That reads as tiredness and not as loss: rest today, and go on tomorrow.",
    is_aside=True,
    counts_unseen=False,
    all_day="My advice stands: enough for today.",
    rests=True,
)
