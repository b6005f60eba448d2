"""`drillgrok data`: where the learner's files lie, and moving what they hold in and out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import check_whole, copy_database, fresh_name, replace_database
from drillgrok.store.failures import explaining
from drillgrok.store.health import Health, examine
from drillgrok.store.identity import revision_of
from drillgrok.store.upgrade import check_known, ensure_current

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.store.import_log import Imported


@dataclass(frozen=True, slots=True)
class Locations:
    """Where everything that belongs to the learner lies."""

    home: Path
    database: Path
    database_bytes: int | None
    """None while there is no database."""
    backups: Path
    own_decks: Path
    installed_decks: Path


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restore` did."""

    database: Path
    kept: Path | None
    """Where the database that was there before has gone; None when there was none."""


def where() -> Locations:
    """The learner's files and folders; none of them need exist. Raises DrillgrokError when they cannot be looked at."""
    database = places.database()
    with explaining(database):
        size = database.stat().st_size if database.exists() else None
    return Locations(
        home=places.home(),
        database=database,
        database_bytes=size,
        backups=places.backups(),
        own_decks=places.own_decks(),
        installed_decks=places.installed_decks(),
    )


def export(file: Path | None, *, stdout: BinaryIO, learner: str | None = None, deck_id: str | None = None) -> int:
    """Write the response log to `file`, or to `stdout` when it is None; returns the number of responses.

    A file appears only when complete. Raises DrillgrokError.
    """
    if file is None:
        return _write_log(stdout, learner, deck_id)
    unfinished = file.with_name(f"{file.name}.part")
    with explaining(file):
        try:
            with unfinished.open("wb") as out:
                responses = _write_log(out, learner, deck_id)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    return responses


def _write_log(out: BinaryIO, learner: str | None, deck_id: str | None) -> int:
    from drillgrok.store.database import open_store
    from drillgrok.store.export import log_lines

    lines = 0
    with open_store(places.database()) as engine:
        _refuse_nobody(engine, learner, deck_id)
        for line in log_lines(engine, learner=learner, deck_id=deck_id):
            out.write(line.encode())
            lines += 1
    return lines - 1


def _refuse_nobody(engine: Engine, learner: str | None, deck_id: str | None) -> None:
    """A misspelt name must not look like an empty log."""
    from drillgrok.store.engine import reading
    from drillgrok.store.runs import runs

    if learner is None and deck_id is None:
        return
    with reading(engine) as connection:
        found = runs(connection, learner=learner, deck_id=deck_id)
    if not found:
        whose = f"learner {learner!r}" if deck_id is None else f"deck {deck_id!r}"
        raise DrillgrokError(f"There are no responses of {whose}.", mend="`drillgrok stats` shows whose there are.")


def import_(file: Path) -> Imported:
    """Read a response log into the database, all rows or none, and count what came in. Raises DrillgrokError with file
    and line."""
    from drillgrok.runs.kept_figures import rebuild
    from drillgrok.store.database import open_store
    from drillgrok.store.engine import reading
    from drillgrok.store.histories import log_sizes
    from drillgrok.store.import_log import import_log

    with open_store(places.database()) as engine:
        done = import_log(engine, file)
        with reading(engine) as connection:
            logs = log_sizes(connection, done.changed)
        rebuild(engine, logs, "counting")
    return done


def backup(file: Path | None = None) -> Path:
    """Copy the database to `file`, by default into the folder of copies; returns where it is.

    Raises DrillgrokError when there is nothing to copy, or something is in the way.
    """
    database = places.database()
    if revision_of(database) is None:
        raise DrillgrokError("There is nothing to back up yet.", where=str(database))
    target = file or fresh_name(database, "backup")
    if target.exists():
        raise DrillgrokError("There is a file here already.", where=str(target), mend="Choose another name.")
    return copy_database(database, target)


def restore(file: Path) -> Restored:
    """Put the copy `file` in the place of the database, which is kept among the copies.

    Raises DrillgrokError when `file` is no sound drillgrok database, or a window of drillgrok is open.
    """
    revision = revision_of(file)
    if revision is None:
        raise DrillgrokError("There is no database here.", where=str(file), mend="Name a file made by `data backup`.")
    check_known(file, revision, scripts=bundled("migrations"))
    check_whole(file)
    database = places.database()
    kept = replace_database(database, file)
    ensure_current(database)
    return Restored(database, kept)


def doctor() -> Health:
    """Look the database over, and if it is sound make again what can be made from the log: figures and beliefs that are
    missing, damaged, or of an older version. What is wrong is in the value, not raised."""
    health = examine(places.database())
    if health.problems or health.revision is None:
        return health
    from drillgrok.runs.kept_figures import rebuild, to_rebuild
    from drillgrok.store.database import open_store
    from drillgrok.store.engine import reading

    try:
        with open_store(health.database) as engine:
            with reading(engine) as connection:
                logs = to_rebuild(connection)
            rebuild(engine, logs, "counting again")
    except DrillgrokError as error:
        return replace(health, problems=(str(error),))
    return replace(health, counted_again=len(logs))
