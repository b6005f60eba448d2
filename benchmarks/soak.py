"""Many sittings at one database at once, with charts, exports and copies beside them: nothing is lost, nothing doubled,
and nobody is turned away.

`python -m benchmarks.soak [--practices N] [--minutes N]`: 20 practices for ten minutes, unless told otherwise; writes
figures/soak.md."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

from benchmarks.killed import committed
from benchmarks.trials import DECK, Tried, faults, finish, practise, run

_COMMAND: Final = "python -m benchmarks.soak"
_HOW: Final = """\
{practices} learners practise on pipes at one database at once, sitting after sitting for {minutes:g} minutes, while
`stats`, `data export` and `data backup` run one after the other. Afterwards every answer that a trace calls committed
has to be there, no run may have gaps or doubles, and every program has to have ended with exit code 0."""
_ANSWERS: Final = 60


def _sittings(home: Path, learner: str, until_s: float, tried: Tried) -> None:
    number = 0
    while time.monotonic() < until_s:
        number += 1
        trace = home / f"trace-{learner}-{number}.jsonl"
        done = practise(home, _ANSWERS, "--learner", learner, "--trace", trace)
        wrong = [f"{learner}: {done.stderr.strip()[-200:]}"] if done.returncode else []
        if committed(trace) != _ANSWERS:
            wrong.append(f"{learner}: {committed(trace)} committed")
        tried.note(*wrong)


def _beside(home: Path, until_s: float, tried: Tried) -> None:
    number = 0
    while time.monotonic() < until_s:
        number += 1
        for arguments in (
            ("stats", DECK, "--plain", "--learner", "l0"),
            ("data", "export", home / f"log-{number}.csv"),
            ("data", "backup"),
        ):
            done = run(home, *arguments, patience_s=600)
            tried.note(*([f"{arguments[0]}: {done.stderr.strip()[-200:]}"] if done.returncode else []))


def main() -> int:
    """1 where something was lost, doubled or turned away."""
    parser = argparse.ArgumentParser(prog=_COMMAND, description=__doc__)
    parser.add_argument("--practices", type=int, default=20, metavar="N")
    parser.add_argument("--minutes", type=float, default=10, metavar="N")
    parser.add_argument("--quick", action="store_true", help="write no page")
    asked = parser.parse_args()
    sittings, beside, after = Tried("sittings"), Tried("stats, exports, backups"), Tried("the database afterwards")
    with TemporaryDirectory(prefix="drillgrok-") as folder:
        home = Path(folder)
        practise(home, 1, "--learner", "l0", "--trace", home / "trace-l0-0.jsonl")  # charts need something to draw
        until_s = time.monotonic() + 60 * asked.minutes
        threads = [Thread(target=_sittings, args=(home, f"l{k}", until_s, sittings)) for k in range(asked.practices)]
        threads.append(Thread(target=_beside, args=(home, until_s, beside)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        least = sum(map(committed, home.glob("trace-*.jsonl")))
        after.note(*faults(home, least, least))
    how = _HOW.format(practices=asked.practices, minutes=asked.minutes)
    return finish("Soak", how, (sittings, beside, after), _COMMAND, "soak.md", quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
