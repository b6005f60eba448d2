"""Pieces of sentences that several verdicts share, from their figures. No sentence stands here whole."""

from __future__ import annotations

from drillgrok.coaching.figures import Figures


def guessing(f: Figures) -> str:
    """What blind guessing gives, or the best habit where that gives more."""
    who = "the best habit" if f.get("habit") else "blind guessing"
    return f"{who} gives about {f['guessed']}" if f["guessed"] else f"{who} gives hardly any"


def right_of(f: Figures, name: str) -> str:
    """Like 3 of 40."""
    return f"{f[f'{name}_right']:,} of {f[f'{name}_n']:,}"


def times_in(f: Figures, name: str) -> str:
    """Like 3 times in 40."""
    return f"{f[f'{name}_right']:,} times in {f[f'{name}_n']:,}"


def seconds(ms: int) -> str:
    """Like 2.1 s."""
    return f"{ms / 1000:.1f} s"
