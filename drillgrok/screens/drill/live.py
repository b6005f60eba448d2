"""A session and its outside: events go in, what must be stored is stored, the trace is kept. No keys, no pages."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final, TypeAlias

from drillgrok.errors import BusyError
from drillgrok.model.log import Stamp
from drillgrok.practice.events import (
    Advised,
    Append,
    AskNote,
    Commit,
    Event,
    Key,
    Leave,
    Painted,
    SaveCopyTime,
    ShowHelp,
    Stopped,
    SwitchSound,
)
from drillgrok.practice.session import step
from drillgrok.practice.state import Session, Stage
from drillgrok.screens.backend import DrilledRun
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.kit.unstored import Unstored

_ToStore: TypeAlias = Commit | Append | SaveCopyTime
_ToDo: TypeAlias = AskNote | SwitchSound | ShowHelp | Leave


_KEPT_WAITING: Final = frozenset({Stage.ASKING, Stage.CORRECTION})
"""Stages at whose beginning somebody waits for the page; what the coach says is not on it."""


class LiveSession:
    """The session as it stands; everything it asked to store has been stored. While another program holds the database
    the session stays as it was, and every event but time is refused. The coach hears an answer before anything else
    happens, though not before the next page where that says nothing of the coach's."""

    def __init__(self, run: DrilledRun, trace: Trace) -> None:
        self.run = run
        self.session = run.session
        self._trace = trace
        self._unstored = Unstored[_ToStore](self._store)
        self._next: tuple[Session, tuple[_ToDo, ...]] | None = None
        """The session as it will stand when everything is stored, and what is then for the screen to do."""
        self._unheard = False
        """The coach has not heard yet what was stored last."""

    @property
    def waits(self) -> bool:
        """Whether something waits to be stored."""
        return self._unstored.waits

    def tell(self, event: Event) -> tuple[_ToDo, ...]:
        """Take one event and store what it brings; returns what is left for the screen to do, in order.

        Raises DrillgrokError where something cannot be stored; the session then stays as it was.
        """
        if self.waits:
            if isinstance(event, Stopped):
                self._unstored.insist()
            return self._go_on(event.at)
        if not isinstance(event, Painted):
            self._hear_the_coach()
        before = self.session
        after, effects = step(before, event)
        self._trace_event(before, event)
        to_store = [effect for effect in effects if isinstance(effect, Commit | Append | SaveCopyTime)]
        self._next = after, tuple(effect for effect in effects if isinstance(effect, _ToDo))
        if not self._unstored.ask(to_store):
            if not isinstance(event, Stopped):
                return ()
            self._unstored.insist()
            return self._go_on(event.at)
        return self._arrive(heard=bool(to_store))

    def catch_up(self) -> None:
        """Nobody waits: have the coach hear what it has not heard, and the run do what it put off."""
        if not self.waits:
            self._hear_the_coach()
            self.run.catch_up(self.session)

    def _go_on(self, at: Stamp) -> tuple[_ToDo, ...]:
        """Try once more; the time that was waited belongs to nobody."""
        if not self._unstored.ask(()):
            return ()
        asked = self._arrive(heard=True)
        self.wake(at)
        return asked

    def wake(self, at: Stamp) -> None:
        """Time that went by without the learner is neither silence nor an answer's."""
        self.session = replace(self.session, last_event=at, last_key_ns=at.mono_ns)

    def _arrive(self, *, heard: bool) -> tuple[_ToDo, ...]:
        if self._next is None:
            return ()
        before, (self.session, asked) = self.session, self._next
        self._next = None
        if heard or self.session.stage is not before.stage:
            self._unheard = True
            if self.session.stage not in _KEPT_WAITING:
                self._hear_the_coach()
        return asked

    def _store(self, effect: _ToStore) -> None:
        self.run.carry_out(effect)
        self._trace_commit(effect)

    def _hear_the_coach(self) -> None:
        if not self._unheard:
            return
        self._unheard = False
        try:
            advice = self.run.advise(self.session)
        except BusyError:
            return  # the coach looks again after the next answer
        if advice is not None:
            self.session, _ = step(self.session, Advised(advice, self.session.last_event))

    def _trace_event(self, session: Session, event: Event) -> None:
        if session.showing is None or not isinstance(event, Painted | Key):
            return
        self._trace.write(
            "shown" if isinstance(event, Painted) else "key",
            session.showing.number,
            session.showing.item.key,
            event.at.mono_ns,
        )

    def _trace_commit(self, effect: Commit | Append | SaveCopyTime) -> None:
        if isinstance(effect, Commit):
            self._trace.write("committed", effect.showing, effect.response.item, time.monotonic_ns())
