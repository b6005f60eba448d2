"""What a verdict claims about answers still to come, as data, and how it turned out. Nothing is scored by before and
after of rest or pressure: a bad stretch mends by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from drillgrok.coaching.luck import Count
from drillgrok.model.evidence import HIGHEST_CHANCE, EvidenceKind, evidence_kind
from drillgrok.model.log import PLAIN, Clock, Flag, Response, Role
from drillgrok.phases.decision import PROMISES
from drillgrok.phases.phase import Phase


class Measure(StrEnum):
    """Which answers a claim is about."""

    UNSEEN = "unseen"
    """First-seen items on the calm clock."""
    UNSEEN_QUICK = "unseen_quick"
    """First-seen items on the quick clock."""
    REPHRASED = "rephrased"
    """Practised items in other words."""


class ClaimScore(StrEnum):
    """How a claim turned out."""

    HELD = "held"
    FAILED = "failed"
    OPEN = "open"
    """Not decided, or never to be: too few answers came, or the rule was revealed meanwhile."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Over the next `horizon` measured responses the chance-corrected accuracy of `measure` will be at least, or will
    stay below, `share`; decided on no fewer than `least` answers."""

    number: int
    """The response at which it was made."""
    measure: Measure
    at_least: bool
    share: float
    horizon: int
    least: int
    exam_settles: bool = False
    """An exam passed within the horizon makes it hold, whatever the rest."""

    @property
    def outlasts_the_telling(self) -> bool:
        """It can be made of a rule that was read, and decided though one is read meanwhile: on the quick clock reading
        does not help by itself."""
        return self.measure is Measure.UNSEEN_QUICK


def promised(phase: Phase, *, exam_settles: bool = False) -> Claim:
    """What naming this phase promises, as the phase model's rule has it."""
    promise = PROMISES[phase]
    return Claim(
        0, Measure.UNSEEN, promise.at_least, promise.share, promise.horizon, promise.least, exam_settles=exam_settles
    )


def claim_of(values: Mapping[str, Any] | None) -> Claim | None:
    """The claim of a stored verdict from its JSON values. Raises ValueError, KeyError or TypeError on anything else."""
    return None if values is None else Claim(**{**values, "measure": Measure(values["measure"])})


@dataclass(slots=True)
class Sequel:
    """What followed a claim; grows in place, answer by answer."""

    claim: Claim
    followed: int = 0
    """Measured responses since, up to the horizon."""
    last: int = 0
    """The last of them; 0 before the first."""
    found: Count = field(default_factory=Count)
    """The answers it is about."""
    narrated: bool = False
    """The rule was open to one of them."""

    @property
    def over(self) -> bool:
        """The horizon is reached."""
        return self.followed >= self.claim.horizon

    def take(self, response: Response, measure: Measure | None) -> None:
        """One more measured response with the measure it bears on; it has to come after the claim, within its
        horizon."""
        self.followed += 1
        self.last = response.seq
        self.narrated = self.narrated or Flag.NARRATED in response.flags
        if measure is self.claim.measure:
            self.found += Count(int(bool(response.correct)), 1, response.chance)

    def score(self, exams_passed: Iterable[int]) -> ClaimScore:
        """How the claim turned out. `exams_passed`: the last response number of each exam that was passed."""
        claim, found = self.claim, self.found
        if claim.exam_settles and any(claim.number < number <= self.last for number in exams_passed):
            return ClaimScore.HELD
        revealed = self.narrated and not claim.outlasts_the_telling
        certain = found.n > 0 and found.chance >= 1  # an item that anyone gets right decides nothing
        if revealed or certain or not self.over or found.n < claim.least:
            return ClaimScore.OPEN
        return ClaimScore.HELD if (found.corrected >= claim.share) is claim.at_least else ClaimScore.FAILED


def measure_of(response: Response) -> Measure | None:
    """The measure that a measured response bears on; none for most."""
    if response.chance > HIGHEST_CHANCE:
        return None
    if response.presentation != PLAIN:
        return Measure.REPHRASED if response.role is Role.PRACTISED else None
    if not response.first_seen or response.flags & {Flag.EXCEPTION, Flag.AKIN}:
        return None
    if response.clock is Clock.QUICK:
        return Measure.UNSEEN_QUICK
    return Measure.UNSEEN if evidence_kind(response) is EvidenceKind.FIRST_SEEN else None
