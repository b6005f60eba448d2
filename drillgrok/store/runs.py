"""Deck versions, runs and sessions: what frames a response. A run is open while it is the newest of its deck that was
practised here."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import IntakeArm, Moment, Pressure, SplitPlan
from drillgrok.store import schema
from drillgrok.store.deck_standing import begin_anew
from drillgrok.store.engine import reading, writing
from drillgrok.store.failures import HELP, DamagedError
from drillgrok.store.learners import Learner
from drillgrok.store.meaning import split_from

LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class DeckVersion:
    """A deck as it was when it was practised."""

    hash: str
    """Hash of the deck's whole content."""
    deck_id: str
    title: str
    family: str
    answers_version: str
    """Hash of all that fixes answers and groups."""
    pack: bytes
    """The whole deck, sealed."""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is fixed for a whole run before its first response."""

    deck_hash: str
    seed: int
    split: SplitPlan
    calm_ms: int
    quick_ms: int
    primed: bool
    intake: IntakeArm | None = None
    """None where the deck is too small to choose, and in runs from before there was a choice."""
    by_lot: bool = False
    """The intake was drawn, not chosen."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One learner's training on one deck. An imported run has no plan and is read-only."""

    id: str
    learner: Learner
    deck_id: str
    number: int
    """1, 2, ... of this learner on this deck."""
    plan: RunPlan | None
    answers_version: str | None
    """Of the deck version it began with."""
    intake: IntakeArm | None = None
    """How new items come in, of an imported run too."""
    by_lot: bool = False
    """The intake was drawn, not chosen."""


class GoalKind(StrEnum):
    """What a session is counted in."""

    RESPONSES = "responses"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """How one session was set up."""

    deck_hash: str
    pressure: Pressure
    goal_kind: GoalKind
    goal_value: float
    app_version: str
    copy_ms: int
    shortcuts_version: int | None = None
    """Of the shortcuts that were looked for; None where none were."""


def keep_deck_version(engine: Engine, version: DeckVersion, at: Moment) -> None:
    """Store this deck version unless it is there. Raises DrillgrokError when the file cannot be written."""
    table = schema.deck_version
    with writing(engine) as connection:
        if connection.scalar(select(table.c.hash).where(table.c.hash == version.hash)):
            return
        connection.execute(
            insert(table).values(
                hash=version.hash,
                deck_id=version.deck_id,
                title=version.title,
                family=version.family,
                answers_version=version.answers_version,
                pack=version.pack,
                stored_utc_ms=at.utc_ms,
            )
        )


def has_deck_version(engine: Engine, content_hash: str) -> bool:
    """Whether the deck of this hash is stored. Raises DrillgrokError when the database cannot be read."""
    table = schema.deck_version
    with reading(engine) as connection:
        return connection.scalar(select(table.c.hash).where(table.c.hash == content_hash)) is not None


def deck_version(engine: Engine, content_hash: str) -> DeckVersion | None:
    """The stored deck of this hash, or None."""
    table = schema.deck_version
    with reading(engine) as connection:
        row = connection.execute(select(table).where(table.c.hash == content_hash)).first()
    if row is None:
        return None
    return DeckVersion(row.hash, row.deck_id, row.title, row.family, row.answers_version, row.pack)


def versions_used(engine: Engine, run_id: str) -> tuple[str, ...]:
    """The hashes of the deck versions that sessions of the run were held with, the last one used first."""
    table, last = schema.session.c, func.max(schema.session.c.started_utc_ms)
    used = select(table.deck_hash).where(table.run_id == run_id, table.deck_hash.is_not(None))
    with reading(engine) as connection:
        return tuple(connection.scalars(used.group_by(table.deck_hash).order_by(last.desc())))


def start_run(engine: Engine, learner: Learner, deck_id: str, plan: RunPlan, at: Moment) -> RunRecord:
    """Begin a run; the learner's earlier runs of this deck are closed by it.

    The deck version must have been kept. Raises DrillgrokError for a seed outside 0 .. 2**63 - 1, or when the file
    cannot be written.
    """
    if not 0 <= plan.seed <= LARGEST_SEED:
        raise DrillgrokError(
            f"{plan.seed} cannot be a seed.", where="--seed", mend=f"Choose a number from 0 to {LARGEST_SEED}."
        )
    run_id = str(uuid.uuid4())
    with writing(engine) as connection:
        connection.execute(
            insert(schema.run).values(
                id=run_id,
                learner_id=learner.id,
                deck_id=deck_id,
                number=next_run_number(connection, learner, deck_id),
                deck_hash=plan.deck_hash,
                seed=plan.seed,
                split=json.dumps(asdict(plan.split)),
                calm_ms=plan.calm_ms,
                quick_ms=plan.quick_ms,
                primed=plan.primed,
                imported=False,
                started_utc_ms=at.utc_ms,
                started_offset_min=at.offset_min,
            )
        )
        begin_anew(connection, run_id)
        if plan.intake is not None:
            arm = insert(schema.intake).values(run_id=run_id, arm=plan.intake.value, by_lot=plan.by_lot)
            connection.execute(arm)
        return _records(connection, _all_runs().where(schema.run.c.id == run_id))[0]


def next_run_number(connection: Connection, learner: Learner, deck_id: str) -> int:
    """The number that this learner's next run of this deck gets, within a transaction that writes."""
    highest = connection.scalar(
        select(func.max(schema.run.c.number)).where(
            schema.run.c.learner_id == learner.id, schema.run.c.deck_id == deck_id
        )
    )
    return (highest or 0) + 1


def open_run(engine: Engine, learner: Learner, deck_id: str) -> RunRecord | None:
    """The run that practice goes on with: the learner's newest of this deck, imported ones aside."""
    newest = _all_runs().where(
        schema.run.c.learner_id == learner.id, schema.run.c.deck_id == deck_id, schema.run.c.imported.is_(False)
    )
    with reading(engine) as connection:
        found = _records(connection, newest.order_by(schema.run.c.number.desc()).limit(1))
    return found[0] if found else None


def runs(connection: Connection, *, learner: str | None = None, deck_id: str | None = None) -> tuple[RunRecord, ...]:
    """Every run, or those of one learner or deck, by learner, deck and number."""
    chosen = _all_runs()
    if learner is not None:
        chosen = chosen.where(schema.learner.c.name == learner)
    if deck_id is not None:
        chosen = chosen.where(schema.run.c.deck_id == deck_id)
    return _records(connection, chosen.order_by(schema.learner.c.name, schema.run.c.deck_id, schema.run.c.number))


def _all_runs() -> Select[tuple[object, ...]]:
    joined = (
        schema.run.join(schema.learner)
        .outerjoin(schema.deck_version, schema.run.c.deck_hash == schema.deck_version.c.hash)
        .outerjoin(schema.intake)
    )
    beside = (schema.learner.c.name, schema.deck_version.c.answers_version, schema.intake.c.arm, schema.intake.c.by_lot)
    return select(schema.run, *beside).select_from(joined)


def _records(connection: Connection, chosen: Select[tuple[object, ...]]) -> tuple[RunRecord, ...]:
    return tuple(
        RunRecord(
            id=row.id,
            learner=Learner(row.learner_id, row.name),
            deck_id=row.deck_id,
            number=row.number,
            plan=None if row.imported else _plan(row),
            answers_version=row.answers_version,
            intake=_intake(row),
            by_lot=bool(row.by_lot),
        )
        for row in connection.execute(chosen)
    )


def _plan(row: Row[Any]) -> RunPlan:
    try:
        split = split_from(row.split)
    except (ValueError, TypeError, RecursionError):
        raise _damaged(row) from None
    return RunPlan(
        row.deck_hash, row.seed, split, row.calm_ms, row.quick_ms, row.primed, _intake(row), by_lot=bool(row.by_lot)
    )


def _intake(row: Row[Any]) -> IntakeArm | None:
    try:
        return None if row.arm is None else IntakeArm(row.arm)
    except ValueError:
        raise _damaged(row) from None


def _damaged(row: Row[Any]) -> DamagedError:
    return DamagedError(f"What is kept of run {row.number} of {row.deck_id} is damaged.", mend=HELP)


def start_session(engine: Engine, run: RunRecord, plan: SessionPlan, at: Moment) -> str:
    """Begin a session of `run`; returns its id. Raises DrillgrokError when the file cannot be written."""
    session_id = str(uuid.uuid4())
    with writing(engine) as connection:
        connection.execute(
            insert(schema.session).values(
                id=session_id,
                run_id=run.id,
                deck_hash=plan.deck_hash,
                started_utc_ms=at.utc_ms,
                started_offset_min=at.offset_min,
                pressure=plan.pressure.value,
                goal_kind=plan.goal_kind.value,
                goal_value=plan.goal_value,
                app_version=plan.app_version,
                copy_ms=plan.copy_ms,
            )
        )
        if plan.shortcuts_version is not None:
            looked_for = insert(schema.session_shortcuts)
            connection.execute(looked_for.values(session_id=session_id, version=plan.shortcuts_version))
    return session_id


def family_met(engine: Engine, learner: Learner, family: str, deck_id: str) -> bool:
    """Whether the learner has answered anything in another deck that shares this one's rule."""
    if not family:
        return False
    met = (
        select(schema.response.c.id)
        .join(schema.run, schema.response.c.run_key == schema.run.c.key)
        .join(schema.deck_version, schema.run.c.deck_hash == schema.deck_version.c.hash)
        .where(
            schema.run.c.learner_id == learner.id,
            schema.run.c.deck_id != deck_id,
            schema.deck_version.c.family == family,
        )
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.scalar(met) is not None
