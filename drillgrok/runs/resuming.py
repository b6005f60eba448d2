"""A run as it was left: everything that is folded over its log, as far as it was kept, and the few rows since. What is
missing, damaged or of another version stands at the beginning, and then all rows are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from drillgrok.coaching.checkpoint import COUNTS_VERSION, counts_from_bytes, counts_to_bytes
from drillgrok.coaching.counts import RunCounts
from drillgrok.history.gathering import Row
from drillgrok.history.kept import UNREADABLE
from drillgrok.practice.checkpoint import STANDING_VERSION, standing_from_bytes, standing_to_bytes
from drillgrok.practice.standing import Standing
from drillgrok.runs.kept_figures import KeptFigures, read_live_figures, read_track
from drillgrok.store.engine import reading
from drillgrok.store.histories import Kept, keep_history, read_history
from drillgrok.store.journal import stream_responses

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from drillgrok.phases.track import Track
    from drillgrok.practice.state import Run


class FoldKind(StrEnum):
    """What is kept of a run beside its figures, each in a row of its own."""

    STANDING = "standing"
    COUNTS = "counts"


_VERSIONS = {FoldKind.STANDING: STANDING_VERSION, FoldKind.COUNTS: COUNTS_VERSION}


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Where a run goes on."""

    rows: tuple[Row, ...]
    """All that one of the folds does not know, at least as far back as an undo reaches."""
    figures: KeptFigures
    """Without `work`, which is as large as the items met are many: nothing asks for it before a session's end."""
    track: Track | None
    standing: Standing
    counts: RunCounts

    @property
    def since_standing(self) -> tuple[Row, ...]:
        """The rows that the standing does not know."""
        return tuple(row for row in self.rows if row[1].seq > self.standing.count)


def left_off(engine: Engine, run_id: str, run: Run) -> LeftOff:
    """Where the stored run goes on, laid out as `run`. Raises DrillgrokError when the database cannot be read."""
    with reading(engine) as connection:
        figures = read_live_figures(connection, run_id)
        track = read_track(connection, run_id, figures.trail)
        standing, counts = _folds(connection, run_id, run)
        tallies, sequels = figures.tallies, figures.sequels
        known = (tallies.number if tallies else 0, sequels.number if sequels else 0, standing.count, counts.number)
        trail = figures.trail if track else None
        rows = stream_responses(connection, run_id, after=min(*known, trail.number if trail else 0))
        return LeftOff(tuple(rows), figures, track, standing, counts)


def standing_left(engine: Engine, run_id: str, run: Run) -> tuple[Standing, tuple[Row, ...]]:
    """The run's standing as it was kept, and the rows since. Raises DrillgrokError when the database cannot be read."""
    with reading(engine) as connection:
        standing, _ = _folds(connection, run_id, run)
        return standing, tuple(stream_responses(connection, run_id, after=standing.count))


def _folds(connection: Connection, run_id: str, run: Run) -> tuple[Standing, RunCounts]:
    found: dict[str, Kept] = {}
    for kind, version in _VERSIONS.items():
        found |= read_history(connection, [run_id], [kind], version=version).get(run_id, {})
    standing = _read(found, FoldKind.STANDING, lambda data: standing_from_bytes(data, run))
    return standing or Standing(), _read(found, FoldKind.COUNTS, counts_from_bytes) or RunCounts()


State = TypeVar("State")


def _read(found: Mapping[str, Kept], kind: FoldKind, from_bytes: Callable[[bytes], State]) -> State | None:
    try:
        return from_bytes(found[kind].state) if kind in found else None
    except UNREADABLE:
        return None


def keep_folds(connection: Connection, run_id: str, run: Run, standing: Standing, counts: RunCounts) -> None:
    """Store both, within a transaction that writes; neither may know a response that an undo can reach."""
    states = (
        Kept(FoldKind.STANDING, standing.count, STANDING_VERSION, standing_to_bytes(standing, run)),
        Kept(FoldKind.COUNTS, counts.number, COUNTS_VERSION, counts_to_bytes(counts)),
    )
    keep_history(connection, run_id, states)
