"""Where each deck of a learner stands, kept for the screens that plan a day: written in the transaction of what changes
it, or of the figures that say it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from drillgrok.model.log import MarkKind, Role
from drillgrok.store import schema
from drillgrok.store.keys import session_key

_TABLE = schema.deck_standing


def _whose(connection: Connection, run_id: str) -> tuple[int, str]:
    run = schema.run.c
    learner_id, deck_id = connection.execute(select(run.learner_id, run.deck_id).where(run.id == run_id)).one()
    return learner_id, deck_id


def _put(connection: Connection, run_id: str, values: dict[str, Any]) -> None:
    learner_id, deck_id = _whose(connection, run_id)
    changed = update(_TABLE).where(_TABLE.c.learner_id == learner_id, _TABLE.c.deck_id == deck_id).values(values)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(_TABLE).values(learner_id=learner_id, deck_id=deck_id, **values))


def begin_anew(connection: Connection, run_id: str) -> None:
    """A new run of the deck begins: it stands where it stands, whatever an earlier one came to."""
    _put(connection, run_id, {"phase": None, "phase_day": None, "passed_day": None, "unseen": None})


def keep_phase(connection: Connection, run_id: str, phase: str, day: int) -> None:
    """What the run's deck is called from this day on; where it is called so already, the first day stays."""
    run = schema.run
    before = connection.scalar(
        select(_TABLE.c.phase)
        .join(run, (run.c.learner_id == _TABLE.c.learner_id) & (run.c.deck_id == _TABLE.c.deck_id))
        .where(run.c.id == run_id)
    )
    if before != phase:
        _put(connection, run_id, {"phase": phase, "phase_day": day})


def keep_unseen(connection: Connection, run_id: str, unseen: int) -> None:
    """How many groups of the run were never shown and could be asked."""
    _put(connection, run_id, {"unseen": unseen})


def spend_unseen(connection: Connection, run_id: str) -> None:
    """One more group that was never shown was shown without feedback."""
    learner_id, deck_id = _whose(connection, run_id)
    there = (_TABLE.c.learner_id == learner_id) & (_TABLE.c.deck_id == deck_id) & (_TABLE.c.unseen > 0)
    connection.execute(update(_TABLE).where(there).values(unseen=_TABLE.c.unseen - 1))


def keep_rest(connection: Connection, run_id: str, day: int) -> None:
    """The coach saw tiredness on this day."""
    _put(connection, run_id, {"rest_day": day})


def keep_pass(connection: Connection, run_id: str, day: int) -> None:
    """The run was passed, or finished without an exam, on this day."""
    _put(connection, run_id, {"passed_day": day})


def just_passed(connection: Connection, session_id: str) -> bool:
    """Whether the exam that is held in this session has exactly as many right answers as it takes."""
    mark, response = schema.mark.c, schema.response.c
    wanted = select(mark.text).where(mark.session_id == session_id, mark.kind == MarkKind.EXAM.value)
    to_pass = connection.scalar(wanted)
    right = select(func.count()).where(
        response.session_key == session_key(session_id), response.role == Role.EXAM.value, response.correct
    )
    return to_pass is not None and connection.scalar(right) == int(to_pass)
