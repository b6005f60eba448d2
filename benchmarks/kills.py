"""SIGKILL in the middle of sessions: nothing that was acknowledged may be lost, and the next start goes on.

`python -m benchmarks.kills [--kills N] [--seed N]` kills everything else that writes, too: see `benchmarks.killed`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Timer
from typing import Final

from benchmarks.decks import bundled_deck
from benchmarks.homes import DRILLGROK, database, environment, warm_home
from benchmarks.log import session_ids, stored_responses
from benchmarks.measuring import Figure, Section
from benchmarks.sitting import sitting
from benchmarks.terminal import ClosedError

_DECK: Final = "lantern-31"
_GOAL: Final = 1000
_LIFE_S: Final = (0.02, 1.2)
_THINK_S: Final = (0.0, 0.02)

_HOW: Final = """\
One learner, session after session of lantern-31 on a pseudo-terminal, answering as fast as the screen allows; each
program is killed by SIGKILL at a random moment of its first 1.2 seconds of answering. Acknowledged is a response whose
`committed` line stands in the trace, or after which the next page was painted. Afterwards the rows of each session are
compared with its trace, one by one, the run's rows must count 1, 2, 3 ... across all sessions, and
`drillgrok data doctor` must find nothing."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sitting had acknowledged when it was killed."""

    committed: list[str]
    """Items of the responses that the trace calls committed."""
    answers: int
    """After so many the next page was painted."""


def run(*, quick: bool) -> Section:
    """Twenty kills, five when quick."""
    kills = 5 if quick else 20
    rng = Random(kills)
    with warm_home() as home:
        told = [_killed_sitting(home, home / f"trace-{number}.jsonl", rng) for number in range(kills)]
        rows = stored_responses(database(home))
        items_of: dict[str, list[str]] = {session: [] for session in session_ids(database(home))}
        doctor = subprocess.run([DRILLGROK, "data", "doctor"], env=environment(home), capture_output=True, check=False)
    for session, response in rows:
        items_of[session].append(response.item)
    lost = sum(_lost(one, items) for one, items in zip(told, items_of.values(), strict=True))
    goes_on = [response.seq for _, response in rows] == list(range(1, len(rows) + 1))
    figures = (
        Figure(f"acknowledged responses lost in {kills} kills, of {len(rows)}", lost, "", 0),
        Figure("starts after a kill that did not go on", 0 if goes_on else 1, "", 0),
        Figure("`data doctor` afterwards, exit code", doctor.returncode, "", 0),
    )
    return Section("Kills", _HOW, figures)


def _killed_sitting(home: Path, trace: Path, rng: Random) -> _Told:
    """Open, answer, and be killed. Raises ClosedError when the drill does not even open."""
    terminal, hand = sitting(_DECK, bundled_deck(_DECK), home, trace, _GOAL)
    answers = 0
    with terminal:
        hand.open()
        end = Timer(rng.uniform(*_LIFE_S), terminal.kill)
        end.start()
        with suppress(ClosedError):
            while True:
                hand.answer(rng, think_s=_THINK_S)
                answers += 1
        end.join()
    return _Told(_committed(trace), answers)


def _committed(trace: Path) -> list[str]:
    """The items of the trace's committed lines; a line cut off by the kill acknowledges nothing."""
    whole = [line for line in trace.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]
    return [event["item"] for event in map(json.loads, whole) if event["event"] == "committed"]


def _lost(told: _Told, items: list[str]) -> int:
    """Acknowledged responses that are not where they should be among the session's rows."""
    misplaced = sum(place >= len(items) or items[place] != item for place, item in enumerate(told.committed))
    return max(misplaced, told.answers - len(items))


def main() -> int:
    """1 where something was lost or half done."""
    from benchmarks.killed import trial

    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, metavar="N", help="over all states (1000, about 40 minutes)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--quick", action="store_true", help="write no page")
    asked = parser.parse_args()
    return trial(asked.kills, asked.seed, quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
