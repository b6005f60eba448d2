"""`drillgrok data backup`: the whole database copied, also while it is in use."""

from __future__ import annotations

from pathlib import Path

from drillgrok import places
from drillgrok.console.files import check_free
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import copy_database, fresh_name
from drillgrok.store.copies import copies
from drillgrok.store.identity import revision_of


def backup(file: Path | None = None) -> Path:
    """Copy the database to `file`, by default into the folder of copies; returns where it is.

    Raises DrillgrokError when there is nothing to copy, the database is damaged, or something is in the way.
    """
    database = places.database()
    if revision_of(database) is None:
        raise DrillgrokError("There is nothing to back up yet.", where=str(database))
    if file is None:
        copies(database)  # raises where the copy would lie where nobody can look
    target = file or fresh_name(database, "backup")
    check_free(target)
    return copy_database(database, target)
