"""The exam's one door: an event and an exam in, an exam and effects out. A question is a drill of one answer, so keys,
clocks, pauses and storage are the drill's own; what differs is here: no feedback, no undo, no second chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Any

from drillgrok.items.spelling import belongs
from drillgrok.model.item import Item
from drillgrok.model.layouts import latin_of
from drillgrok.model.log import Clock, Goal, Mark, MarkKind, Outcome, Pressure, Response, Role, Stamp
from drillgrok.practice import answering, deadlines
from drillgrok.practice.events import Append, Effect, Event, Key, Leave, Line, NoteWritten, Stopped, Tick
from drillgrok.practice.picker import Pick
from drillgrok.practice.questions import Paper
from drillgrok.practice.session import STRAY_KEY_NS
from drillgrok.practice.session import step as drill_step
from drillgrok.practice.standing import Standing, fold
from drillgrok.practice.state import Notice, Run, Session, Showing, Stage

REPHRASED_TIME = 2
"""Thinking times of the quick clock that another wording has."""
ONE_ANSWER = Goal(responses=0)
"""A goal that is always reached: whatever becomes of a question, the drill stops there and asks nothing by itself."""
LEAVING_KEYS = frozenset({"enter", "escape", "q"})
_QUIT = ":q"


class ExamStage(StrEnum):
    """What the learner is looking at."""

    READY = "ready"
    """What the exam is; nothing has been shown and nothing counts."""
    ASKING = "asking"
    PAUSED = "paused"
    FAILED = "failed"
    """The score, and nothing else."""
    OWN_WORDS = "own_words"
    """Passed: the rule in the learner's own words."""
    SISTERS = "sisters"
    """Decks that share the rule are not begun yet: see it now, or keep it shut?"""
    RULE = "rule"
    """Their words and the tutor's, unless that stays shut; when did they know it?"""
    GIVEN_BACK = "given_back"
    """Every probe answer of the run, marked."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """One probe answer as it comes back after the pass."""

    prompt: str
    given: str
    right: str
    outcome: Outcome
    correct: bool


@dataclass(frozen=True, slots=True)
class Exam:
    """One exam from its first page to its last."""

    session: Session
    """The drill that asks the questions, one answer at a time."""
    paper: Paper
    log: tuple[Response, ...]
    """The run before this exam, or at least what it asked of unseen items."""
    stage: ExamStage = ExamStage.READY
    number: int = 0
    """The question that is being asked, counted from 1."""
    since_ns: int = 0
    """When the stage began."""
    own_words: str = ""
    sisters: tuple[str, ...] = ()
    """Titles of decks that share the rule and were not begun."""
    onward: str = ""
    """Which deck is offered from the pass on, in a sentence; empty where none is."""
    kept_shut: bool = False
    """The learner does not want to see the tutor's rule yet."""

    @property
    def run(self) -> Run:
        """The run that is examined."""
        return self.session.run

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return len(self.paper.questions)

    @property
    def right(self) -> int:
        """Right answers so far. Only the exam's end may show it."""
        return sum(response.correct is True for response in self.session.responses)


ExamStep = tuple[Exam, tuple[Effect, ...]]


def begin_exam(
    run: Run,
    log: tuple[Response, ...],
    paper: Paper,
    *,
    known: Standing | None = None,
    probed: tuple[Response, ...] = (),
    copy_ms: int | None,
    by_lines: bool,
    at: Stamp,
    time_factor: float = 1.0,
    sisters: tuple[str, ...] = (),
    onward: str = "",
) -> Exam:
    """An exam on its first page. Nothing counts before it is started. `known` as in `fold`; then `probed` are the probe
    answers before `log`. `sisters` are titles of decks that share the rule and were not begun, `onward` is what is
    said of the deck that is offered then."""
    standing, past = fold(log, run.split, run.pace, known=known)
    session = Session(
        run=run,
        standing=standing,
        past=past,
        stage=Stage.FINISHED,
        goal=ONE_ANSWER,
        pressure=Pressure.FIRM,
        copy_ms=deadlines.DEFAULT_COPY_MS[run.field.kind] if copy_ms is None else copy_ms,
        daily_goal=0,
        by_lines=by_lines,
        time_factor=time_factor,
        last_event=at,
        last_key_ns=at.mono_ns,
    )
    return Exam(session, paper, (*probed, *log), since_ns=at.mono_ns, sisters=sisters, onward=onward)


def step(exam: Exam, event: Event) -> ExamStep:
    """The exam after one event, and what it asks of the outside, in order."""
    if isinstance(event, Stopped):
        return _stopped(exam, event)
    return _STEPS[exam.stage](exam, event)


def start(exam: Exam, at: Stamp) -> ExamStep:
    """The first question. From here on the attempt counts."""
    mark = Mark(MarkKind.EXAM, at.moment, text=str(exam.paper.to_pass))
    factor = exam.session.time_factor
    given = (Append(Mark(MarkKind.TIME, at.moment, text=deadlines.factor_name(factor))),) if factor != 1 else ()
    return ask_next(exam, at), (Append(mark), *given)


def ask_next(exam: Exam, at: Stamp) -> Exam:
    """The next question, or the end."""
    if exam.number == exam.asked:
        return _end(exam, at)
    question = exam.paper.questions[exam.number]
    session = replace(exam.session, notice=Notice.NONE, last_event=at, last_key_ns=at.mono_ns, keyless=())
    session = answering.show(session, Pick(question.index, Role.EXAM, Clock.QUICK))
    if question.rewording is not None and session.showing is not None:
        session = answering.put_up(session, _reworded(session, session.showing, question.rewording))
    return replace(exam, session=session, stage=ExamStage.ASKING, number=exam.number + 1, since_ns=at.mono_ns)


def _reworded(session: Session, showing: Showing, which: int) -> Showing:
    item = session.run.deck.items.rephrased(showing.index, which, session.run.symbols, Random(showing.number))
    if item is None:
        raise AssertionError("the paper holds only wordings that can be asked")
    return replace(showing, item=item, deadline_ms=session.copy_ms + REPHRASED_TIME * session.run.pace.quick_ms)


def _end(exam: Exam, at: Stamp) -> Exam:
    passed = exam.right >= exam.paper.to_pass
    return replace(exam, stage=ExamStage.OWN_WORDS if passed else ExamStage.FAILED, since_ns=at.mono_ns)


def _stopped(exam: Exam, event: Stopped) -> ExamStep:
    """The input ended. What was not answered counts as missed."""
    if exam.stage not in {ExamStage.ASKING, ExamStage.PAUSED}:
        return exam, (Leave(),)
    session, effects = drill_step(exam.session, event) if exam.stage is ExamStage.ASKING else (exam.session, ())
    left = tuple(effect for effect in effects if not isinstance(effect, Leave))
    return _end(replace(exam, session=session), event.at), (*left, Leave())


def _ready(exam: Exam, event: Event) -> ExamStep:
    if isinstance(event, Line) or (isinstance(event, Key) and event.name in {"enter", "space"}):
        return start(exam, event.at)
    leaves = isinstance(event, Key) and event.name in {"escape", "q"}
    return exam, (Leave(),) if leaves else ()


def _asking(exam: Exam, event: Event) -> ExamStep:
    """Time first: a key that comes too late, or after a sleep, answers nothing and asks for nothing."""
    if isinstance(event, Line) and event.text.strip() == _QUIT:
        return _left(exam, event.at)
    session, effects = drill_step(exam.session, Tick(event.at))
    if session.stage is Stage.ASKING and _is_for_the_question(session, event):
        session, effects = drill_step(session, event)
    exam = replace(exam, session=session)
    if session.stage is Stage.ASKING:
        return exam, effects
    if session.stage is Stage.PAUSED:
        return replace(exam, stage=ExamStage.PAUSED, since_ns=event.at.mono_ns), effects
    return ask_next(exam, event.at), effects


def _is_for_the_question(session: Session, event: Event) -> bool:
    """Neither undo nor notes nor help: only what answers, mends or pauses."""
    if isinstance(event, Key):
        belonging = session.typed.hand is not None or belongs(session.run.field, event.char) is not None
        return belonging or event.name in {"enter", "backspace", "escape"}
    if isinstance(event, Line):
        return not event.text.strip().startswith(":")
    return not isinstance(event, NoteWritten)


def _left(exam: Exam, at: Stamp) -> ExamStep:
    """The learner ends the exam; the score says what it came to."""
    ended, effects = _stopped(exam, Stopped(at))
    return ended, tuple(effect for effect in effects if not isinstance(effect, Leave))


def _paused(exam: Exam, event: Event) -> ExamStep:
    if not isinstance(event, Key) or _is_stray(exam, event):
        return exam, ()
    if latin_of(event.char or "") == "q":
        return _left(exam, event.at)
    return (ask_next(exam, event.at), ()) if event.name in {"space", "enter"} else (exam, ())


def _last_page(exam: Exam, event: Event) -> ExamStep:
    leaves = isinstance(event, Key) and event.name in LEAVING_KEYS and not _is_stray(exam, event)
    return exam, (Leave(),) if leaves else ()


def _is_stray(exam: Exam, event: Key) -> bool:
    """A key meant for the question that stood there before."""
    return event.at.mono_ns - exam.since_ns < STRAY_KEY_NS


def _own_words(exam: Exam, event: Event) -> ExamStep:
    if not isinstance(event, NoteWritten):
        return exam, ()
    words = event.text.strip()
    stage = ExamStage.SISTERS if exam.sisters else ExamStage.RULE
    said = replace(exam, stage=stage, own_words=words, since_ns=event.at.mono_ns)
    return said, _kept(MarkKind.RULE, words, event.at)


def _sisters(exam: Exam, event: Event) -> ExamStep:
    """Enter shows the rule, which is stored; k keeps it shut."""
    if not isinstance(event, Key) or _is_stray(exam, event):
        return exam, ()
    if latin_of(event.char or "") == "k":
        return replace(exam, stage=ExamStage.RULE, kept_shut=True, since_ns=event.at.mono_ns), ()
    if event.name != "enter":
        return exam, ()
    read = Append(Mark(MarkKind.RULE_READ, event.at.moment))
    return replace(exam, stage=ExamStage.RULE, since_ns=event.at.mono_ns), (read,)


def _rule(exam: Exam, event: Event) -> ExamStep:
    if not isinstance(event, NoteWritten):
        return exam, ()
    given_back = replace(exam, stage=ExamStage.GIVEN_BACK, since_ns=event.at.mono_ns)
    return given_back, _kept(MarkKind.KNEW, event.text.strip(), event.at)


def _kept(kind: MarkKind, words: str, at: Stamp) -> tuple[Effect, ...]:
    return (Append(Mark(kind, at.moment, text=words)),) if words else ()


_STEPS: dict[ExamStage, Callable[[Exam, Any], ExamStep]] = {
    ExamStage.READY: _ready,
    ExamStage.ASKING: _asking,
    ExamStage.PAUSED: _paused,
    ExamStage.FAILED: _last_page,
    ExamStage.OWN_WORDS: _own_words,
    ExamStage.SISTERS: _sisters,
    ExamStage.RULE: _rule,
    ExamStage.GIVEN_BACK: _last_page,
}


def given_back(exam: Exam) -> tuple[GivenBack, ...]:
    """Every probe answer of the run, in the order they were given. Only for a learner who has passed."""
    found = ((response, _as_asked(exam.run, response)) for response in exam.log if response.role is Role.PROBE)
    return tuple(
        GivenBack(item.prompt, response.answer, item.right, response.outcome, bool(response.correct))
        for response, item in found
        if item is not None and response.outcome is not Outcome.VOID
    )


def _as_asked(run: Run, response: Response) -> Item | None:
    """The item in the wording that was answered; None when the deck no longer has it."""
    index = run.split.find(response.item)
    if index is None:
        return None
    if response.presentation == "plain":
        return run.item(index)
    which = int(response.presentation.removeprefix("r")) - 1
    known = which < run.deck.rephrasings
    return run.deck.items.rephrased(index, which, run.symbols, Random(0)) if known else None
