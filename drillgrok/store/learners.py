"""Who practises, and how long it takes them to type what they see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from sqlalchemy import Connection, Engine, insert, select

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Moment
from drillgrok.names import checked_learner_name
from drillgrok.store import schema
from drillgrok.store.engine import reading, writing


@dataclass(frozen=True, slots=True)
class Learner:
    """A person, as the database knows them."""

    id: int
    name: str


def learner_named(engine: Engine, name: str) -> Learner:
    """The learner of this name, entered now if new.

    Raises DrillgrokError for a text that is no name, or when the file cannot be written.
    """
    checked = checked_learner_name(name)
    with reading(engine) as connection:
        known = _found(connection, checked)
    if known:
        return known
    with writing(engine) as connection:
        return enter_learner(connection, checked)


def enter_learner(connection: Connection, name: str) -> Learner:
    """The learner of this name, entered now if new, within a transaction that writes."""
    known = _found(connection, name)
    if known:
        return known
    entered = connection.execute(insert(schema.learner).values(name=name).returning(schema.learner.c.id))
    return Learner(id=entered.scalar_one(), name=name)


def _found(connection: Connection, name: str) -> Learner | None:
    row = connection.execute(select(schema.learner).where(schema.learner.c.name == name)).first()
    return Learner(id=row.id, name=row.name) if row else None


def save_copy_time(engine: Engine, learner: Learner, kind: AnswerKind, samples_ms: Sequence[int], at: Moment) -> int:
    """Store what the warm-up measured; returns its median in ms. `samples_ms` is not empty.

    Raises DrillgrokError when the file cannot be written.
    """
    middle = median_low(samples_ms)
    with writing(engine) as connection:
        connection.execute(
            insert(schema.copy_time).values(
                learner_id=learner.id,
                kind=kind.value,
                utc_ms=at.utc_ms,
                offset_min=at.offset_min,
                samples_ms=json.dumps(list(samples_ms)),
                median_ms=middle,
            )
        )
    return middle


def copy_time_ms(engine: Engine, learner: Learner, kind: AnswerKind) -> int | None:
    """The median of the learner's last warm-up for this kind of answer; None when it was never measured."""
    table = schema.copy_time
    with reading(engine) as connection:
        found: int | None = connection.scalar(
            select(table.c.median_ms)
            .where(table.c.learner_id == learner.id, table.c.kind == kind.value)
            .order_by(table.c.id.desc())
            .limit(1)
        )
    return found
