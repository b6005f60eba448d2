"""What a learner reads of a deck, as texts: the items of tables and lists, a sample of them where they are many.

Items that a domain makes are pictures and sounds as well; their texts alone say nothing, so they have none here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from drillgrok.items.plain import is_text, plain_items
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item

MOST_READ = 20_000
"""Items whose texts are compared; of more, so many drawn by a fixed seed."""


_SEED = 1


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Items as they are asked, without frames, and where each stands in the deck."""

    rows: npt.NDArray[np.int64]
    """(n,) item numbers in the deck, ascending."""
    items: tuple[Item, ...]
    whole: bool
    """All of the deck's items are here."""


def read_texts(deck: Deck) -> Texts:
    """The texts of a table or a list; none of a domain's items and of those that are shown as pictures or sounds."""
    items = plain_items(deck.items)
    if not is_text(items):
        return Texts(np.empty(0, np.int64), (), whole=False)
    rows = np.arange(len(items))
    if len(rows) > MOST_READ:
        rows = np.sort(np.random.default_rng(_SEED).choice(rows, MOST_READ, replace=False))
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _SEED)
    rng = Random(_SEED)
    return Texts(rows, tuple(items.item(int(row), symbols, rng) for row in rows), whole=len(rows) == len(items))


def folded(text: str) -> str:
    """A text without the differences of case, width and white space."""
    return "".join(normalize("NFKC", text).casefold().split())


def words_in_order(text: str) -> str:
    """The words of a text, folded, in alphabetical order: equal for texts that differ in order and marks alone. A text
    without words is only folded."""
    return " ".join(sorted(_WORD.findall(normalize("NFKC", text).casefold()))) or folded(text)
