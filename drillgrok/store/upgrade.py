"""Bringing a database to the present revision. Alembic and SQLAlchemy are imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drillgrok.bundled import bundled
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import copy_database, fresh_name
from drillgrok.store.failures import explaining
from drillgrok.store.identity import HEAD, revision_of

if TYPE_CHECKING:
    from alembic.config import Config


def ensure_current(path: Path) -> None:
    """Make or upgrade the database at `path` where needed; an existing one is copied first.

    Raises DrillgrokError when it is newer than this program, damaged, locked, not writable or not ours.
    """
    found = revision_of(path)
    if found != HEAD:
        migrate(path, found, scripts=bundled("migrations"))


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
            path.parent.mkdir(parents=True, exist_ok=True)
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


def _config(scripts: Path) -> Config:
    """Alembic's configuration in code; its options are read with % as an escape."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
