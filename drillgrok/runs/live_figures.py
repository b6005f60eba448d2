"""The figures of one run while it is practised: caught up when a session opens, also after a crash, and kept at every
look of the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from drillgrok.history.gathering import Gathering, Row, gathered, history
from drillgrok.history.retrace import retraced
from drillgrok.history.trail import Trail
from drillgrok.model.log import UNDO_DEPTH
from drillgrok.phases.track import begin
from drillgrok.runs.kept_figures import keep_gathering, keep_track, read_figures, read_track
from drillgrok.store.engine import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.coaching.watch import Watch
    from drillgrok.history.figures import RunHistory
    from drillgrok.history.sequels import Made
    from drillgrok.model.log import Response


class LiveFigures:
    """Grow with what is heard. Everything that is kept stands before the last responses, which an undo can reach."""

    def __init__(self, engine: Engine, run_id: str, rows: tuple[Row, ...], claims: Iterable[Made], *, primed: bool):
        """`rows` is the run's whole log."""
        self._engine = engine
        self._run_id = run_id
        with reading(engine) as connection:
            found = read_figures(connection, [run_id], whole=True)[run_id]
            resumed = read_track(connection, run_id, found.trail)
        old = rows[:-UNDO_DEPTH]
        gathering = found.gathering or Gathering()
        self._gathering = gathered(gathering, old[gathering.number :], claims)
        trail = found.trail if found.trail and resumed else Trail()
        track = resumed or begin(primed=primed)
        self.track, self._trail = retraced(track, trail, old[trail.number :])
        """The phase model's state before the last responses."""

    def hear(self, watch: Watch) -> None:
        """One more response was heard."""
        number, track = watch.checkpoint
        if number > self._trail.number:
            self._trail.take(number, track)

    def keep(self, watch: Watch, responses: Iterable[Response], claims: Iterable[Made], *, whole: bool) -> None:
        """Store the figures; `responses` are this session's. The items, which can be many, only if `whole`.

        Raises DrillgrokError when the file cannot be written.
        """
        number, track = watch.checkpoint
        rows = chain(watch.recent, ((watch.session_id, response) for response in responses))
        before = self._gathering if whole else replace(self._gathering, work=None)
        now = gathered(before, (row for row in rows if row[1].seq <= number), claims)
        self._gathering = replace(now, work=now.work or self._gathering.work)
        with writing(self._engine) as connection:
            keep_gathering(connection, self._run_id, now)
            keep_track(connection, self._run_id, track, self._trail)

    @property
    def history(self) -> RunHistory:
        """The figures that were kept last."""
        return history(self._gathering, self._trail)
