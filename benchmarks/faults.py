"""Disks that are full, locks, damaged pages, files cut off, logs that are gone, clocks that step: nothing that was
acknowledged is lost, and what cannot be done is one sentence.

`python -m benchmarks.faults [--few]` takes some fifteen minutes, or three, and writes figures/faults.md."""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.homes import database, environment
from benchmarks.killed import committed
from benchmarks.trials import ANSWERS, DECK, Tried, command, faults, finish, practise, run, stored

_COMMAND: Final = "python -m benchmarks.faults"
_HOW: Final = """\
In copies of a home with some hundred answers. Full disk: a limit on the size of files, tried at steps up to what a
sitting, an export, a backup and an import write (RLIMIT_FSIZE, which fails a write in its middle as a full disk does).
Locks: another program holds the write lock while a sitting on a pipe goes on. Damage: pages of random bytes, and the
database cut off at so many places; then `--salvage` and a copy bring back what there was. WAL gone: the log is deleted
after a kill. Clock: the wall clock told to the program steps by days, forwards and backwards, between sittings. A
traceback, a lost answer, a wait without end, or a sentence that is none is a wrong end."""
_SENTENCE: Final = "Traceback"


def _is_told(done: subprocess.CompletedProcess[str]) -> Iterator[str]:
    if _SENTENCE in done.stderr or "was not foreseen" in done.stderr:
        yield f"no sentence: {done.stderr.strip()[-200:]}"


def _full(home: Path, limit: int, *arguments: object) -> Iterator[str]:
    """The command where no file may be longer than `limit` bytes."""
    before, trace = stored(database(home)), home / "trace.jsonl"
    done = subprocess.run(
        command(*arguments),
        env=environment(home),
        input=ANSWERS[:3000],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    yield from _is_told(done)
    left = [path.name for path in home.rglob("*") if ".part" in path.name]
    if left:
        yield f"left behind: {left}"
    yield from faults(home, before + committed(trace))
    for written in home.glob("out*"):
        if done.returncode != 0 and written.stat().st_size:
            yield f"{written.name} is there though it failed"


def _locked(home: Path, seconds: float) -> Iterator[str]:
    before, trace = stored(database(home)), home / "trace.jsonl"
    with closing(sqlite3.connect(database(home), isolation_level=None)) as holder:
        process = subprocess.Popen(
            command("practice", DECK, "--responses", 30, "--trace", trace),
            env=environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        while committed(trace) < 3 and process.poll() is None:
            if process.stdin is not None:
                process.stdin.write("1\n")
                process.stdin.flush()
            time.sleep(0.05)
        holder.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        holder.execute("ROLLBACK")
    _, said = process.communicate(ANSWERS[:3000], timeout=180)
    if process.returncode != 0:
        yield f"the sitting ended: {said[-200:]}"
    yield from faults(home, before + 30)


def _damaged(home: Path, harm: Callable[[Path], None]) -> Iterator[str]:
    before = stored(database(home))
    harm(database(home))
    for arguments in (("data", "doctor"), ("practice", DECK, "--responses", 2), ("data", "export"), ("stats",)):
        yield from _is_told(run(home, *arguments, typed="1\n2\n3\n"))
    done = run(home, "data", "doctor", "--salvage", home / "saved.db")
    yield from _is_told(done)
    if done.returncode != 0:
        yield f"salvage: {done.stderr.strip()[-200:]}"
        return
    run(home, "data", "restore", home / "saved.db")
    yield from faults(home, before)  # a copy lies beside it: nothing may be missing


def _wal_gone(home: Path) -> Iterator[str]:
    """After a kill of a later sitting its log is deleted: what was there before stays, and starting goes on."""
    before = stored(database(home))
    process = subprocess.Popen(
        command("practice", DECK, "--responses", 500), env=environment(home), stdin=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if process.stdin is not None:
        process.stdin.write(ANSWERS[:200])
        process.stdin.flush()
    time.sleep(2)
    process.kill()
    process.wait()
    for end in ("-wal", "-shm"):
        database(home).with_name(f"{database(home).name}{end}").unlink(missing_ok=True)
    yield from _is_told(practise(home, 3))
    yield from faults(home, before)


def _clock(home: Path, steps: tuple[int, ...]) -> Iterator[str]:
    """Sittings whose wall clock lies so many days away from the true one."""
    before = stored(database(home))
    for days in steps:
        script = (
            "import time; true = time.time_ns; "
            f"time.time_ns = lambda: true() + {days * 86_400} * 10**9; "
            "from drillgrok.cli.app import main; import sys; "
            f"sys.argv = ['drillgrok', 'practice', {DECK!r}, '--responses', '20']; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment(home), input=ANSWERS[:3000], capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        yield from _is_told(done)
    yield from _is_told(run(home, "exam", DECK))
    yield from _is_told(run(home, "stats", DECK))
    yield from faults(home, before + 20 * len(steps))


Trial = Callable[[Path], Iterable[str]]


def _full_sitting(limit: int, home: Path) -> Iterator[str]:
    trace = home / "trace.jsonl"
    return _full(home, limit, "practice", DECK, "--responses", 60, "--trace", trace)


def _full_export(limit: int, home: Path) -> Iterator[str]:
    return _full(home, limit // 8, "data", "export", home / "out.csv")


def _full_backup(limit: int, home: Path) -> Iterator[str]:
    return _full(home, limit // 2, "data", "backup", home / "out.db")


def _full_import(log: Path, limit: int, home: Path) -> Iterator[str]:
    return _full(home, limit, "data", "import", log)


def _trials(base: Path, *, quick: bool) -> Iterator[tuple[str, Trial]]:
    size, rng = database(base / "home").stat().st_size, Random(1)
    steps, tenths = (2, 2) if quick else (8, 9)
    for limit in (*(size + k * 3000 for k in range(steps)), *(k * size // 10 for k in range(1, tenths + 1))):
        yield "full disk: sitting", partial(_full_sitting, limit)
        yield "full disk: export", partial(_full_export, limit)
        yield "full disk: backup", partial(_full_backup, limit)
        yield "full disk: import", partial(_full_import, base / "log.csv", limit)
    for seconds in (1, 8) if quick else (1, 20, 60):
        yield f"lock of {seconds} s", partial(_locked, seconds=seconds)
    for seed in range(3 if quick else 25):
        yield "damaged pages", partial(_damaged, harm=partial(_spoil, seed))
    for place in sorted(rng.randrange(size) for _ in range(3 if quick else 50)):
        yield "cut off", partial(_damaged, harm=partial(_cut, place))
    for _ in range(1 if quick else 5):
        yield "WAL gone", _wal_gone
    for days in ((60, 0), (-400, 0), (3, -3, 0)):
        yield "clock steps", partial(_clock, steps=days)


def _ended(trial: Trial, home: Path) -> list[str]:
    """What was wrong; a wait without end ends this trial alone."""
    try:
        return list(trial(home))
    except subprocess.TimeoutExpired as waited:
        return [f"no end: {' '.join(map(str, waited.cmd))}"]


def _cut(length: int, path: Path) -> None:
    os.truncate(path, length)


def _spoil(seed: int, path: Path) -> None:
    rng = Random(seed)
    pages = path.stat().st_size // 4096
    with path.open("r+b") as file:
        for page in rng.sample(range(pages), max(pages // 10, 1)):
            file.seek(page * 4096)
            file.write(rng.randbytes(4096))


def main() -> int:
    """1 where anything ended wrongly."""
    parser = argparse.ArgumentParser(prog=_COMMAND, description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few of each; write no page")
    parser.add_argument("--few", action="store_true", help="a few of each; the page says how many")
    asked = parser.parse_args()
    tried: dict[str, Tried] = {}
    with TemporaryDirectory(prefix="drillgrok-") as folder:
        base, home = Path(folder, "base"), Path(folder, "home")
        (base / "home").mkdir(parents=True)
        practise(base / "home", 300)  # with the day's copy
        (base / "other").mkdir()
        practise(base / "other", 800, "--learner", "bo")
        run(base / "other", "data", "export", base / "log.csv")
        for name, trial in _trials(base, quick=asked.quick or asked.few):
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(base / "home", home)
            tried.setdefault(name, Tried(name)).note(*_ended(trial, home))
    return finish("Faults", _HOW, list(tried.values()), _COMMAND, "faults.md", quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
