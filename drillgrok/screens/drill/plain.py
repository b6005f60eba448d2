"""The same drill by lines, for a pipe, a bare terminal or a screen reader: no colours, no cursor, no waiting."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from drillgrok.console.clock import stamp
from drillgrok.console.text import clean
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Goal
from drillgrok.practice.events import Key, Line, Painted, ShowHelp, Stopped
from drillgrok.practice.state import Session, Stage
from drillgrok.practice.summary import summarize
from drillgrok.screens.backend import INTERRUPTED, Backend
from drillgrok.screens.drill import words
from drillgrok.screens.drill.live import LiveSession
from drillgrok.screens.drill.page import NOTICES, what_happened
from drillgrok.screens.drill.summary import figures, reason
from drillgrok.screens.kit.hearing import AGAIN, AGAIN_LINE, Hearing, heard
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.start.page import ODOMETER


def run_plain(
    backend: Backend,
    *,
    deck_id: str,
    goal: Goal,
    stdin: TextIO | None,
    stdout: TextIO,
    is_terminal: bool,
    trace: Path | None = None,
    volume: int | None = None,
) -> int:
    """Drill by lines until the goal, the end of the input or Ctrl+C; returns the exit code.

    `stdin` is None where it is closed, `volume` 0 to 100 or None for no sound.
    Raises DrillgrokError where a response cannot be stored.
    """
    for stream in (stdin, stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a strange byte or a poor encoding must not end a drill
    backend.prepare()
    with Trace(trace) as lines:
        live = LiveSession(backend.open(deck_id, goal, stamp()), lines)
        with heard(live.session, volume) as hearing:
            return _PlainDrill(live, stdin, stdout, hearing, is_terminal=is_terminal).run()


class _PlainDrill:
    """A live session between two streams of lines."""

    def __init__(
        self, live: LiveSession, stdin: TextIO | None, stdout: TextIO, hearing: Hearing, *, is_terminal: bool
    ) -> None:
        self._live = live
        self._hearing = hearing
        self._stdin = stdin
        self._stdout = stdout
        self._is_terminal = is_terminal

    def run(self) -> int:
        """From the contract to the summary."""
        if self._is_terminal:
            self._say(clean(self._session.run.deck.head.title), "", *words.CONTRACT, "", words.PLAIN_KEYS)
        code = 0
        try:
            while self._session.stage is Stage.ASKING and self._ask_and_take():
                pass
        except KeyboardInterrupt:
            code = INTERRUPTED
        self._live.tell(Stopped(stamp()))
        self._say("", *_summary_lines(self._session))
        return code

    @property
    def _session(self) -> Session:
        return self._live.session

    def _ask_and_take(self) -> bool:
        """One prompt and its line; False at the end of the input."""
        if self._session.showing is not None:
            self._say(*prompt_lines(self._session), *self._hearing.lines(self._session))
        if self._is_terminal:
            self._stdout.write(words.PLAIN_PROMPT)
            self._stdout.flush()
        self._live.tell(Painted(stamp()))
        self._hearing.follow(self._session)
        line = "" if self._stdin is None else self._stdin.readline()
        if line:
            self._take(clean(line).strip())
        return bool(line)

    def _take(self, line: str) -> None:
        if line == AGAIN_LINE and self._hearing.takes(AGAIN):
            return
        answered = len(self._session.responses)
        asked = self._live.tell(Line(line, stamp()))
        self._say(*_result_lines(self._session, answered=len(self._session.responses) > answered))
        for effect in asked:
            self._say(*(words.PLAIN_HELP if isinstance(effect, ShowHelp) else (words.PLAIN_NOTE,)))
        if self._session.stage is Stage.PAUSED:
            self._live.tell(Key("enter", None, stamp()))

    def _say(self, *lines: str) -> None:
        self._stdout.write("".join(f"{line}\n" for line in lines))
        self._stdout.flush()


def prompt_lines(session: Session) -> Iterator[str]:
    """The item that is asked as lines: its picture in words, its prompt, its choices."""
    if session.showing is None:
        return
    item, field, drawing = session.showing.item, session.run.field, session.drawing(session.last_event.mono_ns)
    yield ""
    if drawing is not None:
        yield from map(clean, drawing.spoken.split("\n"))
    yield from map(clean, item.prompt.split("\n"))
    choices = item.choices or field.choices
    if field.kind is AnswerKind.CHOICE and choices:
        yield ", ".join(f"{place} {clean(choice)}" for place, choice in enumerate(choices, start=1))


def _result_lines(session: Session, *, answered: bool) -> Iterator[str]:
    correction = session.correction if answered else None
    if correction is not None:
        yield f"{words.WRONG_SIGN} {what_happened(correction)}; {words.RIGHT_ANSWER}: {clean(correction.right)}"
    if NOTICES[session.notice]:
        yield NOTICES[session.notice]


def _summary_lines(session: Session) -> Iterator[str]:
    if session.advice.words:
        yield from (session.advice.words, "")
    summary = summarize(session)
    yield words.volume(summary.volume, ODOMETER) + " answers"
    yield words.sitting(summary.sitting, summary.minutes) if summary.sitting else words.NO_ANSWERS_YET
    yield from (f"{label}: {value}" for label, value in figures(summary))
    for weak in summary.weak:
        yield f"{words.ANOTHER_LOOK}: {clean(weak.name)} {clean(weak.right)} ({reason(weak)})"
