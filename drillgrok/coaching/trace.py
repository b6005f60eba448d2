"""Whether unseen answers came right more often than luck explains. What is made of it is for the verdicts."""

from __future__ import annotations

from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.luck import Count, luck
from drillgrok.coaching.thresholds import thresholds


def has_trace(facts: Facts) -> bool:
    """Unseen answers of the phase came right more often than luck explains, counting every look."""
    return any(above_luck(answers) for answers in of_the_phase(facts))


def of_the_phase(facts: Facts) -> tuple[Count, ...]:
    """The unseen answers that are looked at: the last of the phase and all of it, or all of the run where those are
    few."""
    if facts.unseen_in_phase.n < UNSEEN_STEP:
        return (facts.unseen,)
    return facts.unseen_lately, facts.unseen_in_phase


def above_luck(found: Count) -> bool:
    """More right ones than luck explains, counting every look; no fewer than twelve can tell."""
    return found.n >= UNSEEN_STEP and luck(found) < thresholds().trace_luck
