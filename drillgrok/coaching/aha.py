"""The learner's own mark beside the measured change. Two numbers side by side; neither is corrected by the other."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.phases.phase import Phase


def felt_beside_measured(ahas: tuple[int, ...], facts: Facts) -> str:
    """One sentence when the learner marked a click and the figures show a change, else nothing.

    `ahas` are counted as the change is, in measured answers.
    """
    onset = facts.onset
    if not ahas or onset is None or facts.phase not in (Phase.SHIFTING, Phase.GROKKED):
        return ""
    near = min(ahas, key=lambda answers: abs(answers - onset.number))
    return (
        f"You felt it click at answer {near:,}; the figures changed around {onset.number:,} "
        f"({onset.low:,} to {onset.high:,})."
    )
