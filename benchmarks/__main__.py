"""`python -m benchmarks [--quick] [NAME ...]`: measures, prints, and writes figures/drill.md, whole or by its named
parts."""

from __future__ import annotations

import argparse
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
    six_weeks,
    start,
    store,
    today,
    weight,
)
from benchmarks.homes import DRILLGROK
from benchmarks.machine import machine
from benchmarks.measuring import Section
from benchmarks.report import FIGURES, renewed, report, section_text

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
_FIGURES: Final = FIGURES / "drill.md"


def main() -> int:
    """The number of promises that were missed, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what drillgrok promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(_BENCHMARKS)}")
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds, for a glance; figures/drill.md stays as it is"
    )
    asked = parser.parse_args()
    strange = [name for name in asked.names if name not in _BENCHMARKS]
    if strange:
        parser.error(f"there is no benchmark {strange[0]!r}")
    if not Path(DRILLGROK).exists():
        parser.error(f"drillgrok is not installed beside {sys.executable}: run 'pip install -e .' first")
    measured_on = machine()
    sections = []
    for name in asked.names or _BENCHMARKS:
        sections.append(_BENCHMARKS[name](quick=asked.quick))
        print(section_text(sections[-1]), end="\n\n", flush=True)
    if not asked.quick:
        page = report(measured_on, sections) if not asked.names else _FIGURES.read_text(encoding="utf-8")
        for section in sections if asked.names else ():
            page = renewed(page, section, f"Measured again {dict(measured_on)['date']}.")
        _FIGURES.write_text(page, encoding="utf-8")
        print(f"Written to {_FIGURES}.")
    return int(not all(figure.reached for section in sections for figure in section.figures))


if __name__ == "__main__":
    sys.exit(main())
