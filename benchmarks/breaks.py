"""`python -m benchmarks.breaks [DAYS]`: what stands at every break of a plateau of forty days, in a row, to be read as
its learner would read it. Writes figures/breaks.md where no days are given."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.simulation.coached import Coached
from drillgrok.simulation.demo_deck import demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

DECK: Final = "cinder-31"
LEARNER: Final = "expert beginner"
"""Somebody who guesses where nothing is known, and never finds the rule."""
DAYS, DAILY, SEED = 40, 300, 2
FIGURES: Final = Path(__file__).parent / "figures" / "breaks.md"


def _breaks(days: int) -> list[tuple[int, str]]:
    run = demo_run(read_deck(catalog.find(DECK)), SEED)
    coached = Coached(run)
    for _ in drill_days(run, LEARNERS[LEARNER](SEED, run), days=days, daily=DAILY, advice=coached):
        pass
    return coached.breaks


def _rows(breaks: list[tuple[int, str]]) -> Iterator[str]:
    for day, ones in groupby(breaks, key=lambda one: one[0]):
        said = [words for _, words in ones if words]
        yield f"\n**Day {day}.** " + ("\n\n".join(said) if said else "Nothing new to say.")


def main() -> None:
    """Print it, and write it where the days are all forty."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=int, nargs="?")
    asked = parser.parse_args().days
    breaks = _breaks(asked or DAYS)
    said = [words for _, words in breaks if words]
    lines = [
        "# Forty days on a plateau, as the coach speaks",
        "",
        f"Written by `python -m benchmarks.breaks`. A simulated learner who never finds the rule, at the real drill "
        f"({DECK}, {DAILY} answers a day). {len(breaks)} breaks and ends that the coach looked at; at {len(said)} of "
        f"them it said something, at the others nothing. Different sentences, figures and all: {len(set(said))}.",
        *_rows(breaks),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if asked is None:
        FIGURES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
