"""What is to be said now: the first row of the table whose condition the facts meet, or what stands while nothing is
new; and a remark where there is none. No verdict is known by name here."""

from __future__ import annotations

from dataclasses import replace

from drillgrok.coaching import remarks
from drillgrok.coaching.claims import Claim
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.verdict import Verdict
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.verdicts import BY_KIND, ROWS
from drillgrok.coaching.ways import new_way
from drillgrok.coaching.words import say, unexplained

REPEAT_AFTER = 300
"""Measured answers after which the same is said again though no unseen answer came in."""


def look(facts: Facts) -> Verdict:
    """What holds now: the last verdict itself while there is nothing new to say."""
    row = next(row for row in ROWS if row.holds(facts) and not (row.pushes and not _verdict(row, facts).way))
    standing, last = facts.said.standing, facts.said.last
    if last is not None and row.lasts_all_day and facts.is_todays_last(row.kind):
        return last
    verdict = _verdict(row, facts)
    if standing is None or row.is_aside:
        return verdict
    if row.kind == standing.kind and (not verdict.way or verdict.figures == standing.figures):
        return standing
    return verdict if _is_new(row, facts, standing) else standing


def remark(facts: Facts) -> Verdict | None:
    """Something true and new about practice, for a break that brings no new verdict; None where there is nothing, and
    while rest is advised, and in a check."""
    last = facts.said.last
    resting = last is not None and BY_KIND[last.kind].lasts_all_day and facts.is_todays_last(last.kind)
    if resting or facts.circumstances.is_check:
        return None
    made = (_verdict(row, facts) for row in remarks.ROWS if row.holds(facts))
    return next((one for one in made if one.way), None)


def _is_new(row: VerdictRow, facts: Facts, standing: Verdict) -> bool:
    """Whether a verdict may take the place of the standing one before 12 more unseen answers are in."""
    if facts.fresh:
        return True
    if row.kind != standing.kind:
        return not (row.by_unseen or BY_KIND[standing.kind].by_unseen)
    return facts.posterior.number - standing.number >= REPEAT_AFTER


def _verdict(row: VerdictRow, facts: Facts) -> Verdict:
    """It with the way it can be put now, if there is one."""
    standing, session = facts.said.standing, facts.circumstances.sessions
    counted_before = standing.unseen if standing else 0
    figures = row.figures(facts)
    verdict = Verdict(
        kind=row.kind,
        number=facts.posterior.number,
        phase=facts.phase,
        since=facts.since,
        figures=figures,
        unseen=facts.unseen.n if row.counts_unseen else counted_before,
        claim=_claim(row, facts),
    )
    way = new_way(row.kind, row.ways, figures, facts.said, session)
    if way is None:
        return verdict
    said = replace(verdict, way=way.name, session=session)
    return replace(said, explains=unexplained(say(said), facts.said))


def _claim(row: VerdictRow, facts: Facts) -> Claim | None:
    """One claim of a kind at a time; none about a rule that was read or that a sister deck taught, except what is
    claimed of such a rule."""
    last = facts.said.claims.get(row.kind)
    pending = last is not None and facts.number < last.number + last.horizon
    spoilt = facts.circumstances.primed or facts.circumstances.narrated
    if row.claim_waits and not facts.attested:
        return None
    if row.claim is None or pending or (spoilt and not row.claim.outlasts_the_telling):
        return None
    return replace(row.claim, number=facts.number)
