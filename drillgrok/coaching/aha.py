"""The learner's own mark beside the measured change. Two numbers side by side; neither is corrected by the other."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.phases.phase import Phase


def felt_beside_measured(facts: Facts) -> tuple[int, int, int, int] | None:
    """Where the learner felt a click, where the figures changed, and between which answers that can have been; None
    where either is missing. All in measured answers."""
    onset = facts.onset
    if not facts.felt or onset is None or facts.phase not in (Phase.SHIFTING, Phase.GROKKED):
        return None
    near = min(facts.felt, key=lambda answers: abs(answers - onset.number))
    return near, onset.number, onset.low, onset.high
