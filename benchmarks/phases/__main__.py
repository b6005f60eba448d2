"""`python -m benchmarks.phases [--quick] [NAME ...]`: how good the phase model is. Writes figures/phases.md, whole or
by its named parts."""

from __future__ import annotations

import argparse
import os
import sys
from time import perf_counter
from typing import Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two processes share two cores; set before numpy is loaded

from benchmarks import human
from benchmarks.machine import machine
from benchmarks.measuring import Section
from benchmarks.phases import ablation, calibration, duel, evidence_ablation, hindsight, optimum, speed, strangers
from benchmarks.report import FIGURES, renewed, report, section_text

_BENCHMARKS: Final = {
    "detectors": duel.run,
    "optimum": optimum.run,
    "calibration": calibration.run,
    "strangers": strangers.run,
    "ablation": ablation.run,
    "evidence": evidence_ablation.run,
    "people": human.run,
    "speed": speed.run,
    "hindsight": hindsight.run,
}
_FIGURES: Final = FIGURES / "phases.md"


def main() -> int:
    """The number of aims that were missed, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phases", description="Measure the phase model.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(_BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="few learners, for a glance; the file stays as it is")
    asked = parser.parse_args()
    strange = [name for name in asked.names if name not in _BENCHMARKS]
    if strange:
        parser.error(f"there is no benchmark {strange[0]!r}")
    measured_on = machine()
    sections: list[Section] = []
    for name in asked.names or _BENCHMARKS:
        started = perf_counter()
        sections.append(_BENCHMARKS[name](quick=asked.quick))
        print(section_text(sections[-1]), end="\n\n", flush=True)
        print(f"({name}: {perf_counter() - started:.0f} s)", file=sys.stderr, flush=True)
        if asked.names and not asked.quick:  # each at once: the whole takes its time
            page = renewed(_FIGURES.read_text(encoding="utf-8"), sections[-1], f"Measured {dict(measured_on)['date']}.")
            _FIGURES.write_text(page, encoding="utf-8")
    if not asked.quick and not asked.names:
        _FIGURES.write_text(report(measured_on, sections), encoding="utf-8")
        print(f"Written to {_FIGURES}.")
    return int(not all(figure.reached for section in sections for figure in section.figures))


if __name__ == "__main__":
    sys.exit(main())
