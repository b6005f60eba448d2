"""`python -m benchmarks [--quick] [NAME ...]`: measures, prints, and writes figures/drill.md, whole or by its named
parts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import (
    charts,
    completion,
    growth,
    keys,
    kills,
    large_table,
    months,
    parts,
    six_weeks,
    start,
    store,
    today,
    weight,
)
from benchmarks.homes import DRILLGROK
from benchmarks.measuring import Section
from benchmarks.report import FIGURES

_BENCHMARKS: Final[dict[str, Callable[..., Section]]] = {
    "start": start.run,
    "keys": keys.run,
    "kills": kills.run,
    "deck": large_table.run,
    "store": store.run,
    "stats": charts.run,
    "six-weeks": six_weeks.run,
    "months": months.run,
    "growth": growth.run,
    "today": today.run,
    "completion": completion.run,
    "weight": lambda **_: weight.run(),
}


def main() -> int:
    """Exit code: 1 where a promise was missed, 2 where the program to be measured is not installed."""
    if not Path(DRILLGROK).exists():
        print(f"drillgrok is not installed beside {sys.executable}: run 'pip install -e .' first", file=sys.stderr)
        return 2
    return parts.main("python -m benchmarks", "Measure what drillgrok promises.", _BENCHMARKS, FIGURES / "drill.md")


if __name__ == "__main__":
    sys.exit(main())
