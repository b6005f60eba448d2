"""Which deck a learner goes on with: the one they chose or practise most, then what follows a passed one, then
something new. Says nothing of how much."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp2
from typing import Final

from drillgrok.planning.history import ChoiceKind, DeckHistory
from drillgrok.planning.steps import Following, followers

HALF_LIFE_DAYS: Final = 3.0
"""Days after which an answer weighs half in telling which deck is practised."""
CHOSEN_ANSWERS: Final = 3_000
"""What a choice weighs, in answers of the day on which it was made: ten days on another deck outweigh it."""
STALE_DAYS: Final = 7
"""A deck left for so long gives way to the sister of one that was passed since."""


def main_deck(decks: Sequence[DeckHistory], today: int, barred: Collection[str] = ()) -> DeckHistory | None:
    """The deck to go on with, of those whose family is not `barred`; None where all are passed. `decks` are those that
    may be planned today, in the order in which new ones are best begun."""
    free = [deck for deck in decks if deck.record.passed is None and deck.family not in barred]
    begun = [deck for deck in free if deck.is_begun or deck.record.chosen is ChoiceKind.MAIN]
    at_work = max(begun, key=lambda deck: _weight(deck, today), default=None)
    follower = next(iter(followers(decks, free)), None)
    if at_work is None:
        return follower.deck if follower else _something_new(decks, free)
    if follower is not None and _left_before(at_work, follower.after.record.passed or today, today):
        return follower.deck
    return at_work


def followed(decks: Sequence[DeckHistory], deck: DeckHistory) -> Following | None:
    """The newest pass that this deck, which was not begun, could follow."""
    return next(iter(followers(decks, [deck])), None)


def _weight(deck: DeckHistory, today: int) -> tuple[float, int]:
    record = deck.record
    weight = sum(day.answers * _faded(today - day.day) for day in record.recent)
    if record.chosen is ChoiceKind.MAIN:
        weight += CHOSEN_ANSWERS * _faded(today - record.chosen_day)
    return weight, record.last_day or record.chosen_day


def _faded(days: int) -> float:
    """A day that a wrong clock has put ahead weighs as today."""
    return exp2(-max(0, days) / HALF_LIFE_DAYS)


def _left_before(deck: DeckHistory, passed: int, today: int) -> bool:
    last = max(deck.record.last_day or 0, deck.record.chosen_day)
    return last < passed and today - last >= STALE_DAYS


def _something_new(decks: Sequence[DeckHistory], free: Sequence[DeckHistory]) -> DeckHistory | None:
    """A deck whose rule was not met yet, of the domain that was practised last if there is one."""
    met = {deck.family for deck in decks if deck.is_begun}
    newest = max((deck for deck in decks if deck.is_begun), key=lambda deck: deck.record.last_day or 0, default=None)
    unmet = [deck for deck in free if deck.family not in met] or list(free)
    near = [deck for deck in unmet if newest is not None and deck.domain == newest.domain]
    return next(iter(near or unmet), None)
