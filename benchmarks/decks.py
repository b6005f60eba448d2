"""Decks to measure with: bundled ones by id, and others from text."""

from __future__ import annotations

from functools import cache

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.model.head import DeckSource


@cache
def bundled_deck(deck_id: str) -> Deck:
    """A deck of the checkout, read from its text. Raises StopIteration where there is none of this id."""
    return read_deck(load_source(next(bundled("decks").glob(f"*/{deck_id}.yaml"))))


def largest_deck_id() -> str:
    """The bundled deck with the most items."""
    ids = sorted(path.stem for path in bundled("decks").glob("*/*.yaml"))
    return max(ids, key=lambda deck_id: len(bundled_deck(deck_id).items))


def deck_from_text(text: str) -> Deck:
    """A deck that is in no file."""
    return read_deck(DeckSource(main="deck.yaml", files={"deck.yaml": text}, path=None, domain="own", sealed=False))
