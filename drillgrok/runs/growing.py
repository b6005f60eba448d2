"""A run's figures and phase while its rows come by, from a file or from the log. Loads the model; nothing is read or
stored here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drillgrok.history.gathering import Gathering, Row, take_in_place
from drillgrok.history.retrace import retraced
from drillgrok.history.sequels import Made
from drillgrok.history.trail import Trail
from drillgrok.model.log import UNDO_DEPTH, Flag
from drillgrok.phases.track import Track, begin

_AT_ONCE = 500
"""Rows that are taken in together: one by one they would cost more, and all of many runs would fill the memory."""


class GrowingRun:
    """Takes a run's rows in their order. What an undo can still reach is held back."""

    def __init__(self, *, primed: bool, claims: Iterable[Made] = ()) -> None:
        self._gathering = Gathering()
        self._track, self._trail = begin(primed=primed), Trail()
        self._claims = tuple(claims)
        self._held: list[Row] = []

    def take(self, rows: Iterable[Row]) -> None:
        """The next rows."""
        self._held += rows
        if len(self._held) >= _AT_ONCE + UNDO_DEPTH:
            self._take_in()

    def _take_in(self) -> None:
        settled, self._held = self._held[:-UNDO_DEPTH], self._held[-UNDO_DEPTH:]
        take_in_place(self._gathering, settled, self._claims)
        self._track, self._trail = retraced(self._track, self._trail, settled)

    def until_now(self) -> tuple[Gathering, Track, Trail]:
        """What all rows but the last few come to."""
        self._take_in()
        return self._gathering, self._track, self._trail


class GrowingRuns(dict[str, GrowingRun]):
    """Runs by id, each begun by its first row."""

    def hear(self, run_id: str, rows: Sequence[Row]) -> None:
        """The next rows of a run, one at least."""
        if run_id not in self:
            self[run_id] = GrowingRun(primed=Flag.PRIMED in rows[0][1].flags)
        self[run_id].take(rows)
