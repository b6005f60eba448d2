"""Responses as rows of their table: one, many, or a page of a log at once, as quickly as the driver takes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, insert

from drillgrok.model.log import Response
from drillgrok.names import storable
from drillgrok.responselog.columns import AnswerManner, LogPage
from drillgrok.store import schema
from drillgrok.store.keys import keys_by_id


def row_of(response: Response, run_key: int, session_key: int) -> dict[str, Any]:
    """The response as values of the table `response`, with the keys of its run and its session."""
    return {
        "run_key": run_key,
        "session_key": session_key,
        "seq": response.seq,
        "utc_ms": response.at.utc_ms,
        "offset_min": response.at.offset_min,
        "item": response.item,
        "presentation": response.presentation,
        "role": response.role.value,
        "seen": response.seen,
        "shown": response.shown,
        "chance": response.chance,
        "outcome": response.outcome.value,
        "answer": storable(response.answer),
        "correct": response.correct,
        "rt_ms": response.rt_ms,
        "first_key_ms": response.first_key_ms,
        "deadline_ms": response.deadline_ms,
        "clock": response.clock.value,
        "pressure": response.pressure.value,
        "flags": " ".join(sorted(response.flags)),
    }


def append_rows(connection: Connection, rows: Collection[tuple[str, str, Response]]) -> None:
    """Store many responses, each with its run and its session, within a transaction that writes."""
    runs = keys_by_id(connection, schema.run, {run_id for run_id, _, _ in rows})
    sessions = keys_by_id(connection, schema.session, {session_id for _, session_id, _ in rows})
    statement, names = _insertion(connection.dialect)
    values = (row_of(response, runs[run_id], sessions[session_id]) for run_id, session_id, response in rows)
    connection.exec_driver_sql(statement, list(map(itemgetter(*names), values)))


def append_page(connection: Connection, page: LogPage, run_key: int, session_keys: Mapping[str, int]) -> None:
    """Store a page of a run's log, within a transaction that writes."""
    manners = {id(manner): manner for manner in page.manners}  # few, each of them on many rows
    told = {number: _told(manner) for number, manner in manners.items()}
    how = zip(*[told[id(manner)] for manner in page.manners], strict=True)
    columns: dict[str, Iterable[Any]] = {
        "run_key": repeat(run_key, len(page.seqs)),
        "session_key": map(session_keys.__getitem__, page.sessions),
        "seq": page.seqs,
        "utc_ms": page.utc_ms,
        "offset_min": page.offsets_min,
        "item": page.items,
        "seen": page.seen,
        "shown": page.shown,
        "answer": map(storable, page.answers),
        "rt_ms": page.rt_ms,
        "first_key_ms": page.first_key_ms,
        "deadline_ms": page.deadline_ms,
        **dict(zip(AnswerManner._fields, how, strict=True)),
    }
    statement, names = _insertion(connection.dialect)
    connection.exec_driver_sql(statement, list(zip(*[columns[name] for name in names], strict=True)))


def _told(manner: AnswerManner) -> tuple[Any, ...]:
    """The same in values that the driver takes as they are."""
    presentation, role, chance, outcome, correct, clock, pressure, flags = manner
    right = None if correct is None else int(correct)
    in_words = " ".join(sorted(flags))
    return presentation, role.value, chance, outcome.value, right, clock.value, pressure.value, in_words


@lru_cache(maxsize=2)
def _insertion(dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The statement that adds a row, and the columns in the order in which it wants their values."""
    names = [column.name for column in schema.response.c if column.name != "id"]
    statement = insert(schema.response).compile(dialect=dialect, column_keys=names)
    return str(statement), tuple(statement.positiontup or names)
