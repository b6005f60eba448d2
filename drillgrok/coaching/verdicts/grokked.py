"""Grokked: what was never met comes out right as well, and where the exam stands."""

from __future__ import annotations

from drillgrok.coaching.claims import promised
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.phrases import right_of
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.phases.phase import Phase

KIND = "grokked"


def _holds(facts: Facts) -> bool:
    return facts.phase is Phase.GROKKED


def _figures(facts: Facts) -> Figures:
    """Unseen and settled answers of late, and where the exam stands."""
    now = facts.circumstances
    passed = now.exam is not None and now.exam.passed
    exam = {"exam_items": now.exam_items, "exam_needed": now.exam_needed} if now.exam_open and not passed else {}
    return {
        **right_and_n("after", facts.unseen_after),
        **right_and_n("settled", facts.settled),
        **exam,
        "exam_passed": int(passed),
        **({} if now.has_exam else {"no_exam": 1}),
    }


def _say(f: Figures) -> str:
    lines = (
        f"Of the last {f['after_n']} unseen items {f['after_right']} were right on the calm clock, and settled ones "
        f"{right_of(f, 'settled')}: what is new to you comes out right as well."
    )
    if f["exam_passed"]:
        return f"{lines} The exam is behind you; from here it is speed."
    if "no_exam" in f:
        return f"{lines} This deck has no exam, so it is finished: its rule is open now."
    if "exam_items" in f:
        return f"{lines} The exam is open: {f['exam_items']} items, {f['exam_needed']} right to pass."
    return f"{lines} I keep asking unseen items to see whether it lasts."


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="What you never met comes out right as well: take the exam when it opens.",
    claim=promised(Phase.GROKKED, exam_settles=True),
    by_unseen=True,
    is_found=True,
)
