"""How a claim turned out, by the run's log alone."""

from __future__ import annotations

from collections.abc import Iterable

from drillgrok.coaching.claims import Claim, ClaimScore, Sequel, measure_of
from drillgrok.model.log import Response


def score(claim: Claim, responses: Iterable[Response], *, exams_passed: Iterable[int] = ()) -> ClaimScore:
    """By the whole log, or by what came after the claim."""
    sequel = Sequel(claim)
    for response in responses:
        if response.seq > claim.number and response.is_evidence and not sequel.over:
            sequel.take(response, measure_of(response))
    return sequel.score(exams_passed)
