"""Each function against another derivation of the same thing."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from itertools import permutations
from math import gcd

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.expressions.grammar import ExpressionError, parse_expression

whole = st.integers(-(2**63), 2**63 - 1)
natural = st.integers(0, 2**63 - 1)


def call(text: str, **columns: int | list[int]) -> list[int]:
    arrays = {name: np.atleast_1d(np.array(values, np.int64)) for name, values in columns.items()}
    return parse_expression(text, arrays).evaluate(arrays).tolist()


@given(st.lists(st.dates(), min_size=1, max_size=50))
def test_weekday_is_the_calendars(days: list[date]) -> None:
    columns = {"y": [d.year for d in days], "m": [d.month for d in days], "d": [d.day for d in days]}
    assert call("weekday(y, m, d)", **columns) == [d.isoweekday() for d in days]


def test_months_and_leap_years_are_the_calendars() -> None:
    years = [year for year in range(1890, 2110) for _ in range(12)]
    months = [month for _ in range(1890, 2110) for month in range(1, 13)]
    expected = [monthrange(year, month)[1] for year, month in zip(years, months, strict=True)]
    assert call("days_in_month(y, m)", y=years, m=months) == expected
    assert call("leap(y)", y=years) == [int(isleap(year)) for year in years]


@given(natural)
def test_a_luhn_digit_makes_the_number_valid(payload: int) -> None:
    whole_number = [int(digit) for digit in reversed(f"{payload}{call('luhn(n)', n=payload)[0]}")]
    doubled = [sum(divmod(2 * digit, 10)) for digit in whole_number[1::2]]
    assert (sum(whole_number[::2]) + sum(doubled)) % 10 == 0


def test_check_digits_of_published_numbers() -> None:
    assert call("luhn(7992739871)") == [3]
    assert call("isbn10(030640615)") == [2]
    assert call("isbn10(080442957)") == [10]
    assert call("isbn13(978030640615)") == [7]


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**12 - 1))
def test_isbn_check_digits_make_the_weighted_sums_vanish(ten: int, thirteen: int) -> None:
    digits = [*map(int, f"{ten:09d}"), call("isbn10(n)", n=ten)[0]]
    assert sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    digits = [*map(int, f"{thirteen:012d}"), call("isbn13(n)", n=thirteen)[0]]
    assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_permutations_compose_left_first_in_lexicographic_numbers(n: int) -> None:
    listed = list(permutations(range(n)))
    pairs = [(a, b) for a in range(len(listed)) for b in range(len(listed))]
    a, b = [a for a, _ in pairs], [b for _, b in pairs]
    expected = [listed.index(tuple(listed[b][listed[a][i]] for i in range(n))) for a, b in pairs]
    assert call(f"compose(a, b, {n})", a=a, b=b) == expected
    assert set(call(f"compose(a, perm_inverse(a, {n}), {n})", a=a)) == {0}


def test_all_of_s5_is_a_group_that_does_not_commute() -> None:
    a, b = np.divmod(np.arange(120 * 120), 120)
    square = np.array(call("compose(a, b, 5)", a=a, b=b)).reshape(120, 120)
    assert all(sorted(row) == list(range(120)) for row in square.tolist())
    assert square.tolist() != square.T.tolist()


@given(st.integers(2, 2**63 - 1), whole)
def test_an_inverse_times_the_number_leaves_one(m: int, a: int) -> None:
    if gcd(a, m) == 1:
        assert call("inverse(a, m)", a=a, m=m) == [pow(a, -1, m)]
    else:
        with pytest.raises(ExpressionError, match="without an inverse"):
            call("inverse(a, m)", a=a, m=m)


@given(natural, st.integers(0, 25))
def test_a_digit_is_the_written_one(n: int, place: int) -> None:
    assert call("digit(n, i)", n=n, i=place) == [int(f"{n:030d}"[-1 - place])]


@given(whole, whole, st.integers(0, 70))
def test_bits_are_pythons(a: int, b: int, n: int) -> None:
    assert call("xor(a, b)", a=a, b=b) == [a ^ b]
    assert call("band(a, b)", a=a, b=b) == [a & b]
    assert call("bor(a, b)", a=a, b=b) == [a | b]
    assert call("shr(a, n)", a=a, n=n) == [a >> n]
    if a >= 0:
        assert call("popcount(a)", a=a) == [a.bit_count()]


@given(whole, st.integers(0, 63))
def test_a_left_shift_that_leaves_64_bits_is_noticed(a: int, n: int) -> None:
    if -(2**63) <= a << n < 2**63:
        assert call("shl(a, n)", a=a, n=n) == [a << n]
    else:
        with pytest.raises(ExpressionError, match="too large"):
            call("shl(a, n)", a=a, n=n)


def test_a_divisor_is_found_even_where_a_sign_could_not_be_dropped() -> None:
    assert call("gcd(a, b)", a=[-(2**63), 12, 0], b=[6, -18, 0]) == [2, 6, 0]


@pytest.mark.parametrize(
    "text",
    [
        "weekday(2023, 2, 29)",
        "weekday(0, 1, 1)",
        "weekday(10000, 1, 1)",
        "days_in_month(2000, 13)",
        "inverse(3, 1)",
        "compose(6, 0, 3)",
        "compose(0, -1, 3)",
        "compose(0, 0, 9)",
        "perm_inverse(0, 0)",
        "luhn(-1)",
        "isbn10(10**9)",
        "isbn13(10**12)",
        "digit(1, -1)",
        "shl(1, 64)",
        "shr(1, -1)",
        "popcount(-1)",
        "abs(-9223372036854775807 - 1)",
        "gcd(-9223372036854775807 - 1, 0)",
    ],
)
def test_a_function_refuses_what_it_is_not_made_for(text: str) -> None:
    with pytest.raises(ExpressionError):
        call(text)


def test_permutations_of_different_sizes_do_not_share_a_table() -> None:
    with pytest.raises(ExpressionError, match="different numbers of things"):
        call("compose(0, 0, n)", n=[3, 4])


def test_every_function_explains_itself_by_its_own_name() -> None:
    for name, function in FUNCTIONS.items():
        assert function.help.startswith(f"{name}(")
        assert function.help.split(")")[0].count(",") == function.arity - 1


def test_twos_complement_and_subnet_sizes_can_be_said() -> None:
    assert call("n - 256 if n >= 128 else n", n=[0, 127, 128, 255]) == [0, 127, -128, -1]
    assert call("2 ** (32 - p) - 2", p=[24, 30, 8]) == [254, 2, 2**24 - 2]
