"""SIGKILL at random moments of everything that writes: the first start, a sitting, a migration, a backup, an import, an
export, a salvage, a restore. Whatever was acknowledged stays, and what has a name is whole."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.homes import database, environment
from benchmarks.trials import ANSWERS, DECK, Tried, command, faults, finish, practise, run, stored
from drillgrok.store.backup import plain_copy
from drillgrok.store.copies import copies

SCHEMAS: Final = Path(__file__).parents[1] / "tests" / "schemas"
_HOW: Final = """\
Each state is brought about in a copy of a home with some hundred answers, its command is started, and after a random
share of the time that it takes it gets SIGKILL. Then every answer that its trace calls committed has to be there, no
run may have gaps or doubles, `data doctor` has to find nothing, every file with a final name has to be whole, and the
command has to succeed when it is given again."""


def killed(home: Path, arguments: tuple[object, ...], after_s: float) -> None:
    """Start the command and kill it so many seconds later, if it is still there."""
    process = subprocess.Popen(
        command(*arguments),
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        with suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.write(ANSWERS[:20_000])
                process.stdin.flush()
        time.sleep(after_s)
    finally:
        process.kill()
        process.wait()


def committed(trace: Path) -> int:
    """Answers that the trace calls committed."""
    if not trace.exists():
        return 0
    whole = [line for line in trace.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
    return sum(json.loads(line)["event"] == "committed" for line in whole)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a state is brought about in."""

    base: Path
    """Logs and copies that are only read."""
    home: Path
    after_s: float
    """When the command is killed."""

    def kill(self, arguments: tuple[object, ...]) -> None:
        """Start the command and kill it."""
        killed(self.home, arguments, self.after_s)


def _start(at: _Place) -> Iterator[str]:
    shutil.rmtree(at.home)
    at.home.mkdir()
    at.kill(("practice", DECK, "--responses", 3))
    done = practise(at.home, 2)
    if done.returncode != 0:
        yield f"the next start: {done.stderr[:200]}"
    yield from faults(at.home, 2)


def _sitting(at: _Place) -> Iterator[str]:
    before, trace = stored(database(at.home)), at.home / "trace.jsonl"
    at.kill(("practice", DECK, "--responses", 5000, "--trace", trace))
    yield from faults(at.home, before + committed(trace))
    done = practise(at.home, 2)
    if done.returncode != 0:
        yield f"the next start: {done.stderr[:200]}"


def _rows(log: str) -> list[dict[str, str]]:
    """Each by its columns: a log has more of them than it had."""
    return list(csv.DictReader(StringIO(log, newline="")))


def _migration(at: _Place) -> Iterator[str]:
    database(at.home).unlink()
    shutil.rmtree(at.home / "backups")
    with closing(sqlite3.connect(database(at.home))) as connection:
        connection.executescript((SCHEMAS / "0001.sql").read_text("utf-8"))
    at.kill(("data", "export"))
    before, after = _rows((SCHEMAS / "0001.csv").read_text("utf-8")), _rows(run(at.home, "data", "export").stdout)
    if [{name: row[name] for name in before[0]} for row in after] != before:
        yield "the log is not what it was"
    yield from faults(at.home, 1)


def _backup(at: _Place) -> Iterator[str]:
    before = stored(database(at.home))
    at.kill(("data", "backup", at.home / "copy.db.zst"))
    yield from faults(at.home, before, before)
    if (at.home / "copy.db.zst").exists():
        with plain_copy(at.home / "copy.db.zst") as plain:
            if stored(plain) != before:
                yield "the copy is not whole"


def _import(at: _Place) -> Iterator[str]:
    before = stored(database(at.home))
    at.kill(("data", "import", at.base / "log.csv"))
    rows = len((at.base / "log.csv").read_text("utf-8").splitlines()) - 1
    if stored(database(at.home)) not in {before, before + rows}:
        yield "a part of the log came in"
    done = run(at.home, "data", "import", at.base / "log.csv")
    if done.returncode != 0 or stored(database(at.home)) != before + rows:
        yield f"once more: {done.stderr[:200]}"
    yield from faults(at.home, before + rows, before + rows)


def _export(at: _Place) -> Iterator[str]:
    at.kill(("data", "export", at.home / "out.csv"))
    if (at.home / "out.csv").exists() and (at.home / "out.csv").read_text("utf-8") != (at.base / "own.csv").read_text(
        "utf-8"
    ):
        yield "the file is not whole"


def _salvage(at: _Place) -> Iterator[str]:
    before = database(at.home).read_bytes()
    at.kill(("data", "doctor", "--salvage", at.home / "saved.db"))
    if database(at.home).read_bytes() != before:
        yield "the database was touched"
    if (at.home / "saved.db").exists() and stored(at.home / "saved.db") != stored(database(at.home)):
        yield "what was saved is not whole"


def _restore(at: _Place) -> Iterator[str]:
    before = stored(database(at.home))
    at.kill(("data", "restore", at.base / "earlier.db"))
    yield from faults(at.home, stored(at.base / "earlier.db"), before)
    held = {stored(database(at.home)), *(stored(copy.path) for copy in copies(database(at.home)))}
    if before not in held:
        yield "what was there before is gone"


_STATES: Final = {
    "first start": _start,
    "sitting": _sitting,
    "migration": _migration,
    "backup": _backup,
    "import": _import,
    "export": _export,
    "salvage": _salvage,
    "restore": _restore,
}


def trial(kills: int, seed: int, *, quick: bool) -> int:
    """So many kills over all states; 1 where anything went wrong."""
    rng, tried = Random(seed), [Tried(name) for name in _STATES]
    with TemporaryDirectory(prefix="drillgrok-") as folder:
        base, home = Path(folder, "base"), Path(folder, "home")
        base.mkdir()
        _prepare(base)
        longest_s = _longest(base)
        for number in range(kills):
            one = tried[number % len(tried)]
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(base / "home", home)
            after_s = rng.uniform(0.05, 1.1) * longest_s
            one.note(*_STATES[one.name](_Place(base, home, after_s)))
    return finish("Kills at every moment", _HOW, tried, "python -m benchmarks.kills", "kills.md", quick=quick)


def _prepare(base: Path) -> None:
    """A home with answers, an earlier copy of it, its log, and another learner's log."""
    home = base / "home"
    home.mkdir()
    practise(home, 60)
    run(home, "data", "backup", base / "earlier.db")
    practise(home, 240)
    run(home, "data", "export", base / "own.csv")
    other = base / "other"
    other.mkdir()
    practise(other, 1500, "--learner", "bo")
    run(other, "data", "export", base / "log.csv")


def _longest(base: Path) -> float:
    """How long a command takes here."""
    before_s = time.monotonic()
    run(base / "home", "data", "export")
    return time.monotonic() - before_s
