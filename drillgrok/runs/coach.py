"""The coach's place in a session: hears what is stored, looks at block ends, and stores what it says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from drillgrok.coaching.explaining import Explainer
from drillgrok.coaching.facts import Circumstances, ExamResult
from drillgrok.coaching.flood import FLOOD_LEAST_ITEMS
from drillgrok.coaching.record import from_json, to_json
from drillgrok.coaching.said import said
from drillgrok.coaching.valley import cut_off, presses
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.coaching.watch import advise, flooding, heard, is_moving, marked, watching
from drillgrok.coaching.words import say
from drillgrok.errors import BusyError, DrillgrokError
from drillgrok.model.log import Mark, MarkKind, Pressure, Response
from drillgrok.phases.phase import Phase
from drillgrok.practice.clocks import clocks_of
from drillgrok.practice.events import NO_ADVICE, Advice
from drillgrok.practice.questions import Paper, exam_paper, has_exam
from drillgrok.practice.state import Stage
from drillgrok.runs.live_figures import LiveFigures
from drillgrok.store.deck_standing import keep_pass, keep_rest
from drillgrok.store.engine import writing
from drillgrok.store.exams import read_attempts
from drillgrok.store.journal import JOINED, append_mark, read_marks
from drillgrok.store.verdicts import StoredVerdict, keep_verdict, read_verdicts

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.coaching.facts import Keeping
    from drillgrok.coaching.verdict import Verdict
    from drillgrok.coaching.watch import Watch
    from drillgrok.history.figures import RunHistory
    from drillgrok.model.log import Attempt, Moment
    from drillgrok.practice.state import Run, Session
    from drillgrok.runs.resuming import LeftOff

RESTS = frozenset({Stage.BREAK, Stage.FINISHED})
"""Stages at which the coach looks."""


def _no_keeping(_at: Moment) -> None:
    """Where nothing was passed."""


class Coach:
    """Follows one run through one session."""

    def __init__(
        self,
        engine: Engine,
        run_id: str,
        session_id: str,
        left: LeftOff,
        run: Run,
        *,
        keeping: Callable[[Moment], Keeping | None] = _no_keeping,
    ) -> None:
        """`keeping` says where the deck stands after its pass."""
        self._engine = engine
        self._run_id = run_id
        self._session_id = session_id
        self._run = run
        self._keeping = keeping
        stored = read_verdicts(engine, run_id)
        verdicts = tuple(_verdict(engine, one) for one in stored)
        self._claims = [(verdict.kind, verdict.claim) for verdict in verdicts if verdict.claim]
        self.figures = LiveFigures(engine, run_id, left, self._claims, primed=run.primed)
        """As they stood at the last look, but for the last responses."""
        self._watch: Watch = watching(
            left.rows, said(verdicts), session_id=session_id, track=self.figures.track, counts=left.counts
        )
        self._eased_day = max((one.at.day for one in stored if _rests(one)), default=0)
        """When the learner was last told to rest, or was seen to have gone back to the calm pressure."""
        marks = read_marks(engine, run_id)
        self._ahas = [mark.seqs[0] for mark in marks if mark.kind is MarkKind.AHA and mark.seqs]
        self._advice = NO_ADVICE
        self._unkept: deque[Callable[[], None]] = deque()
        """What is to be stored of the looks, in order."""
        self._looked_at: tuple[Stage, int] | None = None
        self._explainer = Explainer(run)
        self._has_exam = has_exam(run)
        self._is_finished = any(mark.kind is MarkKind.FINISHED for mark in marks)
        lately = {session for session, _ in self._watch.recent} | {session_id}
        heard_in = max(self._watch.said.sentences.values(), default=0)
        self._sessions = max(self.figures.sessions, len(lately) - 1, heard_in) + 1
        """This one, counted by what is kept of the earlier ones, which is not all of very many."""

    def opening_advice(self, session: Session) -> Advice:
        """What holds before the first look: new items flood in where they did."""
        circumstances = Circumstances(intake=self._run.intake, at_ease=self._is_at_ease(session))
        self._advice = replace(
            NO_ADVICE,
            flood=flooding(self._watch.said, circumstances, session.standing.count),
            valley=presses(self._watch.said, circumstances),
        )
        return self._advice

    @property
    def last_words(self) -> str:
        """The last verdict, in words."""
        last = self._watch.said.last
        return say(last) if last else ""

    @property
    def history(self) -> RunHistory:
        """The run's figures until now, without episodes."""
        return self.figures.history(self._watch)

    def hear(self, response: Response) -> None:
        """A response was stored."""
        self._watch = heard(self._watch, response)
        self.figures.hear(self._watch)

    def hear_mark(self, mark: Mark) -> None:
        """A mark was stored."""
        if mark.kind in JOINED:
            self._watch = marked(self._watch, frozenset(mark.seqs), JOINED[mark.kind])
        elif mark.kind is MarkKind.AHA and mark.seqs:
            self._ahas.append(mark.seqs[0])

    def catch_up(self, session: Session) -> None:
        """Nobody waits: store what the last look left to be stored, and do a little of what the next one needs."""
        self.store()
        if session.showing is not None:
            self._explainer.look_ahead(self._watch.counts, session.standing, session.showing.item.key)

    def advise(self, session: Session) -> Advice | None:
        """At a block's end a whole look; in between only whether unseen answers move. None where nothing changed."""
        self.store()
        before = self._advice
        if session.stage in RESTS:
            if self._looked_at == (session.stage, session.standing.count):
                return None
            self._look(session)
            self._looked_at = (session.stage, session.standing.count)
        else:
            moving = is_moving(self._watch) or self._run.narrated
            self._advice = replace(before, moving=moving, push=False)
        return self._advice if self._advice != before else None

    def _look(self, session: Session) -> None:
        self._watch, self._advice, verdict = advise(self._watch, self._circumstances(session))
        if verdict is not None:
            at = session.last_event.moment
            stored = StoredVerdict(verdict.number, at, verdict.kind, say(verdict), to_json(verdict))
            self._unkept.append(partial(keep_verdict, self._engine, self._run_id, self._session_id, stored))
            self._unkept.append(partial(self._finish, verdict, at))
            if BY_KIND[verdict.kind].rests:
                self._unkept.append(partial(self._rest, at))
                self._eased_day = max(self._eased_day, at.day)
            if verdict.claim:
                self._claims.append((verdict.kind, verdict.claim))
        self.store()
        self.figures.grow(self._watch, self._claims)
        whole = session.stage is Stage.FINISHED
        self._unkept.append(partial(self.figures.keep, self._watch, session, whole=whole))
        self._watch = self._watch.settled

    def store(self) -> None:
        """Store what the looks left, if no other program holds the database: what waits is tried again later."""
        with suppress(BusyError):
            while self._unkept:
                self._unkept[0]()
                self._unkept.popleft()

    def _finish(self, verdict: Verdict, at: Moment) -> None:
        """A deck without an exam is finished when it is called grokked: that opens its rule."""
        if verdict.kind == Phase.GROKKED and not self._has_exam and not self._is_finished:
            with writing(self._engine) as connection:
                append_mark(connection, Mark(MarkKind.FINISHED, at), self._run_id, session_id=self._session_id)
                keep_pass(connection, self._run_id, at.day)
            self._is_finished = True

    def _rest(self, at: Moment) -> None:
        """Tiredness is kept for whoever plans the day."""
        with writing(self._engine) as connection:
            keep_rest(connection, self._run_id, at.day)

    def _circumstances(self, session: Session) -> Circumstances:
        attempts = read_attempts(self._engine, self._run_id)
        last = attempts[-1] if attempts else None
        paper = self._paper(session, attempts)
        clock = clocks_of(session)
        at = session.last_event.moment
        return Circumstances(
            primed=self._run.primed,
            narrated=self._run.narrated,
            exam=ExamResult(last.right, last.asked, last.passed) if last else None,
            exam_open=paper is not None,
            exam_items=len(paper.questions) if paper else 0,
            exam_needed=paper.to_pass if paper else 0,
            today=at.day,
            deadline_ms=clock.deadline_ms,
            tighter_ms=clock.tighter_ms if session.stage is Stage.BREAK else None,  # a push needs a next block
            floor_ms=clock.floor_ms,
            cut_off=cut_off(session.pressure) if session.time_factor == 1 else None,
            has_exam=self._has_exam,
            by_habit=self._run.by_habit,
            check=self._explainer.check(self._watch.counts_now, session.standing),
            sessions=self._sessions,
            keeping=self._keeping(at) if self._run.passed else None,
            is_check=session.checking,
            ahas=tuple(self._ahas),
            intake=self._run.intake,
            by_lot=self._run.by_lot,
            too_small=len(self._run.split.practised) < FLOOD_LEAST_ITEMS,
            at_ease=self._is_at_ease(session),
        )

    def _is_at_ease(self, session: Session) -> bool:
        """Whether the learner went back to the calm pressure today, or was told to rest."""
        at = session.last_event.moment
        today = at.day
        if session.pressure is Pressure.CALM:
            self._eased_day = today
        return self._eased_day == today

    def _paper(self, session: Session, attempts: tuple[Attempt, ...]) -> Paper | None:
        """The exam that the learner could take now; looked for only when there is something to examine."""
        if self._watch.track.phase is not Phase.GROKKED:
            return None
        paper = exam_paper(self._run, session.standing, attempts, session.last_event.moment)
        return paper if isinstance(paper, Paper) else None


def _verdict(engine: Engine, stored: StoredVerdict) -> Verdict:
    try:
        return from_json(stored.record)
    except (ValueError, KeyError, TypeError):
        raise DrillgrokError(
            f"What the coach said after response {stored.seq} is damaged.",
            where=str(engine.url.database),
            mend="Put a copy back with `drillgrok data restore`.",
        ) from None


def _rests(stored: StoredVerdict) -> bool:
    return stored.kind in BY_KIND and BY_KIND[stored.kind].rests
