"""`drillgrok data export`: every response as a log that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from drillgrok import places
from drillgrok.console.files import check_free, written_whole
from drillgrok.errors import DrillgrokError
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.export import log_lines
from drillgrok.store.failures import explaining
from drillgrok.store.runs import runs

if TYPE_CHECKING:
    from sqlalchemy import Engine


def export(
    file: Path | None,
    *,
    stdout: BinaryIO,
    learner: str | None = None,
    deck_id: str | None = None,
    overwrite: bool = False,
) -> int:
    """Write the response log to `file`, or to `stdout` when it is None; returns the number of responses.

    A file appears only when complete. Raises DrillgrokError, also where there is a file already that may not go.
    """
    if file is None:
        return _write_log(stdout, learner, deck_id)
    check_free(file, overwrite=overwrite)
    with explaining(file), written_whole(file) as out:
        return _write_log(out, learner, deck_id)


def _write_log(out: BinaryIO, learner: str | None, deck_id: str | None) -> int:
    lines = 0
    with open_store(places.database(), only_read=True) as engine:
        _refuse_nobody(engine, learner, deck_id)
        for line in log_lines(engine, learner=learner, deck_id=deck_id):
            out.write(line.encode())
            lines += 1
    return lines - 1


def _refuse_nobody(engine: Engine, learner: str | None, deck_id: str | None) -> None:
    """A misspelt name must not look like an empty log."""
    if learner is None and deck_id is None:
        return
    with reading(engine) as connection:
        found = runs(connection, learner=learner, deck_id=deck_id)
    if not found:
        whose = f"learner {learner!r}" if deck_id is None else f"deck {deck_id!r}"
        raise DrillgrokError(f"There are no responses of {whose}.", mend="`drillgrok stats` shows whose there are.")
