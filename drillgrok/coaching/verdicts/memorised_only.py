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
            f"The exam gave {right_of(f, 'exam')}, while settled items come back {times_in(f, 'settled')}: what you "
            "hold is the answers you were shown. The drill goes on as before, and new items keep coming for that "
            "reason."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "exam_since",
        lambda f: (
            f"Since the exam, which gave {right_of(f, 'exam')}, you hold what you were shown as well as before: "
            f"{right_of(f, 'settled')}. The next exam asks other items, so nothing of it is spent."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "shown",
        lambda f: (
            f"Showing and telling are two things: of what you were shown {right_of(f, 'settled')} come back, of the "
            f"exam it was {right_of(f, 'exam')}. Only new items can tell more, and they keep coming."
        ),
        needs=("exam_n",),
    ),
    Saying(
        "other_words",
        lambda f: (
            f"Settled items come back {times_in(f, 'settled')}, but put in other words only "
            f"{right_of(f, 'rephrased')}: what you hold is tied to how it was shown. Other wordings stay rare and will "
            "keep coming."
        ),
        needs=("rephrased_n",),
    ),
    Saying(
        "tied",
        lambda f: (
            f"What you hold, {right_of(f, 'settled')}, goes by how it is shown: turned round, the same items gave "
            f"{right_of(f, 'rephrased')}. I turn one round now and then, and count it apart."
        ),
        needs=("rephrased_n",),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="What you hold is what you were shown: go on, new items keep coming for that reason.",
    claim=Claim(0, Measure.REPHRASED, at_least=False, share=0.5, horizon=1_500, least=UNSEEN_STEP),
)
