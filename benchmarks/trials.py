"""What every trial of safety needs: the program as a command on a home, the answers that are stored, and a page for
what came of it."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.homes import DRILLGROK, database, environment
from benchmarks.machine import machine
from benchmarks.measuring import Figure, Section, Table
from benchmarks.report import FIGURES, report, section_text

ANSWERS: Final = "".join(f"{k % 31}\n" for k in range(40_000))
"""Enough lines to type for any sitting on a pipe."""
DECK: Final = "lantern-31"


@dataclass
class Tried:
    """How often something was tried, and what went wrong, in words."""

    name: str
    times: int = 0
    wrong: list[str] | None = None

    def note(self, *faults: str) -> None:
        """One more trial, with what was wrong afterwards."""
        self.times += 1
        self.wrong = [*(self.wrong or []), *faults]


def command(*arguments: object) -> list[str]:
    """The program with these arguments; its home is told by the environment."""
    return [DRILLGROK, *map(str, arguments)]


def run(home: Path, *arguments: object, typed: str = "", patience_s: float = 180) -> subprocess.CompletedProcess[str]:
    """Run it to its end. Raises TimeoutExpired where it does not end."""
    return subprocess.run(
        command(*arguments),
        env=environment(home),
        input=typed,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=patience_s,
        check=False,
    )


def practise(home: Path, answers: int, *more: object) -> subprocess.CompletedProcess[str]:
    """A sitting on a pipe."""
    return run(home, "practice", DECK, "--responses", answers, *more, typed=ANSWERS)


def stored(path: Path) -> int:
    """How many responses the database holds; -1 where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM response").fetchone()[0]
            return count
    except sqlite3.Error:
        return -1


def faults(home: Path, least: int, most: int | None = None) -> Iterable[str]:
    """What is wrong with a home that has to hold so many responses: none lost, none doubled, doctor content."""
    doctor = run(home, "data", "doctor")
    if doctor.returncode != 0:
        yield f"doctor: {doctor.stdout.strip()[:200]}"
    count = stored(database(home))
    if not least <= count <= (count if most is None else most):
        yield f"{count} responses where {least} to {most} had to be"
    with closing(sqlite3.connect(database(home))) as connection:
        gaps = connection.execute("SELECT 1 FROM response GROUP BY run_key HAVING max(seq) <> count(*)").fetchall()
    if gaps:
        yield "a run has gaps or doubles"


def finish(title: str, how: str, tried: Sequence[Tried], command: str, page: str, *, quick: bool) -> int:
    """Print what came of it, write the command's page unless it was a glance; 1 where something went wrong."""
    wrong = sum(len(one.wrong or ()) for one in tried)
    figures = (Figure(f"trials that ended wrongly, of {sum(one.times for one in tried):,}", wrong, "", 0),)
    rows = tuple((one.name, f"{one.times:,}", str(len(one.wrong or ()))) for one in tried)
    found = Section(title, how, figures, (Table(("what", "tried", "wrong"), rows),))
    print(section_text(found))
    for one in tried:
        print(*(f"{one.name}: {fault}" for fault in one.wrong or ()), sep="\n")
    if not quick:
        (FIGURES / page).write_text(report(command, machine(), [found]), encoding="utf-8")
    return int(wrong > 0)
