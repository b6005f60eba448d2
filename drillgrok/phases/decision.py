"""Which phase is named: the one rule, by the phases' probabilities, that every view and the coach go by.

It looks at probabilities and counts only. What it names it keeps until the probability falls clearly below what naming
took, so that a name does not flicker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.phases.phase import FIRST_SEEN_NEEDED, PHASES, SETTLED_NEEDED, Phase


@dataclass(frozen=True, slots=True)
class Bar:
    """What it takes to name a phase."""

    name: float
    """Its probability, from which it is named."""
    keep: float
    """The same from which it stays named."""
    settled: int
    """Settled answers, without which it is not named."""


BARS: Final[Mapping[Phase, Bar]] = {
    Phase.MEMORISING: Bar(name=0.75, keep=0.6, settled=SETTLED_NEEDED),
    Phase.PLATEAU: Bar(name=0.9, keep=0.8, settled=SETTLED_NEEDED),
    Phase.SHIFTING: Bar(name=0.75, keep=0.6, settled=0),
    Phase.GROKKED: Bar(name=0.7, keep=0.6, settled=0),
}
"""Above a half each, so that no two can hold. Unseen answers alone show a shift; memory shows in settled ones."""


def decide(probabilities: Sequence[float], first_seen: int, settled: int, before: Phase) -> Phase:
    """The phase to name now; `probabilities` in the order of PHASES, `before` what was named up to here."""
    if first_seen < FIRST_SEEN_NEEDED:
        return Phase.UNCLEAR
    for phase, probability in zip(PHASES, probabilities, strict=True):
        bar = BARS[phase]
        if probability >= (bar.keep if phase is before else bar.name) and settled >= bar.settled:
            return phase
    return Phase.UNCLEAR
