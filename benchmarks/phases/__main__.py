"""`python -m benchmarks.phases [--quick] [NAME ...]`: how good the phase model is. Writes figures/phases.md, whole or
by its named parts."""

from __future__ import annotations

import os
import sys
from typing import Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two processes share two cores; set before numpy is loaded

from benchmarks import human, parts
from benchmarks.phases import ablation, calibration, duel, evidence_ablation, hindsight, optimum, speed, strangers
from benchmarks.report import FIGURES

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


def main() -> int:
    """Exit code: 1 where a promise was missed."""
    return parts.main("python -m benchmarks.phases", "Measure the phase model.", _BENCHMARKS, FIGURES / "phases.md")


if __name__ == "__main__":
    sys.exit(main())
