"""Shifting: something changed in unseen answers, and it can still be lost."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.claims import promised
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.luck import Count
from drillgrok.coaching.phrases import guessing, right_of, times_in
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.phases.phase import Phase

KIND = "shifting"


def _holds(facts: Facts) -> bool:
    return facts.phase is Phase.SHIFTING


def _figures(facts: Facts) -> Figures:
    """Unseen answers before and after the change; beside the baseline where they began no lower."""
    if facts.said.standing is not None and facts.said.standing.phase is Phase.GROKKED:
        return {**right_and_n("slipping", facts.unseen_last), **right_and_n("settled", facts.settled)}
    after = {
        **right_and_n("after", facts.unseen_after),
        **guessed(facts, facts.unseen_after),
    }
    before, onset = facts.unseen_before, facts.onset
    if before.n < UNSEEN_STEP or onset is None or not _rose(before, facts.unseen_after):
        return {**after, **right_and_n("baseline", facts.baseline)}
    return {
        **after,
        **right_and_n("before", before),
        "onset": onset.number,
        "onset_low": onset.low,
        "onset_high": onset.high,
    }


def _rose(before: Count, after: Count) -> bool:
    """The change is worth the name: two standard deviations and more."""
    share = (before.right + after.right) / (before.n + after.n)
    spread = (share * (1 - share) * (1 / before.n + 1 / after.n)) ** 0.5
    return bool(after.right / after.n - before.right / before.n > 2 * spread)


_WAYS: Final = (
    Saying(
        "slipping",
        lambda f: (
            f"Only {f['slipping_right']} of the last {f['slipping_n']} unseen items were right, so I take back that "
            f"you have it. Settled items come back right {times_in(f, 'settled')}; go on, and unseen ones will tell."
        ),
        needs=("slipping_n",),
        is_turn=True,
    ),
    Saying(
        "part_of_the_way",
        lambda f: (
            f"You get unseen items right {times_in(f, 'after')}, where {guessing(f)}; of your first "
            f"{f['baseline_n']} it was {f['baseline_right']}. You seem to have known some of this already, and the "
            "rest is open: go on."
        ),
        needs=("after_n",),
        when=lambda f: "onset" not in f,
    ),
    Saying(
        "part_still",
        lambda f: (
            f"You got {f['after_right']} of the last {f['after_n']} unseen items right, where {guessing(f)}. It was "
            f"much the same at the start, {right_of(f, 'baseline')}, so nobody can say when this began."
        ),
        needs=("after_n", "baseline_n"),
        when=lambda f: "onset" not in f,
    ),
    Saying(
        "changed",
        lambda f: (
            f"Unseen items were at {right_of(f, 'before')}, and now {f['after_right']} of the last {f['after_n']} are "
            f"right: something changed around answer {f['onset']:,} ({f['onset_low']:,} to {f['onset_high']:,}). It "
            "can still be lost, so go on, and press ! if you felt it."
        ),
        needs=("onset",),
    ),
    Saying(
        "lasting",
        lambda f: (
            f"What changed around answer {f['onset']:,} is still there: {f['after_right']} of the last {f['after_n']} "
            f"unseen items were right, against {right_of(f, 'before')} before. It can still go either way."
        ),
        needs=("onset",),
    ),
    Saying(
        "your_words",
        lambda f: (
            f"You now get unseen items right {times_in(f, 'after')}, where {guessing(f)}. If you can say what is "
            "different, press n and write it in your own words; if not, the counts are enough."
        ),
        needs=("onset", "after_n"),
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Unseen items come right more often than guessing gives, and that can still be lost: go on.",
    claim=promised(Phase.SHIFTING),
    by_unseen=True,
    is_found=True,
)
