"""`drillgrok today`: what a shell prompt waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.homes import DRILLGROK, database, environment, now, warm_home
from benchmarks.measuring import Figure, Section, Table, median_ratio, timed_ms
from drillgrok.library import catalog
from drillgrok.names import default_learner_name
from drillgrok.store.database import open_store
from drillgrok.store.engine import writing

_BARE: Final = Path(__file__).parent / "bare" / "commands.py"
_BAR: Final = 1.5
_DECKS, _DAYS = 12, 365
_HOW: Final = """\
Whole processes, taking turns: `drillgrok today` for a learner with a year of days on twelve decks, seven of them
passed; a bare Typer app of two commands in the same markup mode; and `python -c "import sqlite3"`. The ratio is the
first to the other two together, the median over the rounds."""


def run(*, quick: bool) -> Section:
    """Rounds of three processes: 25, 7 when quick."""
    commands = ([DRILLGROK, "today"], [sys.executable, str(_BARE), "one"], [sys.executable, "-c", "import sqlite3"])
    with warm_home() as home:
        _fill(home)
        rounds = [[_process_ms(command, home) for command in commands] for _ in range(7 if quick else 25)]
    ratio = median_ratio([(ours, typer + sqlite) for ours, typer, sqlite in rounds])
    medians = Table(
        ("median, ms", "drillgrok today", "bare Typer app", "import sqlite3"),
        (("", *(f"{median(times):.0f}" for times in zip(*rounds, strict=True))),),
    )
    return Section("Today", _HOW, (Figure("today / (bare Typer app + import sqlite3)", ratio, "x", _BAR),), (medians,))


def _process_ms(command: list[str], home: Path) -> float:
    return timed_ms(lambda: subprocess.run(command, env=environment(home), capture_output=True, check=False))


def _fill(home: Path) -> None:
    """A year of days on twelve decks, as the journal would have counted them."""
    at = now()
    today = at.day
    decks = [head.id for head in catalog.heads()][:_DECKS]
    with open_store(database(home)) as engine, writing(engine) as connection:
        name = (default_learner_name(),)
        (learner,) = connection.exec_driver_sql("SELECT id FROM learner WHERE name = ?", name).one()
        for place, deck in enumerate(decks):
            days = [(learner, deck, today - ago, 300, 1_200_000) for ago in range(1, _DAYS)]
            connection.exec_driver_sql("INSERT INTO practice_day VALUES (?, ?, ?, ?, ?, 0, 0)", days)
            passed = today - 40 * place if place >= _DECKS - 7 else None
            row = (learner, deck, "plateau", today - 90, passed, 200, None)
            connection.exec_driver_sql("INSERT INTO deck_standing VALUES (?, ?, ?, ?, ?, ?, ?)", row)
