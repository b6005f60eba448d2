"""Looking a database over: everything that can be found wrong with it, in sentences. Reads only; mends nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drillgrok.errors import DrillgrokError
from drillgrok.store.identity import HEAD, existing, revision_of

_SHOWN = 10
_GUARDS = {
    f"{table}_refuses_{change}"
    for table in ("response", "mark", "marked", "verdict")
    for change in ("update", "delete")
}
_GAPS = """
SELECT run.deck_id, run.number, max(seq), count(*)
FROM response JOIN run ON run.id = response.run_id
GROUP BY run.id HAVING max(seq) <> count(*)
"""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a database."""

    database: Path
    revision: str | None
    """None when there is no database yet, or it cannot be told."""
    responses: int
    problems: tuple[str, ...]
    """Empty when nothing is wrong."""
    counted_again: int = 0
    """Runs whose figures had to be made from the log; see `commands.data.doctor`."""


def examine(database: Path) -> Health:
    """Everything that is wrong with the file at `database`; a damaged one is a finding, not an error."""
    revision: str | None = None
    responses = 0
    problems: list[str] = []
    try:
        revision = revision_of(database)
        if revision is not None:
            with existing(database) as connection:
                problems += _integrity(connection)
                if revision == HEAD:
                    problems += _rules(connection)
                    (responses,) = connection.execute("SELECT count(*) FROM response").fetchone()
                else:
                    problems.append(f"It is of revision {revision}; the next practice brings it to {HEAD}.")
    except DrillgrokError as error:
        problems.append(str(error))
    return Health(database, revision, responses, tuple(problems))


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds, in its own words."""
    for (finding,) in connection.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if finding != "ok":
            yield f"SQLite finds: {finding}."
    strays = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if strays:
        yield f"{strays} rows name another row that is not there."


def _rules(connection: sqlite3.Connection) -> Iterator[str]:
    """What must be true of our own tables."""
    guards = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if not guards >= _GUARDS:
        yield f"The guards against changing the log are missing: {', '.join(sorted(_GUARDS - guards))}."
    for deck_id, number, last, rows in connection.execute(_GAPS):
        yield f"Run {number} of {deck_id} counts to {last} but has {rows} rows."
