"""Choosing among all decks: what is typed narrows them down, keys and clicks move through what is left. State alone;
nothing is drawn here."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from drillgrok.screens.backend import DeckCard
from drillgrok.screens.start.words import standing

_LONGEST: Final = 40
_STEPS: Final = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Choosing:
    """The list of decks as it is looked at."""

    cards: tuple[DeckCard, ...]
    at: int = 0
    """Which of `found` is chosen."""
    typed: str = ""

    @property
    def found(self) -> tuple[DeckCard, ...]:
        """The decks that have every typed word in their title, id, domain, dial or state."""
        words = _folded(self.typed).split()
        return tuple(card for card in self.cards if all(word in _searched(card) for word in words))

    @property
    def card(self) -> DeckCard | None:
        """The chosen deck; None where nothing was found."""
        found = self.found
        return found[self.at] if found else None


def choosing_from(cards: Sequence[DeckCard], deck_id: str) -> Choosing:
    """All decks, this one chosen if it is among them."""
    place = next((number for number, card in enumerate(cards) if card.id == deck_id), 0)
    return Choosing(tuple(cards), place)


def moved(choosing: Choosing, key: str, screenful: int) -> Choosing:
    """After a key that moves through the list; `screenful` is how many rows are seen at once. Others leave it."""
    last = max(len(choosing.found) - 1, 0)
    steps = _STEPS | {"pageup": -screenful, "pagedown": screenful, "home": -last, "end": last}
    if key not in steps:
        return choosing
    return replace(choosing, at=min(max(choosing.at + steps[key], 0), last))


def typing(choosing: Choosing, text: str) -> Choosing:
    """After letters were typed or pasted: the first deck that has them is chosen."""
    typed = f"{choosing.typed}{text}"[:_LONGEST].lstrip()
    return replace(choosing, typed=typed, at=0)


def erased(choosing: Choosing, *, everything: bool = False) -> Choosing:
    """One letter less, or all of them; the chosen deck stays chosen."""
    card = choosing.card
    wider = replace(choosing, typed="" if everything else choosing.typed[:-1], at=0)
    place = next((number for number, one in enumerate(wider.found) if one == card), 0)
    return replace(wider, at=place)


def first_seen(choosing: Choosing, rows: int) -> int:
    """The first deck of the list that is seen where so many fit: the chosen one is among them."""
    return min(max(choosing.at - rows // 2, 0), max(len(choosing.found) - rows, 0))


def _searched(card: DeckCard) -> str:
    dial = card.rung.dial if card.rung is not None else ""
    return _folded(f"{card.title} {card.id} {card.domain} {dial} {standing(card)}")


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """Without capitals and marks above letters."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
