"""What a day has room for: the goal, the minutes that are left of it, and the families that were touched already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from drillgrok.planning.history import DeckHistory
from drillgrok.planning.plan import Budget

ANSWER_S: Final = 5.0
"""What an answer takes where the learner's own pace on a deck is not known."""
LEAST_ANSWER_S: Final = 1.0
_PACE_DAYS, _PACE_ANSWERS = 7, 50


@dataclass(frozen=True, slots=True)
class DayRoom:
    """What the day is planned for, and what it holds so far."""

    today: int
    goal: int | None
    minutes_left: float
    """Infinite where the learner named none."""
    touched: Mapping[str, DeckHistory]
    """By family, the deck of it that was answered today."""
    checked: int
    """Decks that were checked today."""


def day_room(decks: Sequence[DeckHistory], budget: Budget, today: int) -> DayRoom:
    """What is left of the day after what was done."""
    counts = [(deck, deck.record.on(today)) for deck in decks]
    spent = sum(count.spent_ms for _, count in counts) / 60_000
    touched = {deck.family: deck for deck, count in counts if count.answers}
    left = inf if budget.minutes is None else max(0.0, budget.minutes - spent)
    return DayRoom(today, budget.goal, left, touched, sum(count.checked > 0 for _, count in counts))


def is_barred(deck: DeckHistory, taken: Mapping[str, DeckHistory]) -> bool:
    """A sister has the day."""
    return deck.family in taken and taken[deck.family].id != deck.id


def wanted_answers(deck: DeckHistory, goal: int, today: int) -> int:
    """What is left of the goal on this deck."""
    return max(0, goal - deck.record.practised_on(today))


def minutes_for(deck: DeckHistory, answers: int) -> float:
    """What so many answers take, at the learner's pace on the deck's last days where that is known."""
    return answers * answer_s(deck) / 60


def answer_s(deck: DeckHistory) -> float:
    """Seconds from answer to answer."""
    days = deck.record.recent[-_PACE_DAYS:]
    given, spent_ms = sum(day.answers for day in days), sum(day.spent_ms for day in days)
    return max(spent_ms / given / 1000, LEAST_ANSWER_S) if given >= _PACE_ANSWERS else ANSWER_S
