"""Opening an exam: the learner's open run is found, its exam refused while it is closed, and what the exam asks to be
stored is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drillgrok.console.text import counted
from drillgrok.days import day_starts
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Goal
from drillgrok.practice.events import Append, Commit
from drillgrok.practice.exam import begin_exam
from drillgrok.practice.questions import ATTEMPTS, Closed, Why, exam_paper
from drillgrok.practice.standing import fold
from drillgrok.runs.keeping import onward_said, unmet_sisters
from drillgrok.runs.laid_out import deck_of_run, keep_deck, laid_out, session_plan
from drillgrok.runs.resuming import standing_left
from drillgrok.store import learners, runs
from drillgrok.store.exams import read_attempts
from drillgrok.store.journal import Journal, Written, read_probes, written

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.model.deck import Deck
    from drillgrok.model.log import Attempt, Moment, Stamp
    from drillgrok.practice.exam import Exam


class OpenExam:
    """One exam with the database open. Its session begins with the first thing to store: a look at the first page
    leaves no trace."""

    def __init__(
        self, engine: Engine, record: runs.RunRecord, exam: Exam, attempts: tuple[Attempt, ...], known: Written
    ) -> None:
        """`known` is how far the log goes that the exam was made of."""
        self.exam = exam
        """On its first page."""
        self.attempts = attempts
        """The run's exams before this one."""
        self._engine = engine
        self._record = record
        self._known = known
        self._journal: Journal | None = None

    def carry_out(self, effect: Commit | Append) -> None:
        """Store it; durable on return. Raises DrillgrokError when it cannot be stored."""
        if isinstance(effect, Commit):
            self._pen(effect.response.at).append(effect.response)
        else:
            self._pen(effect.mark.at).mark(effect.mark)

    def _pen(self, at: Moment) -> Journal:
        if self._journal is None:
            keep_deck(self._engine, self.exam.run.deck, at)
            plan = session_plan(self.exam.session, Goal(responses=self.exam.asked))
            session_id = runs.start_session(self._engine, self._record, plan, at)
            self._journal = Journal(self._engine, self._record.id, session_id, self._known)
        return self._journal


def open_exam(
    engine: Engine,
    deck: Deck,
    name: str,
    *,
    by_lines: bool,
    at: Stamp,
    time_factor: float = 1.0,
    pen: Engine | None = None,
) -> OpenExam:
    """The exam of the named learner's open run; what it stores it stores with the engine `pen`, if given.

    Raises DrillgrokError when they have no run of this deck or it has changed since, and while the exam is closed, with
    what would open it.
    """
    learner = learners.learner_named(engine, name)
    record = runs.open_run(engine, learner, deck.id)
    if record is None:
        raise DrillgrokError(
            f"{name} has not practised {deck.id} yet.",
            mend=f"`drillgrok practice {deck.id}` begins; the exam comes after some hundred answers.",
        )
    wrote = written(engine, record.id)
    run = laid_out(engine, deck_of_run(engine, deck, record), record)
    attempts = read_attempts(engine, record.id)
    known, rows = standing_left(engine, record.id, run)
    log = tuple(response for _, response in rows)
    standing, _ = fold(log, run.split, run.pace, known=known)
    paper = exam_paper(run, standing, attempts, at.moment)
    if isinstance(paper, Closed):
        raise _refusal(paper, deck.id)
    copy_ms = learners.copy_time_ms(engine, learner, run.field.kind)
    probed = read_probes(engine, record.id, until=known.count)
    exam = begin_exam(
        run,
        log,
        paper,
        known=known,
        probed=probed,
        copy_ms=copy_ms,
        by_lines=by_lines,
        at=at,
        time_factor=time_factor,
        sisters=unmet_sisters(engine, record, deck.head, at.moment),
        onward=onward_said(engine, record, len(paper.questions), at.moment),
    )
    return OpenExam(pen or engine, record, exam, attempts, wrote)


def _refusal(closed: Closed, deck_id: str) -> DrillgrokError:
    """Why there is no exam now, in one sentence, and what would open it."""
    practise = f"`drillgrok practice {deck_id}` goes on."
    afresh = f"`drillgrok practice {deck_id} --new-run` starts afresh."
    match closed.why:
        case Why.PASSED:
            return DrillgrokError("You have passed this exam.", mend=f"`drillgrok rule {deck_id}` shows the rule.")
        case Why.NO_MORE_ATTEMPTS:
            return DrillgrokError(f"A run has {ATTEMPTS} exams, and this run has used them all.", mend=afresh)
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
    answers = f"after {counted(closed.answers, 'more answer')}" if closed.answers else ""
    day = f"on another day (one begins at {day_starts()})" if closed.another_day else ""
    return ", and ".join(filter(None, (answers, day)))
