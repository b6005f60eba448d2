"""The learner's own mark beside the measured change. Two numbers side by side; neither is corrected by the other."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.phases.regions import Phase


def felt_beside_measured(ahas: tuple[int, ...], facts: Facts) -> str:
    """One sentence when the learner marked a click and the figures show a change, else nothing."""
    if not ahas or facts.onset is None or facts.stance.phase not in (Phase.SHIFTING, Phase.GROKKED):
        return ""
    near = min(ahas, key=lambda number: abs(number - facts.onset.number) if facts.onset else 0)
    return (
        f"You felt it click at answer {near:,}; the figures changed around {facts.onset.number:,} "
        f"({facts.onset.low:,} to {facts.onset.high:,})."
    )
