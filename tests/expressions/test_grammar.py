"""Expressions mean what Python means by the same text, or stop with a sentence; no text can do anything else."""

from __future__ import annotations

from math import gcd

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.expressions.grammar import ExpressionError, parse_expression

LOWEST, HIGHEST = -(2**63), 2**63 - 1


class Word(int):
    """A Python integer that refuses to leave 64 bits: the oracle."""

    def __new__(cls, value: int) -> Word:
        if not LOWEST <= value <= HIGHEST:
            raise OverflowError
        return super().__new__(cls, value)

    def __add__(self, other: int) -> Word:
        return Word(int(self) + other)

    def __sub__(self, other: int) -> Word:
        return Word(int(self) - other)

    def __mul__(self, other: int) -> Word:
        return Word(int(self) * other)

    def __floordiv__(self, other: int) -> Word:
        return Word(int(self) // other)

    def __mod__(self, other: int) -> Word:
        return Word(int(self) % other)

    def __neg__(self) -> Word:
        return Word(-int(self))

    def __pow__(self, exponent: int) -> Word:
        if not 0 <= exponent <= 63:
            raise OverflowError
        return Word(int(self) ** exponent)


def truth(value: bool) -> Word:
    return Word(int(value))


ORACLE = {
    "W": Word,
    "T": truth,
    "min": min,
    "max": max,
    "abs": lambda a: Word(abs(int(a))),
    "gcd": lambda a, b: Word(gcd(a, b)),
    "xor": lambda a, b: Word(int(a) ^ int(b)),
}
"""What Python is given beside the variables: checked numbers, checked truth, and its own functions."""

Pair = tuple[str, str]
"""The same expression for drillgrok and for Python."""


def _arithmetic(parts: tuple[Pair, str, Pair, bool]) -> Pair:
    left, sign, right, bracketed = parts
    ours, python = (f"{left[i]} {sign} {right[i]}" for i in (0, 1))
    return (f"({ours})", f"({python})") if bracketed else (ours, python)


def _longer(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    signs = st.sampled_from(["+", "-", "*", "//", "%", "**"])
    compared = st.tuples(inner, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), inner).map(
        lambda p: (f"({p[0][0]} {p[1]} {p[2][0]})", f"T({p[0][1]} {p[1]} {p[2][1]})")
    )
    joined = st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
        lambda p: (f"({p[0][0]} {p[1]} {p[2][0]})", f"T(bool({p[0][1]}) {p[1]} bool({p[2][1]}))")
    )
    chosen = st.tuples(inner, inner, inner).map(
        lambda p: (f"({p[0][0]} if {p[1][0]} else {p[2][0]})", f"({p[0][1]} if {p[1][1]} else {p[2][1]})")
    )
    called = st.tuples(st.sampled_from(["min", "max", "gcd", "xor"]), inner, inner).map(
        lambda p: (f"{p[0]}({p[1][0]}, {p[2][0]})", f"{p[0]}({p[1][1]}, {p[2][1]})")
    )
    return st.one_of(
        st.tuples(inner, signs, inner, st.booleans()).map(_arithmetic),
        compared,
        joined,
        chosen,
        called,
        inner.map(lambda p: (f"-{p[0]}", f"-{p[1]}")),
        inner.map(lambda p: (f"(not {p[0]})", f"T(not {p[1]})")),
        inner.map(lambda p: (f"abs({p[0]})", f"abs({p[1]})")),
    )


numbers = st.one_of(st.integers(-9, 9), st.integers(LOWEST, HIGHEST), st.sampled_from([LOWEST, HIGHEST]))
literals = st.one_of(st.integers(0, 70), st.integers(0, HIGHEST)).map(lambda n: (str(n), f"W({n})"))
pairs = st.recursive(st.one_of(literals, st.sampled_from([("a", "a"), ("b", "b")])), _longer, max_leaves=8)
rows = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4)


def value(text: str, **columns: list[int]) -> list[int]:
    arrays = {name: np.array(values, np.int64) for name, values in columns.items()}
    return parse_expression(text, arrays).evaluate(arrays).tolist()


def error(text: str, **columns: list[int]) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        value(text, **columns)
    assert 0 <= caught.value.offset <= len(text)
    return caught.value


@given(pairs, rows)
def test_an_expression_has_pythons_value_on_every_row_or_none_where_python_has_none(
    pair: Pair, table: list[tuple[int, int]]
) -> None:
    ours, python = pair
    columns = {"a": [a for a, _ in table], "b": [b for _, b in table]}
    try:
        expected = [eval(python, ORACLE | {"a": Word(a), "b": Word(b)}) for a, b in table]
    except (OverflowError, ZeroDivisionError):
        error(ours, **columns)
    else:
        assert value(ours, **columns) == expected


@given(numbers, numbers, st.sampled_from("+-*"))
def test_a_result_outside_64_bits_is_always_noticed(a: int, b: int, sign: str) -> None:
    exact = {"+": a + b, "-": a - b, "*": a * b}[sign]
    if LOWEST <= exact <= HIGHEST:
        assert value(f"a {sign} b", a=[a], b=[b]) == [exact]
    else:
        assert error(f"a {sign} b", a=[a], b=[b]).what.startswith("This gives a number too large for 64 bits")


@given(st.text(alphabet="ab019 +-*/%()<>=!,.ifelsndotr^{}[]'\"_∘\n", max_size=40))
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    refusal = None
    try:
        parse_expression(text, {"a", "b"})
    except ExpressionError as caught:
        refusal = caught
    assert refusal is None or (0 <= refusal.offset <= len(text) and refusal.what.endswith("."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("10 - 3 - 2", 5),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("7 % -3", -2),
        ("not 1 == 2", 1),
        ("1 < 2 < 3", 1),
        ("1 < 3 < 2", 0),
        ("1 or 0 and 0", 1),
        ("5 and 7", 1),
        ("1 if 0 else 2 if 0 else 3", 3),
        ("(-2) ** 63", LOWEST),
        ("1if 1else 2", 1),
    ],
)
def test_operators_bind_as_in_python_and_conditions_are_one_or_zero(text: str, expected: int) -> None:
    assert value(text) == [expected]


def test_only_the_branch_that_is_taken_is_worked_out() -> None:
    assert value("a // b if b else 0", a=[7, 8], b=[2, 0]) == [3, 0]
    assert value("b != 0 and a // b > 3", a=[7, 8], b=[2, 0]) == [0, 0]
    assert value("b == 0 or a // b > 3", a=[7, 8], b=[2, 0]) == [0, 1]
    assert value("0 if b == 0 else 5 if a == 7 else a // (a - 7)", a=[7, 8, 7], b=[1, 2, 0]) == [5, 8, 0]


def test_an_error_names_the_row_it_came_from_even_inside_a_branch() -> None:
    assert "where a = 3, b = 0." in error("a // b", a=[1, 3], b=[1, 0]).what
    assert "where a = 8, b = 0." in error("a // b if a > 5 else 1", a=[1, 8], b=[0, 0]).what
    far = error("a // b", a=[0] * 70_000 + [5], b=[1] * 70_000 + [0])
    assert "where a = 5, b = 0." in far.what


def test_an_error_points_at_the_operator_that_failed() -> None:
    assert error("1 + a // b", a=[1], b=[0]).offset == 6
    assert error("weekday(2023, 2, a)", a=[29]).offset == 0


def test_a_constant_fills_every_row() -> None:
    assert value("2 + 3", a=[1, 1, 1]) == [5, 5, 5]
    assert value("a", a=[]) == []


def test_an_expression_knows_its_names_and_its_length() -> None:
    expression = parse_expression("(a + b) % 31", {"a", "b", "c"})
    assert expression.names == {"a", "b"}
    assert expression.length == 7
    assert expression.text == "(a + b) % 31"


@pytest.mark.parametrize(
    ("text", "offset", "mend"),
    [
        ("a / 2", 2, "//"),
        ("a = 2", 2, "=="),
        ("a ^ 2", 2, "**"),
        ("a & 2", 2, "band"),
        ("a<<2", 1, "shl"),
        ("1.5", 1, "whole"),
        ("a − 1", 2, "minus"),
        ("zz", 0, "values here"),
        ("other", 0, "Did you mean 'others'?"),
        ("weekdy(1, 1, 1)", 0, "Did you mean 'weekday'?"),
        ("luhn", 0, "luhn is a function"),
        ("min(1)", 0, "min(a, b)"),
        ("a b", 2, "operator"),
        ("2a", 1, "operator"),
        ("a +", 3, "Write a number or a name"),
        ("", 0, "Write a number or a name"),
    ],
)
def test_a_mistake_is_pointed_at_and_comes_with_its_mend(text: str, offset: int, mend: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text, {"a", "others"})
    assert caught.value.offset == offset
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "2**64",
        "a**a**a",
        "9" * 1999,
        "(" * 1000 + "a" + ")" * 999,
        "-" * 1999 + "a",
        "not " * 400 + "a",
        "abs(" * 300 + "a" + ")" * 300,
        "2**" * 600 + "2",
        "a if a else " * 150 + "a",
        "a" * 2001,
        "__import__('os')",
        "a.real",
        "a[0]",
        "(lambda: 1)()",
        "1_000",
        "٣",
    ],
)
def test_hostile_texts_are_refused(text: str) -> None:
    error(text, a=[9])


def test_a_sum_as_long_as_allowed_is_worked_out() -> None:
    assert value("+".join("a" * 1000), a=[1, 2]) == [1000, 2000]
    assert value(" or ".join("a" * 300), a=[0, 2]) == [0, 1]
    assert value("<".join("a" * 900), a=[0]) == [0]
