"""What a new version of a deck changes for whoever is in a run of it, told without a word of its items."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np

from drillgrok.model.deck import Deck

MOST_COMPARED = 20_000
"""Items whose answers are compared; of more, so many spread over all."""


def changes(old: Deck, new: Deck) -> Iterator[str]:
    """Sentences on items, answers and wording, the weightiest first."""
    came = len(np.setdiff1d(new.items.keys, old.items.keys))
    went = len(np.setdiff1d(old.items.keys, new.items.keys))
    both = np.intersect1d(old.items.keys, new.items.keys)
    if old.answers_version != new.answers_version or not len(both) or _answered_anew(old, new, both):
        yield "Answers or groups change: whoever has met them is asked to begin a new run; the old one is kept."
    else:
        yield "No answer changes: a run goes on where it is."
    if came or went:
        yield f"{came:,} new items, {went:,} gone."
    if old.head.title != new.head.title or old.head.about != new.head.about:
        yield "Title or introduction change."
    if old.pace != new.pace:
        yield "The clock changes from the next session on."


def _answered_anew(old: Deck, new: Deck, both: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> bool:
    """Whether one of the items that both have is answered or grouped another way."""
    keys = both[:: max(1, -(-len(both) // MOST_COMPARED))]
    return any(a != b for a, b in zip(_fixed(old, keys), _fixed(new, keys), strict=True))


def _fixed(deck: Deck, keys: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> Iterator[tuple[frozenset[str], int]]:
    """The right answers and the group of each of the items."""
    order = np.argsort(deck.items.keys)
    for index in order[np.searchsorted(deck.items.keys, keys, sorter=order)].tolist():
        group = int(deck.items.group_hashes[deck.items.group_of[index]])
        yield deck.items.item(index, (), Random(0)).accepts, group
