"""The drill's one door: an event and a session in, a session and effects out. What each key means is decided here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from drillgrok.items.spelling import begins_longer, belongs, goes_on, is_complete, submits_itself
from drillgrok.model.drawing import Hand
from drillgrok.model.layouts import latin_of
from drillgrok.model.log import UNDO_DEPTH, Flag, Goal, MarkKind, Stamp
from drillgrok.practice import answering, commands, copying
from drillgrok.practice.answering import Step
from drillgrok.practice.clocks import HARDER
from drillgrok.practice.events import (
    Advised,
    Click,
    Effect,
    Event,
    Key,
    Leave,
    Line,
    NoteWritten,
    Painted,
    Stopped,
    Suspending,
    Tick,
)
from drillgrok.practice.state import Notice, PauseReason, Session, Showing, Stage, Typed
from drillgrok.practice.summary import worth_another_look
from drillgrok.practice.typing import erase_key, type_key

GAP_NS = 2_500_000_000
"""Ticks come ten times a second: a longer silence means that the program or the machine stood still."""
IDLE_DEADLINES = 3
IDLE_FLOOR_NS = 20_000_000_000
UNLIMITED_IDLE_NS = 600_000_000_000
"""Without a deadline."""
STRAY_KEY_NS = 350_000_000
"""Keys were meant for what stood there before until they have been silent for so long."""
_NS_PER_MS = 1_000_000


def step(session: Session, event: Event) -> Step:
    """The session after one event, and what it asks of the outside, in order."""
    if _stood_still(session, event.at):
        session, before = _suspend(session, event.at)
    else:
        session, before = _pass_time(session, event.at), ()
    session, effects = _STEPS[type(event)](session, event)
    return session, (*before, *effects)


def _pass_time(session: Session, at: Stamp) -> Session:
    spent_ns = at.mono_ns - session.last_event.mono_ns
    if spent_ns <= 0:
        return session
    active = session.stage in (Stage.ASKING, Stage.CORRECTION)
    return replace(session, last_event=at, active_ns=session.active_ns + spent_ns * active)


def _stood_still(session: Session, at: Stamp) -> bool:
    if session.by_lines or session.stage not in (Stage.ASKING, Stage.CORRECTION):
        return False
    gap_ns = at.mono_ns - session.last_event.mono_ns
    wall_gap_ns = (at.moment.utc_ms - session.last_event.moment.utc_ms) * _NS_PER_MS
    return gap_ns > GAP_NS or wall_gap_ns - gap_ns > GAP_NS


def _suspend(session: Session, at: Stamp) -> Step:
    return commands.pause(replace(session, last_event=at), Flag.SUSPENDED, PauseReason.SUSPENDED, at)


# Painted, time, notes, the end.


def _painted(session: Session, event: Painted) -> Step:
    if session.stage is Stage.COPYING:
        return copying.painted(session, event.at), ()
    if session.showing is None or session.showing.painted_ns is not None:
        return session, ()
    return replace(session, showing=replace(session.showing, painted_ns=event.at.mono_ns)), ()


def _tick(session: Session, event: Tick) -> Step:
    if _is_idle(session, event.at):
        return _go_idle(session, event.at)
    if _is_late(session, event.at):
        return _deadline(session, event.at)
    return session, ()


def _is_late(session: Session, at: Stamp) -> bool:
    showing = session.showing
    if session.stage is not Stage.ASKING or showing is None or showing.painted_ns is None:
        return False
    return bool(showing.deadline_ms) and showing.spent_ns(at.mono_ns) >= showing.deadline_ms * _NS_PER_MS


def _deadline(session: Session, at: Stamp) -> Step:
    """A complete answer that stands there counts; anything else is a time-out. What is being typed goes on for a
    moment and is for nobody."""
    session, effects = _cut_off(session, at)
    return replace(session, hushed_ns=at.mono_ns), effects


def _cut_off(session: Session, at: Stamp) -> Step:
    if session.showing is not None and session.typed.hand is not None:
        return _hand_deadline(session, session.showing, session.typed.hand, at)
    if session.showing is not None and is_complete(session.run.field, session.typed.text, session.showing.item.choices):
        return answering.answer(session, session.typed.text, at)
    return answering.time_out(session, at)


def _is_idle(session: Session, at: Stamp) -> bool:
    if session.by_lines or session.stage not in (Stage.ASKING, Stage.CORRECTION):
        return False
    deadline_ms = session.showing.deadline_ms if session.showing else session.copy_ms + session.run.pace.calm_ms
    quiet_ns = at.mono_ns - session.last_key_ns
    patience_ns = IDLE_DEADLINES * deadline_ms * _NS_PER_MS if deadline_ms else UNLIMITED_IDLE_NS
    return quiet_ns > max(patience_ns, IDLE_FLOOR_NS)


def _go_idle(session: Session, at: Stamp) -> Step:
    """Nobody is there: what timed out since the last key is no evidence."""
    keyless = session.keyless[-UNDO_DEPTH:]
    session, voided = commands.pause(session, Flag.IDLE, PauseReason.IDLE, at)
    if not keyless:
        return session, voided
    keyless = tuple(seq for seq in keyless if seq in {r.seq for r in session.past.responses})
    session, marked = answering.mark(session, MarkKind.IDLE, Flag.IDLE, keyless, at.moment)
    return replace(session, keyless=()), (*voided, *marked)


def _advised(session: Session, event: Advised) -> Step:
    """Take the coach's advice; a push shows its effect from the next prompt on."""
    pushed = HARDER[session.pressure] if event.advice.push else session.pressure
    return replace(session, advice=event.advice, pressure=pushed), ()


def _suspending(session: Session, event: Suspending) -> Step:
    if session.stage not in (Stage.ASKING, Stage.CORRECTION):
        return session, ()
    return _suspend(session, event.at)


def _stopped(session: Session, event: Stopped) -> Step:
    effects: tuple[Effect, ...] = ()
    if session.stage is Stage.ASKING:
        session, effects = answering.void(session, Flag.PAUSED, event.at)
    return replace(session, stage=Stage.FINISHED), (*effects, Leave())


# Lines: the plain drill.


def _line(session: Session, event: Line) -> Step:
    text = event.text.strip()
    if commands.is_line(text):
        return commands.by_line(session, text, event.at)
    if session.stage is not Stage.ASKING:
        return session, ()
    if _is_late(session, event.at):
        return answering.time_out(session, event.at)
    if text and session.typed.hand is not None:
        return _after_hand(session, session.typed.hand.line(text), event.at)
    return answering.answer(session, text, event.at) if text else answering.pass_on(session, event.at)


# Keys.


def _key(session: Session, event: Key) -> Step:
    session = replace(session, last_key_ns=event.at.mono_ns, keyless=())
    if session.stage is Stage.COPYING:
        return copying.key(session, event)
    if event.name != "escape" and _is_hushed(session, event.at):
        return _swallow(session, event.at), ()
    if session.hushed_ns is not None:
        session = replace(session, hushed_ns=None)
    if session.notice is Notice.AHA_ASKED and not commands.asks_aha(event):
        session = replace(session, notice=Notice.NONE)
    if session.stage is Stage.ASKING:
        return _asking_key(session, event)
    if event.name == "escape" and session.stage is Stage.CORRECTION:
        return commands.pause(session, Flag.PAUSED, PauseReason.ASKED, event.at)
    command = commands.of_key(session, event)
    if command is not None and not (session.stage is Stage.CORRECTION and belongs(session.run.field, event.char)):
        return command(session, event.at)
    return _KEYS[session.stage](session, event)


def _is_hushed(session: Session, at: Stamp) -> bool:
    return session.hushed_ns is not None and at.mono_ns - session.hushed_ns < STRAY_KEY_NS


def _swallow(session: Session, at: Stamp) -> Session:
    """A key for what stood there before: silence begins anew, and the item's time with it."""
    return replace(_not_its_time(session, at), hushed_ns=at.mono_ns)


def _not_its_time(session: Session, at: Stamp) -> Session:
    showing = session.showing
    if showing is None or showing.painted_ns is None:
        return session
    return replace(session, showing=replace(showing, lost_ns=max(0, at.mono_ns - showing.painted_ns)))


def _goes_on_with_the_last(session: Session, event: Key) -> bool:
    """Whether a key belongs to the answer that was given just before: Enter, or more of a longer spelling of it."""
    if session.typed.text or not session.given or event.at.mono_ns - session.given_ns >= STRAY_KEY_NS:
        return False
    longer = session.given + (event.char or "")
    field = session.run.field
    return event.name == "enter" or (event.char is not None and goes_on(field, session.given, longer))


def _asking_key(session: Session, event: Key) -> Step:
    if session.showing is None or not session.showing.stood_there(event.at.mono_ns):
        return session, ()
    if _is_late(session, event.at):
        return _deadline(session, event.at)
    if event.name == "escape":
        return commands.pause(session, Flag.PAUSED, PauseReason.ASKED, event.at)
    return _answering_key(session, session.showing, event)


def _answering_key(session: Session, showing: Showing, event: Key) -> Step:
    """A key in time: it goes on with the answer before, or belongs to this one, or is a command."""
    if _goes_on_with_the_last(session, event):
        longer = session.given + (event.char or "")
        return replace(_not_its_time(session, event.at), given=longer, given_ns=event.at.mono_ns), ()
    if session.given:
        session = replace(session, given="")
    if session.typed.hand is not None:
        return _hand_key(session, showing, session.typed.hand, event)
    if event.name == "enter":
        return _enter(session, event.at)
    return _typing_key(session, event)


def _typing_key(session: Session, event: Key) -> Step:
    """Every key that can be part of an answer belongs to it; only the others can be commands."""
    if event.name == "backspace":
        return replace(session, typed=erase_key(session.typed, event.at.mono_ns), notice=Notice.NONE), ()
    char = belongs(session.run.field, event.char)
    if char is None:
        command = commands.of_key(session, event)
        return command(session, event.at) if command else (_refused(session, event), ())
    session = replace(session, typed=type_key(_typed_over(session), char, event.at.mono_ns), notice=Notice.NONE)
    if submits_itself(session.run.field, session.typed.text):
        return answering.answer(session, session.typed.text, event.at)
    return session, ()


def _typed_over(session: Session) -> Typed:
    """The field as the next sign finds it: empty where what stands there was refused and no answer goes on with it."""
    field, text = session.run.field, session.typed.text
    dead = session.notice is Notice.NOT_AN_ANSWER and field.closed is not None and not begins_longer(field, text)
    return replace(session.typed, text="") if dead else session.typed


def _refused(session: Session, event: Key) -> Session:
    """A sign that can be part of no answer is said to be none; nothing else happens."""
    if event.char is None or not event.char.isprintable() or event.char.isspace():
        return session
    return replace(session, typed=replace(session.typed, refused=True), notice=Notice.NOT_AN_ANSWER)


def _enter(session: Session, at: Stamp) -> Step:
    """Submit; on nothing it says "don't know", unless what was typed was refused."""
    typed = session.typed
    if not typed.text and not typed.refused:
        return answering.pass_on(session, at)
    choices = session.showing.item.choices if session.showing else ()
    if typed.text and is_complete(session.run.field, typed.text, choices):
        return answering.answer(session, typed.text, at)
    return replace(session, typed=replace(typed, refused=False), notice=Notice.NOT_AN_ANSWER), ()


# Hands: answers given on the picture itself.


def _hand_key(session: Session, showing: Showing, hand: Hand, event: Key) -> Step:
    """Every key belongs to the hand; an Enter that it has no use for says "don't know" while nothing is given."""
    if event.name.startswith("ctrl+"):
        return session, ()
    if event.char == "?" and not hand.unfinished:
        return commands.ask_help(session, event.at)
    after = hand.key(event.name, event.char, showing.elapsed_ms(event.at.mono_ns))
    if event.name == "enter" and not after.unfinished and (after.slipped or after == hand):
        return answering.pass_on(session, event.at)
    return _after_hand(session, after, event.at)


def _click(session: Session, event: Click) -> Step:
    showing, hand = session.showing, session.typed.hand
    session = replace(session, last_key_ns=event.at.mono_ns, keyless=())
    if session.stage is not Stage.ASKING or showing is None or hand is None:
        return session, ()
    if not showing.stood_there(event.at.mono_ns):
        return session, ()
    if _is_hushed(session, event.at):
        return _swallow(session, event.at), ()
    if _is_late(session, event.at):
        return _deadline(session, event.at)
    after = hand.click(event.column, event.row, showing.elapsed_ms(event.at.mono_ns))
    return _after_hand(session, after, event.at)


def _hand_deadline(session: Session, showing: Showing, hand: Hand, at: Stamp) -> Step:
    """What Enter would take counts, unless no key has been given."""
    if session.typed.first_key_ns is not None:
        hand = hand.key("enter", None, showing.elapsed_ms(at.mono_ns))
    return answering.answer(session, hand.text, at) if hand.done else answering.time_out(session, at)


def _after_hand(session: Session, hand: Hand, at: Stamp) -> Step:
    """A slip is said and leaves no time behind; a whole answer submits itself."""
    typed = session.typed
    if hand.slipped:
        return replace(session, typed=replace(typed, hand=hand), notice=Notice.NOT_AN_ANSWER), ()
    if hand != typed.hand:
        first_ns = at.mono_ns if typed.first_key_ns is None else typed.first_key_ns
        session = replace(session, typed=Typed(hand.text, first_ns, at.mono_ns, hand), notice=Notice.NONE)
    return answering.answer(session, hand.text, at) if hand.done else (session, ())


def _correction_key(session: Session, event: Key) -> Step:
    """Arrows go through the picture where it has several frames; any other key goes on."""
    correction = session.correction
    if correction is not None and len(correction.corrected.frames) > 1 and event.name in _FRAME_STEPS:
        count = len(correction.corrected.frames)
        frame = (correction.frame + _FRAME_STEPS[event.name]) % count
        return replace(session, correction=replace(correction, frame=frame)), ()
    on = replace(session, correction=None, notice=Notice.NONE, hushed_ns=event.at.mono_ns)
    return answering.go_on(on), ()


_FRAME_STEPS = {"left": -1, "right": 1}


def _paused_key(session: Session, event: Key) -> Step:
    """Any key that is no command goes on where the drill stood."""
    return answering.go_on(replace(session, notice=Notice.NONE, hushed_ns=event.at.mono_ns)), ()


def _break_key(session: Session, event: Key) -> Step:
    if event.name not in ("space", "enter"):
        return session, ()
    rested = replace(session, block_started=session.measured, notice=Notice.NONE, held_key=None)
    return answering.ask_next(rested), ()


def _finished_key(session: Session, event: Key) -> Step:
    if event.name == "space":
        goal = Goal() if session.checking or answering.goal_reached(session) else session.goal
        on = replace(session, goal=goal, block_started=session.measured, notice=Notice.NONE, queue=(), checking=False)
        return answering.ask_next(on), ()
    if latin_of(event.char or "") == "r":
        return _redrill(session), ()
    return (session, (Leave(),)) if event.name in ("enter", "escape") else (session, ())


def _redrill(session: Session) -> Session:
    indexes = tuple(weak.index for weak in worth_another_look(session))
    return answering.ask_next(replace(session, redrill=indexes, notice=Notice.NONE)) if indexes else session


_KEYS: dict[Stage, Callable[[Session, Key], Step]] = {
    Stage.CORRECTION: _correction_key,
    Stage.PAUSED: _paused_key,
    Stage.BREAK: _break_key,
    Stage.FINISHED: _finished_key,
}
_STEPS: dict[type, Callable[[Session, Any], Step]] = {
    Painted: _painted,
    Key: _key,
    Click: _click,
    Line: _line,
    Tick: _tick,
    NoteWritten: commands.note_written,
    Advised: _advised,
    Suspending: _suspending,
    Stopped: _stopped,
}
