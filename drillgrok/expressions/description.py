"""How many bits it takes to write an expression down: one prefix code for all of them. It evaluates nothing."""

from __future__ import annotations

from math import log2
from typing import Final

from drillgrok.expressions.arithmetic import COMPARISONS, OPERATORS
from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.expressions.tree import Call, Chain, Choice, Comparison, Junction, Name, Negation, Negative, Node, Number

_OTHER_KINDS: Final = 7
"""A number, a name, a minus sign before a value, and, or, not, if."""
NODE_BITS: Final = log2(_OTHER_KINDS + len(OPERATORS) + len(COMPARISONS) + len(FUNCTIONS))
"""What it takes to say of which kind a node is, all kinds being alike."""


def number_bits(value: int) -> float:
    """A whole number from 0 on, in the gamma code of its successor (Elias 1975)."""
    return NODE_BITS + 2 * ((value + 1).bit_length() - 1) + 1


def name_bits(variables: int) -> float:
    """One of so many variables."""
    return NODE_BITS + log2(max(variables, 1))


def description_bits(node: Node, variables: int) -> float:
    """The bits of a whole tree over so many variables: its nodes in prefix order."""
    match node:
        case Number(value):
            return number_bits(value)
        case Name():
            return name_bits(variables)
    nodes, parts = _signs(node)
    return NODE_BITS * nodes + sum(description_bits(part, variables) for part in parts)


def _signs(node: Node) -> tuple[int, tuple[Node, ...]]:
    """How many signs join the parts of a node, and the parts."""
    match node:
        case Negative(value=part) | Negation(part):
            found: tuple[int, tuple[Node, ...]] = 1, (part,)
        case Chain(first, rest):
            found = len(rest), (first, *(part for _, _, part in rest))
        case Comparison(first, compared):
            found = len(compared), (first, *(part for _, part in compared))
        case Junction(_, conditions):
            found = len(conditions) - 1, conditions
        case Choice(condition, then, other):
            found = 1, (condition, then, other)
        case Call(_, _, arguments):
            found = 1, arguments
        case _:
            raise AssertionError(f"a node of no known kind: {node!r}")
    return found
