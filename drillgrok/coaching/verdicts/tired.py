"""Tired: enough for today. Said once a day, and not taken back before the day is over."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.luck import beyond_usual
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying

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


_WAYS: Final = (
    Saying(
        "tired",
        lambda f: (
            f"Enough for today: {f['recent_right']} of your last {f['recent_n']} practised answers were right, where "
            f"{f['usual']} is usual, and {f['timed_out']} ran out of time. That looks like tiredness, not like "
            "forgetting, so I ask nothing unseen for now."
        ),
    ),
    Saying(
        "day_is_done",
        lambda f: (
            f"You look tired: {f['recent_right']} right of the last {f['recent_n']}, where {f['usual']} is usual for "
            "you. That says nothing about what you know; I ask nothing unseen until tomorrow."
        ),
    ),
    Saying(
        "late_ones",
        lambda f: (
            f"{f['timed_out']} of your last {f['recent_n']} practised answers ran out of time and {f['recent_right']} "
            f"were right, where {f['usual']} is usual: that looks like tiredness. No unseen items are used up while it "
            "lasts."
        ),
        when=lambda f: f["timed_out"] > 0,
    ),
    Saying(
        "spare",
        lambda f: (
            f"You may go on, but stopping here is wiser: {f['recent_right']} of the last {f['recent_n']} were right, "
            f"where {f['usual']} is usual. I save the unseen items for a fresher day."
        ),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="That looks like tiredness, not like forgetting: rest today, and go on tomorrow.",
    is_aside=True,
    counts_unseen=False,
    lasts_all_day=True,
    rests=True,
)
