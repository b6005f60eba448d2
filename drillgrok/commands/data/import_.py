"""`drillgrok data import`: a response log into the database, its runs counted at once."""

from __future__ import annotations

from pathlib import Path

from drillgrok import places
from drillgrok.runs.kept_figures import rebuild
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.histories import log_sizes
from drillgrok.store.import_log import Imported, import_log


def import_responses(file: Path) -> Imported:
    """Read a response log into the database, all rows or none, and count what came in. Raises DrillgrokError with file
    and line."""
    with open_store(places.database()) as engine:
        done = import_log(engine, file)
        with reading(engine) as connection:
            logs = log_sizes(connection, done.changed)
        rebuild(engine, logs, "counting")
    return done
