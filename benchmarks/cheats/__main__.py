"""`python -m benchmarks.cheats [--quick] [--kept FILE [--so-far]] [DECK ...]`: whether shortcuts pass for the rule.
Writes figures/cheats.md; ends with 1 where more is taken for the rule than may be."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Final

from benchmarks.cheats.grounds import EXCEPTED, deck_ids, deck_version
from benchmarks.cheats.kept import keep, kept
from benchmarks.cheats.summary import section
from benchmarks.cheats.trial import Effort, Trial, tried_out
from benchmarks.machine import machine
from benchmarks.report import FIGURES, report, section_text

_COMMAND: Final = "python -m benchmarks.cheats"
_FIGURES: Final = FIGURES / "cheats.md"
_PROCESSES: Final = 2
_WHOLE: Final = Effort(papers=100, seeds=3, holders=10, slipping=100)
_QUICK: Final = Effort(papers=30, seeds=1, holders=2, slipping=20)


def main() -> int:
    """Exit code: 1 where a promise was missed."""
    parser = argparse.ArgumentParser(prog=_COMMAND, description="Measure what shortcuts pass for.")
    parser.add_argument("decks", nargs="*", metavar="DECK", help="only these; the file stays as it is")
    parser.add_argument("--quick", action="store_true", help="few decks and seeds; the file stays as it is")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="go on where FILE ends, and add to it deck by deck")
    parser.add_argument("--so-far", action="store_true", help="write the page of what is kept, try no more")
    parser.add_argument("--processes", type=int, default=_PROCESSES, metavar="N", help="how many at a time")
    asked = parser.parse_args()
    strange = [name for name in asked.decks if name not in deck_ids(quick=False)]
    if strange:
        parser.error(f"{strange[0]!r} is excepted" if strange[0] in EXCEPTED else f"there is no deck {strange[0]!r}")
    measured_on = machine()
    if asked.so_far and not asked.kept:
        parser.error("--so-far needs --kept FILE")
    names = asked.decks or deck_ids(quick=asked.quick)
    effort = _QUICK if asked.quick else _WHOLE
    earlier = kept(asked.kept, {name: deck_version(name) for name in names}, effort) if asked.kept else {}
    if asked.so_far:
        trials = tuple(earlier.values())
    else:
        trials = tuple(_trials(names, effort, earlier, asked.kept, asked.processes))
    found = section(trials, [name for name in names if name not in {trial.deck for trial in trials}])
    print(section_text(found), end="\n\n", flush=True)
    if not asked.quick and not asked.decks:
        _FIGURES.write_text(report(_COMMAND, measured_on, [found]), encoding="utf-8")
        print(f"Written to {_FIGURES}.")
    return int(not all(figure.reached for figure in found.figures))


def _trials(
    names: Sequence[str], effort: Effort, earlier: Mapping[str, Trial], file: Path | None, processes: int
) -> Iterator[Trial]:
    """In the order of the names; each is told when it is there, and kept in the file."""
    with Pool(processes) as pool:
        fresh = pool.imap(
            partial(tried_out, effort=effort, date=datetime.now(UTC).date().isoformat()),
            [name for name in names if name not in earlier],
        )
        for name in names:
            trial = earlier[name] if name in earlier else next(fresh)
            print(trial.told_in_full, flush=True)
            if file and name not in earlier:
                keep(file, trial)
            yield trial


if __name__ == "__main__":
    sys.exit(main())
