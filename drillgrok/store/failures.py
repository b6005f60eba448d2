"""What SQLite's error codes mean to a learner: one sentence each, and what to do. Standard library only."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from drillgrok.errors import WRITABLE, BusyError, DrillgrokError, explaining_files

LISTED = "`drillgrok data where` lists the copies."
HELP = (
    "`drillgrok data where` lists the copies and `drillgrok data restore FILE` brings one back; "
    "`drillgrok data doctor --salvage FILE` saves what can still be read."
)

_FILES = 6
"""The database, its log and its index, and a copy of it with a journal, and the folder."""
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
IN_USE = ("The database is in use by another program.", "Close other drillgrok windows and try again.")
_SENTENCES = {
    **dict.fromkeys(_BUSY, IN_USE),
    "SQLITE_READONLY": ("The database cannot be written.", WRITABLE),
    "SQLITE_PERM": ("The database cannot be written.", WRITABLE),
    "SQLITE_AUTH": ("The database cannot be written.", WRITABLE),
    "SQLITE_CANTOPEN": ("The database cannot be opened.", WRITABLE),
    "SQLITE_FULL": ("The disk is full.", "Free some space; everything stored so far is safe."),
    "SQLITE_IOERR": ("The disk could not be read or written.", "Check the disk; everything stored so far was saved."),
    "SQLITE_CORRUPT": ("The database is damaged.", HELP),
    "SQLITE_NOTADB": ("This is not a database, or it is damaged.", HELP),
}


class DamagedError(DrillgrokError):
    """The database, or a part of it, cannot be read any more."""


def explained(error: sqlite3.Error, path: Path) -> DrillgrokError:
    """The sentence for an SQLite error in the file `path`."""
    primary = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    if primary == "SQLITE_CANTOPEN" and (full := _no_more_files(path)) is not None:
        return full
    what, mend = _SENTENCES.get(primary, (f"The database refused: {error}.", "`drillgrok data doctor` looks for why."))
    kind = BusyError if primary in _BUSY else DamagedError if primary in _DAMAGED else DrillgrokError
    return kind(what, where=str(path), mend=mend)


def _no_more_files(path: Path) -> DrillgrokError | None:
    """What SQLite does not tell: whether as many files as it needs can be open besides those that are."""
    try:
        with explaining_files(path), ExitStack() as opened:
            for _ in range(_FILES):
                opened.callback(os.close, os.open(os.devnull, os.O_RDONLY))
    except DrillgrokError as full:
        return full
    return None


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn every SQLite and file system error inside into a DrillgrokError about `path`."""
    with explaining_files(path):
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, path) from error
