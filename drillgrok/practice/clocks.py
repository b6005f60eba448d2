"""The clock that the learner of a session is on: its deadline as it stands, and after a push. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.model.log import Clock, Pressure
from drillgrok.practice import deadlines
from drillgrok.practice.state import Session

HARDER = {Pressure.CALM: Pressure.FIRM, Pressure.FIRM: Pressure.HARD, Pressure.HARD: Pressure.HARD}
"""What a push makes of each level."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Whole deadlines, the hands' time in them, in milliseconds."""

    deadline_ms: int
    """The staircase's now."""
    tighter_ms: int | None
    """The same after a push; None where that changes nothing."""
    floor_ms: int
    """What its author gives who has the rule: nobody who is that fast is pushed. The staircase itself goes on
    down, to the hands' time and `deadlines.LEAST_THINKING_MS`."""


def clocks_of(session: Session) -> Clocks:
    """Where the session's clock stands."""
    pace, staircase_ms = session.run.pace, session.standing.staircase_ms
    harder = HARDER[session.pressure]
    pushed_ms = deadlines.pressed_ms(staircase_ms, before=session.pressure, now=harder, pace=pace)
    now_ms, tighter_ms = (_on_staircase(session, ms) for ms in (staircase_ms, pushed_ms))
    return Clocks(now_ms, tighter_ms if tighter_ms < now_ms else None, session.copy_ms + pace.floor_ms)


def _on_staircase(session: Session, staircase_ms: float) -> int:
    pace, copy_ms = session.run.pace, session.copy_ms
    return deadlines.deadline_ms(Clock.STAIRCASE, copy_ms=copy_ms, staircase_ms=staircase_ms, pace=pace)
