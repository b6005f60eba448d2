"""Reads single values out of the node tree: each reader types one text or adds a flaw and gives None, so that reading
goes on to the next mistake. What the keys of a deck mean is said in read.py and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drillgrok.deckfile import nodes
from drillgrok.deckfile.flaws import Flaw, Report
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.expressions.arithmetic import Column
from drillgrok.expressions.grammar import Expression, ExpressionError, parse_expression
from drillgrok.items.template import Template, TemplateError, parse_template
from drillgrok.model.options import did_you_mean

MOST_VALUES = 20_000_000
"""How many values a range may span; a table's own bound is tighter."""

DECK_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
RANGE = re.compile(r"([+-]?\d{1,18})\s*\.\.\s*([+-]?\d{1,18})", re.ASCII)
DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(s|ms)", re.ASCII)


class StoppedExpressionError(ExpressionError):
    """An expression without a value on some row, and the node it was read from."""

    def __init__(self, node: Scalar, error: ExpressionError) -> None:
        super().__init__(error.offset, error.what, error.mend)
        self.node = node


@dataclass(frozen=True, slots=True)
class PlacedExpression(Expression):
    """An expression that knows its node, so that a mistake found while building the items has a place too."""

    node: Scalar

    def evaluate(self, columns: Mapping[str, Column]) -> Column:
        """As Expression does. Raises StoppedExpressionError."""
        try:
            return Expression.evaluate(self, columns)
        except ExpressionError as error:
            raise StoppedExpressionError(self.node, error) from None


class Reader:
    """Typed reading of one deck file. Every reader takes a node and the words that name it in a flaw."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self._report = report

    def flaw(self, node: Node, what: str, mend: str = "", offset: int = 0) -> None:
        """Add a mistake at a node, or at a character of its text."""
        place = node.at(offset) if isinstance(node, Scalar) and offset else node.place
        self._report.add(Flaw(self.file, place.line, place.column, what, mend))

    def text(self, node: Node, name: str, most: int = 20_000) -> str | None:
        """Any text that is not empty, white space round it dropped."""
        if not isinstance(node, Scalar):
            self.flaw(node, f"{name} is a text.", 'Put quotes round it: "...".')
            return None
        text = node.text.strip()
        if not text:
            self.flaw(node, f"{name} is empty.", "Write a text, or delete the line.")
            return None
        if len(text) > most:
            self.flaw(node, f"{name} has {len(text)} characters.", f"Keep it to {most}.")
            return None
        return text

    def line(self, node: Node, name: str, most: int) -> str | None:
        """A text of one line."""
        text = self.text(node, name, most)
        if text is not None and ("\n" in text or "\t" in text):
            self.flaw(node, f"{name} is one line of text.", "Join its lines and use spaces.")
            return None
        return text

    def word(self, node: Node, name: str, allowed: Sequence[str]) -> str | None:
        """One of the `allowed` words."""
        text = self.line(node, name, 200)
        if text is None or text in allowed:
            return text
        self.flaw(node, f"{text!r} is not a {name}.", did_you_mean(text, allowed))
        return None

    def deck_id(self, node: Node, name: str) -> str | None:
        """An id: lower-case letters, digits and single hyphens."""
        text = self.line(node, name, 64)
        if text is None or DECK_ID.fullmatch(text):
            return text
        self.flaw(node, f"{text!r} is not a {name}.", "Use lower-case letters, digits and hyphens, such as lantern-31.")
        return None

    def share(self, node: Node, name: str, low: float, high: float) -> float | None:
        """A share of 1, written `40%` or `0.4`."""
        text = self.line(node, name, 40)
        if text is None:
            return None
        digits = text.removesuffix("%").rstrip()
        if NUMBER.fullmatch(digits):
            share = float(Fraction(digits) / (100 if text.endswith("%") else 1))
            if low <= share <= high:
                return share
        self.flaw(node, f"{name} is {text!r}.", f"Write a share from {low:.0%} to {high:.0%}, such as {high / 2:.0%}.")
        return None

    def duration_ms(self, node: Node, name: str) -> int | None:
        """A time such as `8 s` or `1200 ms`, in milliseconds, from 0.1 s to 10 minutes."""
        text = self.line(node, name, 40)
        if text is None:
            return None
        found = DURATION.fullmatch(text)
        if found:
            time_ms = round(Fraction(found[1]) * (1000 if found[2] == "s" else 1))
            if 100 <= time_ms <= 600_000:
                return time_ms
        self.flaw(node, f"{name} is {text!r}.", "Write a time from 0.1 s to 600 s with its unit, such as 2.5 s.")
        return None

    def values(self, node: Node, name: str) -> tuple[int, ...] | range | None:
        """The values of a variable: `0..30` (both ends included), one number, or a list of numbers."""
        if isinstance(node, nodes.Sequence):
            return self._listed_values(node, name)
        text = self.line(node, name, 60)
        if text is None:
            return None
        ends = RANGE.fullmatch(text)
        if ends is None:
            number = self._integer(node, text, name)
            return None if number is None else (number,)
        low, high = int(ends[1]), int(ends[2])
        if low > high:
            self.flaw(node, f"{name} runs from {low} down to {high}.", f"Write {high}..{low}.")
            return None
        if high - low >= MOST_VALUES:
            self.flaw(node, f"{name} has {high - low + 1:,} values.", f"Keep it to {MOST_VALUES:,}.")
            return None
        return range(low, high + 1)

    def _listed_values(self, node: nodes.Sequence, name: str) -> tuple[int, ...] | None:
        found = []
        for item in node.items:
            text = self.line(item, f"A value of {name}", 60)
            number = None if text is None else self._integer(item, text, name)
            if number in found:
                self.flaw(item, f"{name} has the value {number} twice.", "Keep one of them.")
            elif number is not None:
                found.append(number)
        if not node.items:
            self.flaw(node, f"{name} has no values.", "Write a range such as 0..30.")
        return tuple(found) or None

    def _integer(self, node: Node, text: str, name: str) -> int | None:
        if _INTEGER.fullmatch(text):
            return int(text)
        self.flaw(node, f"{name} is {text!r}.", "Write a range such as 0..30, or a list such as [1, 2, 5].")
        return None

    def expression(self, node: Node, name: str, names: Collection[str]) -> Expression | None:
        """An expression over `names`, its mistakes placed to the character."""
        if not isinstance(node, Scalar):
            self.flaw(node, f"{name} is one expression.", "Write arithmetic such as (a + b) % 31.")
            return None
        try:
            read = parse_expression(node.text, names)
        except ExpressionError as error:
            self.flaw(node, error.what, error.mend, error.offset)
            return None
        return PlacedExpression(read.text, read.names, read.length, read.bits, read._root, node)

    def expressions(self, node: Node, name: str, names: Collection[str]) -> tuple[Expression, ...]:
        """A list of expressions, or one."""
        found = (self.expression(item, name, names) for item in self.items(node, name))
        return tuple(expression for expression in found if expression is not None)

    def template(self, node: Node, name: str, names: Collection[str]) -> Template | None:
        """A wording with places for `names`."""
        if not isinstance(node, Scalar):
            self.flaw(node, f"{name} is a text.", 'Put quotes round a text with braces: "{a} and {b}".')
            return None
        try:
            return parse_template(node.text, names)
        except TemplateError as error:
            self.flaw(node, error.what, error.mend, error.offset)
            return None

    def items(self, node: Node, name: str) -> tuple[Node, ...]:
        """The nodes of a list; a single text is a list of one."""
        if isinstance(node, nodes.Sequence):
            if not node.items:
                self.flaw(node, f"{name} is an empty list.", "Fill it, or delete the line.")
            return node.items
        if isinstance(node, Scalar):
            return (node,)
        self.flaw(node, f"{name} is a list.", "Write it as [x, y].")
        return ()

    def lines(self, node: Node, name: str, most: int) -> tuple[str, ...]:
        """A list of one-line texts, or one."""
        found = (self.line(item, f"An entry of {name}", most) for item in self.items(node, name))
        return tuple(text for text in found if text is not None)

    def fields(self, node: Node, name: str) -> Fields | None:
        """The keys of a mapping, to be taken one by one."""
        if isinstance(node, nodes.Mapping):
            return Fields(self, node, name)
        self.flaw(
            node, f"{name} is a mapping of keys and values.", "Write 'key: value' lines under it, or {key: value}."
        )
        return None


class Fields:
    """One mapping while it is being read: every key is taken by its name, and what is left over is a mistake."""

    def __init__(self, reader: Reader, mapping: nodes.Mapping, name: str) -> None:
        self._reader = reader
        self._entries: Mapping[str, tuple[Scalar, Node]] = {key.text: (key, value) for key, value in mapping.entries}
        self._asked: list[str] = []
        self._name = name
        self.node = mapping

    def take(self, key: str) -> Node | None:
        """The value of an optional key."""
        self._asked.append(key)
        found = self._entries.get(key)
        return found[1] if found else None

    def require(self, key: str, mend: str) -> Node | None:
        """The value of a key that must be there."""
        node = self.take(key)
        if node is None:
            self._reader.flaw(self.node, f"{self._name} has no {key!r}.", mend)
        return node

    def all(self) -> Iterator[tuple[Scalar, Node]]:
        """Every key and value, all taken: for a mapping whose keys are the author's own names."""
        self._asked.extend(self._entries)
        return iter(self._entries.values())

    def close(self, elsewhere: Mapping[str, str] | None = None) -> None:
        """Add a flaw for each key nobody took; `elsewhere` says of a known key where it belongs."""
        for key, (node, _) in self._entries.items():
            if key not in self._asked:
                mend = (elsewhere or {}).get(key) or did_you_mean(key, self._asked)
                self._reader.flaw(node, f"{self._name} knows no key {key!r}.", mend)
