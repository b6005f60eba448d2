"""Exams and broken seals as the log has them. An exam is a session with a mark; its score is counted, never stored."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from drillgrok.model.log import Attempt, Mark, MarkKind, Moment, Role
from drillgrok.store import schema
from drillgrok.store.engine import reading, writing
from drillgrok.store.journal import append_mark
from drillgrok.store.learners import Learner


def read_attempts(engine: Engine, run_id: str) -> tuple[Attempt, ...]:
    """The run's exams, oldest first. Raises DrillgrokError when the database cannot be read."""
    mark, session, response = schema.mark.c, schema.session.c, schema.response.c
    right = (
        select(func.count())
        .where(response.session_key == session.key, response.role == Role.EXAM.value, response.correct)
        .scalar_subquery()
    )
    looked_for = schema.session_shortcuts
    exams = (
        select(mark.utc_ms, mark.offset_min, session.goal_value, mark.text, right, looked_for.c.version)
        .join_from(schema.mark, schema.session, mark.session_id == session.id)
        .outerjoin(looked_for, looked_for.c.session_id == session.id)
        .where(mark.run_id == run_id, mark.kind == MarkKind.EXAM.value)
        .order_by(mark.id)
    )
    with reading(engine) as connection:
        return tuple(
            Attempt(Moment(utc_ms, offset_min), int(asked), int(to_pass), count, before_shortcuts=version is None)
            for utc_ms, offset_min, asked, to_pass, count, version in connection.execute(exams)
        )


def is_passed(engine: Engine, run_id: str) -> bool:
    """Whether an exam of this run was passed, or it is finished without one; what an earlier run came to says nothing
    of this one. Raises DrillgrokError when the database cannot be read."""
    mark = schema.mark.c
    finished = select(mark.id).where(mark.run_id == run_id, mark.kind == MarkKind.FINISHED.value).limit(1)
    with reading(engine) as connection:
        if connection.scalar(finished) is not None:
            return True
    return any(attempt.passed for attempt in read_attempts(engine, run_id))


def break_seal(engine: Engine, run_id: str, at: Moment) -> None:
    """Store that this run's rule was shown early. Raises DrillgrokError when the file cannot be written."""
    with writing(engine) as connection:
        append_mark(connection, Mark(MarkKind.SEAL_BROKEN, at), run_id, session_id=None)


def keep_reading(engine: Engine, run_id: str, at: Moment) -> None:
    """Store that the tutor's rule of this run was shown, unless that is stored already. Raises DrillgrokError when the
    file cannot be written."""
    mark = schema.mark.c
    there = select(mark.id).where(mark.run_id == run_id, mark.kind == MarkKind.RULE_READ.value).limit(1)
    with writing(engine) as connection:
        if connection.scalar(there) is None:
            append_mark(connection, Mark(MarkKind.RULE_READ, at), run_id, session_id=None)


def family_was_read(engine: Engine, run_id: str, family: str) -> bool:
    """Whether the learner had read the rule that this run's deck shares with its sisters before the run began."""
    if not family:
        return False
    this, other = schema.run.alias("this"), schema.run.alias("other")
    read = (
        select(schema.mark.c.id)
        .join_from(schema.mark, other, other.c.id == schema.mark.c.run_id)
        .join(schema.deck_version, schema.deck_version.c.hash == other.c.deck_hash)
        .join(this, (this.c.learner_id == other.c.learner_id) & (this.c.deck_id != other.c.deck_id))
        .where(
            this.c.id == run_id,
            schema.deck_version.c.family == family,
            schema.mark.c.kind == MarkKind.RULE_READ.value,
            schema.mark.c.utc_ms < this.c.started_utc_ms,
        )
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.scalar(read) is not None


def seal_broken(engine: Engine, learner: Learner, deck_id: str) -> bool:
    """Whether this learner ever broke this deck's seal: a new run does not make them forget the rule."""
    broken = (
        select(schema.mark.c.id)
        .join_from(schema.mark, schema.run)
        .where(
            schema.run.c.learner_id == learner.id,
            schema.run.c.deck_id == deck_id,
            schema.mark.c.kind == MarkKind.SEAL_BROKEN.value,
        )
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.scalar(broken) is not None
