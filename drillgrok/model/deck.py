"""What a deck is once it has been read: plain values and arrays. Reading and checking live in the other files here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Final, Protocol

from drillgrok.model.corrected import Corrected
from drillgrok.model.domain import Surface
from drillgrok.model.head import DeckHead, DeckSource
from drillgrok.model.item import AnswerField, Item, ItemKey, Pace

if TYPE_CHECKING:  # the first screen reads heads before numpy is loaded
    import numpy as np
    import numpy.typing as npt

Symbols = tuple[str, ...]
"""How the values 0, 1, 2, ... are written in this run; empty when they are written as digits."""


def key_text(key: int) -> ItemKey:
    """The 12 hex digits of a 48-bit item key."""
    return ItemKey(f"{key:012x}")


MOST_ITEMS: Final = 2_000_000
"""In one deck, whatever makes them."""


class Items(Protocol):
    """The items of a deck, by index 0 .. n-1, as columns; one item is built only when it is shown.

    Implemented by the table, the list and the domain source. Arrays are read-only.
    """

    keys: npt.NDArray[np.uint64]
    """(n,) 48-bit item keys, unique."""
    group_of: npt.NDArray[np.int64]
    """(n,) group number of each item, dense from 0."""
    group_hashes: npt.NDArray[np.uint64]
    """(groups,) a stable 64-bit hash of each group's key: the same after re-ordering or adding items."""
    apart_hashes: npt.NDArray[np.uint64]
    """(groups,) what the split draws by: equal for groups that are all practised or all held out; `group_hashes` where
    the deck keeps each group apart by itself."""
    parts: npt.NDArray[np.int32]
    """(n, k) part numbers, dense from 0; k is 0 when the deck names no parts."""
    exceptions: npt.NDArray[np.bool_]
    """(n,) practised, never held out, counted apart."""
    balance: npt.NDArray[np.float64] | None
    """(n,) the `match` column, balanced across the split."""

    @property
    def answer_codes(self) -> npt.NDArray[np.int64]:
        """(n,) equal for items with the same right answer; the split balances it."""

    def __len__(self) -> int:
        """How many items."""

    def field(self, symbols: Symbols) -> AnswerField:
        """What can be typed, in this run's symbols."""

    def item(self, index: int, symbols: Symbols, rng: Random) -> Item:
        """Item `index`, worded and drawn for one showing; `rng` varies what may vary."""

    def pressed(self, index: int, item: Item, rng: Random, tightness: float) -> Item:
        """Item `index`, made by `item`, as it is practised under a clock that presses: from 0, as on the calm one, to 1
        at its floor."""

    def rephrased(self, index: int, which: int, symbols: Symbols, rng: Random) -> Item | None:
        """The item in rephrasing `which` (from 0); None where that wording cannot be asked of this item."""

    def corrected(self, index: int, item: Item, given: str, symbols: Symbols) -> Corrected:
        """A miss: `item`, as item `index` was shown, with its right answer and the one that was given, in canonical
        form; empty for none."""

    def surface(self, index: int) -> Surface:
        """What its domain knows that could be gone by on item `index` without the rule."""


class SymbolKind(StrEnum):
    """How a table's values are written."""

    DIGITS = "digits"
    LETTERS = "letters"
    SHUFFLED_LETTERS = "shuffled letters"


@dataclass(frozen=True, slots=True)
class Deck:
    """A drill with one hidden rule, read and checked."""

    head: DeckHead
    items: Items
    symbol_kind: SymbolKind
    symbol_count: int
    """How many different values have to be written."""
    pace: Pace
    held_out: float
    """Share of groups never practised, .05 to .8."""
    rephrasings: int
    """How many other wordings there are."""
    never_say: tuple[str, ...]
    reads: frozenset[str]
    """What its rule goes by, as cues: a table of answers over one of them is the rule by examples. Sealed."""
    rule: str
    answers_version: str
    """Hash of all that fixes answers and groups; when it changes a running run cannot go on."""
    source: DeckSource
    new_words: int | None = None
    """Which other wording, from 0, has words that practice never shows; None where none does."""

    @property
    def id(self) -> str:
        """The deck's id."""
        return self.head.id
