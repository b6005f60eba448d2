"""`drillgrok data restore`: a copy put in the place of the database, which is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import check_whole, replace_database
from drillgrok.store.identity import revision_of
from drillgrok.store.upgrade import check_known, ensure_current


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restore` did."""

    database: Path
    kept: Path | None
    """Where the database that was there before has gone; None when there was none."""


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
