"""Shortcut: the unseen answers are what a habit without the rule gives, right and wrong. Habits of the hand are named,
of any other the counts alone are told."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.shortcuts.explanation import HandHabit

KIND = "shortcut"
_HANDS = (None, HandHabit.ONE_KEY, HandHabit.LAST_ANSWER, HandHabit.ALTERNATING, HandHabit.ONE_ANSWER)
"""By the figure that stands for each; 0 for a habit that is not named."""
_NAMES = {
    HandHabit.ONE_KEY: "what one key would give",
    HandHabit.LAST_ANSWER: "the answer that was right just before",
    HandHabit.ALTERNATING: "two answers in turn",
    HandHabit.ONE_ANSWER: "what the same answer every time would give",
}


def _holds(facts: Facts) -> bool:
    check = facts.circumstances.check
    if check.explanation is None or not check.explanation.explains:
        return False
    return facts.unclaimed or check.presses_one_key


def _figures(facts: Facts) -> Figures:
    """How many answers are what the habit gives, and whether it is one of the hand."""
    found = facts.circumstances.check.explanation
    if found is None:
        return {"habit_right": 0, "habit_n": 0, "hand": 0}
    return {"habit_right": found.matches, "habit_n": found.answers, "hand": _HANDS.index(found.hand)}


def _counts(f: Figures) -> str:
    return f"{f['habit_right']:,} of your last {f['habit_n']:,} unseen answers"


def _name(f: Figures) -> str:
    hand = _HANDS[f["hand"]]
    return "" if hand is None else _NAMES[hand]


_WAYS: Final = (
    Saying(
        "hand",
        lambda f: f"{_counts(f)} are {_name(f)}: that takes no rule, so I do not call it a change yet.",
        when=lambda f: f["hand"] > 0,
    ),
    Saying(
        "hand_again",
        lambda f: (
            f"Your hand seems to answer by itself: {_counts(f)} are {_name(f)}. You lose nothing by going on like "
            "that, but it cannot show whether you have the rule."
        ),
        when=lambda f: f["hand"] > 0,
    ),
    Saying(
        "habit",
        lambda f: (
            f"A habit that needs no rule gives {_counts(f)}, the wrong ones too, so I do not call it a change yet."
        ),
        when=lambda f: not f["hand"],
    ),
    Saying(
        "habit_again",
        lambda f: (
            "Only items on which a rule and a habit differ can tell them apart. So far a habit without any rule gives "
            f"{_counts(f)}."
        ),
        when=lambda f: not f["hand"],
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Your unseen answers are what a habit without the rule would give: try to answer each one afresh.",
    counts_unseen=False,
)
