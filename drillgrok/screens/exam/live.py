"""An exam and its outside: events go in, and what must be stored is stored before anything else is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from drillgrok.model.log import Attempt
from drillgrok.practice.events import Append, Commit, Event, Leave, Stopped
from drillgrok.practice.exam import Exam, step
from drillgrok.screens.kit.unstored import Unstored


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
        self._unstored = Unstored(held.carry_out)
        self._next: tuple[Exam, bool] | None = None
        """The exam as it will stand when everything is stored, and whether it is then to be left."""

    @property
    def waits(self) -> bool:
        """Whether something waits to be stored."""
        return self._unstored.waits

    def tell(self, event: Event) -> bool:
        """Take one event and store what it brings; True when the exam is to be left. While another program holds the
        database the exam stays as it was, and every event but time is refused.

        Raises DrillgrokError where something cannot be stored; the exam then stays as it was.
        """
        if self.waits:
            return self._go_on(event)
        after, effects = step(self.exam, event)
        self._next = after, any(isinstance(effect, Leave) for effect in effects)
        if not self._unstored.ask(effect for effect in effects if isinstance(effect, Commit | Append)):
            return self._go_on(event) if isinstance(event, Stopped) else False
        return self._arrive()

    def _go_on(self, event: Event) -> bool:
        """Try once more; the time that was waited belongs to nobody."""
        if isinstance(event, Stopped):
            self._unstored.insist()
        if not self._unstored.ask(()):
            return False
        leave = self._arrive()
        session = replace(self.exam.session, last_event=event.at, last_key_ns=event.at.mono_ns)
        self.exam = replace(self.exam, session=session)
        return leave

    def _arrive(self) -> bool:
        if self._next is None:
            return False
        (self.exam, leave), self._next = self._next, None
        return leave
