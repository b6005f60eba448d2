"""What the first measured answers after days away found still there. Counts; says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.model.evidence import EvidenceKind, evidence_kind
from drillgrok.model.log import UNSEEN_LEAST, Response
from drillgrok.practice.queued import SETTLED_AGAIN, UNSEEN_AGAIN
from drillgrok.practice.state import Session
from drillgrok.practice.summary import RightCount


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """Right answers after days away."""

    away_days: int
    settled: RightCount
    unseen: RightCount


def found_again(session: Session) -> FoundAgain | None:
    """What was found when the way back was gone; None before that, and in a session that had none. Unseen answers are
    told together or not at all."""
    if not session.away_days or session.queue:
        return None
    first = [one for one in session.responses if one.is_evidence][: UNSEEN_AGAIN + SETTLED_AGAIN]
    settled = _right([one for one in first if evidence_kind(one) is EvidenceKind.RECALL])
    unseen = _right([one for one in first if evidence_kind(one) is EvidenceKind.FIRST_SEEN])
    return FoundAgain(session.away_days, settled, unseen if unseen.n >= UNSEEN_LEAST else RightCount(0, 0))


def _right(responses: list[Response]) -> RightCount:
    return RightCount(sum(one.correct is True for one in responses), len(responses))
