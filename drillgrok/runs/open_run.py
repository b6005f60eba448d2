"""A run that is being practised: its session as it was opened, and what happens to everything that the session asks to
be stored."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from drillgrok.coaching.after_pass import back_words
from drillgrok.model.log import Flag
from drillgrok.practice.events import Advice, Append, Commit, SaveCopyTime
from drillgrok.practice.found_again import found_again
from drillgrok.practice.state import Stage
from drillgrok.runs.coach import RESTS, Coach
from drillgrok.runs.keeping import check_said, fluency_said, kept_so_far
from drillgrok.store import learners
from drillgrok.store.journal import Journal, Written

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from drillgrok.history.figures import RunHistory
    from drillgrok.practice.state import Session
    from drillgrok.runs.daily_copy import DailyCopy
    from drillgrok.runs.resuming import LeftOff
    from drillgrok.store.runs import RunRecord


class OpenRun:
    """Stores in its journal what it is given, and has its coach hear it when that is asked next."""

    def __init__(
        self,
        engine: Engine,
        record: RunRecord,
        session_id: str,
        session: Session,
        left: LeftOff,
        *,
        known: Written,
        daily_copy: DailyCopy,
    ) -> None:
        """`known` is how far the run's log went when it was read. The engine waits no longer for another program than a
        screen may stand still."""
        self._engine = engine
        self._daily_copy = daily_copy
        self._record = record
        self._session_id = session_id
        self._journal = Journal(engine, record.id, session_id, known)
        self._coach = Coach(
            engine, record.id, session_id, left, session.run, keeping=partial(kept_so_far, engine, record)
        )
        self._unheard: deque[Callable[[], None]] = deque()
        """What was stored since the coach was asked last: it has to hear that first."""
        self._is_over = False
        """The coach was asked at the sitting's end."""
        self.session = replace(session, advice=self._coach.opening_advice(session))
        """As it was opened."""

    def carry_out(self, effect: Commit | Append | SaveCopyTime) -> None:
        """Store it; durable on return. Raises DrillgrokError where it cannot be stored, BusyError where it may be tried
        again."""
        match effect:
            case Commit(response):
                self._journal.append(response)
                self._unheard.append(partial(self._coach.hear, response))
            case Append(mark):
                self._journal.mark(mark)
                self._unheard.append(partial(self._coach.hear_mark, mark))
            case SaveCopyTime(kind, samples_ms, at):
                learners.save_copy_time(self._engine, self._record.learner, kind, samples_ms, at)

    def advise(self, session: Session) -> Advice | None:
        """What the coach makes of the run as the session stands now; None where that is nothing new.

        Raises DrillgrokError where what it says cannot be stored.
        """
        self._is_over = session.stage is Stage.FINISHED
        while self._unheard:
            self._unheard.popleft()()
        advice = self._coach.advise(session)
        if session.stage not in RESTS:
            return advice
        if session.checking or (session.by_lines and self._has_checked(session)):
            words = check_said(self._engine, self._record, session.last_event.moment)
            return replace(advice or session.advice, words=words)
        if session.run.passed and session.stage is Stage.FINISHED:
            quick = fluency_said(self._engine, self._record, self._session_id)
            now = advice or session.advice
            return replace(now, words=f"{now.words} {quick}".strip()) if quick else advice
        back = found_again(session) if session.block_started == 0 else None
        if advice is None or back is None:
            return advice
        return replace(advice, words=f"{back_words(back)} {advice.words}".rstrip())

    def catch_up(self, session: Session) -> None:
        """Nobody waits: store what the coach's last look left, and make ready a little of its next; behind a sitting's
        last page the day's copy begins. Raises DrillgrokError where something cannot be stored."""
        self._coach.catch_up(session)
        self._begin_copy()

    @staticmethod
    def _has_checked(session: Session) -> bool:
        return any(Flag.CHECK in response.flags for response in session.responses)

    def close(self) -> None:
        """Store what waits still, if the database can be had by now; begin the day's copy if the sitting is over."""
        self._coach.store()
        self._begin_copy()

    def _begin_copy(self) -> None:
        """After a sitting, so that all of it is in the copy."""
        if self._is_over:
            self._daily_copy.begin()

    @property
    def history(self) -> RunHistory:
        """The run's figures, all that the coach has heard among them."""
        return self._coach.history
