"""The same exam by lines, for a pipe, a bare terminal or a screen reader. Nothing waits on a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from drillgrok.console.clock import stamp
from drillgrok.console.text import clean
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN
from drillgrok.practice.events import Key, Line, NoteWritten, Painted, Stopped
from drillgrok.practice.exam import Exam, ExamStage, GivenBack, given_back
from drillgrok.practice.session import STRAY_KEY_NS
from drillgrok.screens.backend import INTERRUPTED
from drillgrok.screens.exam import words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.exam.page import is_reworded, what_was_said
from drillgrok.screens.kit.deck_page import deck_in_lines
from drillgrok.screens.kit.hearing import AGAIN, AGAIN_LINE, Hearing, heard
from drillgrok.screens.kit.lines import Lines, patiently, prompt_lines

_HELP_LINE = ":?"


def run_plain_exam(
    live: LiveExam, *, stdin: TextIO | None, stdout: TextIO, is_terminal: bool, volume: int | None = None
) -> int:
    """Ask by lines until the last question, the end of the input or Ctrl+C; returns the exit code.

    `stdin` is None where it is closed, `volume` 0 to 100 or None for no sound.
    Raises DrillgrokError where an answer cannot be stored.
    """
    lines = Lines(stdin, stdout, is_terminal=is_terminal)
    with heard(live.exam.session, volume) as hearing:
        return _PlainExam(live, lines, hearing).run()


class _PlainExam:
    """A live exam between two streams of lines."""

    def __init__(self, live: LiveExam, lines: Lines, hearing: Hearing) -> None:
        self._live = live
        self._lines = lines
        self._hearing = hearing

    def run(self) -> int:
        """From what the exam is to the answers that come back."""
        self._lines.say(*_ready_lines(self._exam, len(self._live.earlier) + 1))
        if self._lines.is_terminal:
            self._lines.say("", words.PLAIN_KEYS, words.PLAIN_STARTS)
            if self._read() in {None, ":q"}:
                return 0
        try:
            self._ask_all()
        except KeyboardInterrupt:
            patiently(self._live, Stopped(stamp()), self._lines)
            self._lines.say("", words.STOPPED)
            return INTERRUPTED
        self._end()
        return 0

    @property
    def _exam(self) -> Exam:
        return self._live.exam

    def _ask_all(self) -> None:
        patiently(self._live, Line("", stamp()), self._lines)
        while self._exam.stage is ExamStage.ASKING:
            session = self._exam.session
            place = f"({words.score(self._exam.number, self._exam.asked)})"
            self._lines.say(*prompt_lines(session), *self._hearing.lines(session), place)
            patiently(self._live, Painted(stamp()), self._lines)
            self._hearing.follow(self._exam.session)
            line = self._read()
            if line == AGAIN_LINE and self._hearing.takes(AGAIN):
                continue
            if line == _HELP_LINE:
                run, met = self._exam.run, sorted(session.standing.items)
                self._lines.say(*deck_in_lines(run.deck, run.symbols, met), words.PLAIN_KEYS)
                continue
            patiently(self._live, Stopped(stamp()) if line is None else Line(line, stamp()), self._lines)

    def _end(self) -> None:
        now, earlier = self._exam, self._live.earlier
        if now.stage is ExamStage.FAILED:
            needed, next_exam = words.needed(now.paper.to_pass), words.next_exam(len(earlier) + 1)
            score = words.score(now.right, now.asked)
            self._lines.say("", f"{words.FAILED}: {score}. {needed}", next_exam)
            return
        score = words.score(now.right, now.asked)
        told = (words.PASSED, words.at_attempt(len(earlier) + 1), words.with_time(now.session.time_factor))
        self._lines.say("", f"{' '.join(filter(None, told))}: {score}.")
        self._lines.say(*filter(None, [words.earlier(earlier)]))
        self._ask_words(words.ASK_RULE)
        if self._exam.stage is ExamStage.SISTERS:
            self._see_or_keep()
        own = self._exam.own_words or words.NO_WORDS
        rule = words.KEPT_SHUT if self._exam.kept_shut else self._exam.run.deck.rule.strip()
        self._lines.say("", f"{words.YOURS}: {clean(own)}", f"{words.TUTORS}: ", *map(clean, rule.split("\n")))
        self._ask_words(words.ASK_KNEW)
        self._lines.say(*_given_back_lines(given_back(self._exam)))
        self._lines.say(*filter(None, [clean(self._exam.onward)]))

    def _see_or_keep(self) -> None:
        """Whether the rule is shown though decks that share it are still ahead; on a pipe nothing is asked."""
        told = words.sisters(tuple(map(clean, self._exam.sisters)))
        self._lines.say("", told)
        keeps = False
        if self._lines.is_terminal:
            self._lines.say(words.SEE_OR_KEEP, words.PLAIN_SISTERS)
            keeps = (self._read() or "").strip().casefold() == "k"
        key = Key("k", "k", stamp(-STRAY_KEY_NS / 1e9)) if keeps else Key("enter", None, stamp(-STRAY_KEY_NS / 1e9))
        patiently(self._live, key, self._lines)

    def _ask_words(self, question: str) -> None:
        self._lines.say("", question)
        patiently(self._live, NoteWritten(self._read() or "", stamp()), self._lines)

    def _read(self) -> str | None:
        """The next line, or None at the end of the input."""
        self._lines.ask()
        return self._lines.read()


def _ready_lines(exam: Exam, attempt: int) -> Iterable[str]:
    yield f"{words.TITLE}: {clean(exam.run.deck.head.title)}"
    yield from words.ready(exam.asked, exam.paper.to_pass, attempt, reworded=is_reworded(exam))


def _given_back_lines(answers: tuple[GivenBack, ...]) -> Iterator[str]:
    yield ""
    if not answers:
        yield words.GIVEN_BACK_NONE
        return
    right = sum(answer.correct for answer in answers)
    yield f"{words.GIVEN_BACK}: {words.given_back_tally(right, len(answers))}"
    for answer in answers:
        sign = RIGHT_SIGN if answer.correct else WRONG_SIGN
        said = "" if answer.correct else f" ({what_was_said(answer)})"
        yield f"{sign} {clean(answer.prompt)}: {clean(answer.right)}{said}"
