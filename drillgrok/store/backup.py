"""Copies of the database: made whole while it is in use, and brought back without losing the present one.

Standard library only.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from drillgrok.errors import DrillgrokError
from drillgrok.store.failures import explaining
from drillgrok.store.identity import existing

_COMPANIONS = ("-wal", "-shm")


def folder_beside(database: Path) -> Path:
    """Where copies of `database` are kept."""
    return database.parent / "backups"


def fresh_name(database: Path, why: str) -> Path:
    """A path for a copy that no file has yet, named by the reason and the time (UTC)."""
    stem = f"{database.stem}-{why}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    path = folder_beside(database) / f"{stem}.db"
    again = 2
    while path.exists():
        path = folder_beside(database) / f"{stem}-{again}.db"
        again += 1
    return path


def copy_database(source: Path, target: Path) -> Path:
    """Copy the whole database `source`, also while it is being written, into the single file `target`.

    `target` appears only when complete. Raises DrillgrokError.
    """
    unfinished = target.with_name(f"{target.name}.part")
    with explaining(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
    with existing(source) as from_, explaining(target):
        with closing(sqlite3.connect(unfinished)) as to:
            from_.backup(to)
            to.execute("PRAGMA journal_mode=DELETE")  # one file, no companions
        unfinished.replace(target)
    return target


def check_whole(path: Path) -> None:
    """Raise DrillgrokError unless SQLite finds the database at `path` sound."""
    with existing(path) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DrillgrokError("The database is damaged.", where=str(path), mend="Choose another copy.")


def replace_database(database: Path, copy: Path) -> Path | None:
    """Put `copy` in the place of `database`; the file that was there is kept, its new path returned.

    None when there was no database. Raises DrillgrokError when another program has the database open.
    """
    staged = copy_database(copy, database.with_name(f"{database.name}.restored"))
    kept = _set_aside(database) if database.exists() else None
    with explaining(database):
        staged.replace(database)
    return kept


def _set_aside(database: Path) -> Path:
    """Copy the present database's files into the folder of copies; leaves no write-ahead log behind."""
    _settle(database)
    kept = fresh_name(database, "before-restore")
    with explaining(kept):
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(database, kept)
        for companion in _COMPANIONS:
            beside = database.with_name(database.name + companion)
            if beside.exists():
                shutil.move(beside, kept.with_name(kept.name + companion))
    return kept


def _settle(database: Path) -> None:
    """Fold the write-ahead log into the file; SQLite refuses this while anyone else has it open."""
    with explaining(database), closing(sqlite3.connect(database)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise
