"""What an edited deck means for a running run: whether an item that was met is answered or grouped anew."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

import numpy as np

from drillgrok.model.deck import Deck, key_text
from drillgrok.model.item import ItemKey


def changed_item(old: Deck, new: Deck, met: Collection[ItemKey]) -> ItemKey | None:
    """The first of the met items whose right answers or group differ between two versions of a deck, or None.

    Items that only one version has do not matter: new ones fall into place, lost ones are asked no more.
    """
    asked = np.array(sorted(int(key, 16) for key in met), dtype=np.uint64)
    both = np.intersect1d(np.intersect1d(asked, old.items.keys), new.items.keys)
    for key in both:
        if _fixed(old, key) != _fixed(new, key):
            return key_text(int(key))
    return None


def _fixed(deck: Deck, key: np.uint64) -> tuple[frozenset[str], int]:
    """What a run rests on: the item's right answers and its group."""
    index = int(np.flatnonzero(deck.items.keys == key)[0])
    group = int(deck.items.group_hashes[deck.items.group_of[index]])
    return deck.items.item(index, (), Random(0)).accepts, group
