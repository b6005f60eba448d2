"""`drillgrok data restore`: a copy put in the place of the database, which is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.console.files import refuse_endless
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import check_whole, plain_copy, replace_database
from drillgrok.store.erasure import deleted_before
from drillgrok.store.identity import revision_of
from drillgrok.store.upgrade import check_known, ensure_current


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restore` did."""

    database: Path
    kept: Path | None
    """Where the database that was there before has gone; None when there was none."""
    are_back: tuple[str, ...] = ()
    """Learners who were deleted after the copy was made, and are in it."""


def restore(file: Path) -> Restored:
    """Put the copy `file` in the place of the database, which is kept among the copies.

    Raises DrillgrokError when `file` is no sound drillgrok database, or a window of drillgrok is open.
    """
    refuse_endless(file)
    database = places.database()
    if file.exists() and database.exists() and file.samefile(database):
        mend = "`drillgrok data where` lists the copies."
        raise DrillgrokError("This is the database itself, not a copy of it.", where=str(file), mend=mend)
    with plain_copy(file) as copy:
        revision = revision_of(copy)
        if revision is None:
            mend = "`drillgrok data where` lists the copies."
            raise DrillgrokError("There is no database here.", where=str(file), mend=mend)
        check_known(copy, revision, scripts=bundled("migrations"))
        check_whole(copy, where=file)
        kept = replace_database(database, copy)
    ensure_current(database)
    return Restored(database, kept, () if kept is None else _are_back(database, kept))


def _are_back(database: Path, kept: Path) -> tuple[str, ...]:
    """Nobody where what was there before cannot be read."""
    try:
        return deleted_before(database, kept)
    except DrillgrokError:
        return ()
