"""Memorised only: on the plateau, and an exam was failed or practised items are lost in other words."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.claims import Claim, Measure
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.luck import shortfall
from drillgrok.coaching.phrases import right_of, times_in
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.phases.phase import Phase

KIND = "memorised_only"
KEPT_IN_OTHER_WORDS = 0.6
"""Of the settled accuracy, by someone who understood what is asked."""


def _holds(facts: Facts) -> bool:
    if facts.phase is not Phase.PLATEAU:
        return False
    exam = facts.circumstances.exam
    return (exam is not None and not exam.passed) or _lost_in_other_words(facts)


def _lost_in_other_words(facts: Facts) -> bool:
    if facts.rephrased.n < UNSEEN_STEP:
        return False
    kept = KEPT_IN_OTHER_WORDS * facts.posterior.practised.mean
    return shortfall(facts.rephrased, kept) < thresholds().rephrased_luck


def _figures(facts: Facts) -> Figures:
    """The failed exam if there is one, else the items asked in other words."""
    exam = facts.circumstances.exam
    settled = right_and_n("settled", facts.settled)
    if exam is not None and not exam.passed:
        return {**settled, "exam_right": exam.right, "exam_n": exam.n}
    return {**settled, **right_and_n("rephrased", facts.rephrased)}


_WAYS: Final = (
    Saying(
        "exam",
        lambda f: (
            f"You got {right_of(f, 'exam')} right in the exam, while settled items come back right "
            f"{times_in(f, 'settled')}: you know the answers you were shown. Practice goes on as before, with new "
            "items for that reason."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "exam_since",
        lambda f: (
            f"The exam was {right_of(f, 'exam')}, and you still know what you were shown: {right_of(f, 'settled')}. "
            "The next exam asks other items, so you have spoilt nothing."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "shown",
        lambda f: (
            f"You get {right_of(f, 'settled')} right of what you were shown, and got {right_of(f, 'exam')} in the "
            "exam, where nothing had been shown. Only new items can tell more, and they keep coming."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "other_words",
        lambda f: (
            f"Settled items come back right {times_in(f, 'settled')}, but asked in other words only "
            f"{right_of(f, 'rephrased')}: what you know is tied to how it is shown. Now and then I will ask in other "
            "words again."
        ),
        needs=("rephrased_n",),
    ),
    Saying(
        "tied",
        lambda f: (
            f"What you know, {right_of(f, 'settled')}, depends on how it is shown: asked differently, such items gave "
            f"{right_of(f, 'rephrased')}. I ask one differently now and then, and count it separately."
        ),
        needs=("rephrased_n",),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="You know the answers you were shown: go on, new items keep coming for that reason.",
    claim=Claim(0, Measure.REPHRASED, at_least=False, share=0.5, horizon=1_500, least=UNSEEN_STEP),
)
