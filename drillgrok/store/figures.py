"""The plain figures of every run, added up by the database: counts and middles, no inference and no intervals.

What counts as evidence is what `Response.is_evidence` says, here in SQL so that a million rows stay quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, case, func, not_, select, union

from drillgrok.days import local_day
from drillgrok.model import Clock, Role
from drillgrok.store import schema
from drillgrok.store.engine import reading
from drillgrok.store.journal import JOINED
from drillgrok.store.runs import RunRecord, runs

SETTLED_AFTER = 6
"""Exposures after which a practised item counts as settled."""

UNSEEN_STEP = 10
LATELY = 300
"""Right answers that the present speed is read from: a day's worth."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right out of how many, and what blind guessing would have got."""

    right: int
    n: int
    chance: float | None
    """Mean chance of the n; None when n is 0."""


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What one run amounts to."""

    run: RunRecord
    responses: int
    """Evidence only: void, undone, idle and re-drilled rows are out, here and below."""
    days: int
    """Days on which it was practised; a day ends at 04:00."""
    practised: Tally
    """Settled items: practised, in their plain wording, on the calm clock, after at least 6 exposures."""
    first_seen: Tally
    """Never met before, in their plain wording, on the calm clock: probes and first answers to practised items; counted
    in whole tens."""
    median_ms: int | None
    """Latency of the last 300 right answers."""
    deadline_ms: int | None
    """The staircase's last deadline."""


def run_figures(engine: Engine, *, learner: str | None = None, deck_id: str | None = None) -> tuple[RunFigures, ...]:
    """Figures of every run, or those of one learner or deck, by learner, deck and number.

    Raises DrillgrokError when the database cannot be read.
    """
    with reading(engine) as connection:
        chosen = runs(connection, learner=learner, deck_id=deck_id)
        return tuple(_figures(connection, run) for run in chosen)


_row = schema.response.c
_calm = and_(_row.clock == Clock.CALM.value, _row.presentation == "plain")
_settled = and_(_row.role == Role.PRACTISED.value, _row.seen >= SETTLED_AFTER, _calm)
_first_seen = and_(_row.seen == 0, _row.shown == 0, _calm)


def _figures(connection: Connection, run: RunRecord) -> RunFigures:
    return RunFigures(
        run=run,
        responses=_responses(connection, run.id),
        days=_days(connection, run.id),
        practised=_tally(connection, run.id, _settled),
        first_seen=_in_tens(connection, run.id),
        median_ms=_median_ms(connection, run.id),
        deadline_ms=_deadline_ms(connection, run.id),
    )


def _taken_out(run_id: str) -> Select[tuple[int]]:
    """`seq` of the run's rows that a mark takes out of the evidence."""
    return (
        select(schema.marked.c.seq)
        .join(schema.mark, schema.marked.c.mark_id == schema.mark.c.id)
        .where(schema.marked.c.run_id == run_id, schema.mark.c.kind.in_([kind.value for kind in JOINED]))
    )


def _evidence(run_id: str) -> ColumnElement[bool]:
    return and_(not_(schema.UNMEASURED), _row.seq.not_in(_taken_out(run_id)))


def _responses(connection: Connection, run_id: str) -> int:
    """All rows less the few that are no evidence: both counted in an index."""
    unmeasured = select(_row.seq).where(_row.run_id == run_id, schema.UNMEASURED)
    left_out = union(unmeasured, _taken_out(run_id)).subquery()
    rows = connection.scalar(select(func.count()).where(_row.run_id == run_id)) or 0
    return rows - (connection.scalar(select(func.count()).select_from(left_out)) or 0)


def _days(connection: Connection, run_id: str) -> int:
    """A sitting practises on the days of its first and its last row."""
    sitting = schema.session.c
    its_rows = _row.session_id == sitting.id
    ends = select(
        sitting.started_offset_min,
        select(func.min(_row.utc_ms)).where(its_rows).scalar_subquery(),
        select(func.max(_row.utc_ms)).where(its_rows).scalar_subquery(),
    ).where(sitting.run_id == run_id)
    return len(
        {
            local_day(end, offset_min)
            for offset_min, first, last in connection.execute(ends)
            if first is not None
            for end in (first, last)
        }
    )


def _tally(connection: Connection, run_id: str, chosen: ColumnElement[bool]) -> Tally:
    counts = select(func.count(), func.count(case((_row.correct, 1))), func.avg(_row.chance))
    n, right, chance = connection.execute(counts.where(_row.run_id == run_id, chosen, _evidence(run_id))).one()
    return Tally(right, n, chance)


def _in_tens(connection: Connection, run_id: str) -> Tally:
    """First-seen answers up to the last whole ten: two looks must not tell how the one between them went."""
    chosen = and_(_row.run_id == run_id, _first_seen, _evidence(run_id))
    n = connection.scalar(select(func.count()).where(chosen)) or 0
    whole = n // UNSEEN_STEP * UNSEEN_STEP
    if not whole:
        return Tally(0, 0, None)
    last = connection.scalar(select(_row.seq).where(chosen).order_by(_row.seq).offset(whole - 1).limit(1))
    return _tally(connection, run_id, and_(_first_seen, _row.seq <= last))


def _median_ms(connection: Connection, run_id: str) -> int | None:
    lately = (
        select(_row.rt_ms)
        .where(_row.run_id == run_id, _row.correct, _row.rt_ms.is_not(None), _evidence(run_id))
        .order_by(_row.seq.desc())
        .limit(LATELY)
    )
    latencies_ms = connection.scalars(lately).all()
    return median_low(latencies_ms) if latencies_ms else None


def _deadline_ms(connection: Connection, run_id: str) -> int | None:
    last: int | None = connection.scalar(
        select(_row.deadline_ms)
        .where(_row.run_id == run_id, _row.clock == Clock.STAIRCASE.value, _evidence(run_id))
        .order_by(_row.seq.desc())
        .limit(1)
    )
    return last
