"""`python -m benchmarks.audit [--quick] [NAME ...]`: how good the deck audit is. Writes figures/audit.md."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from benchmarks.audit import confusion, speed
from benchmarks.machine import machine
from benchmarks.report import FIGURES, report, section_text

_BENCHMARKS: Final = {"lists": confusion.run, "speed": speed.run}
_FIGURES: Final = FIGURES / "audit.md"


def main() -> int:
    """The number of aims that were missed, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description="Measure the deck audit.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(_BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="few lists, for a glance; the file stays as it is")
    asked = parser.parse_args()
    strange = [name for name in asked.names if name not in _BENCHMARKS]
    if strange:
        parser.error(f"there is no benchmark {strange[0]!r}")
    measured_on = machine()
    sections = []
    for name in asked.names or _BENCHMARKS:
        sections.append(_BENCHMARKS[name](quick=asked.quick))
        print(section_text(sections[-1]), end="\n\n", flush=True)
    if not asked.quick and not asked.names:
        _FIGURES.write_text(report(measured_on, sections), encoding="utf-8")
        print(f"Written to {_FIGURES}.")
    return int(not all(figure.reached for section in sections for figure in section.figures))


if __name__ == "__main__":
    sys.exit(main())
