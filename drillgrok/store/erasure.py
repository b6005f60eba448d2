"""One learner's data taken out of a database for good: the one exception to rows that never go. What is there can be
counted first; it goes in one transaction. Standard library only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drillgrok.errors import WRITABLE, DrillgrokError
from drillgrok.store.backup import plain_copy
from drillgrok.store.copies import Copy, copies
from drillgrok.store.failures import explaining
from drillgrok.store.identity import existing, is_writable

_RUNS = "SELECT id FROM run WHERE learner_id = (SELECT id FROM learner WHERE name = ?1)"
_RUN_KEYS = "SELECT key FROM run WHERE learner_id = (SELECT id FROM learner WHERE name = ?1)"
_COUNTS = {
    "runs": f"SELECT count(*) FROM ({_RUNS})",
    "sessions": f"SELECT count(*) FROM session WHERE run_id IN ({_RUNS})",
    "responses": f"SELECT count(*) FROM response WHERE run_key IN ({_RUN_KEYS})",
    "marks": f"SELECT count(*) FROM mark WHERE run_id IN ({_RUNS})",
    "verdicts": f"SELECT count(*) FROM verdict WHERE run_id IN ({_RUNS})",
    "copy_times": "SELECT count(*) FROM copy_time WHERE learner_id = (SELECT id FROM learner WHERE name = ?1)",
}
_DECKS = f"SELECT DISTINCT deck_id FROM run WHERE id IN ({_RUNS}) ORDER BY deck_id"
_GOING = "(SELECT run_id FROM temp.going)"
_WHOSE = (
    ("run_key", "run_key IN (SELECT run_key FROM temp.going)"),
    ("run_id", f"run_id IN {_GOING}"),
    ("learner_id", "learner_id = ?1"),
    ("session_id", f"session_id IN (SELECT id FROM session WHERE run_id IN {_GOING})"),
)
"""How a table's rows are somebody's, by the first of these columns that it has."""
_IMPERSONAL = frozenset({"alembic_version", "deck_version", "tombstone"})
"""Tables whose rows are nobody's by themselves."""
_UNUSED_DECKS = """
DELETE FROM deck_version WHERE hash NOT IN (SELECT deck_hash FROM run WHERE deck_hash IS NOT NULL)
    AND hash NOT IN (SELECT deck_hash FROM session WHERE deck_hash IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database holds of one learner, in numbers."""

    decks: tuple[str, ...]
    runs: int
    sessions: int
    responses: int
    marks: int
    """Notes, own words and all else that was said of responses."""
    verdicts: int
    """What the coach said."""
    copy_times: int


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A copy of the database that holds a learner, or may."""

    copy: Copy
    others: int | None
    """How many other learners it holds; None where it cannot be read."""


def holdings(database: Path, learner: str) -> Holdings:
    """What there is of the learner. Raises DrillgrokError where nobody has that name, or it cannot be read."""
    with existing(database) as connection:
        _refuse_nobody(connection, learner)
        decks = tuple(deck for (deck,) in connection.execute(_DECKS, (learner,)))
        counts = {name: connection.execute(query, (learner,)).fetchone()[0] for name, query in _COUNTS.items()}
    return Holdings(decks, **counts)


def copies_that_hold(database: Path, learner: str) -> tuple[HeldCopy, ...]:
    """The copies beside the database with the learner's name, or with runs of theirs from under an earlier name.

    Raises DrillgrokError where the database cannot be read; a copy that cannot be read may hold anybody.
    """
    with existing(database) as connection:
        runs = {run for (run,) in connection.execute(_RUNS, (learner,))}
    with explaining(database):
        found = copies(database)
    return tuple(held for copy in found if (held := _held(copy, learner, runs)) is not None)


def _held(copy: Copy, learner: str, runs: set[str]) -> HeldCopy | None:
    try:
        with plain_copy(copy.path) as plain, existing(plain) as connection:
            named = connection.execute("SELECT name FROM learner WHERE name = ?", (learner,)).fetchall()
            owners = dict(
                connection.execute("SELECT run.id, learner.name FROM run JOIN learner ON learner.id = learner_id")
            )
            people = {name for (name,) in connection.execute("SELECT name FROM learner")}
    except DrillgrokError:
        return HeldCopy(copy, None)
    theirs = {learner} if named else set()
    theirs |= {name for run, name in owners.items() if run in runs}
    return HeldCopy(copy, len(people - theirs)) if theirs else None


def erase(database: Path, learner: str, utc_ms: int) -> None:
    """Take out all that is the learner's, and decks that nobody else used. Of each run a tombstone stays, so that it
    does not come back by import; all else goes from the file too.

    Raises DrillgrokError where nobody has that name, another program has the database open, or it cannot be written;
    then nothing has changed.
    """
    with _alone(database) as connection:
        _refuse_nobody(connection, learner)
        with _at_once(connection):
            _take_out(connection, learner, utc_ms)
        connection.execute("VACUUM")


def deleted_before(database: Path, earlier: Path) -> tuple[str, ...]:
    """Learners in `database` of whom a run was deleted in `earlier`, by name. Raises DrillgrokError where either cannot
    be read."""
    with existing(earlier) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        # Older databases have no tombstones.
        found = connection.execute("SELECT run_id FROM tombstone").fetchall() if "tombstone" in tables else []
    gone = {run for (run,) in found}
    with existing(database) as connection:
        owners = connection.execute("SELECT run.id, learner.name FROM run JOIN learner ON learner.id = learner_id")
        return tuple(sorted({name for run, name in owners if run in gone}))


def leave_only(database: Path, learner: str) -> None:
    """Take everybody else out of a database that is a copy, and what it remembers of who was deleted.

    Raises DrillgrokError as `erase` does.
    """
    with _alone(database) as connection:
        _refuse_nobody(connection, learner)
        with _at_once(connection):
            for (other,) in connection.execute("SELECT name FROM learner WHERE name <> ?", (learner,)).fetchall():
                _take_out(connection, other, 0)
            connection.execute("DELETE FROM tombstone")
        connection.execute("VACUUM")


@contextmanager
def _alone(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection that nobody else can read or write beside, and that leaves nothing of a deleted row in the file."""
    if not is_writable(database):
        raise DrillgrokError("The database cannot be written.", where=str(database), mend=WRITABLE)
    with explaining(database), existing(database) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=DELETE")  # folds the write-ahead log in; refused while it is in use
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        yield connection


@contextmanager
def _at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; a row of somebody else's that speaks of one that went is found at the end."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        connection.execute("PRAGMA defer_foreign_keys=ON")
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _take_out(connection: sqlite3.Connection, learner: str, utc_ms: int) -> None:
    (learner_id,) = connection.execute("SELECT id FROM learner WHERE name = ?", (learner,)).fetchone()
    connection.execute(
        "CREATE TEMP TABLE going AS SELECT key AS run_key, id AS run_id FROM run WHERE learner_id = ?", (learner_id,)
    )
    # Before the rows go: the guards let only those go whose run has its tombstone.
    connection.execute("INSERT OR IGNORE INTO tombstone SELECT run_id, ? FROM temp.going", (utc_ms,))
    for table, condition in sorted(_personal(connection), key=_parents_last):
        connection.execute(f"DELETE FROM {table} WHERE {condition}", (learner_id,) if "?1" in condition else ())
    connection.execute("DELETE FROM learner WHERE id = ?", (learner_id,))
    connection.execute(_UNUSED_DECKS)
    connection.execute("DROP TABLE temp.going")


def _personal(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every table with rows that are somebody's, and which of them are this learner's."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table in _IMPERSONAL or table == "learner" or table.startswith("sqlite_"):
            continue
        columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
        yield table, next(condition for column, condition in _WHOSE if column in columns)


def _parents_last(table: tuple[str, str]) -> tuple[bool, bool]:
    """What is found by way of sessions goes before them."""
    _, condition = table
    return not condition.startswith("session_id"), table[0] == "run"


def _refuse_nobody(connection: sqlite3.Connection, learner: str) -> None:
    if connection.execute("SELECT 1 FROM learner WHERE name = ?", (learner,)).fetchone() is None:
        raise nobody(learner)


def nobody(learner: str) -> DrillgrokError:
    """Whoever is meant is not there."""
    return DrillgrokError(f"There is no learner {learner!r} here.", mend="`drillgrok learner list` names them all.")
