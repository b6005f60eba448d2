"""What the coach said and when, and the phase model's state of each run: the first appended, the second replaced."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, and_, func, select
from sqlalchemy.dialects.sqlite import insert

from drillgrok.model.log import Moment
from drillgrok.store import schema
from drillgrok.store.engine import reading, writing

_LOOKED_FOR: Final = schema.session_shortcuts
_SAID: Final = select(schema.verdict, _LOOKED_FOR.c.version).join_from(
    schema.verdict, _LOOKED_FOR, schema.verdict.c.session_id == _LOOKED_FOR.c.session_id, isouter=True
)
_NEW_CHECKPOINT: Final = insert(schema.checkpoint)
_PUT_CHECKPOINT: Final = _NEW_CHECKPOINT.on_conflict_do_update(
    index_elements=[schema.checkpoint.c.run_id],
    set_={name: _NEW_CHECKPOINT.excluded[name] for name in ("seq", "model_version", "state")},
)


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """One thing that the coach said."""

    seq: int
    """Of the last response it knew."""
    at: Moment
    kind: str
    words: str
    record: str
    """The whole verdict with figures and claim as JSON; the store does not read it."""
    before_shortcuts: bool = False
    """It was said before shortcuts were looked for; its session says so, and it is not written."""


def keep_verdict(engine: Engine, run_id: str, session_id: str, verdict: StoredVerdict) -> None:
    """Store a verdict. Raises DrillgrokError when the file cannot be written."""
    with writing(engine) as connection:
        connection.execute(
            insert(schema.verdict).values(
                run_id=run_id,
                session_id=session_id,
                seq=verdict.seq,
                utc_ms=verdict.at.utc_ms,
                offset_min=verdict.at.offset_min,
                kind=verdict.kind,
                words=verdict.words,
                record=verdict.record,
            )
        )


def read_verdicts(engine: Engine, run_id: str) -> tuple[StoredVerdict, ...]:
    """Everything the coach said of a run, in that order."""
    with reading(engine) as connection:
        return verdicts_of(connection, run_id)


def verdicts_of(connection: Connection, run_id: str) -> tuple[StoredVerdict, ...]:
    """The same within a transaction."""
    rows = connection.execute(_SAID.where(schema.verdict.c.run_id == run_id).order_by(schema.verdict.c.id))
    return tuple(map(_stored, rows))


def last_verdicts(
    connection: Connection, run_ids: Collection[str], *, but: Collection[str] = ()
) -> Mapping[str, StoredVerdict]:
    """The last thing said of each run, `but` for what is of these kinds; runs of which nothing was said are left
    out."""
    table = schema.verdict
    said = and_(table.c.run_id.in_(run_ids), table.c.kind.not_in(but))
    last = select(func.max(table.c.id)).where(said).group_by(table.c.run_id)
    return {row.run_id: _stored(row) for row in connection.execute(_SAID.where(table.c.id.in_(last)))}


def _stored(row: Row[Any]) -> StoredVerdict:
    at = Moment(row.utc_ms, row.offset_min)
    return StoredVerdict(row.seq, at, row.kind, row.words, row.record, before_shortcuts=row.version is None)


def keep_checkpoint(connection: Connection, run_id: str, seq: int, model_version: int, state: bytes) -> None:
    """Put the model's state of a run in the place of the one before, within a transaction that writes."""
    row = {"run_id": run_id, "seq": seq, "model_version": model_version, "state": state}
    connection.execute(_PUT_CHECKPOINT, row)


def checkpoint(connection: Connection, run_id: str, model_version: int) -> tuple[int, bytes] | None:
    """The last response number and the state of a run; None when there is none of this model version."""
    table = schema.checkpoint
    row = connection.execute(
        select(table.c.seq, table.c.state).where(table.c.run_id == run_id, table.c.model_version == model_version)
    ).first()
    return (row.seq, row.state) if row else None
