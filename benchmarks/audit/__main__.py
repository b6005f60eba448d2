"""`python -m benchmarks.audit [--quick] [NAME ...]`: how good the deck audit is. Writes figures/audit.md, whole or
by its named parts."""

from __future__ import annotations

import sys
from typing import Final

from benchmarks import parts
from benchmarks.audit import confusion, speed
from benchmarks.report import FIGURES

_BENCHMARKS: Final = {"lists": confusion.run, "speed": speed.run}


def main() -> int:
    """Exit code: 1 where a promise was missed."""
    return parts.main("python -m benchmarks.audit", "Measure the deck audit.", _BENCHMARKS, FIGURES / "audit.md")


if __name__ == "__main__":
    sys.exit(main())
