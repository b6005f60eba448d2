"""The items of a domain as the items of a deck: keys and groups are made from the domain's own names."""

from __future__ import annotations

from functools import cached_property
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.errors import DrillgrokError
from drillgrok.items.answers import canonical
from drillgrok.items.hashing import group_numbers, text_hashes, text_keys
from drillgrok.items.spelling import with_spellings
from drillgrok.model.corrected import Corrected
from drillgrok.model.deck import MOST_ITEMS, Symbols, key_text
from drillgrok.model.domain import DomainItems, RawItem, Surface
from drillgrok.model.item import AnswerField, Item
from drillgrok.model.log import PLAIN


class DomainDeckItems:
    """Implements Items over a domain."""

    def __init__(self, deck_id: str, domain: DomainItems) -> None:
        count = len(domain)
        if not 0 < count <= MOST_ITEMS:
            raise DrillgrokError(
                f"The domain makes {count:,} items.", mend=f"Choose options that make 1 to {MOST_ITEMS:,}."
            )
        self.domain = domain
        self.rephrasings = domain.rephrasings
        traits = [domain.traits(index) for index in range(count)]
        self.keys = text_keys(deck_id, map(domain.id, range(count)))
        groups = text_hashes(each.group for each in traits)
        self.group_of, self.group_hashes = group_numbers(groups)
        self.apart_hashes = self.group_hashes
        self.parts = _numbered([each.parts for each in traits])
        self.exceptions = np.fromiter((each.exception for each in traits), np.bool_, count)
        self.balance = _ratings([each.rating for each in traits])
        self._chances = np.fromiter((each.chance for each in traits), np.float64, count)
        if len(np.unique(self.keys)) < count:
            raise DrillgrokError("The domain gives two items one name.", mend="Report this as a mistake in drillgrok.")

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def answer_codes(self) -> npt.NDArray[np.int64]:
        """Made when a split wants to balance answers: a domain must make every item for it."""
        count = len(self)
        rights = text_hashes(self.domain.item(index).right for index in range(count))
        return group_numbers(rights)[0]

    def field(self, _symbols: Symbols) -> AnswerField:
        """The domain's own field, with every spelling that joins no two of its answers."""
        return self._field

    @cached_property
    def _field(self) -> AnswerField:
        field = self.domain.field
        return with_spellings(field, ((answer,) for answer in sorted(field.closed or ())))

    def item(self, index: int, _symbols: Symbols, rng: Random) -> Item:
        """Item `index`, dressed afresh by `rng`."""
        return self._dressed(index, self.domain.item(index), PLAIN, rng)

    def pressed(self, index: int, item: Item, rng: Random, tightness: float) -> Item:
        """The domain's own."""
        return self.domain.pressed(index, item, rng, tightness)

    def rephrased(self, index: int, which: int, _symbols: Symbols, rng: Random) -> Item | None:
        """The item in the domain's other wording `which`, dressed afresh by `rng`."""
        raw = self.domain.rephrased(index, which)
        return None if raw is None else self._dressed(index, raw, f"r{which + 1}", rng)

    def corrected(self, index: int, item: Item, given: str, _symbols: Symbols) -> Corrected:
        """The domain's own."""
        return self.domain.corrected(index, item, given)

    def surface(self, index: int) -> Surface:
        """The domain's own."""
        return self.domain.surface(index)

    def _dressed(self, index: int, raw: RawItem, presentation: str, rng: Random) -> Item:
        form = self.domain.field.form
        item = Item(
            key=key_text(int(self.keys[index])),
            prompt=raw.prompt,
            accepts=frozenset(canonical(answer, form) for answer in raw.accepts),
            right=raw.right,
            chance=float(self._chances[index]),
            presentation=presentation,
            choices=raw.choices,
        )
        return self.domain.dress(index, item, rng)


def _numbered(parts: list[tuple[str, ...]]) -> npt.NDArray[np.int32]:
    """(n, k) parts by number; every item has equally many."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(part, len(numbers)) for part in each] for each in parts]
    return np.asarray(rows, np.int32).reshape(len(rows), -1 if rows[0] else 0)


def _ratings(ratings: list[float | None]) -> npt.NDArray[np.float64] | None:
    """(n,) what the split balances; None where the domain rates nothing."""
    return None if ratings[0] is None else np.asarray(ratings, np.float64)
