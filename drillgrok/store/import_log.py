"""A response log into the database: every row is checked, then all of them come in or none.

Imported runs are for looking at, never for practice. A longer export of a run that came in before adds its new rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from drillgrok.console.bulk import many_values
from drillgrok.console.files import refuse_endless
from drillgrok.console.progress import Reached, unwatched
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Flag, IntakeArm, Mark, Moment, Pressure, Response
from drillgrok.responselog.columns import LogPage
from drillgrok.responselog.exact import exact_pages, rows_of
from drillgrok.responselog.row import LogRow, RowError
from drillgrok.store import schema
from drillgrok.store.engine import writing
from drillgrok.store.failures import explaining
from drillgrok.store.histories import forget
from drillgrok.store.journal import JOINED, append_mark, stream_responses
from drillgrok.store.keys import keys_by_id
from drillgrok.store.learners import enter_learner
from drillgrok.store.response_rows import append_page, append_rows
from drillgrok.store.runs import next_run_number

SHOWN_MISTAKES = 20

_BATCH = 2_000
_MARKS = {flag: kind for kind, flag in JOINED.items()}


Heard = Callable[[str, Sequence[tuple[str, Response]]], None]
"""Told rows of a run in their order: its id, and (session id, response) with what was marked in its flags."""


def _unheard(_run_id: str, _rows: Sequence[tuple[str, Response]]) -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    rows: int
    """Rows that are new."""
    known_rows: int
    """Rows that were there already, skipped."""
    runs: int
    """Runs that are new."""
    changed: tuple[str, ...]
    """The runs that gained rows or marks; nothing is counted of them yet."""


def import_log(engine: Engine, path: Path, *, heard: Heard = _unheard, reached: Reached = unwatched) -> Imported:
    """Read the response log at `path` into the database. `heard` is told every row of runs that are new, `reached` how
    many bytes are read.

    Raises DrillgrokError naming file and line of the first mistakes and how many there are; then nothing has changed.
    """
    refuse_endless(path)
    with many_values(), explaining(path), writing(engine) as connection:
        intake = _Intake(connection, heard)
        mistakes = _Mistakes()
        readable = True
        for lines, page in exact_pages(path, reached):
            if readable and isinstance(page, LogPage) and intake.take_page(page):
                continue
            for line, row in rows_of(lines, page):
                if isinstance(row, RowError):
                    readable = False  # with a row missing, what follows would seem out of order
                    mistakes.add(f"{path}:{line}", row)
                elif readable:
                    try:
                        intake.take(row)
                    except RowError as error:
                        mistakes.add(f"{path}:{line}", error)
        mistakes.refuse()
        intake.flush()
        for run_id in intake.changed:
            forget(connection, run_id)
    return Imported(intake.rows, intake.known_rows, intake.runs, tuple(intake.changed))


@dataclass
class _Mistakes:
    """The first few in words, all of them in number."""

    number: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, place: str, error: RowError) -> None:
        room = SHOWN_MISTAKES - len(self.shown)
        self.shown += [f"{place}: {problem}" for problem in error.problems[:room]]
        self.number += len(error.problems)

    def refuse(self) -> None:
        """Raise DrillgrokError if there are any."""
        if self.number == 0:
            return
        more = self.number - len(self.shown)
        lines = [*self.shown, f"... and {more} more."] if more else self.shown
        raise DrillgrokError("\n".join(lines), mend="Nothing was imported.")


@dataclass(slots=True)
class _RunTaken:
    """A run while its rows come in."""

    learner: str
    deck: str
    imported: bool
    stored: tuple[tuple[str, Response], ...]
    """What the database had of it: (session id, response) by `seq`."""
    arm: tuple[IntakeArm | None, bool | None] | None = None
    """As its first row says; None where it was there before."""
    next_seq: int = 1
    session: str = ""
    """Of its last row."""
    ended: set[str] = field(default_factory=set)
    """Sessions whose rows have come."""

    def goes_on(self, sessions: Sequence[str]) -> bool:
        """Whether rows of these sessions may come next: those of one stand together."""
        order = [session for session, _ in groupby(sessions)]
        new = order[1:] if order[0] == self.session else order
        return len(new) == len(set(new)) and self.session not in new and self.ended.isdisjoint(new)

    def took(self, sessions: Sequence[str]) -> None:
        """Rows of these sessions have come."""
        self.ended |= {self.session, *sessions} - {sessions[-1]}
        self.session = sessions[-1]

    @property
    def is_new(self) -> bool:
        """It came in with this file."""
        return self.arm is not None


@dataclass
class _Intake:
    """Takes rows in the order of the file; nothing is final before the transaction ends."""

    connection: Connection
    heard: Heard
    rows: int = 0
    known_rows: int = 0
    runs: int = 0
    changed: dict[str, None] = field(default_factory=dict)
    """Ids of the runs that gained something, in the order of the file."""
    _runs: dict[str, _RunTaken] = field(default_factory=dict)
    _session_runs: dict[str, str] = field(default_factory=dict)
    _new_rows: list[tuple[str, str, Response]] = field(default_factory=list)
    _new_marks: list[tuple[LogRow, Flag]] = field(default_factory=list)

    def take(self, row: LogRow) -> None:
        """Raises RowError when the row contradicts the rows before it or the database."""
        run = self._runs.get(row.run) or self._run(row)
        seq, expected = row.response.seq, run.next_seq
        run.next_seq = seq + 1
        if (run.learner, run.deck) != (row.learner, row.deck):
            raise RowError([f"run: It belongs to learner {run.learner!r} and deck {run.deck!r}."])
        if run.arm not in (None, (row.arm, row.by_lot)):
            raise RowError(["arm: It is the same, with its lot, in all rows of a run."])
        if seq != expected:
            raise RowError([f"seq: {expected} should come here: the rows of a run are whole and in order."])
        if self._session_run(row.session, row.run, row.response.at, row.response.pressure) != row.run:
            raise RowError(["session: It belongs to another run."])
        if not run.goes_on([row.session]):
            raise RowError(["session: Another session of the run came in between; the rows of each stand together."])
        run.took([row.session])
        if seq <= len(run.stored):
            self._compare(row, run, *run.stored[seq - 1])
        elif not run.imported:
            raise RowError(["run: It is practised here and takes no rows from outside."])
        else:
            self._add(row)
            if run.is_new:
                self.heard(row.run, [(row.session, row.response)])

    def take_page(self, page: LogPage) -> bool:
        """Take a page at once that only goes on with an imported run, row after row; False where it is anything else,
        and then nothing of it has been taken."""
        learner, deck, run_id = page.whose[0]
        run = self._runs.get(run_id)
        if run is None or (run.learner, run.deck) != (learner, deck) or not _goes_on(page, run):
            return False
        sessions = dict.fromkeys(page.sessions)
        if not run.goes_on(page.sessions):
            return False
        for session in sessions:
            place = page.sessions.index(session)
            at = Moment(page.utc_ms[place], page.offsets_min[place])
            if self._session_run(session, run_id, at, page.manners[place].pressure) != run_id:
                return False
        self.flush()
        run_key = keys_by_id(self.connection, schema.run, [run_id])[run_id]
        append_page(self.connection, page, run_key, keys_by_id(self.connection, schema.session, sessions))
        run.next_seq += len(page.seqs)
        run.took(page.sessions)
        if run.is_new:
            self.heard(run_id, [(row.session, row.response) for row in page.rows()])
        self.rows += len(page.seqs)
        self.changed[run_id] = None
        return True

    def _run(self, row: LogRow) -> _RunTaken:
        """The row's run, as the database has it or entered now."""
        table, learners = schema.run, schema.learner
        known = self.connection.execute(
            select(learners.c.name, table.c.deck_id, table.c.imported).join(table).where(table.c.id == row.run)
        ).first()
        if known:
            stored = tuple(stream_responses(self.connection, row.run))
            taken = _RunTaken(known.name, known.deck_id, known.imported, stored)
        else:
            if self.connection.scalar(select(schema.tombstone.c.run_id).where(schema.tombstone.c.run_id == row.run)):
                raise RowError(["run: It was deleted here with its learner, and does not come back by import."])
            self._enter_run(row)
            taken = _RunTaken(row.learner, row.deck, imported=True, stored=(), arm=(row.arm, row.by_lot))
        self._runs[row.run] = taken
        return taken

    def _enter_run(self, row: LogRow) -> None:
        learner = enter_learner(self.connection, row.learner)
        self.connection.execute(
            insert(schema.run).values(
                id=row.run,
                learner_id=learner.id,
                deck_id=row.deck,
                number=next_run_number(self.connection, learner, row.deck),
                primed=Flag.PRIMED in row.response.flags,
                imported=True,
                started_utc_ms=row.response.at.utc_ms,
                started_offset_min=row.response.at.offset_min,
            )
        )
        if row.arm is not None:
            values = insert(schema.intake).values(run_id=row.run, arm=row.arm.value, by_lot=bool(row.by_lot))
            self.connection.execute(values)
        self.runs += 1

    def _session_run(self, session: str, named: str, at: Moment, pressure: Pressure) -> str:
        """The id of the run that the session belongs to; the session is entered now if new, in the run that is
        named."""
        known = self._session_runs.get(session)
        if known is not None:
            return known
        table = schema.session
        run_id: str | None = self.connection.scalar(select(table.c.run_id).where(table.c.id == session))
        if run_id is None:
            run_id = named
            self.connection.execute(
                insert(table).values(
                    id=session,
                    run_id=run_id,
                    started_utc_ms=at.utc_ms,
                    started_offset_min=at.offset_min,
                    pressure=pressure.value,
                )
            )
        self._session_runs[session] = run_id
        return run_id

    def _compare(self, row: LogRow, run: _RunTaken, session: str, stored: Response) -> None:
        """A row that is there already may have gained a mark since, and nothing else."""
        news = (row.response.flags - stored.flags) & _MARKS.keys()
        same = row.session == session and _unmarked(row.response) == _unmarked(stored)
        if not same or (news and not run.imported):
            raise RowError([f"seq: Row {stored.seq} of this run is stored already and differs from this one."])
        self.known_rows += 1
        for flag in news:
            self._new_marks.append((row, flag))
            self.changed[row.run] = None

    def _add(self, row: LogRow) -> None:
        self._new_rows.append((row.run, row.session, _unmarked(row.response)))
        if not row.response.flags.isdisjoint(_MARKS):
            self._new_marks += [(row, flag) for flag in row.response.flags & _MARKS.keys()]
        self.rows += 1
        self.changed[row.run] = None
        if len(self._new_rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what has been taken."""
        if self._new_rows:
            append_rows(self.connection, self._new_rows)
        for row, flag in self._new_marks:
            mark = Mark(_MARKS[flag], row.response.at, (row.response.seq,))
            append_mark(self.connection, mark, row.run, row.session)
        self._new_rows, self._new_marks = [], []


def _goes_on(page: LogPage, run: _RunTaken) -> bool:
    """Whether all its rows are new ones of this imported run, and none has a mark."""
    count, lot = len(page.seqs), page.lots[0]
    return (
        run.imported
        and page.seqs[0] == run.next_seq > len(run.stored)
        and page.seqs[-1] - page.seqs[0] == count - 1
        and page.whose.count(page.whose[0]) == count
        and page.lots.count(lot) == count
        and run.arm in (None, lot)
        and all(manner.flags.isdisjoint(_MARKS) for manner in {id(one): one for one in page.manners}.values())
    )


def _unmarked(response: Response) -> Response:
    """The response as its own row has it."""
    if response.flags.isdisjoint(_MARKS):
        return response
    return replace(response, flags=response.flags - _MARKS.keys())
