"""The database as a response log: CSV text, line by line, so that a million rows need no memory."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

from drillgrok.responselog.row import HEADER, LogRow, csv_line, to_fields
from drillgrok.store.engine import reading
from drillgrok.store.journal import stream_responses
from drillgrok.store.runs import runs


def log_lines(engine: Engine, *, learner: str | None = None, deck_id: str | None = None) -> Iterator[str]:
    """The header and every row, each ending in a line feed; runs by learner, deck and number.

    The same bytes whatever happens to the database meanwhile. Raises DrillgrokError when it cannot be read.
    """
    yield csv_line(HEADER)
    with reading(engine) as connection:
        for run in runs(connection, learner=learner, deck_id=deck_id):
            for session_id, response in stream_responses(connection, run.id):
                by_lot = None if run.intake is None else run.by_lot
                row = LogRow(run.learner.name, run.deck_id, run.id, session_id, response, run.intake, by_lot)
                yield csv_line(to_fields(row))
