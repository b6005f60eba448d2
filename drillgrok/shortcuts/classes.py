"""The class of each item, for a drill that keeps classes in contrast: its answer, the change that makes the answer of
the prompt, or what its domain names. Classes that are rare in the deck are one: they need no watching."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items
from drillgrok.model.deck import Deck, Items, Symbols
from drillgrok.shortcuts.profile import COMMON, DeckProfile, class_hash, label_hash
from drillgrok.shortcuts.sights import Sights

REST: Final = -1
"""The class of all items whose own is rare."""


class ItemClasses(Protocol):
    """Which class each item of a deck belongs to."""

    shares: Mapping[int, float]
    """The share of the deck's items in each common class."""
    column: npt.NDArray[np.int64] | None
    """(items,) the class of each; None where an item has to be made before its class is known."""

    def of(self, index: int) -> int:
        """The class of item `index`, a key of `shares`, or REST."""


class AnswerClasses:
    """Classes by the right answer alone, as the columns of a table or a list have them."""

    def __init__(self, items: Items) -> None:
        codes = items.answer_codes
        counts = np.bincount(codes)
        common = np.flatnonzero(counts >= COMMON * len(codes))
        self.shares: Mapping[int, float] = {int(code): float(counts[code] / len(codes)) for code in common}
        class_of_code = np.full(len(counts), REST, np.int64)
        class_of_code[common] = common
        self._classes = class_of_code[codes]
        self.column: npt.NDArray[np.int64] | None = self._classes

    def of(self, index: int) -> int:
        """The number of its answer, where that is common."""
        return int(self._classes[index])


class ReadClasses:
    """Classes by a deck's reading, found out item by item."""

    column: npt.NDArray[np.int64] | None = None

    def __init__(self, deck: Deck, symbols: Symbols, profile: DeckProfile) -> None:
        self.shares = profile.shares
        self._reading = profile.reading
        self._sights = Sights(deck, symbols, profile.frame)
        self._items = plain_items(deck.items)
        self._are_named = self._items.surface(0).answer_class is not None
        self._known: dict[int, int] = {}

    def of(self, index: int) -> int:
        """The hash of its label, where that is common."""
        if index not in self._known:
            label = self._label(index)
            self._known[index] = label if label in self.shares else REST
        return self._known[index]

    def _label(self, index: int) -> int:
        """Where the domain names the class, its item need not be made."""
        named = self._items.surface(index).answer_class if self._are_named else None
        return class_hash(self._reading, self._sights.of(index)) if named is None else label_hash(named)


class NoClasses:
    """Nothing is kept in contrast."""

    shares: Mapping[int, float] = MappingProxyType({})
    column: npt.NDArray[np.int64] | None = None

    def of(self, _index: int) -> int:
        """All are one."""
        return REST


NO_CLASSES: Final = NoClasses()


def item_classes(deck: Deck, symbols: Symbols, profile: DeckProfile | None) -> ItemClasses:
    """The classes of a deck's items in a run's symbols. Without a profile only answers in columns are told apart."""
    items = plain_items(deck.items)
    has_columns = is_text(items) or (isinstance(items, ListItems) and items.surface(0).answer_class is None)
    if has_columns and (profile is None or profile.reading.base is None):
        return AnswerClasses(deck.items)
    return NO_CLASSES if profile is None else ReadClasses(deck, symbols, profile)
