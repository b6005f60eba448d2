"""The same drill by lines, for a pipe, a bare terminal or a screen reader: no colours, no cursor, no waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drillgrok.console.clock import stamp
from drillgrok.console.terminal import remarked
from drillgrok.console.text import clean
from drillgrok.items.spelling import is_complete
from drillgrok.model.log import Goal
from drillgrok.practice.answering import BLOCK
from drillgrok.practice.events import AskNote, Key, Leave, Line, Painted, ShowHelp, Stopped, SwitchSound
from drillgrok.practice.state import Notice, Session, Stage
from drillgrok.practice.summary import hurried, summarize
from drillgrok.screens.backend import INTERRUPTED, Backend
from drillgrok.screens.drill import words
from drillgrok.screens.drill.live import LiveSession
from drillgrok.screens.drill.pauses import camp_words
from drillgrok.screens.drill.summary import figures, reason
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.deck_page import deck_in_lines
from drillgrok.screens.kit.hearing import AGAIN, AGAIN_LINE, Hearing, heard
from drillgrok.screens.kit.lines import Lines, patiently, prompt_lines
from drillgrok.screens.kit.question import correction_words, notice_words, what_is_taken
from drillgrok.screens.kit.trace import Trace

if TYPE_CHECKING:
    from drillgrok.history.figures import RunHistory

_BEFORE_PROMPTS = frozenset({Notice.OLDER_DECK, Notice.NO_RULE_FOUND, Notice.UNHEARD, Notice.BACK, Notice.CHECK})
"""Notices about what is asked next."""


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
    lines = Lines(stdin, stdout, is_terminal=is_terminal)
    backend.prepare(deck_id)
    with Trace(trace) as traced:
        live = LiveSession(backend.open(deck_id, goal, stamp()), traced)
        with heard(live.session, volume) as hearing:
            code = _PlainDrill(live, lines, hearing).run()
    remarked(traced.ended)
    return code


class _PlainDrill:
    """A live session between two streams of lines."""

    def __init__(self, live: LiveSession, lines: Lines, hearing: Hearing) -> None:
        self._live = live
        self._lines = lines
        self._hearing = hearing

    def run(self) -> int:
        """From the contract to the summary."""
        if self._lines.is_terminal:
            contract = () if self._session.run.passed else ("", *kit_words.CONTRACT)
            self._lines.say(*self._deck_lines(), *contract, "", words.PLAIN_KEYS)
        code = 0
        try:
            while self._session.stage is Stage.ASKING and self._ask_and_take():
                pass
        except KeyboardInterrupt:
            code = INTERRUPTED
        patiently(self._live, Stopped(stamp()), self._lines)
        self._lines.say("", *_summary_lines(self._session, self._live.run.history))
        self._live.catch_up()
        return code

    @property
    def _session(self) -> Session:
        return self._live.session

    def _deck_lines(self) -> Iterator[str]:
        run = self._session.run
        return deck_in_lines(run.deck, run.symbols, sorted(self._session.standing.items))

    def _is_a_typo(self, line: str) -> bool:
        """It can be no answer, as at the screen; on a pipe nobody is there to mend it, and every line is an answer."""
        showing = self._session.showing
        if showing is None or showing.item.hand is not None or not line or line.startswith(":"):
            return False
        return not is_complete(self._session.run.field, line, showing.item.choices)

    def _ask_and_take(self) -> bool:
        """One prompt and its line; False at the end of the input."""
        if self._session.notice in _BEFORE_PROMPTS:
            self._lines.say(notice_words(self._session))
        if self._session.showing is not None:
            self._lines.say(*prompt_lines(self._session), *self._hearing.lines(self._session))
        self._lines.ask()
        patiently(self._live, Painted(stamp()), self._lines)
        self._hearing.follow(self._session)
        self._live.catch_up()
        line = self._lines.read()
        if line is not None:
            self._take(line)
        return line is not None

    def _take(self, line: str) -> None:
        if line == AGAIN_LINE and self._hearing.takes(AGAIN):
            return
        if self._lines.is_terminal and self._is_a_typo(line):
            self._lines.say(f"{kit_words.NOT_AN_ANSWER} {what_is_taken(self._session.run.field)}".rstrip())
            return
        answered, measured = len(self._session.responses), self._session.measured
        asked = patiently(self._live, Line(line, stamp()), self._lines)
        self._lines.say(*_result_lines(self._session, answered=len(self._session.responses) > answered))
        if self._session.measured > measured and self._session.measured % BLOCK == 0:
            self._lines.say(*filter(None, (camp_words(self._session, BLOCK),)))
        for effect in asked:
            self._lines.say(*self._told(effect))
        if self._session.stage is Stage.PAUSED:
            patiently(self._live, Key("enter", None, stamp()), self._lines)

    def _told(self, effect: AskNote | SwitchSound | ShowHelp | Leave) -> tuple[str, ...]:
        if isinstance(effect, SwitchSound):
            return (self._hearing.switch(self._session),)
        return (*self._deck_lines(), *words.PLAIN_HELP) if isinstance(effect, ShowHelp) else (words.PLAIN_NOTE,)


def _result_lines(session: Session, *, answered: bool) -> Iterator[str]:
    correction = session.correction if answered else None
    if correction is not None:
        yield correction_words(correction)
    if notice := notice_words(session):
        yield notice


def _summary_lines(session: Session, history: RunHistory) -> Iterator[str]:
    if session.advice.words:
        yield from (session.advice.words, "")
    summary = summarize(session)
    yield kit_words.volume(summary.volume) + " answers"
    yield words.this_time(summary.measured, summary.minutes) if summary.measured else words.NO_ANSWERS_YET
    for one in figures(summary, history):
        beside = f"{words.SO_FAR}: {one.so_far}" if one.so_far else ""
        yield f"{one.label}: {', '.join(filter(None, (one.this_time, beside)))}"
    if too_fast := hurried(session):
        yield words.hurried(too_fast)
    for weak in summary.weak:
        right = f"{kit_words.RIGHT_ANSWER}: {clean(weak.right)}"
        yield f"{words.ANOTHER_LOOK}: {clean(weak.name)}, {right} ({reason(weak)})"
