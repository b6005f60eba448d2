"""The coach's thresholds, read from the file that `tools/coach_thresholds.py` writes. No number stands here."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("thresholds.json")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Each was set so that a learner who gives no cause for the verdict hears it as rarely as the file says."""

    trace_luck: float
    """The luck needed for the last unseen answers, below which they are called more than luck."""
    tired_sd: float
    """Standard deviations from the usual share right, below which the last 40 practised answers are called tired."""
    comfortable_share: float
    """The share right of the last 200 settled answers from which a steady speed is called comfortable."""
    rephrased_luck: float
    """The luck that someone who keeps most of it in other words would need to lose so many."""
    recited_luck: float
    """The same for unseen items on the quick clock, for someone who has the rule."""


@cache
def thresholds() -> Thresholds:
    """The shipped ones."""
    values = json.loads(FILE.read_text(encoding="utf-8"))["thresholds"]
    return Thresholds(**{field.name: float(values[field.name]) for field in fields(Thresholds)})
