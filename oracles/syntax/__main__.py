"""`python -m oracles.syntax [--most N] [DECK ...]`: every sentence that the syntax decks call right is recognised, and
every other one that they offer is not."""

from __future__ import annotations

import argparse
from typing import Final

from drillgrok.bundled import bundled
from oracles.syntax.agreement import agreement

DECKS: Final = "syntax/*.yaml"


def main() -> None:
    """A line a deck; those that disagree are written out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("decks", nargs="*")
    parser.add_argument("--most", type=int, default=0, help="items of a deck, evenly drawn; 0: all")
    asked = parser.parse_args()
    print("| deck | sentences | right and recognised | others and refused | disagreements |\n|---|---|---|---|---|")
    for file in sorted(bundled("decks").glob(DECKS)):
        if asked.decks and file.stem not in asked.decks:
            continue
        found = agreement(file, asked.most)
        print(
            f"| {file.stem} | {found.sentences:,} | {found.right:,} | {found.refused:,} | {len(found.strays)} |",
            flush=True,
        )
        for sentence, right in found.strays[:5]:
            print(f"  {'not recognised' if right else 'recognised all the same'}: {sentence}")


if __name__ == "__main__":
    main()
