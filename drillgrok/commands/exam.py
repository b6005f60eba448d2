"""`drillgrok exam`: finds the run, says why its exam is closed or opens it, and stores what it asks to be stored."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import drillgrok
from drillgrok import places
from drillgrok.console.clock import stamp
from drillgrok.console.terminal import by_lines, is_terminal
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.model.log import Moment, Response, Stamp
from drillgrok.names import checked_learner_name, default_learner_name
from drillgrok.practice.events import Append, Commit
from drillgrok.practice.exam import Exam, begin_exam
from drillgrok.practice.questions import ATTEMPTS, Closed, Why, exam_paper
from drillgrok.practice.standing import fold
from drillgrok.runs.opening import keep_deck, laid_out, refuse_changed_answers, refuse_unheard
from drillgrok.screens.exam import words as exam_words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.store import learners, runs
from drillgrok.store.database import open_store
from drillgrok.store.exams import read_attempts
from drillgrok.store.journal import Journal, read_responses

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.model.deck import Deck
    from drillgrok.model.log import Attempt
    from drillgrok.practice.state import Run


def run(deck: str, learner: str | None, *, plain: bool, volume: int | None = None) -> int:
    """Hold the exam of the learner's open run; `volume` is 0 to 100, or None for no sound. Returns the exit code,
    whatever the score.

    Raises DrillgrokError while it is closed, with what would open it, and when an answer cannot be stored.
    """
    name = checked_learner_name(learner) if learner else default_learner_name()
    with open_store(places.database()) as engine:
        read = read_deck(catalog.find(deck))
        refuse_unheard(read, volume=volume)
        room = ExamRoom(engine, read, name)
        lines = by_lines(plain=plain)
        live = LiveExam(room.open(stamp(), by_lines=lines), room)
        if lines:
            from drillgrok.screens.exam.plain import run_plain_exam

            return run_plain_exam(live, stdin=sys.stdin, stdout=sys.stdout, is_terminal=is_terminal(), volume=volume)
        from drillgrok.screens.exam.scene import ExamScene
        from drillgrok.screens.kit.hearing import heard
        from drillgrok.screens.kit.scene import run_scene

        with heard(live.exam.sitting, volume) as hearing:
            return run_scene(ExamScene(live, hearing), said_on_interrupt=exam_words.STOPPED)


@dataclass(frozen=True, slots=True)
class _Seat:
    """The run that is examined, laid out."""

    record: runs.RunRecord
    run: Run
    log: tuple[Response, ...]
    copy_ms: int | None


class ExamRoom:
    """One exam with the database open. Its session begins with the first thing to store: a look at the first page
    leaves no trace."""

    def __init__(self, engine: Engine, deck: Deck, learner: str) -> None:
        """Raises DrillgrokError when the learner has no run of this deck, or the deck has changed since it began."""
        self._engine = engine
        self._deck = deck
        self._seat = self._seated(learner)
        self._exam: Exam | None = None
        self._journal: Journal | None = None
        self.attempts: tuple[Attempt, ...] = read_attempts(engine, self._seat.record.id)
        """The run's exams before this one."""

    def _seated(self, name: str) -> _Seat:
        learner = learners.learner_named(self._engine, name)
        record = runs.open_run(self._engine, learner, self._deck.id)
        if record is None:
            raise DrillgrokError(
                f"{name} has not practised {self._deck.id} yet.",
                mend=f"`drillgrok practice {self._deck.id}` begins; the exam comes after some hundred answers.",
            )
        log = read_responses(self._engine, record.id)
        refuse_changed_answers(self._engine, self._deck, record, log)
        run_ = laid_out(self._engine, self._deck, record)
        return _Seat(record, run_, log, learners.copy_time_ms(self._engine, learner, run_.field.kind))

    def open(self, at: Stamp, *, by_lines: bool) -> Exam:
        """The exam on its first page. Raises DrillgrokError while it is closed."""
        seat = self._seat
        standing, _ = fold(seat.log, seat.run.split, seat.run.pace)
        paper = exam_paper(seat.run, standing, seat.log, self.attempts, at.moment)
        if isinstance(paper, Closed):
            raise _refusal(paper, self._deck.id)
        self._exam = begin_exam(seat.run, seat.log, paper, copy_ms=seat.copy_ms, by_lines=by_lines, at=at)
        return self._exam

    def carry_out(self, effect: Commit | Append) -> None:
        """Store it; durable on return. Raises DrillgrokError when it cannot be stored."""
        if isinstance(effect, Commit):
            self._pen(effect.response.at).append(effect.response)
        else:
            self._pen(effect.mark.at).mark(effect.mark)

    def _pen(self, at: Moment) -> Journal:
        if self._exam is None:
            raise AssertionError("an exam is open before it has effects")
        if self._journal is None:
            keep_deck(self._engine, self._deck, at)
            plan = runs.SessionPlan(
                deck_hash=self._deck.head.version,
                pressure=self._exam.sitting.pressure,
                goal_kind=runs.GoalKind.RESPONSES,
                goal_value=float(self._exam.asked),
                app_version=drillgrok.__version__,
                copy_ms=self._exam.sitting.copy_ms,
            )
            session_id = runs.start_session(self._engine, self._seat.record, plan, at)
            self._journal = Journal(self._engine, self._seat.record.id, session_id)
        return self._journal


def _refusal(closed: Closed, deck_id: str) -> DrillgrokError:
    """Why there is no exam now, in one sentence, and what would open it."""
    practise = f"`drillgrok practice {deck_id}` goes on."
    afresh = f"`drillgrok practice {deck_id} --new-run` starts afresh."
    match closed.why:
        case Why.PASSED:
            return DrillgrokError("You have passed this exam.", mend=f"`drillgrok rule {deck_id}` shows the rule.")
        case Why.NO_MORE_ATTEMPTS:
            return DrillgrokError(f"A run has {ATTEMPTS} exams, and this run has had them.", mend=afresh)
        case Why.SPENT:
            return DrillgrokError("This run has too few unseen items left for an exam.", mend=afresh)
        case Why.NO_EXAM:
            return DrillgrokError(
                "This deck has no exam: too few of its items can be held back, or luck alone would pass one.",
                mend=f"When the coach calls it grokked it is finished, and `drillgrok rule {deck_id}` opens.",
            )
        case Why.UNMET:
            return DrillgrokError("The exam opens when practice has shown you more of this deck.", mend=practise)
        case Why.TOO_EARLY:
            return DrillgrokError(f"The exam opens {_when(closed)}.", mend=practise)


def _when(closed: Closed) -> str:
    answers = f"after {closed.answers:,} more answer{'' if closed.answers == 1 else 's'}" if closed.answers else ""
    day = "on another day (one begins at 04:00)" if closed.another_day else ""
    return ", and ".join(filter(None, (answers, day)))
