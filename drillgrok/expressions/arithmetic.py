"""Whole-number arithmetic on columns that never leaves 64 bits unnoticed. Meant for expressions; it knows no deck."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
"""One value a row; a constant is a column of one row and fits every other column."""
Mask = npt.NDArray[np.bool_]

LOWEST = -(2**63)
HIGHEST = 2**63 - 1
HIGHEST_EXPONENT = 63

_TOO_LARGE = "a number too large for 64 bits"


class NoValueError(Exception):
    """An operation has no value on the rows `bad`; `what` says what happened there, as the start of a sentence."""

    def __init__(self, bad: Mask, what: str) -> None:
        super().__init__(what)
        self.bad = bad
        self.what = what


def refuse(bad: Mask, what: str) -> None:
    """Raises NoValueError if any row is bad."""
    if bad.any():
        raise NoValueError(bad, what)


def constant(value: int) -> Column:
    """A column of one row."""
    return np.array([value], np.int64)


def negate(a: Column) -> Column:
    """The same number with the other sign."""
    refuse(a == LOWEST, _TOO_LARGE)
    return -a


def add(a: Column, b: Column) -> Column:
    """The sum."""
    total = a + b
    refuse(((a ^ total) & (b ^ total)) < 0, _TOO_LARGE)
    return total


def subtract(a: Column, b: Column) -> Column:
    """The difference."""
    rest = a - b
    refuse(((a ^ b) & (a ^ rest)) < 0, _TOO_LARGE)
    return rest


def multiply(a: Column, b: Column) -> Column:
    """The product."""
    product = a * b
    if _size(a) * _size(b) > HIGHEST:
        # A wrapped product is wrong by at least 2**64, so dividing it by a cannot give b back; but -1 hides one case.
        with np.errstate(over="ignore"):
            back = product // np.where(a == 0, 1, a)
        refuse((a != 0) & ((back != b) | ((a == -1) & (b == LOWEST))), _TOO_LARGE)
    return product


def divide(a: Column, b: Column) -> Column:
    """The quotient, rounded down."""
    refuse(b == 0, "a division by zero")
    refuse((a == LOWEST) & (b == -1), _TOO_LARGE)
    return a // b


def modulo(a: Column, b: Column) -> Column:
    """The remainder, with the sign of b."""
    refuse(b == 0, "a division by zero")
    return a % b


def power(a: Column, b: Column) -> Column:
    """The power of a to b from 0 to 63, by repeated squaring."""
    refuse((b < 0) | (b > HIGHEST_EXPONENT), f"an exponent that is not from 0 to {HIGHEST_EXPONENT}")
    result = constant(1)
    while True:
        result = multiply(result, np.where(b & 1, a, 1))
        b = b >> 1
        if not b.any():
            return result
        a = np.where(b > 0, a, 1)  # rows that are done must not be squared out of 64 bits
        a = multiply(a, a)


OPERATORS: Mapping[str, Callable[[Column, Column], Column]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "//": divide,
    "%": modulo,
    "**": power,
}
COMPARISONS: Mapping[str, Callable[[Column, Column], Mask]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def _size(column: Column) -> int:
    return max(int(column.max(initial=0)), -int(column.min(initial=0)))
