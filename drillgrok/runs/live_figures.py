"""The figures of one run while it is practised: caught up when a session opens, also after a crash, and kept at every
look of the coach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from drillgrok.history.gathering import Gathering, Row, gathered, history
from drillgrok.history.retrace import retraced
from drillgrok.history.sequels import Sequels
from drillgrok.history.tallies import Tallies
from drillgrok.history.trail import Trail
from drillgrok.history.work import Work
from drillgrok.model.log import UNDO_DEPTH
from drillgrok.phases.track import begin
from drillgrok.practice.questions import count_unseen
from drillgrok.runs.kept_figures import keep_gathering, keep_track, read_work
from drillgrok.runs.resuming import keep_folds
from drillgrok.store.deck_standing import keep_phase, keep_unseen
from drillgrok.store.engine import reading, writing
from drillgrok.store.journal import stream_responses

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.coaching.watch import Watch
    from drillgrok.history.figures import RunHistory
    from drillgrok.history.sequels import Made
    from drillgrok.practice.state import Session
    from drillgrok.runs.resuming import LeftOff

_BEHIND = 600
"""Rows that are read again at most when a run is opened, however its sessions ended: about two of them."""


class LiveFigures:
    """Grow with what is heard. Everything that is kept stands before the last responses, which an undo can reach."""

    def __init__(self, engine: Engine, run_id: str, left: LeftOff, claims: Iterable[Made], *, primed: bool):
        self._engine = engine
        self._run_id = run_id
        old = left.rows[:-UNDO_DEPTH]
        known = Gathering(left.figures.tallies or Tallies(), None, left.figures.sequels or Sequels())
        self._gathering = gathered(known, old, claims)
        trail = left.figures.trail if left.figures.trail and left.track else Trail()
        self.track, self._trail = retraced(
            left.track or begin(primed=primed), trail, [row for row in old if row[1].seq > trail.number]
        )
        """The phase model's state before the last responses."""
        self._kept_whole = min(left.standing.count, left.counts.number)
        """The last response that is known to all that is kept."""

    def hear(self, watch: Watch) -> None:
        """One more response was heard."""
        number, track = watch.checkpoint
        if number > self._trail.number:
            self._trail.take(number, track)

    def grow(self, watch: Watch, claims: Iterable[Made]) -> None:
        """Count what was heard, and what became of what was claimed."""
        number, _ = watch.checkpoint
        self._gathering = gathered(self._gathering, _until(watch.recent, number), list(claims))

    def keep(self, watch: Watch, session: Session, *, whole: bool) -> None:
        """Store the figures as they had grown at this watch; nothing where more was heard since, for the next look
        keeps that. What is as large as the items met are many only if `whole`, and where it has fallen far behind.

        Raises DrillgrokError when the file cannot be written.
        """
        number, track = watch.checkpoint
        if number < self._trail.number:
            return
        whole = whole or number - self._kept_whole >= _BEHIND
        work = self._work(number) if whole else None
        with writing(self._engine, durable=whole) as connection:
            keep_gathering(connection, self._run_id, Gathering(self._gathering.tallies, work, self._gathering.sequels))
            keep_track(connection, self._run_id, track, self._trail)
            at = session.last_event.moment
            keep_phase(connection, self._run_id, watch.track.phase, at.day)
            if whole:
                keep_unseen(connection, self._run_id, count_unseen(session.run, session.standing))
                before = session.past.steps[0][0] if session.past.steps else session.standing
                keep_folds(connection, self._run_id, session.run, before, watch.settled.counts)
                self._kept_whole = number

    def _work(self, number: int) -> Work:
        """The run's items up to a response, from what was kept last and the log since."""
        with reading(self._engine) as connection:
            work = read_work(connection, self._run_id) or Work()
            for session_id, response in _until(stream_responses(connection, self._run_id, after=work.number), number):
                work.take(session_id, response)
        return work

    @property
    def sessions(self) -> int:
        """Earlier sessions with a response, as far as the figures keep count."""
        return len(self._gathering.tallies.sessions)

    def history(self, watch: Watch) -> RunHistory:
        """The figures of all that this watch has heard, without episodes."""
        known = Gathering(self._gathering.tallies, None, self._gathering.sequels)
        return history(gathered(known, watch.recent), self._trail)


def _until(rows: Iterable[Row], number: int) -> Iterable[Row]:
    return (row for row in rows if row[1].seq <= number)
