"""Expression text -> Expression: a small grammar of whole numbers, read by hand. Nothing from a deck is ever executed.

choice      condition [if condition else choice]
condition   comparisons joined by not, and, or
comparison  sum {== != < <= > >= sum}
sum         product {+ - product}
product     signed {* // % signed}
signed      [-] power
power       atom [** signed]
atom        number | name | function(choice, ...) | (choice)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

from drillgrok.expressions.arithmetic import COMPARISONS, HIGHEST, Column
from drillgrok.expressions.description import description_bits
from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.expressions.tree import (
    Call,
    Chain,
    Choice,
    Comparison,
    Junction,
    Name,
    Negation,
    Negative,
    Node,
    Number,
    RowSet,
    StoppedError,
)

MOST_CHARACTERS = 2000
DEEPEST = 40
WORDS = frozenset({"and", "or", "not", "if", "else"})
"""Names that no variable may have, beside those of FUNCTIONS."""

_BLOCK = 1 << 16
"""Rows worked out at a time: what is in between fits the processor's cache, however many rows there are."""

_TOKEN = re.compile(r"\s*(?:(\d+)|([A-Za-z_]\w*)|(\*\*|//|[=!<>]=|[-+*%<>(),]))", re.ASCII)
_MENDS = {
    "/": "Write // for division rounded down.",
    "=": "Write == to compare.",
    "^": "Write ** for a power, or xor(a, b).",
    "&": "Write `and`, or band(a, b) for bits.",
    "|": "Write `or`, or bor(a, b) for bits.",
    "~": "Write -a - 1.",
    "!": "Write `not`, or != to compare.",
    "<<": "Write shl(a, n).",
    ">>": "Write shr(a, n).",
    ".": "Only whole numbers can be used.",
    "×": "Write * to multiply.",
    "·": "Write * to multiply.",
    "−": "Write a plain minus sign: -.",
    "≠": "Write !=.",
    "≤": "Write <=.",
    "≥": "Write >=.",
}
_END = ""


class ExpressionError(Exception):
    """An expression that cannot be read or worked out: `what` is wrong at character `offset` (from 0); `mend` says what
    to do."""

    def __init__(self, offset: int, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.offset = offset
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Expression:
    """A rule over named columns of whole numbers."""

    text: str
    names: frozenset[str]
    """The variables it uses."""
    length: int
    """How many numbers, names and signs it is made of."""
    bits: float
    """What it takes to write it down, in the code of `description`."""
    _root: Node = field(repr=False)

    def evaluate(self, columns: Mapping[str, Column]) -> Column:
        """Its value on each row of `columns`, all (rows,) and holding at least `names`; without columns one row.

        Raises ExpressionError, with the values of the first row that is met, where a number leaves 64 bits or an
        operation has no value.
        """
        rows = len(next(iter(columns.values()))) if columns else 1
        values = np.empty(rows, np.int64)
        for start in range(0, rows, _BLOCK):
            block = slice(start, start + _BLOCK)
            part = {name: columns[name][block] for name in self.names}
            try:
                values[block] = self._root.evaluate(RowSet(part))
            except StoppedError as stop:
                there = ", ".join(f"{name} = {part[name][stop.row]}" for name in sorted(part))
                raise ExpressionError(
                    stop.offset,
                    f"This gives {stop.what}{' where ' * bool(there)}{there}.",
                    "Leave such rows out with `where`, or put an if/else around it.",
                ) from None
        return values


def parse_expression(text: str, names: Collection[str]) -> Expression:
    """Reads an expression that may use the variables `names`. Raises ExpressionError."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(
            MOST_CHARACTERS, f"An expression may have at most {MOST_CHARACTERS} characters.", "Split it with `let`."
        )
    tokens = tuple(_tokens(text))
    parser = _Parser(tokens, names)
    root = parser.whole()
    bits = description_bits(root, len(names))
    return Expression(text, frozenset(parser.used), len(tokens) - 1, bits, root)


@dataclass(frozen=True, slots=True)
class _Token:
    """A number, a name, a sign, or the end."""

    text: str
    offset: int

    @property
    def is_number(self) -> bool:
        return self.text[:1].isdecimal()

    @property
    def is_name(self) -> bool:
        return self.text.isidentifier() and self.text not in WORDS

    def __str__(self) -> str:
        return repr(self.text) if self.text else "the end"


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        sign = text[at:].lstrip()
        if match is None or sign.startswith(("<<", ">>")):
            offset = len(text) - len(sign)
            mend = _MENDS.get(sign[:2]) or _MENDS.get(sign[0], "Use numbers, names, signs and functions only.")
            raise ExpressionError(offset, f"{sign[0]!r} cannot stand in an expression.", mend)
        at = match.end()
        yield _Token(match[match.lastindex or 0], match.start(match.lastindex or 0))
    yield _Token(_END, len(text))


class _Parser:
    """One pass over the tokens; every method reads what its name says and leaves the cursor behind it."""

    def __init__(self, tokens: tuple[_Token, ...], names: Collection[str]) -> None:
        self.used: set[str] = set()
        self._tokens = tokens
        self._names = names
        self._at = 0
        self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> _Token | None:
        """The next token, taken, if it is one of `texts`."""
        token = self._next
        if token.text not in texts:
            return None
        self._at += 1
        return token

    def _expect(self, text: str, after: str) -> None:
        if not self._take(text):
            raise ExpressionError(self._next.offset, f"{text!r} is missing {after}, before {self._next}.")

    def _deeper(self, read: Callable[[], Node]) -> Node:
        """What `read` reads, one level further in: no text may nest so deep that reading it exhausts the stack."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(
                self._next.offset, f"This is nested more than {DEEPEST} levels deep.", "Split it with `let`."
            )
        node = read()
        self._depth -= 1
        return node

    def whole(self) -> Node:
        node = self._choice()
        if self._next.text != _END:
            raise ExpressionError(
                self._next.offset, f"{self._next} cannot follow here.", "Put an operator, such as + or *, between."
            )
        return node

    def _choice(self) -> Node:
        then = self._either()
        if not self._take("if"):
            return then
        condition = self._either()
        self._expect("else", "after `if`")
        return Choice(condition, then, self._deeper(self._choice))

    def _either(self) -> Node:
        return self._junction("or", self._both)

    def _both(self) -> Node:
        return self._junction("and", self._negation)

    def _junction(self, word: str, read: Callable[[], Node]) -> Node:
        conditions = [read()]
        while self._take(word):
            conditions.append(read())
        return Junction(word == "or", tuple(conditions)) if len(conditions) > 1 else conditions[0]

    def _negation(self) -> Node:
        return Negation(self._deeper(self._negation)) if self._take("not") else self._comparison()

    def _comparison(self) -> Node:
        first = self._sum()
        rest = []
        while sign := self._take(*COMPARISONS):
            rest.append((sign.text, self._sum()))
        return Comparison(first, tuple(rest)) if rest else first

    def _sum(self) -> Node:
        return self._chain(self._product, "+", "-")

    def _product(self) -> Node:
        return self._chain(self._signed, "*", "//", "%")

    def _chain(self, read: Callable[[], Node], *operators: str) -> Node:
        first = read()
        rest = []
        while operator := self._take(*operators):
            rest.append((operator.offset, operator.text, read()))
        return Chain(first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        if minus := self._take("-"):
            return Negative(minus.offset, self._deeper(self._signed))
        return self._power()

    def _power(self) -> Node:
        base = self._atom()
        if sign := self._take("**"):
            return Chain(base, ((sign.offset, sign.text, self._deeper(self._signed)),))
        return base

    def _atom(self) -> Node:
        token = self._next
        self._at += 1
        if token.is_number:
            return _number(token)
        if token.is_name:
            return self._call(token) if self._next.text == "(" else self._name(token)
        if token.text == "(":
            inner = self._deeper(self._choice)
            self._expect(")", "after what stands in brackets")
            return inner
        raise ExpressionError(token.offset, f"A value is missing before {token}.", "Write a number or a name there.")

    def _name(self, token: _Token) -> Node:
        if token.text not in self._names:
            known = ", ".join(sorted(self._names)) or "none"
            near = get_close_matches(token.text, self._names, 1)
            mend = f"Did you mean {near[0]!r}?" if near else f"The values here are: {known}."
            if token.text in FUNCTIONS:
                mend = f"{token.text} is a function: {FUNCTIONS[token.text].help}."
            raise ExpressionError(token.offset, f"There is no value called {token.text!r}.", mend)
        self.used.add(token.text)
        return Name(token.text)

    def _call(self, token: _Token) -> Node:
        if token.text not in FUNCTIONS:
            near = get_close_matches(token.text, FUNCTIONS, 1)
            mend = f"Did you mean {near[0]!r}?" if near else f"The functions are: {', '.join(FUNCTIONS)}."
            raise ExpressionError(token.offset, f"There is no function called {token.text!r}.", mend)
        function = FUNCTIONS[token.text]
        self._take("(")
        arguments = [self._deeper(self._choice)]
        while self._take(","):
            arguments.append(self._deeper(self._choice))
        self._expect(")", f"after the values of {token.text}")
        if len(arguments) != function.arity:
            wanted = f"{function.arity} value{'s' * (function.arity > 1)}"
            raise ExpressionError(
                token.offset, f"{token.text} takes {wanted}, not {len(arguments)}.", f"It is {function.help}."
            )
        return Call(token.offset, token.text, tuple(arguments))


def _number(token: _Token) -> Node:
    if len(token.text) > len(str(HIGHEST)) or int(token.text) > HIGHEST:
        raise ExpressionError(token.offset, "This number is too large for 64 bits.", f"The largest is {HIGHEST}.")
    return Number(int(token.text))
