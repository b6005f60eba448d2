"""Drives a synthetic learner through the real drill, key by key, on a clock of its own. Yields what was committed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drillgrok.model import AnswerKind, Goal, Moment, Pressure, Response
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Commit, Effect, Key, Painted, Stamp
from drillgrok.practice.session import step
from drillgrok.practice.state import Run, Session, Showing, Stage
from drillgrok.rehearsal.learners import Learner, Reply

_NS_PER_MS = 1_000_000
_DAY_MS = 86_400_000
_FIRST_MORNING_MS = 1_767_254_400_000
"""2026-01-01 08:00 UTC."""
_LOOK_MS = 400
"""A correction is looked at for so long."""


class _Clock:
    """Simulated time on both clocks."""

    def __init__(self, utc_ms: int) -> None:
        self.utc_ms = utc_ms

    def stamp(self) -> Stamp:
        return Stamp(self.utc_ms * _NS_PER_MS, Moment(self.utc_ms, 0))

    def pass_ms(self, ms: int) -> Stamp:
        self.utc_ms += ms
        return self.stamp()


def drill_days(run: Run, learner: Learner, *, days: int, daily: int) -> Iterator[tuple[int, Session, Response]]:
    """The day's number, the session and each response of so many days with `daily` answers each."""
    log: tuple[Response, ...] = ()
    for day in range(days):
        clock = _Clock(_FIRST_MORNING_MS + day * _DAY_MS)
        morning = begin(
            run,
            log,
            goal=Goal(responses=daily),
            pressure=Pressure.FIRM,
            copy_ms=900,
            by_lines=False,
            at=clock.stamp(),
        )
        for session, response in _sitting(morning, learner, clock):
            log = (*log, response)
            yield day, session, response


def _sitting(session: Session, learner: Learner, clock: _Clock) -> Iterator[tuple[Session, Response]]:
    while session.stage is not Stage.FINISHED:
        if session.stage is not Stage.ASKING or session.showing is None:
            session, _ = step(session, Key("enter", None, clock.pass_ms(_LOOK_MS)))
            continue
        showing = session.showing
        session, effects = _ask(session, showing, learner, clock)
        response = next(effect.response for effect in effects if isinstance(effect, Commit))
        if response.had_feedback:
            learner.told(showing.item, response.seq)
        yield session, response


def _ask(
    session: Session, showing: Showing, learner: Learner, clock: _Clock
) -> tuple[Session, tuple[Effect, ...]]:
    session, _ = step(session, Painted(clock.pass_ms(1)))
    reply = learner.reply(showing.item, session.standing.count + 1, showing.deadline_ms)
    return _press(session, showing, reply, clock)


def _press(session: Session, showing: Showing, reply: Reply, clock: _Clock) -> tuple[Session, tuple[Effect, ...]]:
    at = clock.pass_ms(reply.rt_ms)
    session = replace(session, last_event=at)
    for char in _keys(session, showing, reply.text or ""):
        session, effects = step(session, Key(char, char, at))
        if effects:
            return session, effects
    at = clock.pass_ms(max(0, 350 - reply.rt_ms))  # Enter on nothing counts only after a moment
    return step(session, Key("enter", None, at))


def _keys(session: Session, showing: Showing, text: str) -> str:
    if session.run.field.kind is not AnswerKind.CHOICE or not text:
        return text
    return str((showing.item.choices or session.run.field.choices).index(text) + 1)
