"""What the coach says, as values: kinds, a verdict, and what was said before. No rule of when to say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drillgrok.coaching.claims import Claim
from drillgrok.phases.phase import Phase


class VerdictKind(StrEnum):
    """What a verdict is about, as the response log's replay names it."""

    NOT_ENOUGH_DATA = "not_enough_data"
    KNOWN = "known"
    TIRED = "tired"
    RECITED_ONLY = "recited_only"
    MEMORISED_ONLY = "memorised_only"
    GROKKED = "grokked"
    SHIFTING = "shifting"
    EXPERT_BEGINNER = "expert_beginner"
    NO_SIGN = "no_sign"
    PLATEAU = "plateau"
    MEMORISING = "memorising"


ASIDES = frozenset({VerdictKind.TIRED, VerdictKind.EXPERT_BEGINNER})
"""These say nothing of unseen answers, and what stood before them stands after them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the coach says, with all that its words need. Small enough to be stored as it is."""

    kind: VerdictKind
    number: int
    """The response after which it was given."""
    phase: Phase
    """The phase as the coach has named it: slower to change than the leading one."""
    since: int
    """The response at which that phase began."""
    figures: Mapping[str, int]
    """Every number in its sentences: counts, response numbers, milliseconds."""
    unseen: int
    """Unseen answers that were counted when it was given; their figures stand still until 12 more are in."""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a run so far."""

    last: Verdict | None = None
    standing: Verdict | None = None
    """The last that was no aside."""
    milestones: frozenset[int] = field(default_factory=frozenset)
    pushed_at: int | None = None
    """The response after which the clock was last tightened for comfort."""
    claims: Mapping[VerdictKind, Claim] = field(default_factory=dict)
    """The last claim made by each kind."""

    def then(self, verdict: Verdict) -> Said:
        """With one more verdict."""
        aside = verdict.kind in ASIDES
        milestone = {verdict.figures["milestone"]} if verdict.kind is VerdictKind.NO_SIGN else set()
        return Said(
            last=verdict,
            standing=self.standing if aside else verdict,
            milestones=self.milestones | milestone,
            pushed_at=verdict.number if verdict.kind is VerdictKind.EXPERT_BEGINNER else self.pushed_at,
            claims={**self.claims, verdict.kind: verdict.claim} if verdict.claim else self.claims,
        )


def said(verdicts: Iterable[Verdict]) -> Said:
    """What was said, from the stored verdicts in their order."""
    so_far = Said()
    for verdict in verdicts:
        so_far = so_far.then(verdict)
    return so_far
