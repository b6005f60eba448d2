"""Appending responses and marks, each one durable before the call returns, and reading them back in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Flag, Mark, MarkKind, Moment, Outcome, Pressure, Response, Role
from drillgrok.names import storable
from drillgrok.store import schema
from drillgrok.store.deck_standing import just_passed, keep_pass, spend_unseen
from drillgrok.store.engine import ask_sqlite, reading, writing
from drillgrok.store.failures import HELP, LISTED, DamagedError
from drillgrok.store.keys import SessionIds, run_key, session_key
from drillgrok.store.meaning import refuse_untold
from drillgrok.store.own_file import MovedError
from drillgrok.store.practice_days import count_response, take_back
from drillgrok.store.response_rows import row_of

JOINED = {MarkKind.UNDONE: Flag.UNDONE, MarkKind.IDLE: Flag.IDLE}
"""Marks that speak of single responses, and the flag each shows as."""

_CHUNK = 1_000
_APPEND: Final = insert(schema.response)


@dataclass(frozen=True, slots=True)
class Written:
    """How far a run's log goes."""

    seq: int
    """Of the last response."""
    mark_id: int
    """Of the last mark that changes what a response counts for; 0 where there is none."""


def written(engine: Engine, run_id: str) -> Written:
    """How far the run's log goes now. Raises DrillgrokError."""
    with reading(engine) as connection:
        return _written(connection, run_id)


def _written(connection: Connection, run_id: str) -> Written:
    seq = select(func.max(schema.response.c.seq)).where(schema.response.c.run_key == run_key(run_id))
    joined = [kind.value for kind in JOINED]
    mark = select(func.max(schema.mark.c.id)).where(schema.mark.c.run_id == run_id, schema.mark.c.kind.in_(joined))
    return Written(connection.scalar(seq) or 0, connection.scalar(mark) or 0)


class Journal:
    """One session's pen: what it appends belongs to this run and this session."""

    def __init__(self, engine: Engine, run_id: str, session_id: str, known: Written | None = None) -> None:
        """`known` is how far the log goes that the session was made of. Where another window has written since, nothing
        more is stored: two sessions at one run would count what neither has seen."""
        self._engine = engine
        self._run_id = run_id
        self._session_id = session_id
        self._known = known
        self._last_utc_ms: int | None = None
        """Of the last response appended here."""
        self._data_version: int | None = None
        """SQLite's: it changes when somebody else writes."""
        self._keys: tuple[int, int] | None = None
        """Of the run and the session."""

    def append(self, response: Response) -> None:
        """Store `response`; when this returns it survives a power cut.

        Raises DrillgrokError when it could not be stored; then nothing of it was, and it may be appended again.
        """
        try:
            with writing(self._engine) as connection:
                self._check_alone(connection)
                connection.execute(_APPEND, row_of(response, *self._keys_in(connection)))
                self._count(connection, response)
        except IntegrityError as error:
            if _is_taken(error):
                raise _other_window() from error
            raise
        self._last_utc_ms = response.at.utc_ms
        if self._known is not None:
            self._known = replace(self._known, seq=response.seq)

    def _keys_in(self, connection: Connection) -> tuple[int, int]:
        if self._keys is None:
            run, session = connection.execute(select(run_key(self._run_id), session_key(self._session_id))).one()
            if run is None or session is None:  # the run was begun in the file that was here before
                raise MovedError(Path(self._engine.url.database or ""), LISTED)
            self._keys = run, session
        return self._keys

    def _count(self, connection: Connection, response: Response) -> None:
        """What a day is planned from follows in the same transaction."""
        own_ms = response.deadline_ms if response.rt_ms is None else response.rt_ms
        spent_ms = own_ms if self._last_utc_ms is None else response.at.utc_ms - self._last_utc_ms
        count_response(connection, self._run_id, response, spent_ms)
        if response.role is not Role.PRACTISED and response.first_seen:
            spend_unseen(connection, self._run_id)
        if response.role is Role.EXAM and response.correct and just_passed(connection, self._session_id):
            keep_pass(connection, self._run_id, response.at.day)

    def mark(self, mark: Mark) -> None:
        """Store `mark`, as durably. The responses it names must have been appended. Raises DrillgrokError."""
        with writing(self._engine) as connection:
            self._check_alone(connection)
            if mark.kind in JOINED:
                take_back(connection, self._run_id, mark.seqs)
            mark_id = append_mark(connection, mark, self._run_id, self._session_id)
        if self._known is not None and mark.kind in JOINED:
            self._known = replace(self._known, mark_id=mark_id)

    def _check_alone(self, connection: Connection) -> None:
        """Raise DrillgrokError where another window has written to this run since."""
        if self._known is None:
            return
        version = ask_sqlite(connection, "PRAGMA data_version")
        if version != self._data_version:
            if _written(connection, self._run_id) != self._known:
                raise _other_window()
            self._data_version = version


def _other_window() -> DrillgrokError:
    return DrillgrokError("This run is being practised in another window.", mend="Close one of the two windows.")


def append_mark(connection: Connection, mark: Mark, run_id: str, session_id: str | None) -> int:
    """Store `mark` within a transaction that writes; returns its id."""
    stored = connection.execute(
        insert(schema.mark)
        .values(
            run_id=run_id,
            session_id=session_id,
            kind=mark.kind.value,
            utc_ms=mark.at.utc_ms,
            offset_min=mark.at.offset_min,
            text=storable(mark.text),
        )
        .returning(schema.mark.c.id)
    )
    mark_id: int = stored.scalar_one()
    named = [{"mark_id": mark_id, "seq": seq} for seq in mark.seqs]
    if named:
        connection.execute(insert(schema.marked).values(run_key=run_key(run_id)), named)
    return mark_id


def _is_taken(error: IntegrityError) -> bool:
    return isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE


def quick_answers(engine: Engine, run_id: str) -> tuple[tuple[str, bool, int | None], ...]:
    """The run's practised answers on the quick clock in the order of `seq`: session, right or not, latency. Raises
    DrillgrokError."""
    response = schema.response.c
    chosen = (
        select(schema.session.c.id, response.correct, response.rt_ms)
        .join_from(schema.response, schema.session)
        .where(
            response.run_key == run_key(run_id),
            response.clock == Clock.QUICK.value,
            response.role == Role.PRACTISED.value,
            ~schema.UNMEASURED,
        )
        .order_by(response.seq)
    )
    with reading(engine) as connection:
        return tuple((session_id, bool(correct), rt_ms) for session_id, correct, rt_ms in connection.execute(chosen))


def last_before(engine: Engine, run_id: str, utc_ms: int) -> int:
    """The run's last response from before a time; 0 where there is none. Raises DrillgrokError."""
    response = schema.response.c
    with reading(engine) as connection:
        last = select(func.max(response.seq)).where(response.run_key == run_key(run_id), response.utc_ms < utc_ms)
        return connection.scalar(last) or 0


def read_responses(engine: Engine, run_id: str) -> tuple[Response, ...]:
    """The run's whole log in the order of `seq`, marks joined in as flags. Raises DrillgrokError."""
    with reading(engine) as connection:
        return tuple(response for _session, response in stream_responses(connection, run_id))


def read_probes(engine: Engine, run_id: str, *, until: int) -> tuple[Response, ...]:
    """What the run asked of unseen items up to response `until`, in the order of `seq`. Raises DrillgrokError."""
    with reading(engine) as connection:
        rows = stream_responses(connection, run_id, role=Role.PROBE)
        return tuple(response for _, response in rows if response.seq <= until)


def read_rows(engine: Engine, run_id: str) -> tuple[tuple[str, Response], ...]:
    """The run's whole log as (session id, response), marks joined in as flags. Raises DrillgrokError."""
    with reading(engine) as connection:
        return tuple(stream_responses(connection, run_id))


def items_met(engine: Engine, run_id: str) -> frozenset[ItemKey]:
    """Every item that the run has shown. Raises DrillgrokError."""
    shown = select(schema.response.c.item).where(schema.response.c.run_key == run_key(run_id)).distinct()
    with reading(engine) as connection:
        return frozenset(map(ItemKey, connection.scalars(shown)))


def read_marks(engine: Engine, run_id: str) -> tuple[Mark, ...]:
    """Everything said about the run, in the order it was said. Raises DrillgrokError."""
    table = schema.mark
    with reading(engine) as connection:
        seqs: dict[int, list[int]] = {}
        named = select(schema.marked).where(schema.marked.c.run_key == run_key(run_id)).order_by(schema.marked.c.seq)
        for row in connection.execute(named):
            seqs.setdefault(row.mark_id, []).append(row.seq)
        rows = connection.execute(select(table).where(table.c.run_id == run_id).order_by(table.c.id)).all()
    try:
        return tuple(
            Mark(MarkKind(row.kind), Moment(row.utc_ms, row.offset_min), tuple(seqs.get(row.id, ())), row.text)
            for row in rows
        )
    except ValueError:
        raise DamagedError("A mark of a run says what no mark can say.", mend=HELP) from None


_COLUMNS = tuple(column for column in schema.response.c if column.name not in {"id", "run_key"})
_ROLES = {role.value: role for role in Role}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_CLOCKS = {clock.value: clock for clock in Clock}
_PRESSURES = {pressure.value: pressure for pressure in Pressure}


def stream_responses(
    connection: Connection, run_id: str, *, after: int = 0, role: Role | None = None
) -> Iterator[tuple[str, Response]]:
    """The run's log behind response `after` as (session id, response), or those in one role, in the order of `seq`, a
    few thousand rows in memory at a time."""
    joined = _joined_flags(connection, run_id, after)
    table = schema.response
    chosen = select(*_COLUMNS).where(table.c.run_key == run_key(run_id), table.c.seq > after).order_by(table.c.seq)
    if role is not None:
        chosen = chosen.where(table.c.role == role.value)
    rows = connection.execution_options(yield_per=_CHUNK).execute(chosen)
    session_ids = SessionIds(connection)
    if after == 0:
        session_ids.read_all(run_id)
    for session, seq, utc_ms, offset_min, item, presentation, asked, seen, shown, chance, outcome, *rest in rows:
        answer, correct, rt_ms, first_key_ms, deadline_ms, clock, pressure, flags = rest
        try:
            session_id = session_ids[session]
            own = _flags(flags)
            refuse_untold(utc_ms, offset_min, chance, min(seen, shown))
            response = Response(
                seq,
                Moment(utc_ms, offset_min),
                ItemKey(item),
                presentation,
                _ROLES[asked],
                seen,
                shown,
                chance,
                _OUTCOMES[outcome],
                answer,
                correct,
                rt_ms,
                first_key_ms,
                deadline_ms,
                _CLOCKS[clock],
                _PRESSURES[pressure],
                own | joined[seq] if seq in joined else own,
            )
        except (KeyError, ValueError, TypeError):
            raise DamagedError(f"Response {seq} of a run says what no response can say.", mend=HELP) from None
        yield session_id, response


@lru_cache(maxsize=1024)
def _flags(text: str) -> frozenset[Flag]:
    return frozenset(Flag(word) for word in text.split())


def _joined_flags(connection: Connection, run_id: str, after: int) -> dict[int, frozenset[Flag]]:
    named = (
        select(schema.marked.c.seq, schema.mark.c.kind)
        .join(schema.mark, schema.marked.c.mark_id == schema.mark.c.id)
        .where(
            schema.marked.c.run_key == run_key(run_id),
            schema.marked.c.seq > after,
            schema.mark.c.kind.in_([kind.value for kind in JOINED]),
        )
    )
    flags: dict[int, frozenset[Flag]] = {}
    for seq, kind in connection.execute(named):
        flags[seq] = flags.get(seq, frozenset()) | {JOINED[MarkKind(kind)]}
    return flags
