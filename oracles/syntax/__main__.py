"""`python -m oracles.syntax [--most N] [--elsewhere] [DECK ...]`: every sentence that the syntax decks call right is
recognised, and every other one that they offer is not; or what was made elsewhere says of some of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from drillgrok.bundled import bundled
from oracles.syntax.agreement import agreement
from oracles.syntax.elsewhere import ASKED, asked_elsewhere

DECKS: Final = "syntax/*.yaml"


def main() -> None:
    """A line a deck; those that disagree are written out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("decks", nargs="*")
    parser.add_argument("--most", type=int, default=0, help="items of a deck, evenly drawn; 0: all")
    parser.add_argument("--elsewhere", action="store_true", help="ask parsers and dictionaries that are installed")
    asked = parser.parse_args()
    files = [file for file in sorted(bundled("decks").glob(DECKS)) if not asked.decks or file.stem in asked.decks]
    if asked.elsewhere:
        _told_elsewhere([file for file in files if file.stem in ASKED], asked.most)
    else:
        _recognised(files, asked.most)


def _recognised(files: list[Path], most: int) -> None:
    print("| deck | sentences | right and recognised | others and refused | disagreements |\n|---|---|---|---|---|")
    for file in files:
        found = agreement(file, most)
        print(
            f"| {file.stem} | {found.sentences:,} | {found.right:,} | {found.refused:,} | {len(found.strays)} |",
            flush=True,
        )
        for sentence, right in found.strays[:5]:
            print(f"  {'not recognised' if right else 'recognised all the same'}: {sentence}")


def _told_elsewhere(files: list[Path], most: int) -> None:
    print("| deck | questions | agreed | undecided | against |\n|---|---|---|---|---|")
    for file in files:
        try:
            told = asked_elsewhere(file, most)
        except (ImportError, LookupError) as missing:
            print(f"| {file.stem} | not asked: {missing} | | | |")
            continue
        questions = told.agreed + told.undecided + len(told.against)
        print(f"| {file.stem} | {questions} | {told.agreed} | {told.undecided} | {len(told.against)} |", flush=True)
        for sentence in told.against[:5]:
            print(f"  worse than another one: {sentence}")


if __name__ == "__main__":
    main()
