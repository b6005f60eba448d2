"""Shortcut: the unseen answers are what a habit without the rule gives, right and wrong. Habits of the hand are named,
of any other the counts alone are told."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.shortcuts.explanation import HandHabit

KIND = "shortcut"
_HANDS = (None, HandHabit.ONE_KEY, HandHabit.LAST_ANSWER, HandHabit.ALTERNATING, HandHabit.ONE_ANSWER)
"""By the figure that stands for each; 0 for a habit that is not named."""
_NAMES = {
    HandHabit.ONE_KEY: "what one key would give",
    HandHabit.LAST_ANSWER: "the answer that was right just before",
    HandHabit.ALTERNATING: "two answers by turns",
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


def _say(f: Figures) -> str:
    hand = _HANDS[f["hand"]]
    counts = f"{f['habit_right']:,} of your last {f['habit_n']:,} unseen answers"
    if hand is not None:
        return f"{counts} are {_NAMES[hand]}: that takes no rule, so I call it no change yet."
    return f"A habit that needs no rule gives {counts}, misses included, so I call it no change yet."


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="Your unseen answers are what a habit without the rule gives: try to answer each by itself.",
    counts_unseen=False,
)
