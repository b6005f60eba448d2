"""What time it is: the wall clock and the monotonic one in one stamp. Whoever needs the time asks here."""

from __future__ import annotations

import time

from drillgrok.console.wall_clock import wall_clock
from drillgrok.model.log import Moment, Stamp


def stamp(age_s: float = 0.0) -> Stamp:
    """The time `age_s` seconds ago."""
    age_ns = int(age_s * 1e9)
    return Stamp(time.monotonic_ns() - age_ns, Moment(*wall_clock(age_ns)))
