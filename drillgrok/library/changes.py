"""What a new version of a deck changes for whoever is in a run of it, told without a word of its items."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.model.deck import Deck

MOST_COMPARED = 20_000
"""Items whose answers are compared; of more, so many spread over all."""
MOST_READ = 200
"""The same, whose wordings are compared."""

Keys = npt.NDArray[np.uint64]


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
    if _worded_anew(old, new, both):
        yield "Prompts or their other wordings change."
    if old.head.title != new.head.title or old.head.about != new.head.about:
        yield "Title or introduction change."
    if old.pace != new.pace:
        yield "The clock changes from the next session on."


def _worded_anew(old: Deck, new: Deck, both: Keys) -> bool:
    """Whether one of a few items that both have is asked in other words, at first or when it is rephrased."""
    keys = both[:: max(1, -(-len(both) // MOST_READ))]
    return any(a != b for a, b in zip(_wordings(old, keys), _wordings(new, keys), strict=True))


def _wordings(deck: Deck, keys: Keys) -> Iterator[tuple[str | None, ...]]:
    """What each of the items is asked by."""
    for index in _places(deck, keys):
        others = (deck.items.rephrased(index, which, (), Random(0)) for which in range(deck.rephrasings))
        yield deck.items.item(index, (), Random(0)).prompt, *(None if item is None else item.prompt for item in others)


def _answered_anew(old: Deck, new: Deck, both: Keys) -> bool:
    """Whether one of the items that both have is answered or grouped another way."""
    keys = both[:: max(1, -(-len(both) // MOST_COMPARED))]
    return any(a != b for a, b in zip(_fixed(old, keys), _fixed(new, keys), strict=True))


def _fixed(deck: Deck, keys: Keys) -> Iterator[tuple[frozenset[str], int]]:
    """The right answers and the group of each of the items."""
    for index in _places(deck, keys):
        group = int(deck.items.group_hashes[deck.items.group_of[index]])
        yield deck.items.item(index, (), Random(0)).accepts, group


def _places(deck: Deck, keys: Keys) -> list[int]:
    """Where the items of these keys stand in the deck."""
    order = np.argsort(deck.items.keys)
    places: list[int] = order[np.searchsorted(deck.items.keys, keys, sorter=order)].tolist()
    return places
