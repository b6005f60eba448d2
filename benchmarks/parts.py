"""A command that measures several parts and writes one page of them, whole or part by part. Measures nothing itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks.machine import machine
from benchmarks.measuring import Section
from benchmarks.report import renewed, report, section_text


def main(command: str, what: str, parts: Mapping[str, Callable[..., Section]], page: Path) -> int:
    """Measure the parts that are named on the command line, or all, print them, and write them to the page unless
    quick. Exit code: 1 where a promise was missed."""
    parser = argparse.ArgumentParser(prog=command, description=what)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(parts)}")
    parser.add_argument("--quick", action="store_true", help=f"less of it, for a glance; {page.name} stays as it is")
    asked = parser.parse_args()
    strange = [name for name in asked.names if name not in parts]
    if strange:
        parser.error(f"there is no benchmark {strange[0]!r}")
    measured_on = machine()
    sections: list[Section] = []
    for name in asked.names or parts:
        started_s = perf_counter()
        sections.append(parts[name](quick=asked.quick))
        print(section_text(sections[-1]), end="\n\n", flush=True)
        print(f"({name}: {perf_counter() - started_s:.0f} s)", file=sys.stderr, flush=True)
        if asked.names and not asked.quick:  # each at once: one that fails takes none of those before it along
            measured = f"Measured again {dict(measured_on)['date']}."
            page.write_text(renewed(page.read_text(encoding="utf-8"), sections[-1], measured), encoding="utf-8")
    if not asked.names and not asked.quick:
        page.write_text(report(command, measured_on, sections), encoding="utf-8")
    if not asked.quick:
        print(f"Written to {page}.")
    return int(not all(figure.reached for section in sections for figure in section.figures))
