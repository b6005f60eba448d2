"""Simulated learners who looked the same so far: of how many, and how many never moved. Standard library only.

The table is written by `tools/phase_reference.py` from random curves; what it says is theirs, not people's.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("reference.json")
LOOKS: Final = (12, 25, 50, 100, 200, 400)
"""Unseen answers after which they were looked at; one's own are compared with the last look that is not later."""
MOVED: Final = (0.02, 0.1, 0.5)
"""Bands of the probability that unseen accuracy has left the ground: below each; from the last on it has moved."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Learners of the simulation."""

    unseen: int
    """Unseen answers after which they looked so."""
    n: int
    never: int
    """Of them, who never moved at all."""
    world: float
    """Share of all simulated learners who never do: what was put in."""


def alike(unseen: int, moved: float) -> Alike | None:
    """Those who looked the same after so many unseen answers, by the probability of having moved; None where it is
    too early, or something moved."""
    look, band = bisect_right(LOOKS, unseen) - 1, bisect_right(MOVED, moved)
    if look < 0 or band == len(MOVED):
        return None
    values = _table()
    n, never = values["alike"][str(LOOKS[look])][band]
    return Alike(LOOKS[look], n, never, values["made"]["never"]) if n else None


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
