"""`drillgrok learner export`: all that is one person's, as a database of its own that another machine can take over."""

from __future__ import annotations

from pathlib import Path

from drillgrok import places
from drillgrok.console.files import check_free, part_beside, put
from drillgrok.store.backup import copy_database
from drillgrok.store.erasure import Holdings, holdings, leave_only
from drillgrok.store.failures import explaining
from drillgrok.store.upgrade import ensure_current


def export(learner: str, file: Path) -> Holdings:
    """Write the learner's data to `file`, which appears only when complete, and return what is in it.

    Raises DrillgrokError where nobody has that name, there is a file already, or it cannot be written.
    """
    database = places.database()
    ensure_current(database)
    found = holdings(database, learner)
    check_free(file)
    with explaining(file):
        part = part_beside(file)
    try:
        copy_database(database, part)
        leave_only(part, learner)
        with explaining(file):
            put(part, file)
    finally:
        part.unlink(missing_ok=True)
    return found
