"""The wall clock by itself, for what cannot wait for more."""

from __future__ import annotations

import time

from drillgrok.days import local_day


def wall_clock(age_ns: int = 0) -> tuple[int, int]:
    """The time so many nanoseconds ago: milliseconds since 1970-01-01 UTC, and the offset of this place in minutes."""
    utc_ms = (time.time_ns() - age_ns) // 1_000_000
    return utc_ms, (time.localtime(utc_ms / 1000).tm_gmtoff or 0) // 60


def this_day() -> int:
    """The learner's day, as `days.local_day` counts."""
    return local_day(*wall_clock())
