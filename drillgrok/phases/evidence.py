"""An answer as the phase model takes it: what it is evidence of, and what else of it bears on a phase. Nothing is
weighed here."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.model.evidence import EvidenceKind, evidence_kind, is_settled
from drillgrok.model.log import Flag, Outcome, Response


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

    @property
    def is_settled(self) -> bool:
        """It measures what is held of settled items."""
        return is_settled(self.kind, self.seen)


@dataclass(frozen=True, slots=True)
class MeasuredAnswer:
    """A first-seen or settled answer, as counts need it."""

    number: int
    right: bool
    chance: float


def evidence_of(response: Response, sitting: str) -> Evidence | None:
    """What the filter takes of a response; None where it is no evidence of a phase."""
    kind = evidence_kind(response)
    if kind is None:
        return None
    return Evidence(
        number=response.seq,
        kind=kind,
        item=response.item,
        seen=response.seen,
        sitting=sitting,
        chance=response.chance,
        correct=bool(response.correct),
        timed_out=response.outcome is Outcome.TIMED_OUT,
        too_fast=Flag.TOO_FAST in response.flags,
        rt_ms=response.rt_ms,
    )
