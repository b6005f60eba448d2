"""Memorising: items are met faster than they are held. Said where nothing else is, so its row comes last."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing, right_of, times_in
from drillgrok.coaching.verdict_row import VerdictRow

KIND = "memorising"


def _holds(_facts: Facts) -> bool:
    return True


def _figures(facts: Facts) -> Figures:
    """The pile, and where the two lines stand."""
    return {
        "items": facts.items,
        **right_and_n("settled", facts.settled),
        **right_and_n("unseen", facts.unseen),
        **guessed(facts.unseen),
    }


def _say(f: Figures) -> str:
    return (
        f"{f['items']:,} items met; settled ones come back {times_in(f, 'settled')}, unseen ones "
        f"{right_of(f, 'unseen')}, where {guessing(f)}. I add new items on purpose as fast as you can carry them, so "
        "misses measure the load."
    )


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="New items come as fast as you can carry them, so misses measure the load: go on.",
)
