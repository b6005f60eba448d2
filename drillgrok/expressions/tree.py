"""The tree behind an expression and how it is worked out over whole columns. It holds no text and reads none.

A branch of an if, and the right side of and/or, is worked out only for the rows that need it, so that
`a // b if b else 0` is not stopped by b = 0. A condition is 1 or 0; any number but 0 is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import (
    COMPARISONS,
    OPERATORS,
    Column,
    Mask,
    NoValueError,
    constant,
    negate,
)
from drillgrok.expressions.functions import FUNCTIONS


class StoppedError(Exception):
    """The operation at character `offset` has no value on row `row`."""

    def __init__(self, offset: int, row: int, what: str) -> None:
        super().__init__(what)
        self.offset = offset
        self.row = row
        self.what = what


class RowSet:
    """The columns of a table, or of those of its rows that a branch needs."""

    def __init__(self, columns: Mapping[str, Column], chosen: npt.NDArray[np.intp] | None = None) -> None:
        self._columns = columns
        self._chosen = chosen
        self._taken: dict[str, Column] = {}

    def column(self, name: str) -> Column:
        """The values of a variable on these rows."""
        if self._chosen is None:
            return self._columns[name]
        if name not in self._taken:
            self._taken[name] = self._columns[name][self._chosen]
        return self._taken[name]

    def only(self, mask: Mask) -> RowSet:
        """Those of these rows where `mask` holds."""
        inside = np.flatnonzero(mask)
        return RowSet(self._columns, inside if self._chosen is None else self._chosen[inside])

    def apply(self, offset: int, operation: Callable[..., Column], *arguments: Column) -> Column:
        """The operation's result. Raises StoppedError, with the table's own row number, where it has none."""
        try:
            return operation(*arguments)
        except NoValueError as error:
            row = int(np.argmax(error.bad))
            raise StoppedError(offset, row if self._chosen is None else int(self._chosen[row]), error.what) from None


class Node(Protocol):
    """A part of an expression."""

    def evaluate(self, rows: RowSet) -> Column:
        """Its value on each row; one row when it is the same on all. Raises StoppedError."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: int

    def evaluate(self, _rows: RowSet) -> Column:
        """The number itself."""
        return constant(self.value)


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str

    def evaluate(self, rows: RowSet) -> Column:
        """Its column."""
        return rows.column(self.name)


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before a value."""

    offset: int
    value: Node

    def evaluate(self, rows: RowSet) -> Column:
        """The value with the other sign."""
        return rows.apply(self.offset, negate, self.value.evaluate(rows))


@dataclass(frozen=True, slots=True)
class Chain:
    """Values joined from left to right; one node however many they are, so that a long sum is not a deep tree."""

    first: Node
    rest: tuple[tuple[int, str, Node], ...]
    """Offset, operator and right-hand value of each step."""

    def evaluate(self, rows: RowSet) -> Column:
        """The last step's result."""
        value = self.first.evaluate(rows)
        for offset, operator, node in self.rest:
            value = rows.apply(offset, OPERATORS[operator], value, node.evaluate(rows))
        return value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more values compared each with the next, as in 0 < a <= b."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    def evaluate(self, rows: RowSet) -> Column:
        """1 where every comparison holds."""
        left, holds = self.first.evaluate(rows), np.ones(1, np.bool_)
        for sign, node in self.rest:
            right = node.evaluate(rows)
            holds = holds & COMPARISONS[sign](left, right)
            left = right
        return holds.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Junction:
    """Conditions joined by `and` or by `or`; the next one is asked only on rows that it can still decide."""

    deciding: bool
    """The truth of one condition that settles the whole: False for and, True for or."""
    conditions: tuple[Node, ...]

    def evaluate(self, rows: RowSet) -> Column:
        """1 or 0."""
        truth = np.not_equal(self.conditions[0].evaluate(rows), 0)
        for condition in self.conditions[1:]:
            undecided = truth != self.deciding
            if undecided.all():
                truth = np.not_equal(condition.evaluate(rows), 0)
            elif undecided.any():
                truth[undecided] = condition.evaluate(rows.only(undecided)) != 0
        return truth.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Negation:
    """A condition turned round."""

    condition: Node

    def evaluate(self, rows: RowSet) -> Column:
        """1 where the condition does not hold."""
        return np.equal(self.condition.evaluate(rows), 0).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if condition else other`."""

    condition: Node
    then: Node
    other: Node

    def evaluate(self, rows: RowSet) -> Column:
        """Each row's branch, worked out on its own rows only."""
        holds = np.not_equal(self.condition.evaluate(rows), 0)
        if holds.all():
            return self.then.evaluate(rows)
        if not holds.any():
            return self.other.evaluate(rows)
        chosen = np.empty(holds.shape, np.int64)
        chosen[holds] = self.then.evaluate(rows.only(holds))
        chosen[~holds] = self.other.evaluate(rows.only(~holds))
        return chosen


@dataclass(frozen=True, slots=True)
class Call:
    """A function of FUNCTIONS with its arguments."""

    offset: int
    function: str
    arguments: tuple[Node, ...]

    def evaluate(self, rows: RowSet) -> Column:
        """The function's value."""
        arguments = [argument.evaluate(rows) for argument in self.arguments]
        return rows.apply(self.offset, FUNCTIONS[self.function].apply, *arguments)
