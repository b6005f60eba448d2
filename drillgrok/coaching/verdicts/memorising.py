"""Memorising: items are met faster than they are held. Said where nothing else is, so its row comes last."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.phrases import guessing, right_of, seconds, times_in
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying

KIND = "memorising"
LOADED: Final = 1.5
"""Times the items of the first day, from which the load has grown."""
QUICKER: Final = 0.93
"""A median latency below so much of the earlier one has fallen."""
MISSED: Final = 0.1
"""The share of today's practised answers missed, from which the misses are worth a word."""
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
            f"Items are coming in faster than they can settle, and that is how it is meant: {f['items']:,} met, and "
            f"settled ones come back {times_in(f, 'settled')}. Unseen ones are {right_of(f, 'unseen')}, where "
            f"{guessing(f)}."
        ),
    ),
    Saying(
        "two_lines",
        lambda f: (
            f"Two lines are kept apart here: what you practised, which comes back {times_in(f, 'settled')}, and what "
            f"you have not met, {right_of(f, 'unseen')}, where {guessing(f)}. A better memory moves the first one only."
        ),
    ),
    Saying(
        "next_look",
        lambda f: (
            f"What I wait for is that settled items hold: they come back {times_in(f, 'settled')} so far. Once they "
            "do, and unseen ones still fail, I call it the plateau; if unseen ones come right, I say so."
        ),
    ),
    Saying(
        "misses",
        lambda f: (
            f"Of today's {f['today_n']} practised answers {f['today_missed']} were missed. New items come in as fast "
            "as you can carry them, on purpose, so that is the load and says nothing against you."
        ),
        needs=("today_missed",),
        when=lambda f: f["today_missed"] >= MISSED * f["today_n"] > 0,
    ),
    Saying(
        "load",
        lambda f: (
            f"You carry more than you did: {f['items']:,} items, where your first day ended with "
            f"{f['first_day_items']}. Settled ones come back {times_in(f, 'settled')}."
        ),
        needs=("first_day_items",),
        when=lambda f: f["items"] >= LOADED * f["first_day_items"] > 0,
    ),
    Saying(
        "new_today",
        lambda f: (
            f"{f['items_today']} items were new today, {f['items']:,} are met in all, and settled ones come back "
            f"{times_in(f, 'settled')}. More always come than memory would like; that is the point of it."
        ),
        needs=("items_today",),
        when=lambda f: f["items_today"] >= NEW_TODAY,
    ),
    Saying(
        "unknown",
        lambda f: (
            f"Whether a rule is on its way nobody can see from outside, after {f['volume']:,} answers as little as "
            f"after the first. What can be counted is this: unseen {right_of(f, 'unseen')}, where {guessing(f)}."
        ),
        needs=("volume",),
    ),
    Saying(
        "luck",
        lambda f: (
            f"{f['unseen_n']} times you answered before anybody had told you anything, and {f['unseen_right']} came "
            f"right, where {guessing(f)}. That is where everybody begins, and every later answer is set beside it."
        ),
        when=_is_luck,
    ),
    Saying(
        "speed",
        lambda f: (
            f"Within {f['pace_n']} answers your usual time went from {seconds(f['early_ms'])} to "
            f"{seconds(f['late_ms'])}, so what you hold costs you less. Settled items come back "
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
    next_step="New items come as fast as you can carry them, so misses measure the load: go on.",
)
