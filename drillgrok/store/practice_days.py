"""How much was done on each deck on each day: counted up with every response and down with every mark, in the
transaction that stores it; made again from the log where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Integer, bindparam, case, func, literal, select
from sqlalchemy.dialects.sqlite import insert

from drillgrok.days import DAY_MS, MINUTE_MS, day_starts_ms, local_day
from drillgrok.model.log import Flag, MarkKind, Response
from drillgrok.store import schema
from drillgrok.store.keys import run_key

LONGEST_MS: Final = 60_000
"""What is counted at most between two answers: who is away longer does not practise."""
_DAYS: Final = schema.practice_day
_AMOUNTS: Final = ("answers", "spent_ms", "checked", "checked_right")
_NOTHING: Final = dict.fromkeys(_AMOUNTS, 0)
_WHOSE: Final = select(
    schema.run.c.learner_id, schema.run.c.deck_id, *(bindparam(name, type_=Integer) for name in ("day", *_AMOUNTS))
).where(schema.run.c.id == bindparam("run_id"))
_NEW: Final = insert(_DAYS).from_select(["learner_id", "deck_id", "day", *_AMOUNTS], _WHOSE)
_ADD: Final = _NEW.on_conflict_do_update(
    index_elements=[_DAYS.c.learner_id, _DAYS.c.deck_id, _DAYS.c.day],
    set_={name: _DAYS.c[name] + _NEW.excluded[name] for name in _AMOUNTS},
)
"""Made once: every answer is counted before the next prompt."""
_TAKEN_BACK: Final = (MarkKind.UNDONE.value, MarkKind.IDLE.value)


def count_response(connection: Connection, run_id: str, response: Response, spent_ms: int) -> None:
    """Add a response that was just stored, within the transaction that stores it."""
    counts = int(response.is_evidence)
    checked = counts * (Flag.CHECK in response.flags)
    amounts = {
        "answers": counts,
        "spent_ms": max(0, min(spent_ms, LONGEST_MS)),
        "checked": checked,
        "checked_right": checked * bool(response.correct),
    }
    _add(connection, run_id, response.at.day, amounts)


def take_back(connection: Connection, run_id: str, seqs: Sequence[int]) -> None:
    """Take out responses that a mark is about to say are no evidence, within the transaction that stores it."""
    response = schema.response
    chosen = select(response).where(response.c.run_key == run_key(run_id), response.c.seq.in_(seqs), _is_counted())
    for row in connection.execute(chosen).all():
        checked = Flag.CHECK in row.flags.split()
        amounts = {"answers": -1, "checked": -checked, "checked_right": -(checked and bool(row.correct))}
        _add(connection, run_id, local_day(row.utc_ms, row.offset_min), amounts)


def _add(connection: Connection, run_id: str, day: int, amounts: dict[str, int]) -> None:
    connection.execute(_ADD, {"run_id": run_id, "day": day} | _NOTHING | amounts)


def _is_counted() -> Any:
    """Of a response: it is measured, by its own row and by the marks so far."""
    response, mark, marked = schema.response.c, schema.mark, schema.marked
    taken_back = (
        select(marked.c.seq)
        .join(mark, mark.c.id == marked.c.mark_id)
        .where(marked.c.run_key == response.run_key, marked.c.seq == response.seq, mark.c.kind.in_(_TAKEN_BACK))
        .correlate(schema.response)
        .exists()
    )
    return ~schema.UNMEASURED & ~taken_back


def days_are_wrong(connection: Connection) -> bool:
    """Whether the log says other counts than are kept, or the learner's day ends at another hour now."""
    rows = connection.execute(_from_the_log()).all()
    there = connection.execute(select(_DAYS)).all()
    return {_without_time(row) for row in rows} != {_without_time(row) for row in there}


def count_days_again(connection: Connection) -> None:
    """Make the counts of all days from the log, within a transaction that writes."""
    rows = connection.execute(_from_the_log()).all()
    connection.execute(_DAYS.delete())
    if rows:
        connection.execute(insert(_DAYS), [row._asdict() for row in rows])


def _without_time(row: Any) -> tuple[Any, ...]:
    return row.learner_id, row.deck_id, row.day, row.answers, row.checked, row.checked_right


def _from_the_log() -> Any:
    run, response = schema.run.c, schema.response.c
    day = (response.utc_ms + response.offset_min * MINUTE_MS - day_starts_ms()) // DAY_MS
    first_ms = response.utc_ms - func.coalesce(response.rt_ms, response.deadline_ms)
    before_ms = func.lag(response.utc_ms, 1, first_ms).over(partition_by=response.session_key, order_by=response.seq)
    spent_ms = response.utc_ms - before_ms
    counts = case((_is_counted(), 1), else_=0)
    checked = case((_is_counted() & response.flags.like(literal(f"%{Flag.CHECK}%")), 1), else_=0)
    each = (
        select(
            run.learner_id,
            run.deck_id,
            day.label("day"),
            counts.label("answers"),
            case((spent_ms > LONGEST_MS, LONGEST_MS), (spent_ms < 0, 0), else_=spent_ms).label("spent_ms"),
            checked.label("checked"),
            case((response.correct, checked), else_=0).label("checked_right"),
        )
        .join_from(schema.response, schema.run)
        .where(run.imported.is_(False))
        .subquery()
    )
    sums = [func.sum(each.c[name], type_=Integer).label(name) for name in _AMOUNTS]
    whole = (each.c.learner_id, each.c.deck_id, each.c.day)
    return select(*whole, *sums).group_by(*whole)
