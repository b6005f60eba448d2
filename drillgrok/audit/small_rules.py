"""The small expressions that there are over a table's variables, by what they make of a sample of its items, and which
of them agree with its answers. It knows columns of numbers; no deck and no text enters.

All expressions of up to four nodes are written down, one for each column of values that they make (observational
equivalence; Albarghouthi, Gulwani & Kincaid 2013). Beyond that, sums and differences of two of them, products with a
leaf, and remainders of each of these by a constant are looked up and never written down, which reaches nine nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import COMPARISONS, OPERATORS, Column, NoValueError, negate
from drillgrok.expressions.description import NODE_BITS, name_bits, number_bits
from drillgrok.expressions.functions import FUNCTIONS

MOST_NODES: Final = 4
MOST_WRITTEN: Final = 30_000
"""Expressions written down at most, the shortest first."""
SAMPLED: Final = 128
"""Items on which expressions are told apart."""
CONSTANTS: Final = (0, 1, 2, 3, 4, 5, 7, 10)
FIRST: Final = (10, 30, 100)
"""Items after which the smaller rules that still agree are counted."""
ORDERS: Final = 12
"""Random orders of the items over which counts are averaged."""
_LARGEST: Final = 2**31
"""Of a value that is taken any further: two of them can be added and multiplied."""


Values = npt.NDArray[np.int64]
Bits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SmallRules:
    """What the enumeration found out about one table."""

    bits: float | None
    """Of the shortest expression that makes every answer of the sample; None where none was reached."""
    written: int
    """Expressions that were written down, all different on the sample."""
    surviving: Mapping[int, float]
    """Shorter ones, with other answers somewhere, that still agree with the first so many random items: the mean."""
    alone_after: float
    """Random items after which no shorter one agrees any more; the mean."""


def small_rules(variables: Mapping[str, Column], answers: Column, constants: Sequence[int], bound: float) -> SmallRules:
    """Enumerates over (n,) columns and answers, `n` at most `SAMPLED`.

    `constants` are numbers that may stand in an expression, `bound` the bits of one that is known to make the answers.
    """
    bank = _bank(variables, constants)
    target = np.asarray(answers, np.int64)
    moduli = sorted({value for value in constants if value >= 2})
    families = [_Family(bank, target, None), *(_Family(bank, target, m) for m in moduli)]
    reached = min((bits for family in families for bits in family.whole()), default=None)
    limit = bound if reached is None else min(reached, bound)
    rng = np.random.default_rng(1)
    orders = [rng.permutation(len(target)) for _ in range(ORDERS)]
    counted = [_counts(families, limit, order) for order in orders]
    return SmallRules(
        bits=reached if reached is not None and reached <= bound else None,
        written=len(bank.bits),
        surviving={k: float(np.mean([counts[k] for counts, _ in counted])) for k in FIRST if k <= len(target)},
        alone_after=float(np.mean([alone for _, alone in counted])),
    )


def _counts(families: Sequence[_Family], limit: float, order: Values) -> tuple[dict[int, int], int]:
    """Survivors after each of FIRST items in this order, and after how many there is none."""
    whole = sum(family.agreeing(order, limit) for family in families)
    left = {k: sum(family.agreeing(order[:k], limit) for family in families) - whole for k in FIRST if k <= len(order)}
    low, high = 2, len(order)
    while low < high:
        middle = (low + high) // 2
        if sum(family.agreeing(order[:middle], limit) for family in families) > whole:
            low = middle + 1
        else:
            high = middle
    return left, low


# Writing expressions down.


@dataclass(frozen=True, slots=True, eq=False)
class _Bank:
    """(k, n) values of k expressions, their bits and nodes, in the order of their nodes and bits."""

    values: Values
    bits: Bits
    nodes: npt.NDArray[np.int64]


def _bank(variables: Mapping[str, Column], constants: Sequence[int]) -> _Bank:
    n = len(next(iter(variables.values())))
    seen: set[bytes] = set()
    levels: list[list[tuple[Values, float]]] = [[] for _ in range(MOST_NODES + 1)]
    written = 0
    for nodes in range(1, MOST_NODES + 1):
        made = sorted(_made(nodes, levels, variables, constants, n), key=lambda one: one[1])
        for values, bits in made:
            if written == MOST_WRITTEN:
                break
            mark = values.tobytes()
            if mark not in seen:
                seen.add(mark)
                levels[nodes].append((values, bits))
                written += 1
    flat = [(values, bits, nodes) for nodes, level in enumerate(levels) for values, bits in level]
    return _Bank(
        np.stack([values for values, _, _ in flat]),
        np.array([bits for _, bits, _ in flat]),
        np.array([nodes for _, _, nodes in flat]),
    )


def _made(
    nodes: int,
    levels: Sequence[Sequence[tuple[Values, float]]],
    variables: Mapping[str, Column],
    constants: Sequence[int],
    n: int,
) -> Iterator[tuple[Values, float]]:
    """Every expression of so many nodes over those written down already."""
    if nodes == 1:
        for column in variables.values():
            yield np.asarray(column, np.int64), name_bits(len(variables))
        for value in constants:
            yield np.full(n, value, np.int64), number_bits(value)
        return
    for operation, arity in _OPERATIONS:
        for sizes in _sizes(nodes - 1, arity):
            for parts in _tuples([levels[size] for size in sizes]):
                values = _applied(operation, [part for part, _ in parts], n)
                if values is not None:
                    yield values, NODE_BITS + sum(bits for _, bits in parts)


def _comparing(compare: Callable[[Column, Column], npt.NDArray[np.bool_]]) -> Callable[..., Column]:
    return lambda a, b: compare(a, b).astype(np.int64)


_OPERATIONS: Final[Sequence[tuple[Callable[..., Column], int]]] = (
    (negate, 1),
    *((operation, 2) for operation in OPERATORS.values()),
    *((_comparing(compare), 2) for compare in COMPARISONS.values()),
    *((function.apply, function.arity) for function in FUNCTIONS.values()),
)


def _sizes(total: int, arity: int) -> Iterator[tuple[int, ...]]:
    """The ways to share so many nodes among so many parts."""
    if arity == 1:
        yield (total,)
        return
    for first in range(1, total - arity + 2):
        yield from ((first, *rest) for rest in _sizes(total - first, arity - 1))


def _tuples(levels: Sequence[Sequence[tuple[Values, float]]]) -> Iterator[tuple[tuple[Values, float], ...]]:
    if not levels:
        yield ()
        return
    for first in levels[0]:
        yield from ((first, *rest) for rest in _tuples(levels[1:]))


def _applied(operation: Callable[..., Column], parts: Sequence[Values], n: int) -> Values | None:
    """The values; None where some item has none, or one too large to go on with."""
    try:
        values = np.broadcast_to(operation(*parts), (n,)).astype(np.int64)
    except NoValueError:
        return None
    return None if np.abs(values).max(initial=0) >= _LARGEST else values


# Looking answers up.


class _Family:
    """Every expression written down, and every sum, difference and product with a leaf, as they are or as the remainder
    by one modulus."""

    def __init__(self, bank: _Bank, target: Values, modulus: int | None) -> None:
        self._modulus = modulus
        self._possible = modulus is None or bool(((target >= 0) & (target < modulus)).all())
        if not self._possible:
            return
        self._extra = 0.0 if modulus is None else NODE_BITS + number_bits(modulus)
        self._values, first = np.unique(self._reduced(bank.values), axis=0, return_index=True)
        self._bits = bank.bits[first]
        self._target = target
        self._leaves = self._values[bank.nodes[first] == 1]
        self._leaf_bits = self._bits[bank.nodes[first] == 1]

    def _reduced(self, values: Values) -> Values:
        return values if self._modulus is None else values % self._modulus

    def whole(self) -> Iterator[float]:
        """The bits of the shortest that agrees on every item, where one does."""
        everything = np.arange(len(self._target)) if self._possible else np.arange(0)
        for bits in self._pairs(everything, np.inf) if self._possible else ():
            if len(bits):
                yield float(bits.min())

    def agreeing(self, items: Values, limit: float) -> int:
        """How many of less than `limit` bits agree with the answers of these items."""
        return sum(len(bits) for bits in self._pairs(items, limit)) if self._possible else 0

    def _pairs(self, items: Values, limit: float) -> Iterator[Bits]:
        """The bits of those that agree, shape by shape."""
        values, target = self._values[:, items], self._target[items]
        alone = self._bits[(values == target).all(axis=1)] + self._extra
        yield alone[alone < limit]
        room = limit - self._extra - NODE_BITS
        marks = _marks(values)
        sought = self._reduced(target - values)
        yield self._joined(_marks(sought), marks, room, ordered=True)
        yield self._joined(_marks(self._reduced(values - target)), marks, room, ordered=False)
        for leaf, bits in zip(self._leaves[:, items], self._leaf_bits, strict=True):
            product = self._reduced(leaf * values)
            right = self._bits[(product == target).all(axis=1)] + bits
            yield right[right < room] + NODE_BITS + self._extra

    def _joined(self, left: Values, right: Values, room: float, *, ordered: bool) -> Bits:
        """The bits of pairs of equal marks; a sum counts once whichever part comes first."""
        order = np.argsort(right, kind="stable")
        start = np.searchsorted(right[order], left, "left")
        count = np.searchsorted(right[order], left, "right") - start
        rows = np.repeat(np.arange(len(left)), count)
        offsets = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        columns = order[np.repeat(start, count) + offsets]
        if ordered:
            rows, columns = rows[rows <= columns], columns[rows <= columns]
        bits: Bits = self._bits[rows] + self._bits[columns]
        return bits[bits < room] + NODE_BITS + self._extra


_WEIGHTS: Final = np.random.default_rng(2).integers(1, 2**63, SAMPLED, dtype=np.int64) | 1


def _marks(values: Values) -> Values:
    """(k, n) -> (k,): a number for each row that two different rows share once in 2**63."""
    with np.errstate(over="ignore"):
        return values @ _WEIGHTS[: values.shape[1]]
