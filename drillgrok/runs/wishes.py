"""What a learner asks of a session: which deck, how much of it, under which pressure. Light: it is made before
anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from drillgrok.model.log import Goal
from drillgrok.practice.camp import DAY
from drillgrok.settings import Settings

DEFAULT_RESPONSES = 300


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    deck: str | None
    minutes: float | None
    responses: int | None
    learner: str | None
    pressure: str
    new_run: bool
    seed: int | None
    plain: bool
    trace: Path | None
    time: str = "1"
    """How many times the time of every clock; `none` is no limit."""
    own_keys: Mapping[int, str] = field(default_factory=dict)
    """The learner's for decks that are tapped, by how many there are, as far as they are known."""
    intake: str | None = None
    """`steady` or `flood`; None: by lot."""
    day_minutes: float | None = None
    """Of a whole day, for what comes on top of the goal."""
    volume: int | None = None
    """0 to 100; None: no sound."""
    heard_key: str = "none"
    """How the key is heard of items that have one."""
    camp: bool = False
    """A day of many answers, with its rests planned."""

    @property
    def time_factor(self) -> float:
        """Infinite without a limit."""
        return inf if self.time == "none" else float(self.time)

    @property
    def goal(self) -> Goal:
        """300 responses unless the learner chose; of a camp the whole day."""
        if self.camp:
            return Goal(responses=DAY, camp=True)
        if self.minutes is not None:
            return Goal(minutes=self.minutes)
        return Goal(responses=self.responses or DEFAULT_RESPONSES)


def wished(settings: Settings) -> Wishes:
    """What a learner wishes who says nothing: as it is set, and what the day's plan begins with."""
    return Wishes(
        deck=None,
        minutes=settings.minutes,
        responses=settings.goal,
        learner=None,
        pressure=settings.pressure,
        new_run=False,
        seed=None,
        plain=False,
        trace=None,
        time=settings.time,
        own_keys=settings.own_keys,
        day_minutes=settings.day_minutes,
        volume=settings.sound,
        heard_key=settings.heard_key,
    )
