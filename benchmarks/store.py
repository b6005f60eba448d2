"""The store: one commit, a long run read back, everything exported."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.decks import bundled_deck
from benchmarks.homes import database, new_home
from benchmarks.log import begin_run, fill, made_up_response
from benchmarks.measuring import Figure, Section, percentile, timed_ms
from drillgrok.store.database import open_store
from drillgrok.store.export import log_lines
from drillgrok.store.journal import Journal, read_responses

_RUN_ROWS: Final = 10_000
_RUNS: Final = 10

_HOW: Final = """\
Single responses through the journal, each committed with `synchronous=FULL`; then runs of 10,000 rows are filled in,
one is read back as responses, and all are written as response log lines. In this process, on the disk of the
temporary folder, whose own speed the first figure tells."""


def run(*, quick: bool) -> Section:
    """1,000 commits, 10 runs; 200 and 2 when quick."""
    commits, filled = (200, 2) if quick else (1000, _RUNS)
    deck = bundled_deck("lantern-31")
    with new_home() as home, open_store(database(home)) as engine:
        run_id, session_id = begin_run(engine, deck)
        journal = Journal(engine, run_id, session_id)
        responses = [made_up_response(seq) for seq in range(1, _RUN_ROWS + 1)]
        commits_ms = [timed_ms(partial(journal.append, one)) for one in responses[:commits]]
        syncs_ms = _syncs_ms(home / "synced", commits)
        fill(engine, run_id, session_id, responses[commits:])
        for _ in range(filled - 1):
            fill(engine, *begin_run(engine, deck), responses)
        read_ms = timed_ms(lambda: read_responses(engine, run_id))
        export_ms = timed_ms(lambda: sum(1 for _ in log_lines(engine)))
    rows = filled * _RUN_ROWS
    figures = (
        Figure("for comparison: 4 KiB written and synced, p50", percentile(syncs_ms, 0.5), "ms"),
        Figure("commit of one response, p50", percentile(commits_ms, 0.5), "ms"),
        Figure("commit of one response, p99", percentile(commits_ms, 0.99), "ms"),
        Figure(f"reading a run of {_RUN_ROWS:,} responses", read_ms, "ms"),
        Figure(f"exporting {rows:,} responses", export_ms / 1000, "s"),
    )
    return Section("Store", _HOW, figures)


def _syncs_ms(file: Path, count: int) -> list[float]:
    """How long the disk takes to make 4 KiB durable."""

    def write() -> None:
        out.write(bytes(4096))
        os.fsync(out.fileno())

    with file.open("wb", buffering=0) as out:
        return [timed_ms(write) for _ in range(count)]
