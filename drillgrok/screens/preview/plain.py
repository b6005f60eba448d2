"""The same preview as lines, for a pipe, a bare terminal or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok.console.text import clean
from drillgrok.model.item import Item
from drillgrok.model.log import Stamp
from drillgrok.screens.kit.lines import prompt_lines
from drillgrok.screens.kit.words import RIGHT_ANSWER
from drillgrok.screens.preview.page import HEADING, Specimens, asking


def preview_lines(specimens: Specimens, most: int, at: Stamp) -> Iterator[str]:
    """The first `most` items in all their words; each with its answer unless the deck is sealed."""
    places = range(min(most, len(specimens.indexes)))
    deck = specimens.run.deck
    yield f"{clean(deck.head.title)}: {HEADING}, {len(places):,} of {len(deck.items):,} items"
    for place in places:
        for wording in range(specimens.rephrasings + 1):
            item = specimens.item(place, wording, place)
            if item is not None:
                yield from _item_lines(specimens, place, item, at)


def _item_lines(specimens: Specimens, place: int, item: Item, at: Stamp) -> Iterator[str]:
    yield from prompt_lines(asking(specimens, place, item, place, at))
    if item.sound is not None:
        yield clean(item.sound.spoken)
    if not specimens.sealed:
        yield f"{RIGHT_ANSWER}: {clean(item.right)}"
