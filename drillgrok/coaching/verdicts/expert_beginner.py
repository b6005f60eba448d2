"""Expert beginner: settled at a comfortable speed, or using up whatever time there is; so the clock is tightened, and
the misses are foretold."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import LONG, Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.phrases import right_of, seconds, times_in
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.coaching.worth import HELD
from drillgrok.model.evidence import SETTLED_NEEDED
from drillgrok.phases.phase import Phase

KIND = "expert_beginner"
STEADY = 0.97
"""A median latency that fell by less than this factor has not fallen."""
UNHURRIED = 0.9
"""Of the time that a person with the rule is given: whose usual time is longer has speed to gain."""
TAKES_ITS_TIME = 0.9
"""The share of right answers that come in the last third of their time, from which somebody takes what there is."""
COMFORTABLE_LEAST = 200
"""Settled answers that comfort is judged by."""


def _holds(facts: Facts) -> bool:
    now = facts.circumstances
    if now.tighter_ms is None or now.floor_ms is None or _just_pushed(facts):
        return False
    return _is_comfortable(facts, now.floor_ms) or _takes_its_time(facts, now.floor_ms)


def _is_comfortable(facts: Facts, floor_ms: int) -> bool:
    """On the plateau, at a speed that has not changed for long."""
    pace, settled = facts.pace, facts.settled
    if facts.phase is not Phase.PLATEAU or pace is None or settled.n < COMFORTABLE_LEAST:
        return False
    slow = pace.late_ms >= STEADY * pace.early_ms and pace.late_ms >= UNHURRIED * floor_ms
    return slow and settled.right / settled.n >= thresholds().comfortable_share


def _takes_its_time(facts: Facts, floor_ms: int) -> bool:
    """In whichever phase: what is held is given late in its time, however much of that there is. Nobody whose times
    spread as a person's do gives nine answers in ten there."""
    found, settled = facts.on_the_clock, facts.settled
    if found is None or settled.n < SETTLED_NEEDED or settled.right < HELD * settled.n:
        return False
    return found.late >= TAKES_ITS_TIME * found.n and found.median_ms >= UNHURRIED * floor_ms


def _just_pushed(facts: Facts) -> bool:
    pushed = facts.said.latest.get(KIND)
    return pushed is not None and facts.posterior.number - pushed.number < LONG


def _figures(facts: Facts) -> Figures:
    """Accuracy and usual time, and the clock before and after the push."""
    pace, late, now = facts.pace, facts.on_the_clock, facts.circumstances
    if now.tighter_ms is None or now.deadline_ms is None or now.floor_ms is None:
        return {}
    comfortable = pace is not None and _is_comfortable(facts, now.floor_ms)
    return {
        **right_and_n("settled", facts.settled),
        **({"pace_n": pace.n, "late_ms": pace.late_ms} if pace is not None and comfortable else {}),
        **({"in_time_n": late.n, "in_time_late": late.late} if late is not None and not comfortable else {}),
        "deadline_ms": now.deadline_ms,
        "tighter_ms": now.tighter_ms,
    }


_WAYS: Final = (
    Saying(
        "late_in_time",
        lambda f: (
            f"{f['in_time_late']} of your last {f['in_time_n']} right answers on the clock came in the last third of "
            f"their time. From the next block on it gives you {seconds(f['tighter_ms'])} instead of "
            f"{seconds(f['deadline_ms'])}; you will miss more, and the clock is why."
        ),
        needs=("in_time_n",),
    ),
    Saying(
        "late_again",
        lambda f: (
            f"You use all the time there is: {f['in_time_late']} of {f['in_time_n']} right answers came in its last "
            f"third. So there will be less of it, {seconds(f['tighter_ms'])} instead of {seconds(f['deadline_ms'])}, "
            "and the clock will cause more misses."
        ),
        needs=("in_time_n",),
    ),
    Saying(
        "comfortable",
        lambda f: (
            f"Settled items come back right {times_in(f, 'settled')}, and for {f['pace_n']} answers your usual time "
            f"has been {seconds(f['late_ms'])}: comfortable. From the next block on the clock gives you "
            f"{seconds(f['tighter_ms'])} instead of {seconds(f['deadline_ms'])}; you will miss more, and the clock is "
            "why."
        ),
        needs=("pace_n", "late_ms"),
    ),
    Saying(
        "room",
        lambda f: (
            f"You have time to spare at this speed: {right_of(f, 'settled')} settled items right, in "
            f"{seconds(f['late_ms'])} as before. So the clock goes from {seconds(f['deadline_ms'])} to "
            f"{seconds(f['tighter_ms'])} with the next block, and causes the misses that follow."
        ),
        needs=("pace_n", "late_ms"),
    ),
    Saying(
        "same_time",
        lambda f: (
            f"For {f['pace_n']} answers you have not got faster, with {right_of(f, 'settled')} settled items right: "
            f"you are at ease. The next block gives {seconds(f['tighter_ms'])} instead of {seconds(f['deadline_ms'])}, "
            "which will cost some answers and is meant to."
        ),
        needs=("pace_n", "late_ms"),
    ),
    Saying(
        "announced",
        lambda f: (
            "So that you know beforehand: the clock gets shorter, "
            f"{seconds(f['tighter_ms'])} instead of {seconds(f['deadline_ms'])}, and you will miss more. You have room "
            f"for it: settled items come back right {times_in(f, 'settled')}."
        ),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="You are comfortable at this speed: go on with less time; the extra misses come from the clock.",
    is_aside=True,
    counts_unseen=False,
    pushes=True,
)
