"""An exam and its outside: events go in, and what must be stored is stored before anything else is shown."""

from __future__ import annotations

from typing import Protocol

from drillgrok.model.log import Attempt
from drillgrok.practice.events import Append, Commit, Event, Leave
from drillgrok.practice.exam import Exam, step


class HeldExam(Protocol):
    """An exam that was opened, and all that it asks of the outside."""

    exam: Exam
    """On its first page."""
    attempts: tuple[Attempt, ...]
    """The run's exams before this one."""

    def carry_out(self, effect: Commit | Append) -> None:
        """Store it; durable on return. Raises DrillgrokError where it cannot be stored."""


class LiveExam:
    """The exam as it stands; everything it asked to store has been stored."""

    def __init__(self, held: HeldExam) -> None:
        self.exam = held.exam
        self.earlier = held.attempts
        """The run's exams before this one."""
        self._held = held

    def tell(self, event: Event) -> bool:
        """Take one event and store what it brings; True when the exam is to be left.

        Raises DrillgrokError where something cannot be stored; the exam then stays as it was.
        """
        after, effects = step(self.exam, event)
        for effect in effects:
            if isinstance(effect, Commit | Append):
                self._held.carry_out(effect)
        self.exam = after
        return any(isinstance(effect, Leave) for effect in effects)
