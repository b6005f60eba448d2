"""Looking a database over: everything that can be found wrong with it, in sentences. Reads only; mends nothing."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drillgrok.bundled import bundled
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import folder_beside
from drillgrok.store.columns import MEANINGS, MOST_ROWS, NUMBERED, TIMES
from drillgrok.store.copies import DAILY, Copy, best_good, copies, dated_ahead, described, refuse_unopened, shrunk
from drillgrok.store.failures import HELP
from drillgrok.store.identity import HEAD, existing, is_writable, revision_of
from drillgrok.store.meaning import is_time

_SHOWN = 10
_DAY_S = 24 * 3600
_OLD_COPY_S = 14 * _DAY_S
_LITTLE_ROOM = 50_000_000
_AHEAD_MS = 1000 * _DAY_S
_GUARDS = {
    f"{table}_refuses_{change}"
    for table in ("response", "mark", "marked", "verdict")
    for change in ("update", "delete")
}
_GAPS = """
SELECT run.deck_id, run.number, max(seq), count(*)
FROM response JOIN run ON run.key = response.run_key
GROUP BY run.id HAVING max(seq) <> count(*)
"""
_OVERLAPS = """
SELECT deck_id, number, count(*) FROM (
    SELECT run.id, run.deck_id, run.number, min(seq) AS first,
        lag(max(seq)) OVER (PARTITION BY run.id ORDER BY min(seq)) AS before
    FROM response JOIN run ON run.key = response.run_key GROUP BY run.id, response.session_key)
WHERE before >= first GROUP BY deck_id, number
"""
_STRANGERS = """
SELECT run.deck_id, run.number, count(*)
FROM response JOIN session ON session.key = response.session_key JOIN run ON run.key = response.run_key
WHERE session.run_id <> run.id GROUP BY run.id
"""
_ODD = {
    "runs have less time for an answer on the calm clock than on the quick one":
        "SELECT count(*) FROM run WHERE quick_ms > calm_ms",
    "marks belong to a session of another run":
        "SELECT count(*) FROM mark JOIN session ON session.id = mark.session_id WHERE session.run_id <> mark.run_id",
    "marks speak of responses in another run":
        "SELECT count(*) FROM marked JOIN mark ON mark.id = marked.mark_id JOIN run ON run.key = marked.run_key"
        " WHERE run.id <> mark.run_id",
    "verdicts belong to a session of another run":
        "SELECT count(*) FROM verdict JOIN session ON session.id = verdict.session_id"
        " WHERE session.run_id <> verdict.run_id",
    "days have more right checks than checks":
        "SELECT count(*) FROM practice_day WHERE checked_right > checked",
}  # fmt: skip
"""What contradicts itself though each value alone could be, and the number of such rows."""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a database."""

    database: Path
    revision: str | None
    """None when there is no database yet, or it cannot be told."""
    responses: int
    problems: tuple[str, ...]
    """Empty when nothing is wrong."""
    remarks: tuple[str, ...] = ()
    """What is worth knowing and no fault of the database: room, copies, who may read it, the clock."""
    counted_again: int = 0
    """Runs whose figures had to be made from the log; see `commands.data.doctor`."""


def examine(database: Path) -> Health:
    """Everything that is wrong with the file at `database`; a damaged one is a finding, not an error."""
    revision: str | None = None
    responses = 0
    problems: list[str] = []
    remarks: list[str] = []
    found, trouble = _copies(database)
    try:
        revision = revision_of(database)
        if revision is not None:
            with existing(database) as connection:
                problems += _integrity(connection)
                if revision == HEAD:
                    problems += _rules(connection)
                    problems += _meanings(connection)
                    problems += _losses(found, connection)
                    (responses,) = connection.execute("SELECT count(*) FROM response").fetchone()
                    remarks += _clock(connection)
                else:
                    problems.append(_other(revision))
        elif database.exists():
            problems.append("The database is empty: whatever it held is lost.")
        if revision is None:
            problems += _to_bring_back(database)
        remarks += _surroundings(database, found, trouble)
    except DrillgrokError as error:
        problems += [str(error), *_to_bring_back(database)]
    if problems and revision == HEAD:
        problems.append(HELP)
    return Health(database, revision, responses, tuple(problems), tuple(remarks))


def _other(revision: str) -> str:
    known = {path.stem.partition("_")[0] for path in bundled("migrations").glob("versions/*.py")}
    if revision in known:
        return f"It is of revision {revision}; the next practice brings it to {HEAD}."
    return (
        f"It was written by a newer drillgrok (revision {revision}), and this one cannot open it. "
        "Update with `pip install --upgrade drillgrok`."
    )


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds, in its own words."""
    for (finding,) in connection.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if finding != "ok":
            yield f"SQLite finds: {finding}."
    strays = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if strays:
        yield f"{counted(strays, 'row refers', 'rows refer')} to a row that is not there."


def _rules(connection: sqlite3.Connection) -> Iterator[str]:
    """What must be true of our own tables."""
    guards = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if not guards >= _GUARDS:
        yield f"The guards against changing the log are missing: {', '.join(sorted(_GUARDS - guards))}."
    for deck_id, number, last, rows in connection.execute(_GAPS):
        yield f"Run {number} of {deck_id} counts to {last} but has {counted(rows, 'row')}."
    for deck_id, number, sessions in connection.execute(_OVERLAPS):
        yield f"{sessions} sessions of run {number} of {deck_id} overlap."
    for deck_id, number, rows in connection.execute(_STRANGERS):
        yield f"{counted(rows, 'response')} in run {number} of {deck_id} of a session of another run."
    for what, counting in _ODD.items():
        ((rows,),) = connection.execute(counting)
        if rows:
            yield f"{rows} {what}."


def _meanings(connection: sqlite3.Connection) -> Iterator[str]:
    """Values that nothing here can have written."""
    for table, number in NUMBERED.items():
        ((rows,),) = connection.execute(f"SELECT count(*) FROM {table} WHERE {number} NOT BETWEEN 1 AND {MOST_ROWS}")
        if rows:
            yield f"{counted(rows, 'row')} of the table {table} with an impossible number."
    for table, columns in MEANINGS.items():
        for column, makes_sense in columns.items():
            found = connection.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY {column}")
            strange = [(value, rows) for value, rows in found if not makes_sense(value)]
            if strange:
                rows = sum(count for _, count in strange)
                where = counted(rows, "row")
                yield f"In {where} of the table {table}, {column} is {strange[0][0]!r:.80}, which it cannot be."


def _copies(database: Path) -> tuple[tuple[Copy, ...], str]:
    """The copies, and what stands in the way of looking for them."""
    try:
        return copies(database), ""
    except DrillgrokError as error:
        return (), str(error)


def _losses(found: Sequence[Copy], connection: sqlite3.Connection) -> Iterator[str]:
    copy = shrunk(found, connection)
    if copy is not None:
        held = f"{counted(copy.responses or 0, 'response')}, more than the database"
        yield (
            f"A copy of {copy.made.astimezone():%Y-%m-%d} holds {held}: "
            f"`drillgrok data restore '{copy.path}'` brings it back."
        )


def _to_bring_back(database: Path) -> Iterator[str]:
    try:
        copy = best_good(database)
        if copy is None:
            refuse_unopened(database)
    except DrillgrokError as error:
        yield str(error)
        return
    if copy is not None:
        yield f"{described(copy)} `drillgrok data restore '{copy.path}'` brings it back."


def _clock(connection: sqlite3.Connection) -> Iterator[str]:
    """Times that a clock that stood wrong has given: they are kept as they are."""
    now_ms = time.time_ns() // 1_000_000
    for table, column in TIMES.items():
        told = f"SELECT min({column}), max({column}) FROM {table} WHERE typeof({column}) = 'integer'"
        first, last = connection.execute(told).fetchone()
        if last is not None and last > now_ms + _AHEAD_MS:
            yield f"Some times in the table {table} lie in the future; look whether the clock of this machine is right."
        if first is not None and not is_time(first):
            yield f"Some times in the table {table} lie before the year 2000."


def _surroundings(database: Path, found: Sequence[Copy], trouble: str) -> Iterator[str]:
    """Room, permissions, copies, and what stands in the way of looking for them."""
    if not database.exists():
        return
    if not is_writable(database):
        yield "The database can be read but not written here: practice cannot store anything."
    elif os.name == "posix" and database.stat().st_mode & 0o077:
        yield "Others on this machine may read the database; the next practice makes it private."
    free = shutil.disk_usage(database.parent).free
    if free < _LITTLE_ROOM + database.stat().st_size:
        yield f"Only {free / 1e6:,.0f} MB are free on its disk."
    if trouble:
        yield f"No copies can be made at the end of a session. {trouble}"
        return
    folder = folder_beside(database)
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        yield f"No copies can be made at the end of a session: {folder} cannot be written."
    if any(map(dated_ahead, found)):
        yield "A copy is dated in the future; look whether the clock of this machine is right."
    made = [copy.made.timestamp() for copy in found if copy.why in {DAILY, "backup"} and not dated_ahead(copy)]
    if not made:
        yield "There is no copy of it yet; one is made at the end of a session, or by `drillgrok data backup`."
    elif time.time() - max(made) > _OLD_COPY_S:
        yield f"The newest copy of it is {(time.time() - max(made)) / _DAY_S:,.0f} days old."
    else:
        lie = "1 copy lies" if len(found) == 1 else f"{len(found)} copies lie"
        yield f"{lie} beside it; `drillgrok data where` lists them."
