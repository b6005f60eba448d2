"""A deck of a million items: read whole, and its expressions alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Final

import numpy as np

from benchmarks.decks import deck_from_text
from benchmarks.measuring import Figure, Section, timed_ms
from drillgrok.expressions.grammar import parse_expression

_BAR_S: Final = 2.0
_SIDE: Final = 1000

_PLAIN: Final = """
deck: million
title: Million
items:
  table: {a: 0..999, b: 0..999}
  prompt: "{a} and {b}"
  answer: (a * b + 7) % 997
rule: A product.
"""
_RICH: Final = """
deck: million-rich
title: Million
items:
  table: {a: 0..1000, b: 0..999}
  where: a != b
  let: {c: a * b, low: "min(a, b)"}
  prompt: "{a} and {b}"
  answer: (c + 7) % 997 if low % 2 == 0 else xor(a, b)
  group: {unordered: [a, b]}
  parts: [a, b]
rephrased:
  - {prompt: "{a} and what give {answer}?", answer: b}
rule: A product, or not.
"""
_EXPRESSIONS: Final = ("(a + b) % 31", "a * b // 7 - 3 * a ** 2", "xor(a, b) if a < b else gcd(a, b)")

_HOW: Final = """\
`read_deck` on a table of 1,000,000 rows, text to checked deck with keys, groups and chances: a plain one, and one with
`where`, `let`, if/else, unordered groups, parts and a rephrasing (999,000 items are left). Then expressions alone on a
million rows. Medians of three, in this process."""


def run(*, quick: bool) -> Section:
    """Three of each, one when quick."""
    rounds = 1 if quick else 3
    a, b = (column.ravel().astype(np.int64) for column in np.indices((_SIDE, _SIDE)))
    figures = [
        Figure(f"reading a {kind} table", _median_ms(partial(deck_from_text, text), rounds) / 1000, "s", _BAR_S)
        for kind, text in (("plain", _PLAIN), ("rich", _RICH))
    ]
    for text in _EXPRESSIONS:
        expression = parse_expression(text, ("a", "b"))
        work_ms = _median_ms(partial(expression.evaluate, {"a": a, "b": b}), rounds)
        figures.append(Figure(f"`{text}` on a million rows", work_ms, "ms"))
    return Section("A million items", _HOW, tuple(figures))


def _median_ms(work: Callable[[], object], rounds: int) -> float:
    return median(timed_ms(work) for _ in range(rounds))
