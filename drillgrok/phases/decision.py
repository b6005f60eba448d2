"""Which phase is named: the one rule, by the phases' probabilities, that every view and the coach go by, and what a
name promises.

It looks at probabilities and counts only. What it names it keeps until the probability falls clearly below what naming
took, so that a name does not flicker. Its numbers are in bars.json, which `tools/phase_bars.py` writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.phase import PHASES, Phase

FILE: Final = Path(__file__).with_name("bars.json")


@dataclass(frozen=True, slots=True)
class Bar:
    """What it takes to name a phase."""

    name: float
    """Its probability, from which it is named."""
    keep: float
    """The same from which it stays named."""
    settled: int
    """Settled answers, without which it is not named."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a name claims: over the next `horizon` measured answers chance-corrected unseen accuracy is at least, or
    stays below, `share`; decided on no fewer than `least` first-seen answers."""

    at_least: bool
    share: float
    horizon: int
    least: int


_SETTLED: Final = {Phase.MEMORISING: SETTLED_NEEDED, Phase.PLATEAU: SETTLED_NEEDED, Phase.SHIFTING: 0, Phase.GROKKED: 0}
"""Unseen answers alone show a shift; what memory holds shows in settled ones."""
_VALUES: Final = json.loads(FILE.read_text(encoding="utf-8"))
BARS: Final[Mapping[Phase, Bar]] = {
    phase: Bar(_VALUES["name"][phase], _VALUES["keep"][phase], _SETTLED[phase]) for phase in PHASES
}
"""Above a half each, so that no two can hold."""
HORIZON, LEAST = 200, 12
PROMISES: Final[Mapping[Phase, Promise]] = {
    phase: Promise(phase is not Phase.PLATEAU, share, HORIZON, LEAST)
    for phase, share in ((Phase(name), share) for name, share in _VALUES["promised"].items())
}
"""Plateau, shifting, grokked."""


def decide(probabilities: Sequence[float], first_seen: int, settled: int, before: Phase) -> Phase:
    """The phase to name now; `probabilities` in the order of PHASES, `before` what was named up to here."""
    return named_by(BARS, probabilities, first_seen, settled, before)


def named_by(
    bars: Mapping[Phase, Bar], probabilities: Sequence[float], first_seen: int, settled: int, before: Phase
) -> Phase:
    """`decide` by other bars."""
    if first_seen < FIRST_SEEN_NEEDED:
        return Phase.UNCLEAR
    for phase, probability in zip(PHASES, probabilities, strict=True):
        bar = bars[phase]
        if probability >= (bar.keep if phase is before else bar.name) and settled >= bar.settled:
            return phase
    return Phase.UNCLEAR
