"""Grokked: what was never met comes out right as well, and where the exam stands."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.claims import promised
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.phrases import right_of, times_in
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
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


def _open_end(f: Figures) -> bool:
    return not f["exam_passed"] and "no_exam" not in f and "exam_items" not in f


def _lines(f: Figures) -> str:
    return (
        f"You got {f['after_right']} of the last {f['after_n']} unseen items right on the calm clock, and "
        f"{right_of(f, 'settled')} settled ones: what is new to you comes out right as well."
    )


_WAYS: Final = (
    Saying(
        "exam_open",
        lambda f: f"{_lines(f)} The exam is open: {f['exam_items']} items, and {f['exam_needed']} right answers pass.",
        needs=("exam_items",),
        topic="exam",
        is_turn=True,
    ),
    Saying(
        "exam_waits",
        lambda f: (
            f"You can take the exam whenever you like: {f['exam_items']} items, and {f['exam_needed']} right answers "
            f"pass. Lately you got unseen items right {times_in(f, 'after')}."
        ),
        needs=("exam_items",),
        topic="exam",
    ),
    Saying(
        "exam_behind",
        lambda f: f"{_lines(f)} You have passed the exam; what is left is speed.",
        when=lambda f: f["exam_passed"] > 0,
    ),
    Saying(
        "no_exam",
        lambda f: f"{_lines(f)} This deck has no exam, so you are done: its rule is open now.",
        needs=("no_exam",),
        when=lambda f: not f["exam_passed"],
    ),
    Saying(
        "lasts",
        lambda f: f"{_lines(f)} I keep asking unseen items to see whether it lasts.",
        when=_open_end,
    ),
    Saying(
        "nobody_showed",
        lambda f: (
            f"You give right answers that nobody ever showed you: {f['after_right']} of the last {f['after_n']}. "
            f"Settled ones come back right {times_in(f, 'settled')}, so there is little between the two."
        ),
        when=_open_end,
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Items you were never shown come out right as well: take the exam when it opens.",
    claim=promised(Phase.GROKKED, exam_settles=True),
    by_unseen=True,
    is_found=True,
)
