"""What was said in a run, added up verdict by verdict. Nothing is decided or worded here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdicts import BY_KIND


def said(verdicts: Iterable[Verdict]) -> Said:
    """What was said, from the stored verdicts in their order."""
    return reduce(then, verdicts, Said())


def then(so_far: Said, verdict: Verdict) -> Said:
    """With one more verdict."""
    return Said(
        last=verdict,
        standing=so_far.standing if BY_KIND[verdict.kind].is_aside else verdict,
        latest={**so_far.latest, verdict.kind: verdict},
        first={verdict.kind: verdict.number, **so_far.first},
        claims={**so_far.claims, verdict.kind: verdict.claim} if verdict.claim else so_far.claims,
    )
