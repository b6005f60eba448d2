"""Exams, broken seals and ahas with their places in the log, of many runs at once. Read only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, select

from drillgrok.model.log import MarkKind, Role
from drillgrok.store import schema

_KINDS = (MarkKind.AHA, MarkKind.EXAM, MarkKind.FINISHED, MarkKind.SEAL_BROKEN)


@dataclass(frozen=True, slots=True)
class StoredMilestone:
    """Something that happened once in a run."""

    seq: int
    """Of the last response before it; of an exam, of its own last one."""
    kind: MarkKind
    """AHA, EXAM, FINISHED or SEAL_BROKEN."""
    right: int = 0
    asked: int = 0
    to_pass: int = 0
    """These three of an exam."""
    before_shortcuts: bool = False
    """An exam that was taken before its length was set by what shortcuts pass; its session says so."""

    @property
    def opens_seal(self) -> bool:
        """A passed exam, a deck without one finished, or the seal broken."""
        return self.kind in {MarkKind.FINISHED, MarkKind.SEAL_BROKEN} or self.passed

    @property
    def passed(self) -> bool:
        """An exam with as many right answers as it takes."""
        return self.kind is MarkKind.EXAM and self.right >= self.to_pass


def read_milestones(connection: Connection, run_ids: Collection[str]) -> Mapping[str, tuple[StoredMilestone, ...]]:
    """The milestones of these runs in the order of the log; runs without any are left out."""
    mark = schema.mark.c
    named = select(func.min(schema.marked.c.seq)).where(schema.marked.c.mark_id == mark.id).scalar_subquery()
    chosen = select(mark.run_id, mark.session_id, mark.kind, mark.utc_ms, mark.text, named.label("seq"))
    found: dict[str, list[StoredMilestone]] = defaultdict(list)
    marks = chosen.where(mark.kind.in_(_KINDS), mark.run_id.in_(run_ids)).order_by(mark.id)
    for run_id, session_id, kind, utc_ms, text, seq in connection.execute(marks).all():
        if kind == MarkKind.EXAM:
            milestone = _exam(connection, session_id, int(text)) or StoredMilestone(
                _last_before(connection, run_id, utc_ms), MarkKind.EXAM, to_pass=int(text)
            )
        elif kind in {MarkKind.FINISHED, MarkKind.SEAL_BROKEN}:
            milestone = StoredMilestone(_last_before(connection, run_id, utc_ms), MarkKind(kind))
        else:
            milestone = StoredMilestone(seq or 0, MarkKind.AHA)
        found[run_id].append(milestone)
    return {run_id: tuple(sorted(ones, key=lambda one: one.seq)) for run_id, ones in found.items()}


def _exam(connection: Connection, session_id: str, to_pass: int) -> StoredMilestone | None:
    """An exam is a session; one that was left before its first answer has no place of its own."""
    response, session = schema.response.c, schema.session.c
    right = func.count(case((and_(response.role == Role.EXAM.value, response.correct), 1)))
    looked_for = schema.session_shortcuts
    joined = schema.response.join(schema.session).outerjoin(looked_for, looked_for.c.session_id == session.id)
    chosen = select(
        func.max(response.seq), right, func.max(session.goal_value), func.max(looked_for.c.version)
    ).select_from(joined)
    last, count, asked, version = connection.execute(chosen.where(session.id == session_id)).one()
    if not last:
        return None
    return StoredMilestone(last, MarkKind.EXAM, count, int(asked), to_pass, before_shortcuts=version is None)


def _last_before(connection: Connection, run_id: str, utc_ms: int) -> int:
    """The last response before a mark that names none, found from the sessions: they are few."""
    response, session = schema.response.c, schema.session.c
    its_last = (
        select(response.seq)
        .where(response.session_key == session.key, response.utc_ms <= utc_ms)
        .order_by(response.utc_ms.desc(), response.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return connection.scalar(select(func.max(its_last)).where(session.run_id == run_id)) or 0
