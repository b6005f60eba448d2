"""Whether what was stored can be what it says: splits, times, offsets, counts. Reads nothing."""

from __future__ import annotations

import json
from typing import Any, Final

from drillgrok.model.log import SplitPlan

_FIRST_UTC_MS: Final = 946_684_800_000
"""2000-01-01: no log is older."""
_LAST_UTC_MS: Final = 4_102_444_800_000
"""2100-01-01."""


_FIRST_TOLD_UTC_MS: Final = -62_000_000_000_000
_LAST_TOLD_UTC_MS: Final = 253_000_000_000_000
"""Within the years 1 to 9999."""
_DAY_MIN: Final = 24 * 60


def split_from(text: str) -> SplitPlan:
    """The split of a run as it was stored. Raises ValueError or TypeError for anything else."""
    found = json.loads(text)
    split = SplitPlan(**found)
    if not isinstance(split.salt, int) or not 0 <= split.reserve <= split.held_out <= 1:
        raise ValueError("no split")
    return split


def can_be_told(utc_ms: int, offset_min: int) -> bool:
    """Whether calendars have this time and this offset, wrong as the clock may have been. Raises TypeError for what is
    no number."""
    return _FIRST_TOLD_UTC_MS <= utc_ms < _LAST_TOLD_UTC_MS and -_DAY_MIN < offset_min < _DAY_MIN


def refuse_untold(utc_ms: int, offset_min: int, chance: float, least: int) -> None:
    """Raise ValueError or TypeError where a response has a time, a chance or a count that cannot be one."""
    if not (can_be_told(utc_ms, offset_min) and 0 <= chance <= 1 and least >= 0):
        raise ValueError("no response")


def is_time(value: Any) -> bool:
    """Whether it is a time that a clock can have shown."""
    return isinstance(value, int) and _FIRST_UTC_MS <= value < _LAST_UTC_MS
