"""Runs as they lie behind the learner, for `stats`: what is kept of them and the few rows since. A run of which nothing
is kept is counted once and kept from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from drillgrok.coaching import remarks
from drillgrok.console.progress import bar
from drillgrok.errors import DrillgrokError
from drillgrok.history.figures import FinishedRun, Milestone, Told
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.runs.kept_figures import claims_of, count_log, keep_gathering, read_figures
from drillgrok.store.engine import reading, writing
from drillgrok.store.histories import log_sizes
from drillgrok.store.journal import stream_responses
from drillgrok.store.milestones import StoredMilestone, read_milestones
from drillgrok.store.runs import RunRecord, runs
from drillgrok.store.verdicts import StoredVerdict, last_verdicts, verdicts_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from drillgrok.history.trail import Trail


def finished_runs(
    engine: Engine,
    *,
    learner: str | None = None,
    deck_id: str | None = None,
    run: int | None = None,
    whole: bool = False,
) -> tuple[FinishedRun, ...]:
    """Every run, or those of one learner, deck and number, by learner, deck and number; for an overview unless `whole`.

    Raises DrillgrokError when the database cannot be read.
    """
    with reading(engine) as connection:
        records = runs(connection, learner=learner, deck_id=deck_id)
        chosen = [record for record in records if run in (None, record.number)]
        found = read_figures(connection, [record.id for record in chosen], whole=whole)
    gatherings = {
        run_id: figures.gathering if whole else figures.tallies and Gathering(figures.tallies, None, None)
        for run_id, figures in found.items()
    }
    counted = _counted(engine, [run_id for run_id, gathering in gatherings.items() if gathering is None])
    with reading(engine) as connection:
        milestones = read_milestones(connection, [record.id for record in records])
        opened = {_whose(record) for record in records if any(one.opens_seal for one in milestones.get(record.id, ()))}
        verdicts = _verdicts(connection, chosen, whole=whole)
        return tuple(
            _finished_run(
                connection,
                record,
                gatherings[record.id] or counted[record.id],
                trail=found[record.id].trail,
                verdicts=verdicts[record.id],
                milestones=milestones.get(record.id, ()),
                seal_open=_whose(record) in opened,
                whole=whole,
            )
            for record in chosen
        )


def _counted(engine: Engine, run_ids: list[str]) -> Mapping[str, Gathering]:
    """These runs from their logs, kept from now on if the file can be written; else they are counted every time."""
    found: dict[str, Gathering] = {}
    if not run_ids:
        return found
    with reading(engine) as connection:
        rows = sum(log.rows for log in log_sizes(connection, run_ids))
    with bar("counting", rows) as advance:
        for run_id in run_ids:
            with reading(engine) as connection:
                found[run_id] = count_log(connection, run_id, advance)
            with suppress(DrillgrokError), writing(engine) as connection:
                keep_gathering(connection, run_id, found[run_id])
    return found


def _whose(record: RunRecord) -> tuple[int, str]:
    return record.learner.id, record.deck_id


def _verdicts(
    connection: Connection, records: Iterable[RunRecord], *, whole: bool
) -> Mapping[str, tuple[StoredVerdict, ...]]:
    run_ids = [record.id for record in records]
    if whole:
        return {run_id: tuple(filter(_is_verdict, verdicts_of(connection, run_id))) for run_id in run_ids}
    last = last_verdicts(connection, run_ids, but=remarks.KINDS)
    return {run_id: (last[run_id],) if run_id in last else () for run_id in run_ids}


def _is_verdict(stored: StoredVerdict) -> bool:
    return stored.kind not in remarks.KINDS


def _finished_run(
    connection: Connection,
    record: RunRecord,
    gathering: Gathering,
    *,
    trail: Trail | None,
    verdicts: tuple[StoredVerdict, ...],
    milestones: tuple[StoredMilestone, ...],
    seal_open: bool,
    whole: bool,
) -> FinishedRun:
    parts = gathering if whole else Gathering(gathering.tallies, None, None)
    since = stream_responses(connection, record.id, after=parts.number)
    now = gathered(parts, since, claims_of(verdicts) if whole else ())
    exams_passed = [one.seq for one in milestones if one.passed]
    return FinishedRun(
        learner=record.learner.name,
        deck=record.deck_id,
        number=record.number,
        imported=record.plan is None,
        history=history(now, trail, exams_passed=exams_passed),
        told=tuple(Told(one.seq, one.kind, one.words, one.before_shortcuts) for one in verdicts),
        milestones=tuple(
            Milestone(one.seq, one.kind, one.right, one.asked, one.passed, one.before_shortcuts) for one in milestones
        ),
        seal_open=seal_open,
        items=now.work.tallies if now.work else (),
        intake=record.intake,
    )
