"""Every look at people and networks is told, a line each, in a committed list. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from benchmarks.measuring import Figure
from benchmarks.report import FIGURES

LOOKS: Final = FIGURES / "looks.md"
_HEAD: Final = """\
# Looks

Every look that was taken at people and trained networks while the phase model was being built, in order. None of the
model's numbers is fitted to them; but whoever looks learns, and this list says how often.
"""


def told(what: str, figures: Sequence[Figure]) -> None:
    """Append what was seen, with the time in UTC, to the list."""
    said = "; ".join(f"{one.name} {one.value:.4g}" for one in figures)
    before = LOOKS.read_text(encoding="utf-8") if LOOKS.is_file() else _HEAD
    LOOKS.write_text(f"{before}\n- {datetime.now(UTC):%Y-%m-%d %H:%M}, {what}: {said}\n", encoding="utf-8")
