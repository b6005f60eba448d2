"""A session and its outside: events go in, what must be stored is stored, the trace is kept. No keys, no pages."""

from __future__ import annotations

import time

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
)
from drillgrok.practice.session import step
from drillgrok.practice.state import Session
from drillgrok.screens.backend import DrilledRun
from drillgrok.screens.kit.trace import Trace


class LiveSession:
    """The session as it stands; everything it asked to store has been stored."""

    def __init__(self, run: DrilledRun, trace: Trace) -> None:
        self.run = run
        self.session = run.session
        self._trace = trace

    def tell(self, event: Event) -> tuple[AskNote | ShowHelp | Leave, ...]:
        """Take one event and store what it brings; returns what is left for the screen to do, in order.

        Raises DrillgrokError where something cannot be stored; the session then stays as it was.
        """
        before = self.session
        after, effects = step(before, event)
        self._trace_event(before, event)
        asked: list[AskNote | ShowHelp | Leave] = []
        for effect in effects:
            if isinstance(effect, Commit | Append | SaveCopyTime):
                self.run.carry_out(effect)
                self._trace_commit(effect)
            else:
                asked.append(effect)
        self.session = after
        if len(asked) < len(effects) or after.stage is not before.stage:
            self._hear_the_coach()
        return tuple(asked)

    def _hear_the_coach(self) -> None:
        advice = self.run.advise(self.session)
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
