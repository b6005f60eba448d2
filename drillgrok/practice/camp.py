"""A camp: one day of 1,000 answers in four sets, with the rests between them planned beforehand. Arithmetic only;
nothing is held against whoever leaves at a rest.

After how those who become very good practise: in stretches of an hour or so with rests between them, the longest at
noon, and not many hours a day (Ericsson, Krampe and Tesch-Römer 1993, Psychological Review 100, 363).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drillgrok.model.log import Goal

DAY: Final = 1_000
SET: Final = 250
"""Answers between two long rests: half an hour or less."""
LONG_RESTS_MIN: Final = (20, 60, 20)
"""After each set but the last, in minutes."""
BREATH_MIN: Final = 2
"""At every other break."""


@dataclass(frozen=True, slots=True)
class CampRest:
    """A rest of a camp."""

    minutes: int
    done: int
    """Answers of the day so far."""


def camp_goal(done_today: int) -> Goal | None:
    """What is left of the day; None where nothing is."""
    return Goal(responses=DAY - done_today, camp=True) if done_today < DAY else None


def camp_rest(goal: Goal, measured: int, block: int) -> CampRest | None:
    """The rest after the session's last `block` of `measured` answers; None outside a camp and at its end."""
    if not goal.camp or goal.responses is None or measured >= goal.responses:
        return None
    done = DAY - goal.responses + measured
    sets, before = done // SET, max(done - block, 0) // SET
    return CampRest(LONG_RESTS_MIN[sets - 1] if sets > before else BREATH_MIN, done)
