"""Drives a synthetic learner through the real drill, key by key, on a clock of its own. Yields what was committed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from drillgrok.model.item import AnswerKind, Item
from drillgrok.model.log import Flag, Goal, MarkKind, Moment, Pressure, Response, Stamp
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Append, Commit, Effect, Event, Key, Line, Painted, Stopped, Tick
from drillgrok.practice.session import STRAY_KEY_NS, step
from drillgrok.practice.state import Run, Session, Showing, Stage
from drillgrok.simulation.learner import COPY_MS, Reply, SyntheticLearner

_NS_PER_MS = 1_000_000
_DAY_MS = 86_400_000
_FIRST_MORNING_MS = 1_767_254_400_000
"""2026-01-01 08:00 UTC."""
_LOOK_MS = 400
"""A correction is looked at for so long."""
_ENTER_MS = STRAY_KEY_NS // _NS_PER_MS + 50
"""Enter on an empty field counts from here on."""

Advice = Callable[[Session, Response], Iterable[Event]]
"""What reaches the session from outside after a response: the coach's part of the loop. It commits nothing."""


class _SimulatedTime:
    """Simulated time on both clocks."""

    def __init__(self, utc_ms: int) -> None:
        self.utc_ms = utc_ms

    def stamp(self) -> Stamp:
        return Stamp(self.utc_ms * _NS_PER_MS, Moment(self.utc_ms, 0))

    def pass_ms(self, ms: int) -> Stamp:
        self.utc_ms += ms
        return self.stamp()


def _no_advice(_session: Session, _response: Response) -> Iterable[Event]:
    return ()


def drill_days(
    run: Run,
    learner: SyntheticLearner,
    *,
    days: int,
    daily: int,
    pressure: Pressure = Pressure.FIRM,
    advice: Advice = _no_advice,
) -> Iterator[tuple[int, Session, Response]]:
    """The day's number from 0, the session and each response of so many days with `daily` answers each; fewer when the
    learner leaves. The session is the one that `advice` has reached."""
    log: list[Response] = []
    for day in range(days):
        clock = _SimulatedTime(_FIRST_MORNING_MS + day * _DAY_MS)
        session = begin(
            run,
            tuple(log),
            goal=Goal(responses=daily),
            pressure=pressure,
            copy_ms=COPY_MS,
            by_lines=False,
            at=clock.stamp(),
        )
        while session.stage is not Stage.FINISHED:
            if session.stage is not Stage.ASKING or session.showing is None:
                session, _ = step(session, Key("enter", None, clock.pass_ms(_LOOK_MS)))
                continue
            session, effects, left = _ask(session, session.showing, learner, clock)
            response = _keep(log, effects)
            for event in advice(session, response):
                session, _ = step(session, event)
            yield day, session, response
            if left:
                return
        learner.sleep()


def _ask(
    session: Session, showing: Showing, learner: SyntheticLearner, clock: _SimulatedTime
) -> tuple[Session, tuple[Effect, ...], bool]:
    """One showing: the session after it, what it asks of the outside, whether the learner left."""
    hushed_ms = 0 if session.hushed_ns is None else (session.hushed_ns + STRAY_KEY_NS) // _NS_PER_MS - clock.utc_ms
    session, _ = step(session, Painted(clock.pass_ms(max(1, hushed_ms))))  # no key of the learner's is swallowed
    reply = _after_hearing(learner, session, showing)
    session, effects = _act(session, showing, reply, clock)
    if session.responses[-1].had_feedback:
        learner.told(showing.item, session.responses[-1].seq)
    return session, effects, reply.leaves


def _after_hearing(learner: SyntheticLearner, session: Session, showing: Showing) -> Reply:
    """The learner's reply, which begins when the question has been heard."""
    heard_ms = showing.sound.heard_ms if showing.sound else 0
    reply = learner.reply(showing.item, session.standing.count + 1, showing.deadline_ms - heard_ms)
    return replace(reply, rt_ms=heard_ms + reply.rt_ms)


def _keep(log: list[Response], effects: tuple[Effect, ...]) -> Response:
    """Put into the log what was committed, and what was said of earlier responses: a learner who lets the clock run out
    again and again is taken for absent. Returns the response."""
    for effect in effects:
        if isinstance(effect, Commit):
            log.append(effect.response)
        if isinstance(effect, Append) and effect.mark.kind is MarkKind.IDLE:
            for seq in effect.mark.seqs:
                log[seq - 1] = replace(log[seq - 1], flags=log[seq - 1].flags | {Flag.IDLE})
    return log[-1]


def _act(session: Session, showing: Showing, reply: Reply, clock: _SimulatedTime) -> tuple[Session, tuple[Effect, ...]]:
    if reply.leaves:
        return step(session, Stopped(clock.pass_ms(reply.rt_ms)))
    if reply.rt_ms >= showing.deadline_ms:
        at = clock.pass_ms(showing.deadline_ms)
        return step(replace(session, last_event=at), Tick(at))
    return _press(session, showing, reply, clock)


def _press(
    session: Session, showing: Showing, reply: Reply, clock: _SimulatedTime
) -> tuple[Session, tuple[Effect, ...]]:
    at = clock.pass_ms(reply.rt_ms)
    session = replace(session, last_event=at)  # the ticks in between would change nothing else
    if showing.item.hand is not None:
        return step(session, Line(_line(showing.item, reply.text or ""), at))
    for char in _keys(session, showing, reply.text or ""):
        session, effects = step(session, Key(char, char, at))
        if effects:
            return session, effects
    at = clock.pass_ms(max(0, _ENTER_MS - reply.rt_ms))
    return step(session, Key("enter", None, at))


def _line(item: Item, text: str) -> str:
    """What is handed in at once where the answer is moves or taps; empty, which is "don't know", where the picture
    takes no such line. How a right answer is written may hold more than the learner's own moves."""
    lines = (text, *sorted(item.accepts)) if text == item.right else (text,)
    return next((line for line in lines if item.hand is None or item.hand.line(line).done), "")


def _keys(session: Session, showing: Showing, text: str) -> str:
    if session.run.field.kind is not AnswerKind.CHOICE or not text:
        return text
    return str((showing.item.choices or session.run.field.choices).index(text) + 1)
