"""The items of a table deck by index: columns, and one item worded when it is to be shown. No expression runs here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import Column
from drillgrok.items.answers import answer_field, canonical, open_field
from drillgrok.items.hashing import Hashes
from drillgrok.items.rewording import Rewording
from drillgrok.items.spelling import with_spellings
from drillgrok.items.symbols import write
from drillgrok.items.template import Template
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.deck import Symbols, key_text
from drillgrok.model.domain import BARE, Surface
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Item

MOST_RIGHT_SHOWN = 6
"""A correction names no more right answers than this."""


@dataclass(eq=False)
class TableItems:
    """Implements `Items` for a table. All arrays are read-only."""

    keys: Hashes
    group_of: npt.NDArray[np.int64]
    group_hashes: Hashes
    apart_hashes: Hashes
    parts: npt.NDArray[np.int32]
    """Numbered by value alone, whichever expression it is the value of: 3 is one sign, as first and as second."""
    exceptions: npt.NDArray[np.bool_]
    balance: npt.NDArray[np.float64] | None
    answer_codes: npt.NDArray[np.int64]
    symbol_count: int
    """One more than the highest value written as a symbol; 0 when values are written as digits."""
    kind: AnswerKind
    form: AnswerForm
    choices: tuple[str, ...]
    prompt: Template
    shown: Mapping[str, Column]
    """The columns that the wordings use."""
    answers: tuple[Column, ...]
    """One column for each answer expression."""
    right_answers: tuple[tuple[int, ...], ...] | None
    """Every right answer of any wording, by its values; None when they are more than 200."""
    negative: bool
    """Whether some answer is below 0."""
    chance: float
    """Success rate of the best fixed answer in the plain wording."""
    rewordings: tuple[Rewording, ...]
    rule_length: int
    """Signs and names in the expressions that make the answer, in those of the helper values it uses too."""
    rule_bits: float
    """What it takes to write these expressions down."""
    variables: Mapping[str, Column]
    """The columns that the items are all combinations of."""

    def __len__(self) -> int:
        return len(self.keys)

    def field(self, symbols: Symbols) -> AnswerField:
        """What can be typed, in this run's symbols."""
        if self.kind is AnswerKind.CHOICE:
            return _spelled(answer_field(self.kind, self.form, None, self.choices))
        if self.right_answers is None:
            characters = "".join(symbols) or "0123456789" + "-" * self.negative
            return _spelled(open_field(self.kind, self.form, characters))
        texts = [" ".join(write(value, symbols) for value in answer) for answer in self.right_answers]
        return _spelled(answer_field(self.kind, self.form, texts))

    def item(self, index: int, symbols: Symbols, _rng: Random) -> Item:
        """Item `index` in its plain wording; nothing in a table varies from showing to showing."""
        values = sorted(int(column[index]) for column in self.answers)
        if self.form is AnswerForm.VALUE:
            return self._item(index, self.prompt, self._each(sorted(set(values)), symbols), self.chance, symbols)
        texts = [write(value, symbols) for value in values]
        right = _Right(frozenset({canonical(" ".join(texts), self.form)}), ", ".join(texts))
        return self._item(index, self.prompt, right, self.chance, symbols)

    def pressed(self, _index: int, item: Item, _rng: Random, _tightness: float) -> Item:
        """The same: what it shows has no degrees."""
        return item

    def rephrased(self, index: int, which: int, symbols: Symbols, _rng: Random) -> Item | None:
        """The item in rephrasing `which` (from 0); None where every answer would be right."""
        rewording = self.rewordings[which]
        values = rewording.right(index)
        if not values:
            return None
        item = self._item(index, rewording.prompt, self._each(values, symbols), rewording.chance(len(values)), symbols)
        return replace(item, presentation=f"r{which + 1}")

    def corrected(self, _index: int, item: Item, given: str, _symbols: Symbols) -> Corrected:
        """Both answers as they are written."""
        return in_words(item.right, given)

    def surface(self, _index: int) -> Surface:
        """Nothing: all that is shown are its values."""
        return BARE

    def _item(self, index: int, prompt: Template, right: _Right, chance: float, symbols: Symbols) -> Item:
        return Item(
            key=key_text(int(self.keys[index])),
            prompt=prompt.fill({name: int(self.shown[name][index]) for name in prompt.names}, symbols),
            accepts=right.accepts,
            right=right.text,
            chance=chance,
            choices=self.choices,
        )

    def _each(self, values: Sequence[int], symbols: Symbols) -> _Right:
        """Each of the values is right by itself."""
        texts = [self.choices[v - 1] if self.kind is AnswerKind.CHOICE else write(v, symbols) for v in values]
        named = [*texts[:MOST_RIGHT_SHOWN], "..."] if len(texts) > MOST_RIGHT_SHOWN else texts
        return _Right(frozenset(texts), " or ".join(named))


def _spelled(field: AnswerField) -> AnswerField:
    return with_spellings(field, ((answer,) for answer in sorted(field.closed or field.alphabet or ())))


class _Right(NamedTuple):
    """What is right for one showing, and how the learner reads it."""

    accepts: frozenset[str]
    text: str
