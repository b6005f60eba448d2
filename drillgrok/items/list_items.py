"""The items of a list by index: columns, and one row of the file worded when it is to be shown. A row's texts are read
again from the file's text, so that a million items keep no cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Protocol
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from drillgrok.items.answers import AnswerStyle, canonical
from drillgrok.items.hashing import Hashes
from drillgrok.items.template import Template
from drillgrok.items.ways import Ways
from drillgrok.items.whole_forms import in_its_script, whole_form
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.deck import Symbols, key_text
from drillgrok.model.domain import BARE, Surface
from drillgrok.model.evidence import HIGHEST_CHANCE
from drillgrok.model.item import AnswerField, AnswerForm, Item
from drillgrok.model.log import PLAIN

SEPARATOR = "|"
"""Parts the texts of one cell in `accept` and `choices`."""
GROUP = "group"
OWN_COLUMNS = ("prompt", "answer", "accept", "choices", "key", GROUP, "chance")
"""Columns with a meaning of their own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Another wording: a text with places for columns, the column it asks for, and how it is shown and judged."""

    prompt: Template | None
    """None when the item keeps its own prompt and is only shown or judged another way."""
    answer: str
    ways: Ways
    own: frozenset[str] = frozenset()
    """Columns that this wording alone reads; a row that leaves them all empty is not asked so."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that a learner gets to see, sorted."""
        worded = self.prompt.names if self.prompt else frozenset({"prompt"})
        return tuple(sorted(worded.union(self.ways.show.way.columns if self.ways.show else ())))


@dataclass(frozen=True, slots=True)
class ListSpec:
    """What a deck file says of its list; columns are named as in the file's first line."""

    group: tuple[str, ...]
    apart: tuple[str, ...]
    parts: tuple[str, ...]
    exception: str | None
    match: str | None
    style: AnswerStyle
    chance: float | None
    ways: Ways
    wordings: tuple[Wording, ...]


class RowSource(Protocol):
    """Where the rows of a list lie, to be read again one by one."""

    header: tuple[str, ...]

    def cells_at(self, start: int) -> list[str]:
        """The cells of the row that starts at character `start`."""


class Cells:
    """One row by the names of its columns; a column that the file lacks is an empty text."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._places = {name: place for place, name in enumerate(header)}
        self._row: list[str] = []

    def load(self, row: list[str]) -> Cells:
        """These cells for another row."""
        self._row = row
        return self

    def __getitem__(self, name: str) -> str:
        try:
            return self._row[self._places[name]]
        except KeyError:
            return ""

    def by_name(self) -> dict[str, str]:
        """All cells by their columns."""
        return {name: self._row[place] for name, place in self._places.items()}

    def several(self, name: str) -> tuple[str, ...]:
        """The texts of a cell that holds several."""
        return several_in(self[name])

    @property
    def prompt(self) -> str:
        """The wording of the item, composed: the name of an item that has no key."""
        return normalize("NFC", self["prompt"])

    @property
    def rights(self) -> tuple[str, ...]:
        """Every right answer in canonical form, the one to be shown first."""
        return rights_of(self["answer"], self["accept"])


def several_in(cell: str) -> tuple[str, ...]:
    """The texts of a cell that holds several."""
    return tuple(filter(None, map(str.strip, cell.split(SEPARATOR)))) if cell else ()


def rights_of(answer: str, accept: str) -> tuple[str, ...]:
    """Every right answer of a row in canonical form, the one to be shown first, from its two cells."""
    right = canonical(answer, AnswerForm.VALUE)
    return (right, *(canonical(text, AnswerForm.VALUE) for text in several_in(accept))) if accept else (right,)


class Twins:
    """The rows that one other wording cannot tell apart: every answer that one of them gives is right for all."""

    def __init__(self, statements: Hashes, answers: npt.NDArray[np.int64]) -> None:
        """(rows,) hash of the cells that a wording shows, 0 where one is empty; (rows,) code of the cell asked for."""
        self._statements = statements
        self._answers = answers

    def rows(self, index: int) -> npt.NDArray[np.intp]:
        """One row for each right answer of the statement of row `index`; none when it cannot be asked."""
        if not self._statements[index]:
            return np.empty(0, np.intp)
        same = np.flatnonzero(self._statements == self._statements[index])
        return same[np.unique(self._answers[same], return_index=True)[1]]

    def told_alike(self, index: int) -> npt.NDArray[np.intp]:
        """Every row that the wording cannot tell from row `index`."""
        return np.flatnonzero(self._statements == self._statements[index])

    @cached_property
    def best_share(self) -> float:
        """How often the best fixed answer is right when every row is asked once."""
        asked = self._statements != 0
        statements, times = np.unique(self._statements[asked], return_inverse=True, return_counts=True)[1:]
        pairs = np.unique(np.stack([statements, self._answers[asked]]), axis=1)
        return float(np.bincount(pairs[1], weights=times[pairs[0]]).max() / asked.sum())


@dataclass(eq=False)
class ListItems:
    """Implements `Items` for a list. All arrays are read-only."""

    keys: Hashes
    group_of: npt.NDArray[np.int64]
    group_hashes: Hashes
    apart_hashes: Hashes
    parts: npt.NDArray[np.int32]
    """Numbered by the cell's text alone, whichever column it stands in."""
    exceptions: npt.NDArray[np.bool_]
    balance: npt.NDArray[np.float64] | None
    answer_codes: npt.NDArray[np.int64]
    chances: npt.NDArray[np.float32]
    starts: npt.NDArray[np.int64]
    """(n,) where each row begins in the file's text."""
    rows: RowSource
    spec: ListSpec
    answers: AnswerField
    twins: tuple[Twins, ...]
    """One for each rephrasing; without rows for one that keeps the item's prompt."""

    def __len__(self) -> int:
        return len(self.keys)

    def field(self, _symbols: Symbols) -> AnswerField:
        """What can be typed: the answers of every wording, or what the deck's ways make of that."""
        return self.answers

    def item(self, index: int, _symbols: Symbols, rng: Random) -> Item:
        """Item `index` as its row words it, shown and judged as the deck says."""
        cells = self.cells(index)
        return self._dressed(self._own_item(index, cells), cells, self.spec.ways, rng)

    def pressed(self, _index: int, item: Item, _rng: Random, _tightness: float) -> Item:
        """The same: what it shows has no degrees."""
        return item

    def rephrased(self, index: int, which: int, _symbols: Symbols, rng: Random) -> Item | None:
        """The item in rephrasing `which` (from 0); None where its row leaves a cell of it empty."""
        wording, cells = self.spec.wordings[which], self.cells(index)
        if wording.prompt is not None:
            item = self._reworded(index, wording.prompt.fill(cells.by_name()), wording.answer, self.twins[which])
        else:
            item = self._shown_otherwise(index, cells, wording)
        if item is None:
            return None
        return self._dressed(replace(item, presentation=f"r{which + 1}"), cells, wording.ways, rng)

    def corrected(self, index: int, item: Item, given: str, _symbols: Symbols) -> Corrected:
        """As the ways of the wording draw it, else both answers where they belong in the prompt and in its script."""
        ways = self.spec.ways
        if item.presentation != PLAIN:
            ways = self.spec.wordings[int(item.presentation.removeprefix("r")) - 1].ways
        drawn = ways.corrected(item, self.cells(index).by_name(), given) if ways else None
        if drawn is not None:
            return drawn
        right = in_its_script(item.right, item.accepts, item.prompt)
        own = in_its_script(given, item.accepts if given in item.accepts else (), item.prompt)
        return in_words(whole_form(item.prompt, right), whole_form(item.prompt, own) if own else "")

    def surface(self, index: int) -> Surface:
        """What the ways of the deck know of its row."""
        return self.spec.ways.surface(self.cells(index).by_name()) if self.spec.ways else BARE

    def _own_item(self, index: int, cells: Cells) -> Item:
        offered = cells.several("choices") or self.spec.style.choices
        return Item(
            key=key_text(int(self.keys[index])),
            prompt=cells.prompt,
            accepts=frozenset(cells.rights),
            right=cells["answer"],
            chance=float(self.chances[index]),
            choices=tuple(canonical(choice, AnswerForm.VALUE) for choice in offered),
        )

    def _reworded(self, index: int, prompt: str, asked: str, twins: Twins) -> Item | None:
        """In other words every answer that makes the statement true is right. None where one answer always does."""
        rows = [self.cells(int(row)) for row in twins.rows(index)]
        if not rows or twins.best_share > HIGHEST_CHANCE:
            return None
        texts = [cells[asked] for cells in rows]
        alike = map(self.cells, twins.told_alike(index).tolist()) if asked == "answer" else ()
        also = [text for cells in alike for text in cells.several("accept")]
        return Item(
            key=key_text(int(self.keys[index])),
            prompt=prompt,
            accepts=frozenset(canonical(text, AnswerForm.VALUE) for text in (*texts, *also)),
            right=" or ".join(sorted(texts)),
            chance=twins.best_share,
        )

    def _shown_otherwise(self, index: int, cells: Cells, wording: Wording) -> Item | None:
        """In its own words, with the answer of another column where the wording names one."""
        if wording.own and not any(cells[column] for column in wording.own):
            return None
        item = self._own_item(index, cells)
        if wording.answer == "answer":
            return item
        right = cells[wording.answer]
        return replace(item, accepts=frozenset({canonical(right, AnswerForm.VALUE)}), right=right) if right else None

    def _dressed(self, item: Item, cells: Cells, ways: Ways, rng: Random) -> Item:
        return ways.dress(item, cells.by_name(), rng) if ways else item

    def cells(self, index: int) -> Cells:
        """The row of item `index`."""
        return Cells(self.rows.header).load(self.rows.cells_at(int(self.starts[index])))
