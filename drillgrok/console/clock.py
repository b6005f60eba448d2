"""What time it is: the wall clock and the monotonic one in one stamp. Whoever needs the time asks here."""

from __future__ import annotations

import time

from drillgrok.model.log import Moment, Stamp


def stamp(age_s: float = 0.0) -> Stamp:
    """The time `age_s` seconds ago."""
    age_ns = int(age_s * 1e9)
    utc_ms = (time.time_ns() - age_ns) // 1_000_000
    offset_min = (time.localtime(utc_ms / 1000).tm_gmtoff or 0) // 60
    return Stamp(time.monotonic_ns() - age_ns, Moment(utc_ms, offset_min))
