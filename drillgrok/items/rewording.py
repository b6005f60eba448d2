"""Other wordings of a table's items, and which values make a reworded statement true: a search over its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from drillgrok.expressions.arithmetic import Column
from drillgrok.items.hashing import Hashes, column_hashes
from drillgrok.items.shares import dense, largest_share
from drillgrok.items.template import Template
from drillgrok.model.evidence import HIGHEST_CHANCE


class Statement:
    """A wording that shows some columns of a table and asks for another, the target.

    A value of the target is right for a row when some row of the table has it together with everything that is shown;
    what is not shown may be anything. Where an item has several answers, a statement with any of them is true.
    """

    def __init__(self, shown: Sequence[Column], answers: Sequence[Column], target: Column) -> None:
        """`answers` are the answer columns if the wording shows the answer, the first being the one shown, else ()."""
        self._shown = tuple(shown)
        self._answers = tuple(answers)
        self._target = target

    def accepted(self, index: int) -> Column:
        """The right values for row `index`, ascending."""
        fits = np.ones(self._target.shape, np.bool_)
        for column in self._shown:
            fits &= column == column[index]
        if self._answers:
            stated = self._answers[0][index]
            fits &= np.logical_or.reduce([answers == stated for answers in self._answers])
        return np.unique(self._target[fits])

    @cached_property
    def value_count(self) -> int:
        """How many different values the target has in the table."""
        return len(dense(self._target)[1])

    @cached_property
    def best_share(self) -> float:
        """How often the best fixed value is right when every row is asked once: 0.3 s for a million rows."""
        numbers, values = dense(self._target)
        facts = np.stack([self._stated(which) for which in range(max(1, len(self._answers)))])
        statements = np.unique(facts, return_inverse=True)[1].reshape(facts.shape)
        times_asked = np.bincount(statements[0], minlength=int(statements.max()) + 1)
        true_pairs = dense(statements * len(values) + numbers)[1]
        rights = np.bincount(true_pairs % len(values), weights=times_asked[true_pairs // len(values)])
        return float(rights.max() / len(self._target))

    def _stated(self, which: int) -> Hashes:
        """A hash of what is shown in each row, with the answer number `which`."""
        columns = [*self._shown, *self._answers[which : which + 1]]
        return column_hashes("statement", columns or [np.zeros_like(self._target)])


@dataclass(frozen=True)
class Rewording:
    """A rephrasing worked out."""

    prompt: Template
    asked: Column
    """The value it asks for in each row."""
    statement: Statement | None
    """Set when it asks for a variable: then all that makes the statement true is right, not only `asked`."""

    def right(self, index: int) -> list[int]:
        """The right values for row `index`, ascending; empty where every value would be right, or one always is."""
        if self.statement is None:
            return [int(self.asked[index])] if self._asked_share <= HIGHEST_CHANCE else []
        if self.statement.best_share > HIGHEST_CHANCE:
            return []
        accepted = self.statement.accepted(index)
        return accepted.tolist() if len(accepted) < self.statement.value_count else []

    def chance(self, right_count: int) -> float:
        """The success rate of the better of two strategies: one fixed value for all rows, or any value at random."""
        if self.statement is None:
            return self._asked_share
        return max(right_count / self.statement.value_count, self.statement.best_share)

    @cached_property
    def _asked_share(self) -> float:
        return largest_share(dense(self.asked)[0])
