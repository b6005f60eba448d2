"""What was said in a run, added up verdict by verdict. Nothing is decided or worded here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.coaching.ways import sentence


def said(verdicts: Iterable[Verdict]) -> Said:
    """What was said, from the stored verdicts in their order."""
    return reduce(then, verdicts, Said())


def then(so_far: Said, verdict: Verdict) -> Said:
    """With one more verdict or remark."""
    row = BY_KIND[verdict.kind]
    if verdict.way:
        so_far = replace(
            so_far,
            sentences={**so_far.sentences, sentence(verdict.kind, verdict.way): verdict.session},
            topics={**so_far.topics, row.topic(verdict.way): verdict.session},
            explained=so_far.explained | set(verdict.explains),
        )
    if row.is_remark:
        return so_far
    return replace(
        so_far,
        last=verdict,
        standing=so_far.standing if row.is_aside else verdict,
        latest={**so_far.latest, verdict.kind: verdict},
        first={verdict.kind: verdict.number, **so_far.first},
        claims={**so_far.claims, verdict.kind: verdict.claim} if verdict.claim else so_far.claims,
    )
