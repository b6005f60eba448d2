"""Stats: the overview of a million responses, the charts of one deck, and its page. Whole processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.decks import bundled_deck
from benchmarks.homes import DRILLGROK, database, environment, new_home
from benchmarks.log import begin_run, fill
from benchmarks.long_run import next_session
from benchmarks.measuring import Figure, Section
from drillgrok.bundled import bundled
from drillgrok.model.log import Response
from drillgrok.runs.kept_figures import rebuild, to_rebuild
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading

_DECKS: Final = 40
_ROWS: Final = 25_000
_PAGE_ROWS: Final = 100_000
_DAILY: Final = 300
_STATS_BAR_S, _STATS_BAR_MB = 1.5, 200.0
_PAGE_BAR_S, _PAGE_BAR_MB = 5.0, 3.0

_HOW: Final = """\
A simulated learner's log, made once through the real drill, stands in 40 decks at 25,000 responses each, in sittings of
300; a database of a tenth of it stands beside for comparison. What practice keeps at every look was kept beforehand.
Then whole processes: `stats`, `stats DECK`, and `stats DECK --html` of one run of 100,000 responses. Time from start to
end, and the most memory that the process held."""


def run(*, quick: bool) -> Section:
    """5 rounds; 2 rounds over a tenth of the rows when quick."""
    rounds, scale = (2, 10) if quick else (5, 1)
    log = _log(_ROWS // scale)
    with new_home() as home, new_home() as small:
        ids = _filled(home, log, _DECKS)
        _filled(small, log[: len(log) // 10], _DECKS)
        page_id = min(set(_deck_ids()) - set(ids))
        _filled_one(home, page_id, _repeated(log, _PAGE_ROWS // scale))
        _rebuilt(home)
        _rebuilt(small)
        whole = [_measured(home, "stats") for _ in range(rounds)]
        tenth = [_measured(small, "stats") for _ in range(rounds)]
        one = [_measured(home, "stats", ids[0]) for _ in range(rounds)]
        target = home / "page.html"
        page = [_measured(home, "stats", page_id, "--html", str(target)) for _ in range(rounds)]
        page_mb = target.stat().st_size / 1e6
    rows = f"{_DECKS * len(log):,} responses"
    figures = (
        Figure(f"stats, {rows} over {_DECKS} decks", median(s for s, _ in whole), "s", _STATS_BAR_S),
        Figure("stats: most memory", max(mb for _, mb in whole), "MB", _STATS_BAR_MB),
        Figure("stats, a tenth of the responses", median(s for s, _ in tenth), "s"),
        Figure(f"stats DECK, {len(log):,} responses", median(s for s, _ in one), "s", _STATS_BAR_S),
        Figure("stats DECK: most memory", max(mb for _, mb in one), "MB", _STATS_BAR_MB),
        Figure(f"page of {_PAGE_ROWS // scale:,} responses", median(s for s, _ in page), "s", _PAGE_BAR_S),
        Figure("page: size", page_mb, "MB", _PAGE_BAR_MB),
    )
    return Section("Stats", _HOW, figures)


def _log(rows: int) -> tuple[Response, ...]:
    deck = demo_deck()
    run = demo_run(deck, 1)
    drilled = drill_days(run, LEARNERS["half-way"](1, run), days=-(-rows // _DAILY) + 1, daily=_DAILY)
    return tuple(islice((response for _, _, response in drilled), rows))


def _repeated(log: Sequence[Response], rows: int) -> tuple[Response, ...]:
    return tuple(replace(log[k % len(log)], seq=k + 1) for k in range(rows))


def _deck_ids() -> list[str]:
    return sorted(path.stem for path in bundled("decks").glob("signs/*.yaml")) + sorted(
        path.stem for path in bundled("decks").glob("everyday/*.yaml")
    )


def _filled(home: Path, log: Sequence[Response], decks: int) -> list[str]:
    ids = _deck_ids()[:decks]
    for deck_id in ids:
        _filled_one(home, deck_id, log)
    return ids


def _filled_one(home: Path, deck_id: str, log: Sequence[Response]) -> None:
    with open_store(database(home)) as engine:
        run_id, session_id = begin_run(engine, bundled_deck(deck_id))
        for first in range(0, len(log), _DAILY):
            fill(engine, run_id, session_id, log[first : first + _DAILY])
            session_id = next_session(engine, run_id)


def _rebuilt(home: Path) -> None:
    with open_store(database(home)) as engine:
        with reading(engine) as connection:
            logs = to_rebuild(connection)
        rebuild(engine, logs, "counting")


# A new process starts with the peak of the one it was forked from: this one, small, stands between.
_BETWEEN: Final = """
import os, subprocess, sys, time
started_s = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - started_s, usage.ru_maxrss / 1024, status)
"""


def _measured(home: Path, *arguments: str) -> tuple[float, float]:
    """Seconds from start to end, and the most megabytes held."""
    command = [sys.executable, "-I", "-S", "-c", _BETWEEN, DRILLGROK, *arguments]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True)
    took_s, most_mb, status = map(float, done.stdout.split())
    if status:
        raise RuntimeError(f"drillgrok {' '.join(arguments)} failed: {done.stderr}")
    return took_s, most_mb
