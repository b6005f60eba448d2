"""Bringing a database to the present revision. Alembic and SQLAlchemy are imported only when there is work to do."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drillgrok.bundled import bundled
from drillgrok.console.files import part_beside, private_folder
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import copy_database, fresh_name
from drillgrok.store.copies import refuse_lost
from drillgrok.store.failures import explaining
from drillgrok.store.identity import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

_MOST_ROOM: Final = 0.2
"""The share of a file's pages that may lie empty after an upgrade."""


def ensure_current(path: Path) -> None:
    """Make or upgrade the database at `path` where needed; an existing one is copied first.

    Raises DrillgrokError when it is newer than this program, damaged, locked, not writable or not ours, and LostError
    where it is empty or damaged and a copy of it is not.
    """
    found = refuse_lost(path)
    if found != HEAD:
        if found is None and not path.exists():
            _create(path)
        else:
            migrate(path, found, scripts=bundled("migrations"))
    _make_private(path)


def _create(path: Path) -> None:
    """Make a new database aside and give it its name when it is whole: a program that is killed meanwhile leaves none,
    and of two programs that make one at once the first one's stays."""
    with explaining(path):
        _refuse_left_log(path.with_name(f"{path.name}-wal"))
        private_folder(path.parent)
        part = part_beside(path)
    try:
        migrate(part, None, scripts=bundled("migrations"))
        with explaining(path):
            _name(part, path)
    finally:
        for end in ("", "-wal", "-shm"):
            part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _refuse_left_log(log: Path) -> None:
    """Raise DrillgrokError where a database was taken away without the answers in its write-ahead log: a new one beside
    that would take them for changes of its own, and be damaged."""
    if log.exists() and log.stat().st_size:
        raise DrillgrokError(
            "The database is gone, and answers that belong into it lie here.",
            where=str(log),
            mend="Put the database back beside this file; to begin afresh, move it away.",
        )


def _name(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except (OSError, AttributeError, NotImplementedError):  # a file system without hard links
        if not path.exists():
            part.replace(path)


def _make_private(path: Path) -> None:
    """Earlier versions left the responses readable by everybody on the machine."""
    if os.name == "posix":
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)


def check_known(path: Path, revision: str, *, scripts: Path) -> None:
    """Raise DrillgrokError unless `revision` is one that this program can upgrade."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_config(scripts)).walk_revisions()}
    if revision not in known:
        raise DrillgrokError(
            f"This database was written by a newer drillgrok (revision {revision}).",
            where=str(path),
            mend="Update with `pip install --upgrade drillgrok`.",
        )


def migrate(path: Path, found: str | None, *, scripts: Path, to: str = "head") -> None:
    """Run the migrations in the folder `scripts` on `path`, all or none; `found` is its revision, None when empty.

    Raises DrillgrokError as `ensure_current` does.
    """
    from alembic import command

    from drillgrok.store.engine import make_engine, writing

    if found is None:
        with explaining(path):
            private_folder(path.parent)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    else:
        check_known(path, found, scripts=scripts)
        copy_database(path, fresh_name(path, f"before-upgrade-from-{found}"))
    config = _config(scripts)
    engine = make_engine(path, foreign_keys=False)
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    finally:
        engine.dispose()
    _give_back_room(path)


def _give_back_room(path: Path) -> None:
    """Make the file as small as what is in it, where tables were made anew. Where that cannot be done now, what is
    stored next takes the room."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (pages,), (free,) = (
            connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "freelist_count")
        )
        if free > pages * _MOST_ROOM:
            connection.execute("VACUUM")


def _config(scripts: Path) -> Config:
    """Alembic's configuration in code; its options are read with % as an escape."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
