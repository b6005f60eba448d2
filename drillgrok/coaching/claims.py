"""What a verdict claims about answers still to come, as data, and how it turned out. Nothing is scored by before and
after of rest or pressure: a bad stretch mends by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from drillgrok.coaching.counts import Count
from drillgrok.model import Clock, Flag, Response, Role
from drillgrok.phases.evidence import Kind, evidence_of


class Measure(StrEnum):
    """Which answers a claim is about."""

    UNSEEN = "unseen"
    """First-seen items on the calm clock."""
    UNSEEN_QUICK = "unseen_quick"
    """First-seen items on the quick clock."""
    REPHRASED = "rephrased"
    """Practised items in other words."""


class Score(StrEnum):
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


def score(claim: Claim, responses: Iterable[Response], *, exams_passed: Iterable[int] = ()) -> Score:
    """How `claim` turned out by the run's log, whole or only what came after it.

    `exams_passed`: the last response number of each exam that was passed.
    """
    after = [r for r in responses if r.seq > claim.number and r.is_evidence][: claim.horizon]
    last = after[-1].seq if after else claim.number
    if claim.exam_settles and any(claim.number < number <= last for number in exams_passed):
        return Score.HELD
    revealed = claim.measure is not Measure.UNSEEN_QUICK and any(Flag.NARRATED in r.flags for r in after)
    found = _found(claim.measure, after)
    certain = found.n > 0 and found.chance >= 1  # an item that anyone gets right decides nothing
    if revealed or certain or len(after) < claim.horizon or found.n < claim.least:
        return Score.OPEN
    return Score.HELD if (found.corrected >= claim.share) is claim.at_least else Score.FAILED


def _found(measure: Measure, responses: Iterable[Response]) -> Count:
    found = Count()
    for response in responses:
        if _is_about(measure, response):
            found += Count(int(bool(response.correct)), 1, response.chance)
    return found


def _is_about(measure: Measure, response: Response) -> bool:
    if measure is Measure.REPHRASED:
        return response.role is Role.PRACTISED and response.presentation != "plain"
    if measure is Measure.UNSEEN_QUICK:
        return response.first_seen and response.clock is Clock.QUICK and response.presentation == "plain"
    evidence = evidence_of(response, "")
    return evidence is not None and evidence.kind is Kind.FIRST_SEEN
