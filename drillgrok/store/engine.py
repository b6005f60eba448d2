"""How the database is opened: pragmas, who begins a transaction, and errors as sentences. No tables, no queries."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from drillgrok.errors import DrillgrokError, visible
from drillgrok.store.backup import copy_open, fresh_name
from drillgrok.store.failures import LISTED, explained
from drillgrok.store.own_file import Identity, MovedError, identity_of, is_moved, place_of

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
    from sqlalchemy.pool import ConnectionPoolEntry


PATIENCE_S = 60.0
"""How long a command waits for another program that holds the database."""
SCREEN_PATIENCE_S = 0.15
"""How long a screen may stand still for it; what could not be stored by then waits in memory."""
LINE_PATIENCE_S = 5.0
"""How long the drill by lines stands still before it says what it waits for."""
_PRAGMAS = ("wal_autocheckpoint=8000",)
"""Moving the log into the file, which stalls, waits until a session is over."""
_SYNCHRONOUS = "synchronous"
_DURABLE, _IN_ORDER = "synchronous=FULL", "synchronous=NORMAL"
"""A commit reaches the disk before it returns; or with the next that does, and never without those before it."""

_WAL_TRIES, _WAL_PAUSE_S = 100, 0.05
_OPEN_TRIES = 3
_OPENED = "opened"
"""Under this name a connection knows which file it has open."""


def make_engine(path: Path, *, foreign_keys: bool = True, patience_s: float = PATIENCE_S) -> Engine:
    """An engine for the SQLite file `path`, which waits so long for another program; nothing is opened yet. It makes no
    file, and all its connections are to the same one.

    A migration needs `foreign_keys` off: rebuilding a parent table would delete its children. Then what other tables
    and triggers say of a table stays as it is when that one gets another name.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    patience = f"busy_timeout={round(patience_s * 1000)}"
    references = ("foreign_keys=ON",) if foreign_keys else ("foreign_keys=OFF", "legacy_alter_table=ON")

    first: list[Identity] = []

    @event.listens_for(engine, "do_connect")
    def _on_open(dialect: Dialect, entry: ConnectionPoolEntry, args: Any, options: Any) -> DBAPIConnection:
        """Raises MovedError where the file is not there, or is not the one that was opened before."""
        for _ in range(_OPEN_TRIES):
            opened = identity_of(path)
            if opened is None and not path.exists():
                break
            connection = dialect.connect(*args, **options)
            if opened == identity_of(path):  # else it was replaced just now, and which one is open is not known
                if opened is None or opened in (first or [opened]):
                    first[:] = filter(None, [opened])
                    entry.info[_OPENED] = opened
                    return connection
                connection.close()
                break
            connection.close()
        raise MovedError(path, LISTED)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
        for pragma in (patience, _DURABLE, *_PRAGMAS, *references):
            connection.execute(f"PRAGMA {pragma}").close()
        entry.info[_SYNCHRONOUS] = _DURABLE
        _use_wal(connection)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        wanted = options.get(_SYNCHRONOUS, _DURABLE)
        if connection.info[_SYNCHRONOUS] != wanted:
            connection.exec_driver_sql(f"PRAGMA {wanted}").close()
            connection.info[_SYNCHRONOUS] = wanted
        ask_sqlite(connection, f"BEGIN {options.get('begin', 'DEFERRED')}")

    return engine


def ask_sqlite(connection: Connection, statement: str) -> Any:
    """The first value that a statement without parameters gives, asked of SQLite itself: SQLAlchemy's way round takes
    longer than SQLite, and stands between an answer and the next prompt. Raises sqlite3.Error."""
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the engine's driver is sqlite3")
    found = driver.execute(statement).fetchone()
    return found and found[0]


def _use_wal(connection: sqlite3.Connection) -> None:
    """The mode stays in the file; while another program switches it, SQLite refuses at once instead of waiting."""
    for remaining in reversed(range(_WAL_TRIES)):
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if not remaining or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_WAL_PAUSE_S)


@contextmanager
def _in_sentences(engine: Engine) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise  # a rule of the schema was broken: only the caller knows what that means
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise explained(error.orig, Path(engine.url.database or "")) from error
        raise
    except sqlite3.Error as error:
        raise explained(error, Path(engine.url.database or "")) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with: one snapshot. Raises DrillgrokError when the file cannot be read."""
    with _in_sentences(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, *, durable: bool = True) -> Iterator[Connection]:
    """A connection to write with; on the disk when the block ends, undone when it raises. Where not `durable`, a power
    cut may undo it too: for what can be made again from the log.

    It takes the write lock at once: a reader that turns writer would be refused without waiting. Raises
    DrillgrokError when the file is locked, read-only, damaged or the disk is full, MovedError where it is no longer the
    one at its path; IntegrityError is passed on.
    """
    options = {"begin": "IMMEDIATE"} if durable else {"begin": "IMMEDIATE", _SYNCHRONOUS: _IN_ORDER}
    with _in_sentences(engine), engine.connect() as connection:
        connection.execution_options(**options)
        with connection.begin():
            # Whoever replaces the file holds this lock until it is done, so that what is true here stays true.
            if is_moved(engine.url.database or "", connection.info[_OPENED]):
                connection.rollback()
                raise _left_behind(connection, Path(engine.url.database or ""))
            yield connection


def _left_behind(connection: Connection, path: Path) -> MovedError:
    """What was stored before is made whole where it lies now, or copied where it would be gone with the last one who
    has it open; in a folder that was deleted too, nobody wants it back."""
    driver = connection.connection.dbapi_connection
    place = place_of(connection.info[_OPENED])
    lies = f"What was stored before lies in {visible(place)}." if place else f"What was stored before is gone. {LISTED}"
    with suppress(DrillgrokError, OSError, sqlite3.Error):
        if place is None and path.parent.is_dir() and isinstance(driver, sqlite3.Connection):
            copy = copy_open(driver, fresh_name(path, "left-behind"))
            lies = f"What was stored before is kept in {visible(copy)}."
        # SQLite leaves the log at the old path, where the next database there would take it for its own.
        ask_sqlite(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    return MovedError(path, lies)
