"""How often each item of a run was answered in which way: added up by the database, for a deck whose rule is open."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, not_, select

from drillgrok.model.item import ItemKey
from drillgrok.model.log import PLAIN, Role
from drillgrok.store import schema
from drillgrok.store.journal import JOINED
from drillgrok.store.keys import run_key


@dataclass(frozen=True, slots=True)
class AnswerTally:
    """One item and one answer to it."""

    item: ItemKey
    answer: str
    """Empty for a pass or a time-out."""
    n: int
    right: int


def answer_tallies(connection: Connection, run_id: str) -> tuple[AnswerTally, ...]:
    """Of all measured responses of a run but its exams', in the plain wording."""
    row, marked, mark = schema.response.c, schema.marked.c, schema.mark.c
    taken_out = (
        select(marked.seq)
        .join(schema.mark, marked.mark_id == mark.id)
        .where(marked.run_key == run_key(run_id), mark.kind.in_([kind.value for kind in JOINED]))
    )
    chosen = (
        select(row.item, row.answer, func.count(), func.count(case((row.correct, 1))))
        .where(row.run_key == run_key(run_id), row.presentation == PLAIN, row.role != Role.EXAM.value)
        .where(not_(schema.UNMEASURED), row.seq.not_in(taken_out))
        .group_by(row.item, row.answer)
        .order_by(row.item, row.answer)
    )
    return tuple(AnswerTally(ItemKey(item), *rest) for item, *rest in connection.execute(chosen))
