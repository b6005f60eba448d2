"""What a day's plan is: up to three lines with their reasons, what was done, and what waits. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_GOAL = 300
MORE = 100
"""Answers that one more Enter gives when the goal is reached."""


class LineKind(StrEnum):
    """What a line of the plan is for."""

    MAIN = "main"
    """The deck that keeps its whole goal."""
    CHECK = "check"
    """Unseen items of a passed deck."""
    OTHER = "other"
    """A deck of another family, on top."""
    SISTER = "sister"
    """An easier step beside a deck that has shown nothing for long."""
    MORE = "more"
    """The goal is reached: what Enter would add. Nothing waits."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the learner means to give to a day."""

    goal: int | None = DEFAULT_GOAL
    """Answers on the main deck; None where minutes take the goal's place."""
    minutes: float | None = None
    """For the whole day; None: as long as the goal takes, and a check."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing to do today; Enter takes it."""

    deck: str
    kind: LineKind
    answers: int
    """Still to give today."""
    minutes: float
    """What that takes, at the learner's own pace on the deck where it is known."""
    reason: str
    """A sentence with numbers."""


@dataclass(frozen=True, slots=True)
class DoneToday:
    """What was done on one deck today."""

    deck: str
    answers: int
    checked: int = 0
    """How many of them belonged to a check."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What is worth doing today. Offered, never enforced."""

    lines: tuple[PlanLine, ...] = ()
    """At most three, in the order in which they are best done; none for a learner who has done nothing yet."""
    done: tuple[DoneToday, ...] = ()
    waits: tuple[PlanLine, ...] = ()
    """What has no room today; its reason says when it comes."""
    offers: tuple[PlanLine, ...] = ()
    """What may be taken in the place of a line: nothing of it waits, and it has no part in the day's minutes."""

    @property
    def first(self) -> PlanLine | None:
        """What Enter takes."""
        return self.lines[0] if self.lines else None

    @property
    def is_open(self) -> bool:
        """Something of today's plan is still to be done."""
        return any(line.kind is not LineKind.MORE for line in self.lines)
