"""`python -m tools.fuzz [--cases N] [--seed N] [KIND ...]`: damaged deck files, lists, packs and imports. Each
must end in a deck or in a DrillgrokError, in bounded time and memory; a whole run writes figures/fuzz.md."""

from __future__ import annotations

import argparse
import math
import resource
import sys
from typing import Final

from benchmarks.machine import machine
from benchmarks.measuring import Figure, Section, Table
from benchmarks.report import FIGURES, section_text
from tools.fuzz.cases import _MOST_MB, _MOST_S, KINDS, Tally, fuzz

_FIGURES: Final = FIGURES / "fuzz.md"


_HOW: Final = """\
Small decks of every origin are damaged by one to four edits a case: signs of YAML, CSV and the terminal put in, pieces
taken out, doubled, repeated, exchanged or cut off, bytes changed. Deck files and lists are read as `deck check` reads
them; packs are opened as `deck install` does, with bytes changed or, forged, changed inside and sealed anew; imports go
all the way to the deck that is made of them. A case is clean when it ends in a deck or in a DrillgrokError."""


def section(tallies: dict[str, Tally]) -> Section:
    """The figures of a whole run."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cases = sum(tally.cases for tally in tallies.values())
    figures = (
        Figure(
            f"cases that did not end cleanly, of {cases:,}", sum(len(one.unclean) for one in tallies.values()), "", 0
        ),
        Figure("slowest case", max(one.slowest_s for one in tallies.values()), "s", _MOST_S),
        Figure("peak memory of the whole run", peak_mb, "MB", _MOST_MB),
    )
    rows = [
        (
            kind,
            f"{one.cases:,}",
            f"{one.taken:,}",
            f"{1000 * one.seconds / max(one.cases, 1):.1f}",
            f"{one.slowest_s:.2f}",
        )
        for kind, one in tallies.items()
    ]
    header = ("kind", "cases", "still a deck", "ms a case", "slowest, s")
    tables = (Table(header, tuple(rows)), Table(("machine", ""), machine()))
    return Section("Mutated decks, packs and imports", _HOW, figures, tables)


def main() -> int:
    """1 when a promise was missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"only these: {', '.join(KINDS)}")
    parser.add_argument("--cases", type=int, default=100_000, metavar="N", help="over all kinds (100,000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    kinds = asked.kinds or list(KINDS)
    tallies = {}
    for kind in kinds:
        tallies[kind] = fuzz(kind, math.ceil(asked.cases / len(kinds)), asked.seed)
        print(f"{kind}: {tallies[kind].cases:,} cases", *tallies[kind].unclean[:20], sep="\n", flush=True)
    found = section(tallies)
    text = section_text(found)
    print(text)
    if not asked.kinds:
        _FIGURES.write_text(
            f"# Figures of the fuzz run\n\nWritten by `python -m tools.fuzz`.\n\n{text}\n", encoding="utf-8"
        )
    return int(not all(figure.reached for figure in found.figures))


if __name__ == "__main__":
    sys.exit(main())
