"""Figures by name, as every verdict puts its counts. Whole numbers only; which ones a verdict needs is said in its
file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drillgrok.coaching.luck import Count

if TYPE_CHECKING:
    from drillgrok.coaching.facts import Facts

Figures = Mapping[str, int]


def right_and_n(name: str, found: Count) -> Figures:
    """A count as two figures."""
    return {f"{name}_right": found.right, f"{name}_n": found.n}


def guessed(facts: Facts, found: Count) -> Figures:
    """What blind guessing, or the best habit, gives on the same items, as a figure."""
    return {"guessed": round(found.guessed), **({"habit": 1} if facts.circumstances.by_habit else {})}
