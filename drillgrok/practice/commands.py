"""What a letter asks for while the drill runs: taking back, notes, help, the end. A session in, a session and effects
out; which key is a letter's and when it is heard is the door's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from drillgrok.model.layouts import latin_of
from drillgrok.model.log import Flag, Mark, MarkKind, Outcome, Role, Stamp
from drillgrok.practice import answering
from drillgrok.practice.answering import Step
from drillgrok.practice.events import Append, AskNote, Effect, Key, Leave, NoteWritten, ShowHelp
from drillgrok.practice.state import Notice, PauseReason, Session, Stage

_FINAL: Final = frozenset({Flag.UNDONE, Flag.CHECK})
"""What cannot be taken back: what was taken back already, and an answer that is counted to see what was kept."""


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
    """Take the last answer back; one step only."""
    given = [r for r in session.past.responses if r.outcome is not Outcome.VOID]
    if not given or given[-1].flags & _FINAL or given[-1].role is Role.EXAM:
        return replace(session, notice=Notice.NOTHING_TO_UNDO), ()
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
    return replace(session, bar_hidden=not session.bar_hidden), ()


def of_key(event: Key) -> Callable[[Session, Stamp], Step] | None:
    """What a letter asks for; on a keyboard of another alphabet, the letter of the same place."""
    char = event.char or ""
    return _COMMANDS.get(char) or _COMMANDS.get(latin_of(char))


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
    "q": _quit,
}
