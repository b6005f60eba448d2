"""Symmetries of a table that its groups miss: a held-out item whose practised twin has the same answer is not unseen.

A symmetry is a change of the values shown that leaves the answer, or swaps it with one of them. It is tried on a sample
of the rows; it holds when it does so nearly always, which no coincidence does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import Column
from drillgrok.items.hashing import column_hashes
from drillgrok.items.table_items import TableItems

HOLDS = 0.9
"""Share of the rows tried on which a symmetry keeps the answer."""
MOST_TRIED = 4_000

_SEED = 1
_RARE = 0.5
"""A change that keeps the answer by coincidence so often tells nothing: nearly all items have one answer."""
_LARGEST = 1 << 31
"""Sums of larger values may leave 64 bits."""
_ALONE = frozenset({(1, 0, 0, 1), (0, 1, 1, 0), (-1, 0, 0, 1), (1, 0, 0, -1)})
"""Nothing, a swap, and one sign: tried as turns."""


@dataclass(frozen=True, slots=True, eq=False)
class Symmetry:
    """A change that keeps the answer across groups."""

    words: str
    """The change as the author reads it, such as `a and b swapped`."""
    plain: bool
    """It can be seen in the numbers before the rule is: a swap, a change of sign."""
    rows: npt.NDArray[np.int64]
    twins: npt.NDArray[np.int64]
    """(k,) tried rows and the row that each becomes, of another group."""


def missed(items: TableItems) -> Iterator[Symmetry]:
    """Every symmetry that holds and joins items of different groups."""
    if len(items.answers) != 1 or not items.prompt.names:
        return
    table = _Table(items)
    if table.by_luck > _RARE or max(map(_size, table.tried_values.values())) > _LARGEST:
        return
    for change in (*_turns(table.tried_values), *_sums(table.tried_values)):
        found = table.twins(change.values)
        if found is not None:
            yield Symmetry(change.words, change.plain, *found)
    for words, values, asked in _partings(table.tried_values, table.tried_answers):
        found = table.twins(values, asked)
        if found is not None:
            yield Symmetry(words, False, *found)


@dataclass(frozen=True, slots=True, eq=False)
class _ValueChange:
    """Other values for every row tried."""

    words: str
    plain: bool
    values: Mapping[str, Column]


def _size(column: Column) -> int:
    return max(abs(int(column.min())), abs(int(column.max())))


class _Table:
    """The values shown of each row, and where a row with given values is."""

    def __init__(self, items: TableItems) -> None:
        self._items = items
        self._names = sorted(items.prompt.names)
        columns = [items.shown[name] for name in self._names]
        self._answers = items.answers[0]
        hashes = column_hashes("row", columns)
        self._order = np.argsort(hashes)
        self._hashes = hashes[self._order]
        rows = np.arange(len(items))
        if len(rows) > MOST_TRIED:
            rows = np.sort(np.random.default_rng(_SEED).choice(rows, MOST_TRIED, replace=False))
        self._tried = rows
        self.tried_values = {name: column[rows] for name, column in zip(self._names, columns, strict=True)}
        self.tried_answers = self._answers[rows]

    @property
    def by_luck(self) -> float:
        """How often two rows have the same answer by coincidence."""
        shares = np.bincount(self._items.answer_codes) / len(self._items)
        return float((shares**2).sum())

    def twins(
        self, changed: Mapping[str, Column], asked: Column | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None:
        """Rows and twins of other groups, if the change holds: the row with the changed values, where there is one,
        has the answer `asked`, or else the same answer."""
        hashes = column_hashes("row", [changed[name] for name in self._names])
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        there = self._hashes[at] == hashes
        twins, rows = self._order[at[there]], self._tried[there]
        wanted = self._answers[rows] if asked is None else asked[there]
        moved = twins != rows
        if not moved.any() or (self._answers[twins] == wanted)[moved].mean() < HOLDS:
            return None
        groups = self._items.group_of
        apart = moved & (self._answers[twins] == wanted) & (groups[twins] != groups[rows])
        return (rows[apart], twins[apart]) if apart.any() else None


def _turns(values: Mapping[str, Column]) -> Iterator[_ValueChange]:
    """One value turned round, or two values swapped."""
    for name, column in values.items():
        low, high = int(column.min()), int(column.max())
        turned = {**values, name: low + high - column}
        yield _ValueChange(f"{low + high or ''} - {name} in the place of {name}".strip(), True, turned)
        if low == 0:
            turned = {**values, name: -column % (high + 1)}
            yield _ValueChange(f"{high + 1} - {name} in the place of {name}", True, turned)
    for a, b in combinations(values, 2):
        yield _ValueChange(f"{a} and {b} swapped", True, {**values, a: values[b], b: values[a]})


def _sums(values: Mapping[str, Column]) -> Iterator[_ValueChange]:
    """Two values that count from 0 to one end, both replaced by sums and differences of the two, as on a clock of that
    many hours, where that can be undone. What only changes signs and places is plain."""
    for a, b in combinations(values, 2):
        count = int(values[a].max()) + 1
        if int(values[b].max()) + 1 != count or int(values[a].min()) or int(values[b].min()):
            continue
        for p, q, r, s in product((-1, 0, 1), repeat=4):
            if abs(p * s - q * r) == 1 and (p, q, r, s) not in _ALONE:
                words = f"{_sum(p, a, q, b)} and {_sum(r, a, s, b)} in the place of {a} and {b}, modulo {count}"
                first, second = (p * values[a] + q * values[b]) % count, (r * values[a] + s * values[b]) % count
                yield _ValueChange(words, p * q == r * s == 0, {**values, a: first, b: second})


def _sum(p: int, a: str, q: int, b: str) -> str:
    signs = {-1: "-", 1: "+"}
    return " ".join(f"{signs[factor]} {name}" for factor, name in ((p, a), (q, b)) if factor).removeprefix("+ ")


def _partings(values: Mapping[str, Column], answers: Column) -> Iterator[tuple[str, dict[str, Column], Column]]:
    """The answer shown, and one of two values asked for: what is left of the three gives the third away."""
    if len(values) != 2:
        return
    (a, first), (b, second) = values.items()
    shown: Sequence[tuple[str, Column, Column, Column]] = (
        (f"{a} and the answer give {b}", first, answers, second),
        (f"the answer and {a} give {b}", answers, first, second),
        (f"the answer and {b} give {a}", answers, second, first),
        (f"{b} and the answer give {a}", second, answers, first),
    )
    for words, left, right, asked in shown:
        yield words, {a: left, b: right}, asked
