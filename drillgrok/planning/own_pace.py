"""How much a learner gives a deck on a day, by what they gave: what probes are rationed by."""

from __future__ import annotations

from statistics import median_low
from typing import Final

from drillgrok.planning.history import DeckRecord

_DAYS: Final = 7
_LEAST_DAYS: Final = 3


def answers_a_day(record: DeckRecord, today: int) -> int | None:
    """The median of the last seven practised days before today; None where there are fewer than three."""
    days = [day.answers for day in record.recent if day.day < today and day.answers][-_DAYS:]
    return median_low(days) if len(days) >= _LEAST_DAYS else None
