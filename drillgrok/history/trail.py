"""What the phase model said at regular places of a run, taken down as it passes by; nothing is inferred here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drillgrok.history.figures import BeliefAt
from drillgrok.history.sums import MOST
from drillgrok.phases.version import MODEL_VERSION

if TYPE_CHECKING:
    from drillgrok.phases.regions import Belief as Bounds
    from drillgrok.phases.track import Track

STRIDE = 25
_DECIMALS = 4


@dataclass(slots=True)
class Trail:
    """Beliefs at every `stride`-th response up to `number`; grows in place."""

    number: int = 0
    stride: int = STRIDE
    beliefs: list[BeliefAt] = field(default_factory=list)
    latest: BeliefAt | None = None
    """What it said when the trail was last kept."""
    model_version: int = MODEL_VERSION

    def is_due(self, number: int) -> bool:
        """Whether what the model says after response `number` is taken down."""
        return number % self.stride == 0

    def take(self, number: int, track: Track) -> None:
        """The model has gone over response `number`, the next one; it cannot be marked any more. Where nothing is due,
        `track` may be an earlier one."""
        self.number = number
        if not self.is_due(number):
            return
        self.beliefs.append(belief_of(number, track))
        if len(self.beliefs) == MOST:
            self.beliefs = self.beliefs[1::2]
            self.stride *= 2


def belief_of(number: int, track: Track) -> BeliefAt:
    """What the model says after response `number`."""
    found = track.posterior
    memorising, plateau, shifting, grokked = (round(p, _DECIMALS) for p in found.p.values())
    return BeliefAt(
        number=number,
        p=(memorising, plateau, shifting, grokked),
        phase=found.phase.value,
        unseen=_rounded(found.unseen),
        practised=_rounded(found.practised),
        engaged=round(found.engaged, _DECIMALS),
    )


def _rounded(bounds: Bounds) -> tuple[float, float, float]:
    return round(bounds.mean, _DECIMALS), round(bounds.low, _DECIMALS), round(bounds.high, _DECIMALS)
