"""What reading the `items` of a deck comes to, whichever source they have, and the keys that all sources share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.keys import MOST_CHARACTERS, SHARES
from drillgrok.deckfile.nodes import Node
from drillgrok.items.answers import AnswerStyle
from drillgrok.model.deck import Items, SymbolKind
from drillgrok.model.item import AnswerKind

MOST_CHOICES = 20

Watch = Callable[[int], None]
"""Told how many rows more are read."""
Keys = Mapping[str, Node]
"""The keys a deck gives, out of `items` and beside it, that say how its items are made."""


@dataclass(frozen=True, slots=True)
class ItemsRead:
    """Items and what the deck needs to know of them."""

    items: Items
    fixing: Mapping[str, Any]
    """Plain values of all that fixes answers and groups, to be hashed."""
    symbol_kind: SymbolKind = SymbolKind.DIGITS
    symbol_count: int = 0
    rephrasings: int = 0
    """How many other wordings there are."""
    new_words: int | None = None
    """Which of them has words that practice never shows."""


ANSWER_STYLES = {"typed": None, "key": AnswerKind.KEY, "choice": AnswerKind.CHOICE}


def read_answer_style(reader: Reader, keys: Keys) -> AnswerStyle:
    """`answers` and `choices`; that a choice has options is for the source to see."""
    answers, choices = keys.get("answers"), keys.get("choices")
    word = reader.word(answers, "way to answer", tuple(ANSWER_STYLES)) if answers else None
    kind = ANSWER_STYLES[word or "typed"]
    if choices is None:
        return AnswerStyle(kind)
    if (word is not None and kind is not AnswerKind.CHOICE) or answers is None:
        reader.flaw(choices, "Choices are offered only when answers are chosen.", "Add 'answers: choice'.")
    texts = reader.lines(choices, "choices", MOST_CHARACTERS["choices"])
    if not 2 <= len(texts) <= MOST_CHOICES:
        reader.flaw(choices, f"There are {len(texts)} choices.", f"Offer 2 to {MOST_CHOICES}.")
    if len(set(texts)) < len(texts):
        reader.flaw(choices, "Two choices are the same.", "Keep one of them.")
    return AnswerStyle(kind, texts)


def read_chance(reader: Reader, keys: Keys) -> float | None:
    """`chance`, when the deck gives it."""
    node = keys.get("chance")
    return reader.share(node, "The chance", *SHARES["chance"]) if node else None


def unwatched(_rows: int) -> None:
    """No one looks."""
