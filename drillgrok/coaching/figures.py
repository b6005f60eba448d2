"""Figures by name, as every verdict puts its counts. Whole numbers only; which ones a verdict needs is said in its
file."""

from __future__ import annotations

from collections.abc import Mapping

from drillgrok.coaching.luck import Count

Figures = Mapping[str, int]


def right_and_n(name: str, found: Count) -> Figures:
    """A count as two figures."""
    return {f"{name}_right": found.right, f"{name}_n": found.n}


def guessed(found: Count) -> Figures:
    """What blind guessing gives on the same items, as a figure."""
    return {"guessed": round(found.guessed)}
