"""What a response says to the phase model: which of its rows are evidence, and of what. Nothing is weighed here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from drillgrok.model.log import PLAIN, Clock, Flag, Outcome, Response, Role

SETTLED_EXPOSURES = 6


class EvidenceKind(IntEnum):
    """What an answer bears on."""

    FIRST_SEEN = 0
    """Unseen accuracy: given before any feedback on its group."""
    REPROBE = 1
    """The same, but the learner may remember their own earlier answer."""
    RECALL = 2
    """Memory: a practised item on the calm clock, after `seen` exposures."""
    PRESSED = 3
    """Engagement only: a deadline that follows the learner pins accuracy."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer as the filter takes it."""

    number: int
    """The response number in its run."""
    kind: EvidenceKind
    item: str
    seen: int
    sitting: str
    """Name of the sitting; memory fades between two of them."""
    chance: float
    correct: bool
    timed_out: bool
    too_fast: bool
    rt_ms: int | None


def evidence_of(response: Response, sitting: str) -> Evidence | None:
    """What a response bears on, or None when it is no evidence of a phase: void, undone, idle, re-drilled, an exam's,
    reworded, or of an item for which the rule does not hold."""
    if not response.is_evidence or response.role is Role.EXAM or response.presentation != PLAIN:
        return None
    if Flag.EXCEPTION in response.flags:
        return None
    return Evidence(
        number=response.seq,
        kind=_kind(response),
        item=response.item,
        seen=response.seen,
        sitting=sitting,
        chance=response.chance,
        correct=bool(response.correct),
        timed_out=response.outcome is Outcome.TIMED_OUT,
        too_fast=Flag.TOO_FAST in response.flags,
        rt_ms=response.rt_ms,
    )


def _kind(response: Response) -> EvidenceKind:
    if response.clock is not Clock.CALM:
        return EvidenceKind.PRESSED
    if response.seen == 0:
        return EvidenceKind.FIRST_SEEN if response.shown == 0 else EvidenceKind.REPROBE
    return EvidenceKind.RECALL
