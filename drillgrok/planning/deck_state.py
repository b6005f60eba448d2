"""Where a deck stands and since which day of its practice, for every list of decks. No sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from drillgrok.planning.checks import check_due
from drillgrok.planning.history import RECENT_DAYS, DeckRecord


class DeckState(StrEnum):
    """What a list says of a deck."""

    NEW = "new"
    BEGUN = "begun"
    """Practised; it is memorised still, or no phase has a name."""
    PLATEAU = "plateau"
    SHIFTING = "shifting"
    GROKKED = "grokked"
    PASSED = "passed"
    CHECK_DUE = "check due"
    SET_ASIDE = "set aside"


_NAMED: Final = frozenset({DeckState.PLATEAU, DeckState.SHIFTING, DeckState.GROKKED})


@dataclass(frozen=True, slots=True)
class StandsAt:
    """A state and when it began."""

    state: DeckState
    day: int = 0
    """Counted in days of practice on this deck, from 1: the present one where it is BEGUN, the first one of a named
    phase; 0 elsewhere, and of a phase that is older than single days are handed on."""

    @property
    def words(self) -> str:
        """`new`, `day 3`, `plateau since day 9`, `passed` ..."""
        if self.state is DeckState.BEGUN:
            return f"day {self.day}"
        return f"{self.state} since day {self.day}" if self.day else str(self.state)


def stands_at(record: DeckRecord, today: int) -> StandsAt:
    """Where the deck stands today."""
    due = check_due(record)
    if record.is_set_aside:
        return StandsAt(DeckState.SET_ASIDE)
    if due is not None:
        return StandsAt(DeckState.CHECK_DUE if today >= due else DeckState.PASSED)
    if not record.answers:
        return StandsAt(DeckState.NEW)
    if record.phase in _NAMED and record.phase_since is not None:
        if record.phase_since <= today - RECENT_DAYS:
            return StandsAt(DeckState(record.phase))
        later = sum(day.day > record.phase_since for day in record.recent if day.answers)
        return StandsAt(DeckState(record.phase), max(1, record.practised_days - later))
    return StandsAt(DeckState.BEGUN, record.practised_days)
