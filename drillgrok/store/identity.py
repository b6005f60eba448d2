"""Which database a file is: ours or not, and of which revision. Standard library only, for the first screen asks."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from drillgrok.errors import DrillgrokError
from drillgrok.store.failures import explaining

HEAD = "0008"
"""The revision this program writes: the newest file in migrations/versions."""

APPLICATION_ID = 0x6472696C
"""SQLite's mark for whose file this is: "dril"."""


@contextmanager
def existing(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to a database that is there already; creates no file.

    Raises DrillgrokError when the file cannot be opened or read.
    """
    with (
        explaining(path),
        reachable(path) as place,
        closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection,
    ):
        yield connection


@contextmanager
def reachable(path: Path) -> Iterator[Path]:
    """The database where SQLite can open it: at its place, or, from a disk that cannot be written, a copy of it and of
    its write-ahead log for as long as the block lasts: SQLite reads neither without writing. Raises OSError."""
    if is_writable(path):
        yield path
        return
    from tempfile import TemporaryDirectory  # only for such a disk

    with TemporaryDirectory(prefix="drillgrok-", ignore_cleanup_errors=True) as folder:
        place = Path(folder, path.name)
        for end in ("", "-wal"):
            source = path.with_name(f"{path.name}{end}")
            if source.exists():
                shutil.copyfile(source, f"{place}{end}")
        yield place


def is_writable(path: Path) -> bool:
    """Whether the file, or a file of its name, can be written, and others beside it."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def revision_of(path: Path) -> str | None:
    """The schema revision of the database at `path`; None when there is no file or nothing in it yet.

    Raises DrillgrokError for a folder, a link to nothing, a damaged file, or another program's database.
    """
    with explaining(path):
        if path.is_dir():
            raise DrillgrokError("This is a folder, not a database.", where=str(path), mend="Move the folder away.")
        if path.parent.exists() and not path.parent.is_dir():
            raise DrillgrokError("This is a file, not a folder.", where=str(path.parent), mend="Choose another folder.")
        if not path.exists():
            if path.is_symlink():
                raise DrillgrokError("This link leads to no file.", where=str(path), mend="Mend it, or move it away.")
            return None
    with existing(path) as connection:
        return revision_in(connection, path)


def revision_in(connection: sqlite3.Connection, path: Path) -> str | None:
    """The same of a database at `path` that is open; None when there is nothing in it yet. Raises DrillgrokError for
    another program's."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID or "alembic_version" not in tables:
        raise DrillgrokError(
            "This database belongs to another program.",
            where=str(path),
            mend="Move it away, or set DRILLGROK_HOME to another folder.",
        )
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    return str(revision)
