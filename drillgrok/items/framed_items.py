"""`vary:` puts another frame round the prompt at each showing, so that nothing but what the rule works on repeats.

A frame is a text with `{prompt}` in it; frames stand in a CSV file of one column, named as in the deck."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from drillgrok.items.template import Template
from drillgrok.model.corrected import Corrected
from drillgrok.model.deck import Items, Symbols
from drillgrok.model.domain import Surface
from drillgrok.model.item import AnswerField, Item

Frames = tuple[Template, ...]


class FramedItems:
    """Items whose plain prompt is framed afresh at each showing; rephrasings stay as they are."""

    def __init__(self, items: Items, frames: tuple[Frames, ...]) -> None:
        self.plain: Final = items
        """The same items without frames."""
        self._frames = frames
        self.keys, self.group_of = items.keys, items.group_of
        self.group_hashes, self.apart_hashes = items.group_hashes, items.apart_hashes
        self.parts, self.exceptions, self.balance = items.parts, items.exceptions, items.balance
        self.answer_codes = items.answer_codes

    def __len__(self) -> int:
        return len(self.plain)

    def field(self, symbols: Symbols) -> AnswerField:
        """As without frames."""
        return self.plain.field(symbols)

    def item(self, index: int, symbols: Symbols, rng: Random) -> Item:
        """The item with one frame of each kind, drawn by `rng`, round its prompt: the deck's first kind innermost."""
        item = self.plain.item(index, symbols, rng)
        prompt = item.prompt
        for frames in self._frames:
            prompt = rng.choice(frames).fill({"prompt": prompt})
        return replace(item, prompt=prompt)

    def pressed(self, index: int, item: Item, rng: Random, tightness: float) -> Item:
        """As without frames."""
        return self.plain.pressed(index, item, rng, tightness)

    def rephrased(self, index: int, which: int, symbols: Symbols, rng: Random) -> Item | None:
        """As without frames."""
        return self.plain.rephrased(index, which, symbols, rng)

    def corrected(self, index: int, item: Item, given: str, symbols: Symbols) -> Corrected:
        """As without frames."""
        return self.plain.corrected(index, item, given, symbols)

    def surface(self, index: int) -> Surface:
        """As without frames."""
        return self.plain.surface(index)
