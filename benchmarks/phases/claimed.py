"""What naming a phase claims of the answers to come, and how often that held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.phase import Phase


@dataclass(frozen=True, slots=True)
class Bar:
    """Over the next `horizon` answers unseen accuracy is at least, or stays below, `share`; decided on no fewer than
    `least` first-seen answers."""

    at_least: bool
    share: float
    horizon: int
    least: int

    def held(self, answers: Sequence[Evidence]) -> bool | None:
        """Whether it did over these; None where they are too few to say."""
        unseen = [one for one in answers[: self.horizon] if one.kind is EvidenceKind.FIRST_SEEN]
        if len(answers) < self.horizon or len(unseen) < self.least:
            return None
        chance = sum(one.chance for one in unseen) / len(unseen)
        accuracy = (sum(one.correct for one in unseen) / len(unseen) - chance) / (1 - chance)
        return (accuracy >= self.share) is self.at_least


COACH: Final = {
    Phase.PLATEAU: Bar(at_least=False, share=0.25, horizon=300, least=12),
    Phase.SHIFTING: Bar(at_least=True, share=0.5, horizon=600, least=12),
    Phase.GROKKED: Bar(at_least=True, share=0.8, horizon=300, least=30),
}
"""What the coach claimed before the phase's own bounds became the bar."""


def outcomes(
    named: Sequence[Phase], answers: Sequence[Evidence], bars: dict[Phase, Bar], every: int
) -> list[tuple[Phase, bool]]:
    """Claims made at looks `every` so many answers, one of a kind at a time, and whether each held. `named` is the
    phase after each answer; claims that were never decided are left out."""
    free = dict.fromkeys(bars, 0)
    found = []
    for number in range(every, len(answers) + 1, every):
        phase = named[number - 1]
        if phase not in bars or number < free[phase]:
            continue
        free[phase] = number + bars[phase].horizon
        held = bars[phase].held(answers[number:])
        if held is not None:
            found.append((phase, held))
    return found
