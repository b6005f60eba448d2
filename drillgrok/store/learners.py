"""Who practises, and how long it takes them to type what they see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Moment
from drillgrok.names import checked_learner_name
from drillgrok.store import schema
from drillgrok.store.engine import reading, writing
from drillgrok.store.erasure import nobody


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


@dataclass(frozen=True, slots=True)
class Attended:
    """How much somebody has practised here."""

    name: str
    decks: int
    responses: int
    last: Moment | None
    """When their newest session began; None before the first one."""


def all_learners(engine: Engine) -> tuple[Attended, ...]:
    """Everybody by name. Raises DrillgrokError when the file cannot be read."""
    learner, run, session = schema.learner.c, schema.run.c, schema.session.c
    answered = select(func.count()).select_from(schema.response.join(schema.run)).where(run.learner_id == learner.id)
    decks = select(func.count(run.deck_id.distinct())).where(run.learner_id == learner.id)
    newest = (
        select(session.started_utc_ms, session.started_offset_min)
        .select_from(schema.session.join(schema.run))
        .order_by(session.started_utc_ms.desc())
        .limit(1)
    )
    everybody = select(learner.id, learner.name, decks.scalar_subquery(), answered.scalar_subquery())
    with reading(engine) as connection:
        found = []
        for number, name, deck_count, responses in connection.execute(everybody.order_by(learner.name)):
            began = connection.execute(newest.where(run.learner_id == number)).first()
            found.append(Attended(name, deck_count, responses, Moment(*began) if began else None))
    return tuple(found)


def rename_learner(engine: Engine, old: str, new: str) -> None:
    """Give the learner another name; all that is theirs stays theirs.

    Raises DrillgrokError where nobody has the old name or somebody has the new one, for a text that is no name, or when
    the file cannot be written.
    """
    checked = checked_learner_name(new)
    try:
        with writing(engine) as connection:
            renamed = update(schema.learner).where(schema.learner.c.name == old).values(name=checked)
            if connection.execute(renamed).rowcount == 0:
                raise nobody(old)
    except IntegrityError:
        raise DrillgrokError(
            f"There is a learner {checked!r} already, and two people cannot become one.", mend="Choose another name."
        ) from None


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
