"""`drillgrok data import`: a response log into the database, its runs counted at once."""

from __future__ import annotations

from pathlib import Path

from drillgrok import places
from drillgrok.console import progress
from drillgrok.runs.growing import GrowingRuns
from drillgrok.runs.kept_figures import keep_grown, rebuild
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.histories import log_sizes
from drillgrok.store.import_log import Imported, import_log


def import_responses(file: Path) -> Imported:
    """Read a response log into the database, all rows or none, and count what came in. Raises DrillgrokError with file
    and line."""
    counted = GrowingRuns()
    with open_store(places.database()) as engine:
        with progress.reading(file, "reading") as (reached,):
            done = import_log(engine, file, heard=counted.hear, reached=reached)
        keep_grown(engine, counted)
        with reading(engine) as connection:
            logs = log_sizes(connection, [run_id for run_id in done.changed if run_id not in counted])
        rebuild(engine, logs, "counting")
    return done
