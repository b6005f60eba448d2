"""Decks whose depth can be turned: which one is offered after a pass, and which beside a deck that shows nothing.
Offered, never enforced; says nothing of how much, and no sentence enters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drillgrok.planning.history import DeckHistory

QUICK_ANSWERS: Final = 300
"""A deck that was passed within so many was no load: the step after the next is offered."""
LONGEST_EXAM: Final = 60
"""Answers of an exam, at most; they are counted among those up to the pass."""
LONG_ANSWERS: Final = 10_000
"""Answers without a sign after which one step down is offered beside the deck."""
_SIGNS: Final = frozenset({"shifting", "grokked"})
"""Phases in which something shows."""


@dataclass(frozen=True, slots=True)
class Following:
    """What follows a passed deck."""

    deck: DeckHistory
    after: DeckHistory
    """The deck that was passed."""

    @property
    def up(self) -> int:
        """How many steps of the dial it goes up; 0 where it is no step of the same one."""
        same = self.deck.dial and self.deck.dial == self.after.dial
        return self.deck.step - self.after.step if same else 0

    @property
    def is_new_dial(self) -> bool:
        """The passed deck's dial has nothing more, and this one begins another."""
        return bool(self.after.dial) and self.deck.step == 1 and self.deck.dial != self.after.dial


def followers(decks: Sequence[DeckHistory], free: Sequence[DeckHistory]) -> list[Following]:
    """What follows each passed deck, after the newest pass first. `decks` are all that there are; of `free`, which may
    be planned, those that were not begun can follow."""
    met = {deck.dial for deck in decks if deck.is_begun}
    new = [deck for deck in free if not deck.is_begun and deck.record.passed is None]
    passed = sorted((deck for deck in decks if deck.record.passed is not None), key=_pass_day, reverse=True)
    return [found for found in (_following(one, new, met) for one in passed) if found is not None]


def _pass_day(deck: DeckHistory) -> int:
    return deck.record.passed or 0


def _following(passed: DeckHistory, new: Sequence[DeckHistory], met: Collection[str]) -> Following | None:
    """A higher step of the dial; past the last the first of another; elsewhere the deck that it names as its next."""
    found = _up(passed, new) or _another_dial(passed, new, met) or _named(passed, new)
    return Following(found, passed) if found is not None else None


def _up(passed: DeckHistory, new: Sequence[DeckHistory]) -> DeckHistory | None:
    """One step, two where the deck was passed quickly; the nearest above where that one cannot be, else the highest."""
    above = [deck for deck in new if passed.dial and deck.dial == passed.dial and deck.step > passed.step]
    above.sort(key=lambda deck: deck.step)
    wanted = passed.step + (2 if _was_quick(passed) else 1)
    return next((deck for deck in above if deck.step >= wanted), above[-1] if above else None)


def _was_quick(deck: DeckHistory) -> bool:
    taken = deck.record.answers_to_pass
    return taken is not None and taken <= QUICK_ANSWERS + LONGEST_EXAM


def _another_dial(passed: DeckHistory, new: Sequence[DeckHistory], met: Collection[str]) -> DeckHistory | None:
    """The first step of a dial of which nothing was begun, of the same domain where there is one."""
    first = [deck for deck in new if passed.dial and deck.step == 1 and deck.dial not in met]
    near = [deck for deck in first if deck.domain == passed.domain]
    return next(iter(near or first), None)


def _named(passed: DeckHistory, new: Sequence[DeckHistory]) -> DeckHistory | None:
    return next((deck for deck in new if deck.id == passed.next), None)


def after_this_pass(decks: Sequence[DeckHistory], deck_id: str, asked: int, today: int) -> Following | None:
    """What will be offered if the exam of this deck, of `asked` questions, is passed now."""
    there = [_passed_now(deck, asked, today) if deck.id == deck_id else deck for deck in decks]
    free = [deck for deck in there if not deck.record.is_set_aside]
    return next((found for found in followers(there, free) if found.after.id == deck_id), None)


def _passed_now(deck: DeckHistory, asked: int, today: int) -> DeckHistory:
    return replace(deck, record=replace(deck.record, passed=today, answers_to_pass=deck.record.answers + asked))


def step_down(stuck: DeckHistory, free: Sequence[DeckHistory]) -> DeckHistory | None:
    """The nearest lower step of its dial that is not passed, of those that may be planned; None while the deck has not
    gone long without a sign."""
    record = stuck.record
    if not stuck.dial or record.answers < LONG_ANSWERS or record.passed is not None or record.phase in _SIGNS:
        return None
    below = [deck for deck in free if deck.dial == stuck.dial and deck.step < stuck.step]
    return max((deck for deck in below if deck.record.passed is None), key=lambda deck: deck.step, default=None)
