"""Memorising: items are met faster than they are held. Said where nothing else is, so its row comes last."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing, right_of, seconds, times_in
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.coaching.worth import LOADED, MISSED, QUICKER

KIND = "memorising"
NEW_TODAY: Final = 5
"""Items new today, from which they are worth a word."""


def _holds(_facts: Facts) -> bool:
    return True


def _figures(facts: Facts) -> Figures:
    """The pile, where the two lines stand, and today beside the days before."""
    today, pace = facts.today, facts.pace
    return {
        "items": facts.items,
        "items_today": facts.items - today.items_before if today.number else 0,
        "first_day_items": today.first_day_items,
        "volume": facts.volume,
        "run_days": today.number,
        "today_n": today.practised.n,
        "today_missed": today.practised.n - today.practised.right,
        **right_and_n("settled", facts.settled),
        **right_and_n("unseen", facts.unseen),
        **guessed(facts, facts.unseen),
        **({"pace_n": pace.n, "early_ms": pace.early_ms, "late_ms": pace.late_ms} if pace else {}),
    }


def _is_luck(f: Figures) -> bool:
    return f["unseen_right"] <= f["guessed"] + 1


_WAYS: Final = (
    Saying(
        "pile",
        lambda f: (
            f"New items are coming faster than you can learn them, which is intended: you have met {f['items']:,}, and "
            f"settled ones come back right {times_in(f, 'settled')}. Unseen ones are at {right_of(f, 'unseen')}, where "
            f"{guessing(f)}."
        ),
    ),
    Saying(
        "two_lines",
        lambda f: (
            f"I keep two counts apart: what you practised, which comes back right {times_in(f, 'settled')}, and what "
            f"is unseen, {right_of(f, 'unseen')}, where {guessing(f)}. A better memory moves only the first."
        ),
    ),
    Saying(
        "next_look",
        lambda f: (
            f"I am waiting for settled items to hold: so far they come back right {times_in(f, 'settled')}. If they do "
            "and unseen ones still fail, I call it the plateau; if unseen ones come right, I say so."
        ),
    ),
    Saying(
        "misses",
        lambda f: (
            f"You missed {f['today_missed']} of today's {f['today_n']} practised answers. New items come as fast as "
            "you can take them, on purpose, so that is the load and says nothing against you."
        ),
        needs=("today_missed",),
        when=lambda f: f["today_missed"] >= MISSED * f["today_n"] > 0,
    ),
    Saying(
        "load",
        lambda f: (
            f"You carry more than you did: {f['items']:,} items, against {f['first_day_items']} at the end of your "
            f"first day. Settled ones come back right {times_in(f, 'settled')}."
        ),
        needs=("first_day_items",),
        when=lambda f: f["items"] >= LOADED * f["first_day_items"] > 0,
    ),
    Saying(
        "new_today",
        lambda f: (
            f"{f['items_today']} items were new today, you have met {f['items']:,} in all, and settled ones come back "
            f"right {times_in(f, 'settled')}. There are always more than you can remember; that is the point."
        ),
        needs=("items_today",),
        when=lambda f: f["items_today"] >= NEW_TODAY,
    ),
    Saying(
        "unknown",
        lambda f: (
            f"After {f['volume']:,} answers nobody can tell whether you are on the way to the rule. What can be "
            f"counted is this: unseen {right_of(f, 'unseen')}, where {guessing(f)}."
        ),
        needs=("volume",),
    ),
    Saying(
        "luck",
        lambda f: (
            f"You answered {f['unseen_n']} items before you were shown anything about them, and {f['unseen_right']} "
            f"were right, where {guessing(f)}. Later answers are compared with that."
        ),
        when=_is_luck,
    ),
    Saying(
        "speed",
        lambda f: (
            f"Over {f['pace_n']} answers your usual time went from {seconds(f['early_ms'])} to "
            f"{seconds(f['late_ms'])}, so remembering costs you less. Settled items come back right "
            f"{times_in(f, 'settled')}."
        ),
        needs=("late_ms",),
        when=lambda f: f["late_ms"] <= QUICKER * f["early_ms"],
    ),
    Saying(
        "kept",
        lambda f: (
            f"Day {f['run_days']}: {f['volume']:,} answers and {f['items']:,} items are on record. Stopping for today "
            "loses none of them."
        ),
        needs=("run_days", "volume"),
        when=lambda f: f["run_days"] > 1,
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="New items come as fast as you can take them, so misses come from the load: go on.",
)
