"""Symmetries of a table that its groups miss: a held-out item whose practised twin has the same answer is not unseen.

A symmetry is a change of the values shown that leaves the answer, or swaps it with one of them. It is tried on a sample
of the rows; it holds when it does so nearly always, which no coincidence does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from drillgrok.audit.alike import alike
from drillgrok.audit.changes import ValueChange, Values, exchanged, families
from drillgrok.audit.luck import beyond_luck
from drillgrok.expressions.arithmetic import Column
from drillgrok.items.hashing import column_hashes
from drillgrok.items.table_items import TableItems

MOST_TRIED = 4_000

_SEED = 1
_GLANCE = 250
"""Rows on which most changes are seen not to hold."""
_GLANCE_HOLDS = 0.75
COPIES = 0.15
"""By so much more than a guess a change has to keep the answer to be worth copying, where it does not hold."""
_MOST_CHANGES = 1_000
_RARE = 0.5
"""A change that keeps the answer by coincidence so often tells nothing: nearly all items have one answer."""
_LARGEST = 1 << 31
"""Sums of larger values may leave 64 bits."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Symmetry:
    """A change that keeps the answer across what the deck keeps apart."""

    words: str
    """The change as the author reads it, such as `a and b swapped`."""
    near: bool
    """Its twins are near copies: it can be seen in the numbers before the rule is."""
    rows: Rows
    twins: Rows
    """(k,) tried rows and the row that each becomes, which may be practised while the other is held out."""
    holds: bool = True
    """It keeps the answer nearly always; else only on these rows, more often than a guess would."""


@dataclass(frozen=True, slots=True, eq=False)
class Missed:
    """What was found, and the rows on which it was tried."""

    symmetries: tuple[Symmetry, ...]
    tried: Rows


def missed(items: TableItems) -> Missed:
    """Every symmetry that holds and joins items that the deck keeps apart, but for one that is the rule itself."""
    if len(items.answers) != 1 or not items.prompt.names:
        return Missed((), np.empty(0, np.int64))
    table = _Table(items)
    if table.by_luck > _RARE or max(max(abs(int(c.min())), abs(int(c.max()))) for c in table.all.values()) > _LARGEST:
        return Missed((), table.tried)
    return Missed((*_changed(table), *_parted(table)), table.tried)


def _changed(table: _Table) -> Iterator[Symmetry]:
    for family in (*families(table.values), *_alike(table)):
        for change in family:
            if table.holds(change):
                if not table.is_the_rule(change):
                    yield from table.joined(change)
                break
        else:
            near = [change for change in family if change.near]
            best = max(near, key=table.glance, default=None)
            if best is not None and table.glance(best) > table.by_luck + COPIES:
                yield from table.joined(best, holds=False)


def _alike(table: _Table) -> Iterator[Sequence[ValueChange]]:
    for name in table.values:
        classes = alike(table.all, name, table.codes, table.by_luck)
        yield (exchanged(name, classes),) if classes else ()


def _parted(table: _Table) -> Iterator[Symmetry]:
    """The answer shown, and one of two values asked for: what is left of the three gives the third away."""
    if len(table.values) != 2:
        return
    (a, first), (b, second) = table.values.items()
    answers = table.answers[table.tried]
    for words, left, right, asked in (
        (f"{a} and the answer give {b}", first, answers, second),
        (f"the answer and {a} give {b}", answers, first, second),
        (f"the answer and {b} give {a}", answers, second, first),
        (f"{b} and the answer give {a}", second, answers, first),
    ):
        yield from table.parted(words, {a: left, b: right}, asked)


class _Table:
    """The values shown of each row, and where a row with given values is."""

    def __init__(self, items: TableItems) -> None:
        self.all: Values = {name: items.shown[name] for name in sorted(items.prompt.names)}
        self.codes, self.answers = items.answer_codes, items.answers[0]
        self._side = items.apart_hashes[items.group_of]
        hashes = column_hashes("row", list(self.all.values()))
        self._order = np.argsort(hashes)
        self._hashes = hashes[self._order]
        rows = np.arange(len(items))
        if len(rows) > MOST_TRIED:
            rows = np.sort(np.random.default_rng(_SEED).choice(rows, MOST_TRIED, replace=False))
        self.tried: Rows = rows
        self.values: Values = {name: column[rows] for name, column in self.all.items()}
        self._glance = slice(None, None, max(1, len(rows) // _GLANCE))
        shares = np.bincount(self.codes) / len(self.codes)
        self.by_luck = float((shares**2).sum())
        """How often two rows have the same answer by coincidence."""

    def find(self, values: Values, among: slice = slice(None)) -> tuple[Rows, Rows]:
        """The tried rows for whose changed values there is a row, another one, and that row."""
        hashes = column_hashes("row", list(values.values()))
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        rows, twins = self.tried[among], self._order[at]
        there = (self._hashes[at] == hashes) & (twins != rows)
        return rows[there], twins[there]

    def agree(self, twins: Rows, asked: Column, rows: Rows) -> bool:
        """Whether the twins have the answers asked for, beyond coincidence."""
        same = int((self.answers[twins] == asked).sum())
        return bool(beyond_luck(same, len(rows), self.by_luck, _MOST_CHANGES))

    def holds(self, change: ValueChange) -> bool:
        """Whether the change keeps the answer, nearly always."""
        if self.glance(change) < _GLANCE_HOLDS:
            return False
        rows, twins = self.find(change.ways[0](self.values))
        return self.agree(twins, self.answers[rows], rows)

    def glance(self, change: ValueChange) -> float:
        """On which share of some of the rows it keeps the answer; 0 where it leads from none of them to another."""
        some = {name: column[self._glance] for name, column in self.values.items()}
        rows, twins = self.find(change.ways[0](some), self._glance)
        return float((self.answers[twins] == self.answers[rows]).mean()) if len(rows) else 0.0

    def is_the_rule(self, change: ValueChange) -> bool:
        """Whether all that the change can reach is all that has one answer: then who sees it has the rule."""
        if change.stays is None:
            return False
        classes = len(np.unique(column_hashes("stays", list(change.stays(self.all)))))
        return classes <= int(self.codes.max()) + 1

    def joined(self, change: ValueChange, *, holds: bool = True) -> Iterator[Symmetry]:
        """The symmetry, where it joins what is kept apart."""
        found = [self.find(way(self.values)) for way in change.ways]
        rows, twins = (np.concatenate(each) for each in zip(*found, strict=True))
        kept = self._apart(rows, twins, self.answers[rows])
        if kept.any():
            yield Symmetry(change.words, change.near, rows[kept], twins[kept], holds)

    def parted(self, words: str, values: Values, asked: Column) -> Iterator[Symmetry]:
        """The symmetry that gives each row what is asked of it, where it holds and joins what is kept apart."""
        rows, twins = self.find(values)
        wanted = asked[np.isin(self.tried, rows)]
        kept = self._apart(rows, twins, wanted)
        if kept.any() and self.agree(twins, wanted, rows):
            yield Symmetry(words, False, rows[kept], twins[kept])

    def _apart(self, rows: Rows, twins: Rows, asked: Column) -> npt.NDArray[np.bool_]:
        kept: npt.NDArray[np.bool_] = (self.answers[twins] == asked) & (self._side[twins] != self._side[rows])
        return kept
