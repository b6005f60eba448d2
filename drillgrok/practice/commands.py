"""What a letter asks for while the drill runs: taking back, notes, time, help, the end. A session in, a session and
effects out; which key is a letter's and when it is heard is the door's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from drillgrok.model.layouts import latin_of
from drillgrok.model.log import Flag, Mark, MarkKind, Outcome, Role, Stamp
from drillgrok.practice import answering, deadlines
from drillgrok.practice.answering import Step
from drillgrok.practice.events import Append, AskNote, Effect, Key, Leave, NoteWritten, ShowHelp, SwitchSound
from drillgrok.practice.leading import can_sound, has_key, next_lead
from drillgrok.practice.state import Notice, PauseReason, Run, Session, Stage


def pause(session: Session, flag: Flag, reason: PauseReason, at: Stamp) -> Step:
    """Hide the prompt. An item that was being asked is void: it has been seen."""
    effects: tuple[Effect, ...] = ()
    if session.stage is Stage.ASKING:
        session, effects = answering.void(session, flag, at)
    asked = reason is PauseReason.ASKED
    hushed_ns = session.hushed_ns if asked else at.mono_ns
    paused = replace(
        session, stage=Stage.PAUSED, pause_reason=reason, notice=Notice.NONE, correction=None, held_key=None
    )
    return replace(paused, hushed_ns=None if asked else hushed_ns), effects


def _paused_if_asking(session: Session, at: Stamp) -> Step:
    return pause(session, Flag.PAUSED, PauseReason.ASKED, at) if session.stage is Stage.ASKING else (session, ())


def note_written(session: Session, event: NoteWritten) -> Step:
    """Keep the words with the run; nothing where there are none."""
    if not event.text.strip():
        return session, ()
    note = Append(Mark(MarkKind.NOTE, event.at.moment, text=event.text.strip()))
    return replace(session, notice=Notice.NOTE_KEPT), (note,)


def _undo(session: Session, at: Stamp) -> Step:
    """Take the last answer back; one step only, and none that is counted to see what was kept."""
    given = [r for r in session.past.responses if r.outcome is not Outcome.VOID]
    if not given or given[-1].role is Role.EXAM:
        return replace(session, notice=Notice.NOTHING_TO_UNDO), ()
    if given[-1].flags & {Flag.UNDONE, Flag.CHECK}:
        undone = Flag.UNDONE in given[-1].flags
        return replace(session, notice=Notice.UNDONE_BEFORE if undone else Notice.CHECK_STAYS), ()
    session, effects = answering.mark(session, MarkKind.UNDONE, Flag.UNDONE, (given[-1].seq,), at.moment)
    session = replace(session, notice=Notice.UNDONE, correction=None)
    if session.stage is Stage.CORRECTION:
        session = replace(answering.go_on(session), notice=Notice.UNDONE)
    return session, effects


def _note(session: Session, at: Stamp) -> Step:
    session, effects = _paused_if_asking(session, at)
    return session, (*effects, AskNote())


def _aha(session: Session, at: Stamp) -> Step:
    """The key twice in a row: one is pressed by mistake, and a mark stays."""
    if session.notice is Notice.AHA_ASKED:
        return _mark_aha(session, at)
    return replace(session, notice=Notice.AHA_ASKED), ()


def _mark_aha(session: Session, at: Stamp) -> Step:
    seqs = (session.standing.count,) if session.standing.count else ()
    return replace(session, notice=Notice.AHA), (Append(Mark(MarkKind.AHA, at.moment, seqs)),)


def ask_help(session: Session, at: Stamp) -> Step:
    """Show what keys there are."""
    session, effects = _paused_if_asking(session, at)
    return session, (*effects, ShowHelp())


def _quit(session: Session, at: Stamp) -> Step:
    """To the summary; from there, out."""
    if session.stage is Stage.FINISHED:
        return session, (Leave(),)
    effects: tuple[Effect, ...] = ()
    if session.stage is Stage.ASKING:
        session, effects = answering.void(session, Flag.PAUSED, at)
    return replace(session, stage=Stage.FINISHED, correction=None, notice=Notice.NONE, redrill=()), effects


def _hide_bar(session: Session, _at: Stamp) -> Step:
    """Said where there is no bar in sight that comes or goes; by lines there is never one."""
    hidden = not session.bar_hidden
    in_sight = session.stage is Stage.ASKING and session.showing is not None and session.showing.deadline_ms > 0
    said = session.notice if in_sight or session.by_lines else Notice.BAR_HIDDEN if hidden else Notice.BAR_SHOWN
    return replace(session, bar_hidden=hidden, notice=said), ()


def _give_time(session: Session, at: Stamp) -> Step:
    """The next factor for every clock, round to none at all and back; stored, for it changes what answers are worth.
    What is being asked was begun on another clock and is put away."""
    session, effects = _paused_if_asking(session, at)
    place = deadlines.TIME_FACTORS.index(session.time_factor) + 1
    factor = deadlines.TIME_FACTORS[place % len(deadlines.TIME_FACTORS)]
    given = Append(Mark(MarkKind.TIME, at.moment, text=deadlines.factor_name(factor)))
    return replace(session, time_factor=factor, notice=Notice.TIME), (*effects, given)


def _switch_sound(session: Session, at: Stamp) -> Step:
    """What is being asked was begun unheard, or heard, and is put away. After the last page nothing is heard."""
    if session.stage is Stage.FINISHED:
        return session, ()
    effects: tuple[Effect, ...] = ()
    if session.stage in (Stage.ASKING, Stage.CORRECTION):
        session, effects = pause(session, Flag.PAUSED, PauseReason.ASKED, at)
    return replace(session, notice=Notice.NONE), (*effects, SwitchSound())


def _next_lead(session: Session, at: Stamp) -> Step:
    session, effects = _paused_if_asking(session, at)
    return next_lead(session), effects


def of_key(session: Session, event: Key) -> Callable[[Session, Stamp], Step] | None:
    """What a letter asks for; on a keyboard of another alphabet, the letter of the same place. Letters for the ears are
    none in a deck without anything to hear, but for the pause, which lists them and says so."""
    char = event.char or ""
    command = _COMMANDS.get(char) or _COMMANDS.get(latin_of(char))
    means_something = _MEANS_SOMETHING.get(command)
    unmeant = session.stage is not Stage.PAUSED and means_something is not None and not means_something(session.run)
    return None if unmeant else command


def asks_aha(event: Key) -> bool:
    """Whether it is the key that has to come twice in a row."""
    return event.char == "!"


def is_line(text: str) -> bool:
    """Whether a line of the plain drill is a command."""
    return text.startswith(":") and text[1:2] in _COMMANDS


def by_line(session: Session, text: str, at: Stamp) -> Step:
    """The same with what it needs on one line: the note's words, and a mark without being asked again."""
    letter, words = text[1], text[2:].strip()
    if letter == "n" and words:
        return note_written(session, NoteWritten(words, at))
    return _mark_aha(session, at) if letter == "!" else _COMMANDS[letter](session, at)


_COMMANDS: dict[str, Callable[[Session, Stamp], Step]] = {
    "u": _undo,
    "n": _note,
    "!": _aha,
    "?": ask_help,
    "b": _hide_bar,
    "t": _give_time,
    "s": _switch_sound,
    "k": _next_lead,
    "q": _quit,
}
_MEANS_SOMETHING: dict[Callable[[Session, Stamp], Step] | None, Callable[[Run], bool]] = {
    _switch_sound: can_sound,
    _next_lead: has_key,
}
