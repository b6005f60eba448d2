"""`python -m benchmarks.cheats [--quick] [DECK ...]`: whether shortcuts pass for the rule. Writes figures/cheats.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import Final

from benchmarks.cheats.grounds import EXCEPTED, deck_ids
from benchmarks.cheats.summary import section
from benchmarks.cheats.trial import Effort, Trial, tried_out
from benchmarks.machine import machine
from benchmarks.phases.both_cores import mapped
from benchmarks.report import FIGURES, report, section_text

_FIGURES: Final = FIGURES / "cheats.md"
_WHOLE: Final = Effort(papers=100, seeds=3, holders=10)
_QUICK: Final = Effort(papers=30, seeds=1, holders=3)


def main() -> int:
    """The number of aims that were missed, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cheats", description="Measure what shortcuts pass for.")
    parser.add_argument("decks", nargs="*", metavar="DECK", help="only these; the file stays as it is")
    parser.add_argument("--quick", action="store_true", help="few decks and seeds; the file stays as it is")
    asked = parser.parse_args()
    strange = [name for name in asked.decks if name not in deck_ids(quick=False)]
    if strange:
        parser.error(f"{strange[0]!r} is excepted" if strange[0] in EXCEPTED else f"there is no deck {strange[0]!r}")
    measured_on = machine()
    names = asked.decks or deck_ids(quick=asked.quick)
    effort = _QUICK if asked.quick else _WHOLE
    trials = []
    for trial in mapped(partial(_nth, names, effort), len(names)):
        trials.append(trial)
        print(trial.told_in_full, flush=True)
    found = section(trials)
    print(section_text(found), end="\n\n", flush=True)
    if not asked.quick and not asked.decks:
        _FIGURES.write_text(report(measured_on, [found]), encoding="utf-8")
        print(f"Written to {_FIGURES}.")
    return int(not all(figure.reached for figure in found.figures))


def _nth(names: Sequence[str], effort: Effort, number: int) -> Trial:
    return tried_out(names[number], effort)


if __name__ == "__main__":
    sys.exit(main())
