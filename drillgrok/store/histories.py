"""The figures of each run as far as they are counted, as bytes that others write and read: replaced as it goes on, and
wanted by `stats`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from drillgrok.store import schema

_table = schema.history
_NEW: Final = insert(_table)
_PUT: Final = _NEW.on_conflict_do_update(
    index_elements=[_table.c.run_id, _table.c.kind],
    set_={name: _NEW.excluded[name] for name in ("seq", "version", "state")},
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One state of a run."""

    kind: str
    seq: int
    """Of the last response it knows."""
    version: int
    state: bytes


def keep_history(connection: Connection, run_id: str, states: Iterable[Kept]) -> None:
    """Put each state in the place of the run's one of its kind, within a transaction that writes."""
    rows = [
        {"run_id": run_id, "kind": one.kind, "seq": one.seq, "version": one.version, "state": one.state}
        for one in states
    ]
    connection.execute(_PUT, rows)


def forget(connection: Connection, run_id: str) -> None:
    """Take out all that is kept of a run, within a transaction that writes: its log has changed behind it."""
    for table in (_table, schema.checkpoint):
        connection.execute(delete(table).where(table.c.run_id == run_id))


def read_history(
    connection: Connection, run_ids: Collection[str], kinds: Collection[str], *, version: int
) -> Mapping[str, Mapping[str, Kept]]:
    """The states of these kinds by run and kind; those of another version are left out."""
    found: dict[str, dict[str, Kept]] = {}
    chosen = select(_table).where(_table.c.run_id.in_(run_ids), _table.c.kind.in_(kinds), _table.c.version == version)
    for row in connection.execute(chosen):
        found.setdefault(row.run_id, {})[row.kind] = Kept(row.kind, row.seq, row.version, row.state)
    return found


@dataclass(frozen=True, slots=True)
class LogSize:
    """How much of a run there is to be counted."""

    run_id: str
    primed: bool
    rows: int


def log_sizes(connection: Connection, run_ids: Collection[str] | None = None) -> tuple[LogSize, ...]:
    """Of every run, or of these; `seq` counts a run's rows from 1."""
    run, response = schema.run.c, schema.response.c
    last = select(func.max(response.seq)).where(response.run_key == run.key).scalar_subquery()
    chosen = select(run.id, run.primed, last).order_by(run.id)
    rows = connection.execute(chosen if run_ids is None else chosen.where(run.id.in_(run_ids)))
    return tuple(LogSize(run_id, primed, seq or 0) for run_id, primed, seq in rows)
