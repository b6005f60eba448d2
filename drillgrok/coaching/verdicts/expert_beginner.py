"""Expert beginner: settled at a comfortable speed, so the clock is tightened and the misses are foretold."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import LONG, Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.phrases import right_of, seconds, times_in
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.phases.phase import Phase

KIND = "expert_beginner"
STEADY = 0.97
"""A median latency that fell by less than this factor has not fallen."""
UNHURRIED = 0.9
"""Of the shortest clock: whose usual time is longer has speed to gain there."""
COMFORTABLE_LEAST = 200
"""Settled answers that comfort is judged by."""


def _holds(facts: Facts) -> bool:
    pace, now, settled = facts.pace, facts.circumstances, facts.settled
    if facts.phase is not Phase.PLATEAU or pace is None or settled.n < COMFORTABLE_LEAST:
        return False
    if now.tighter_ms is None or now.floor_ms is None or _just_pushed(facts):
        return False
    slow = pace.late_ms >= STEADY * pace.early_ms and pace.late_ms >= UNHURRIED * now.floor_ms
    return slow and settled.right / settled.n >= thresholds().comfortable_share


def _just_pushed(facts: Facts) -> bool:
    pushed = facts.said.latest.get(KIND)
    return pushed is not None and facts.posterior.number - pushed.number < LONG


def _figures(facts: Facts) -> Figures:
    """Accuracy and usual time, and the clock before and after the push."""
    pace, now = facts.pace, facts.circumstances
    if pace is None or now.tighter_ms is None or now.deadline_ms is None:
        return {}
    return {
        **right_and_n("settled", facts.settled),
        "pace_n": pace.n,
        "late_ms": pace.late_ms,
        "deadline_ms": now.deadline_ms,
        "tighter_ms": now.tighter_ms,
    }


_WAYS: Final = (
    Saying(
        "comfortable",
        lambda f: (
            f"Settled items come back {times_in(f, 'settled')}, and for {f['pace_n']} answers your usual time has been "
            f"{seconds(f['late_ms'])}: comfortable. From the next block the clock gives {seconds(f['tighter_ms'])} "
            f"instead of {seconds(f['deadline_ms'])}; more will be missed, and the clock is why."
        ),
    ),
    Saying(
        "room",
        lambda f: (
            f"There is room at this speed: {right_of(f, 'settled')} settled items right, at {seconds(f['late_ms'])} as "
            f"before. So the clock goes from {seconds(f['deadline_ms'])} to {seconds(f['tighter_ms'])} with the next "
            "block, and the misses that this brings are its doing."
        ),
    ),
    Saying(
        "same_time",
        lambda f: (
            f"{f['pace_n']} answers without getting faster, and {right_of(f, 'settled')} settled ones right: you have "
            f"settled in. The next block gives {seconds(f['tighter_ms'])} where it was {seconds(f['deadline_ms'])}, "
            "which costs some answers and is meant to."
        ),
    ),
    Saying(
        "announced",
        lambda f: (
            "Said beforehand, so that it does not count against you: the clock gets shorter, "
            f"{seconds(f['tighter_ms'])} after {seconds(f['deadline_ms'])}, and more will go wrong. It can, because "
            f"settled items come back {times_in(f, 'settled')}."
        ),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="You are comfortable at this speed: go on with less time; misses come from the clock.",
    is_aside=True,
    counts_unseen=False,
    pushes=True,
)
