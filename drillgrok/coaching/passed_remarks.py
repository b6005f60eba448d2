"""What a break can say of a deck that was passed: how long the rule was kept, and what comes next. Said as remarks are,
by the same law."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.phrases import right_of, seconds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.console.text import counted

KIND: Final = "kept"


def _figures(facts: Facts) -> Figures:
    """Days since the pass and until the next check, what is left for checks, and the last check where there was one."""
    keeping = facts.circumstances.keeping
    if keeping is None:
        return {}
    last = keeping.last
    checked = {} if last is None else {"check_right": last.right, "check_n": last.n, "check_days": keeping.last_days}
    return {
        "passed_days": keeping.passed_days,
        "due_days": keeping.due_days,
        "checks_left": keeping.checks_left,
        "longest_days": keeping.longest_days,
        **checked,
        **({"usual_ms": facts.pace.late_ms} if facts.pace else {}),
    }


def _next(f: Figures) -> str:
    if f["due_days"] > 0:
        return f"The next check comes in {counted(f['due_days'], 'day')}"
    return f"The next check is due, {counted(f['passed_days'], 'day')} after the pass"


_WAYS: Final = (
    Saying(
        "passed",
        lambda f: f"You have passed this deck; practice keeps it fresh. {_next(f)}.",
    ),
    Saying(
        "longest",
        lambda f: (
            f"The longest you have kept this rule between checks is {counted(f['longest_days'], 'day')}; that is the "
            f"record to beat. {_next(f)}."
        ),
        when=lambda f: f["longest_days"] > 0,
    ),
    Saying(
        "last_check",
        lambda f: (
            f"In the last check, {counted(f['check_days'], 'day')} ago, you got {right_of(f, 'check')} unseen items "
            "right. Until the next one you have nothing to prove."
        ),
        needs=("check_n",),
        when=lambda f: f["check_days"] > 0,
    ),
    Saying(
        "supply",
        lambda f: (
            f"The unseen items of this deck are kept for checks, and are enough for {f['checks_left']}. Practice uses "
            "none of them."
        ),
        when=lambda f: f["checks_left"] > 1,
    ),
    Saying(
        "since",
        lambda f: f"{counted(f['passed_days'], 'day')} since the pass, and here you are. {_next(f)}.",
        when=lambda f: f["passed_days"] > 1,
    ),
    Saying(
        "speed",
        lambda f: (
            f"You can still get faster here: your usual time is {seconds(f['usual_ms'])} by now. Only checks look at "
            "the rule itself."
        ),
        needs=("usual_ms",),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=lambda facts: facts.circumstances.keeping is not None,
    figures=_figures,
    ways=tuple(replace(way, needs=("passed_days", *way.needs)) for way in _WAYS),
    next_step="You have passed this deck: a check now and then shows what you kept.",
    is_aside=True,
    counts_unseen=False,
    is_remark=True,
)
