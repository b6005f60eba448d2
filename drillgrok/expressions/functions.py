"""The functions that an expression may call: one row each in FUNCTIONS. Columns in, a column out; nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import permutations
from math import factorial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import Column, constant, negate, refuse

MOST_PERMUTED = 8
"""Permutations of more things than this would need a table of more than 40,320 rows."""


class Function(NamedTuple):
    """A function by its number of arguments, what it does to columns, and a line of help."""

    arity: int
    apply: Callable[..., Column]
    help: str


def _abs(a: Column) -> Column:
    return np.maximum(a, negate(a))


def _gcd(a: Column, b: Column) -> Column:
    divisor = np.gcd(a, b)
    refuse(divisor < 0, "a number too large for 64 bits")
    return divisor


def _shift_left(a: Column, n: Column) -> Column:
    refuse((n < 0) | (n > 63), "a shift that is not from 0 to 63")
    shifted = a << n
    refuse((shifted >> n) != a, "a number too large for 64 bits")
    return shifted


def _shift_right(a: Column, n: Column) -> Column:
    refuse(n < 0, "a shift below 0")
    return a >> np.minimum(n, 63)


def _popcount(n: Column) -> Column:
    refuse(n < 0, "popcount of a number below 0")
    return np.bitwise_count(n).astype(np.int64)


def _inverse(a: Column, m: Column) -> Column:
    """By Euclid's algorithm on all rows at once: `x * a` stays congruent to `r` modulo m."""
    refuse(m < 2, "a modulus below 2")
    r, next_r = np.broadcast_arrays(m, a % m)
    x, next_x = np.zeros_like(r), np.ones_like(r)
    while next_r.any():
        going = next_r != 0
        quotient = np.where(going, r // np.where(going, next_r, 1), 0)
        r, next_r = np.where(going, next_r, r), np.where(going, r - quotient * next_r, 0)
        x, next_x = np.where(going, next_x, x), np.where(going, x - quotient * next_x, next_x)
    refuse(r != 1, "a number without an inverse")
    return x % m


def _leap(year: Column) -> Column:
    return np.equal(year % np.where(year % 100 == 0, 400, 4), 0).astype(np.int64)


def _days_in_month(year: Column, month: Column) -> Column:
    refuse((month < 1) | (month > 12), "a month that is not from 1 to 12")
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)[month - 1]
    return np.where(month == 2, 28 + _leap(year), days)


def _weekday(year: Column, month: Column, day: Column) -> Column:
    """Counts days from the year's first of March, so that the leap day comes last."""
    refuse((year < 1) | (year > 9999), "a year that is not from 1 to 9999")
    refuse((day < 1) | (day > _days_in_month(year, month)), "a day that its month does not have")
    year = year - (month < 3)
    months_since_march = (month + 9) % 12
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * months_since_march + 2) // 5 + day
    return (days + 1) % 7 + 1


def _digit(n: Column, place: Column) -> Column:
    refuse((n < 0) | (place < 0), "a digit of a number below 0, or at a place below 0")
    return np.where(place > 18, 0, n // 10 ** np.minimum(place, 18) % 10)


def _luhn(payload: Column) -> Column:
    refuse(payload < 0, "a check digit of a number below 0")
    total, doubled = constant(0), True
    while payload.any():
        digit = payload % 10
        if doubled:
            digit = 2 * digit - 9 * (digit > 4)
        total = total + digit
        payload, doubled = payload // 10, not doubled
    return -total % 10


def _isbn10(payload: Column) -> Column:
    refuse((payload < 0) | (payload >= 10**9), "a payload that has not 9 digits")
    return -sum((weight * _digit(payload, constant(weight - 2)) for weight in range(2, 11)), constant(0)) % 11


def _isbn13(payload: Column) -> Column:
    refuse((payload < 0) | (payload >= 10**12), "a payload that has not 12 digits")
    return -sum(((1 if i % 2 else 3) * _digit(payload, constant(i)) for i in range(12)), constant(0)) % 10


def _compose(a: Column, b: Column, n: Column) -> Column:
    rows = _permutation_rows(n, a, b)
    return _ranks([rows[b, rows[a, i]] for i in range(rows.shape[1])])


def _permutation_inverse(a: Column, n: Column) -> Column:
    rows = _permutation_rows(n, a)
    return _ranks(list(np.argsort(rows, axis=1).astype(np.uint8).T))[a]


def _permutation_rows(n: Column, *ranks: Column) -> npt.NDArray[np.uint8]:
    """All permutations of n things, (n!, n), in lexicographic order."""
    refuse((n < 1) | (n > MOST_PERMUTED), f"permutations of a number of things that is not from 1 to {MOST_PERMUTED}")
    refuse(n != n[:1], "permutations of different numbers of things in one table")
    size = int(n[0]) if n.size else 1
    for rank in ranks:
        refuse((rank < 0) | (rank >= factorial(size)), f"a permutation that is not from 0 to {factorial(size) - 1}")
    return _all_permutations(size)


@lru_cache(maxsize=MOST_PERMUTED)
def _all_permutations(size: int) -> npt.NDArray[np.uint8]:
    return np.array(list(permutations(range(size))), np.uint8)


def _ranks(images: list[npt.NDArray[np.uint8]]) -> Column:
    """The lexicographic numbers of permutations given as columns of images, by counting later smaller ones."""
    number = np.zeros(images[0].shape, np.int64)
    for i, image in enumerate(images):
        later_smaller = sum((later < image for later in images[i + 1 :]), np.zeros(image.shape, np.int64))
        number += factorial(len(images) - 1 - i) * later_smaller
    return number


FUNCTIONS: Mapping[str, Function] = {
    "abs": Function(1, _abs, "abs(a): a without its sign"),
    "band": Function(2, np.bitwise_and, "band(a, b): the bits set in both"),
    "bor": Function(2, np.bitwise_or, "bor(a, b): the bits set in either"),
    "compose": Function(3, _compose, "compose(a, b, n): permutation a, then b, of n things, numbered from 0 in order"),
    "days_in_month": Function(2, _days_in_month, "days_in_month(year, month): 28 to 31"),
    "digit": Function(2, _digit, "digit(n, i): the i-th decimal digit of n from the right, counted from 0"),
    "gcd": Function(2, _gcd, "gcd(a, b): the greatest common divisor"),
    "inverse": Function(2, _inverse, "inverse(a, m): the number from 1 to m-1 that times a leaves 1 when divided by m"),
    "isbn10": Function(1, _isbn10, "isbn10(n): the check value, 0 to 10, of a payload of 9 digits"),
    "isbn13": Function(1, _isbn13, "isbn13(n): the check digit of a payload of 12 digits"),
    "leap": Function(1, _leap, "leap(year): 1 in leap years, else 0"),
    "luhn": Function(1, _luhn, "luhn(n): the check digit of the payload n"),
    "max": Function(2, np.maximum, "max(a, b): the greater of two"),
    "min": Function(2, np.minimum, "min(a, b): the lesser of two"),
    "perm_inverse": Function(2, _permutation_inverse, "perm_inverse(a, n): the permutation of n things that undoes a"),
    "popcount": Function(1, _popcount, "popcount(n): how many bits of n are set"),
    "shl": Function(2, _shift_left, "shl(a, n): a moved n bits to the left"),
    "shr": Function(2, _shift_right, "shr(a, n): a moved n bits to the right"),
    "weekday": Function(3, _weekday, "weekday(year, month, day): 1 for Monday to 7 for Sunday"),
    "xor": Function(2, np.bitwise_xor, "xor(a, b): the bits set in one but not in both"),
}
"""Name in an expression -> what it does."""
