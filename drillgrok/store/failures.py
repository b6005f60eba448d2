"""What SQLite's error codes mean to a learner: one sentence each, and what to do. Standard library only."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drillgrok.errors import WRITABLE, DrillgrokError, explaining_files

_RESTORE = "Bring back a copy with `drillgrok data restore FILE`; `drillgrok data where` names the folder of copies."

_SENTENCES = {
    "SQLITE_BUSY": ("The database is in use by another program.", "Close other drillgrok windows and try again."),
    "SQLITE_LOCKED": ("The database is in use by another program.", "Close other drillgrok windows and try again."),
    "SQLITE_READONLY": ("The database cannot be written.", WRITABLE),
    "SQLITE_PERM": ("The database cannot be written.", WRITABLE),
    "SQLITE_AUTH": ("The database cannot be written.", WRITABLE),
    "SQLITE_CANTOPEN": ("The database cannot be opened.", WRITABLE),
    "SQLITE_FULL": ("The disk is full.", "Free some space; everything stored so far is safe."),
    "SQLITE_IOERR": ("The disk could not be read or written.", "Check the disk; everything stored so far was saved."),
    "SQLITE_CORRUPT": ("The database is damaged.", _RESTORE),
    "SQLITE_NOTADB": ("This is not a database, or it is damaged.", _RESTORE),
}


def explained(error: sqlite3.Error, path: Path) -> DrillgrokError:
    """The sentence for an SQLite error in the file `path`."""
    primary = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    what, mend = _SENTENCES.get(primary, (f"The database refused: {error}.", "`drillgrok data doctor` looks for why."))
    return DrillgrokError(what, where=str(path), mend=mend)


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn every SQLite and file system error inside into a DrillgrokError about `path`."""
    with explaining_files(path):
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, path) from error
