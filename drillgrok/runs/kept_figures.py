"""The kept figures of runs: read, put back, and made again from the log. History says what they are, the store where
they lie."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from drillgrok.coaching.claims import claim_of
from drillgrok.console.bulk import many_values
from drillgrok.console.progress import bar
from drillgrok.history import kept
from drillgrok.history.gathering import Gathering, Row, settled, take_in_place
from drillgrok.history.kept import HISTORY_VERSION, UNREADABLE
from drillgrok.phases.version import MODEL_VERSION
from drillgrok.store.engine import reading, writing
from drillgrok.store.histories import Kept, LogSize, keep_history, log_sizes, read_history
from drillgrok.store.journal import stream_responses
from drillgrok.store.verdicts import checkpoint, keep_checkpoint, verdicts_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from drillgrok.console.progress import Advance
    from drillgrok.history.sequels import Made, Sequels
    from drillgrok.history.tallies import Tallies
    from drillgrok.history.trail import Trail
    from drillgrok.history.work import Work
    from drillgrok.phases.track import Track
    from drillgrok.runs.growing import GrowingRun
    from drillgrok.store.verdicts import StoredVerdict

_PAGE = 10_000
"""Rows that are taken in at once."""


class FigureKind(StrEnum):
    """What is kept of a run, each in a row of its own."""

    TALLIES = "tallies"
    WORK = "work"
    SEQUELS = "sequels"
    TRAIL = "trail"


OVERVIEW = (FigureKind.TALLIES, FigureKind.TRAIL)
LIVE = (FigureKind.TALLIES, FigureKind.SEQUELS, FigureKind.TRAIL)


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """What was found of a run; None where nothing is kept, it is damaged, or of another version."""

    tallies: Tallies | None = None
    work: Work | None = None
    sequels: Sequels | None = None
    trail: Trail | None = None
    """Of whichever version of the phase model."""

    @property
    def gathering(self) -> Gathering | None:
        """The counts, where none is missing."""
        if self.tallies is None or self.work is None or self.sequels is None:
            return None
        return Gathering(self.tallies, self.work, self.sequels)


def read_figures(connection: Connection, run_ids: Collection[str], *, whole: bool) -> Mapping[str, KeptFigures]:
    """What is kept of each of these runs; for an overview only tallies and the head of the trail."""
    kinds = tuple(FigureKind) if whole else OVERVIEW
    found = read_history(connection, run_ids, kinds, version=HISTORY_VERSION)
    return {run_id: _figures(found.get(run_id, {}), whole=whole) for run_id in run_ids}


def read_live_figures(connection: Connection, run_id: str) -> KeptFigures:
    """What is kept of a run that is practised, but for its items, which can be many."""
    found = read_history(connection, [run_id], LIVE, version=HISTORY_VERSION)
    return _figures(found.get(run_id, {}), whole=True)


def read_work(connection: Connection, run_id: str) -> Work | None:
    """The run's items as they were kept; None as in `KeptFigures`."""
    found = read_history(connection, [run_id], [FigureKind.WORK], version=HISTORY_VERSION)
    return _figures(found.get(run_id, {}), whole=True).work


def _figures(states: Mapping[str, Kept], *, whole: bool) -> KeptFigures:
    return KeptFigures(
        tallies=_read(states, FigureKind.TALLIES, kept.tallies_from_bytes),
        work=_read(states, FigureKind.WORK, kept.work_from_bytes),
        sequels=_read(states, FigureKind.SEQUELS, kept.sequels_from_bytes),
        trail=_read(states, FigureKind.TRAIL, lambda data: kept.trail_from_bytes(data, whole=whole)),
    )


State = TypeVar("State")


def _read(states: Mapping[str, Kept], kind: FigureKind, from_bytes: Callable[[bytes], State]) -> State | None:
    """A damaged state is made again from the log like a missing one."""
    try:
        return from_bytes(states[kind].state) if kind in states else None
    except UNREADABLE:
        return None


def keep_gathering(connection: Connection, run_id: str, gathering: Gathering) -> None:
    """Store the parts that are there, within a transaction that writes."""
    tallies, work, sequels = gathering.tallies, gathering.work, gathering.sequels
    states = [_kept(FigureKind.TALLIES, tallies.number, kept.tallies_to_bytes(tallies))]
    if work:
        states.append(_kept(FigureKind.WORK, work.number, kept.work_to_bytes(work)))
    if sequels:
        states.append(_kept(FigureKind.SEQUELS, sequels.number, kept.sequels_to_bytes(sequels)))
    keep_history(connection, run_id, states)


def keep_track(connection: Connection, run_id: str, track: Track, trail: Trail) -> None:
    """Store the phase model's state and its trail, both up to the trail's end, within a transaction that writes."""
    from drillgrok.history.trail import belief_of
    from drillgrok.phases.checkpoint import to_bytes

    trail.latest = belief_of(trail.number, track)
    keep_checkpoint(connection, run_id, trail.number, MODEL_VERSION, to_bytes(track))
    keep_history(connection, run_id, [_kept(FigureKind.TRAIL, trail.number, kept.trail_to_bytes(trail))])


def _kept(kind: FigureKind, seq: int, state: bytes) -> Kept:
    return Kept(kind, seq, HISTORY_VERSION, state)


def read_track(connection: Connection, run_id: str, trail: Trail | None) -> Track | None:
    """The phase model's state at the end of the trail; None where they do not go together."""
    from drillgrok.phases.checkpoint import from_bytes

    if trail is None or trail.model_version != MODEL_VERSION:
        return None
    found = checkpoint(connection, run_id, MODEL_VERSION)
    if found is None or found[0] != trail.number:
        return None
    try:
        return from_bytes(found[1])
    except UNREADABLE:
        return None


def claims_of(verdicts: Iterable[StoredVerdict]) -> tuple[Made, ...]:
    """The claims of stored verdicts; a damaged one makes none."""
    found = []
    for verdict in verdicts:
        try:
            claim = claim_of(json.loads(verdict.record)["claim"])
        except UNREADABLE:
            continue
        if claim is not None:
            found.append((verdict.kind, claim))
    return tuple(found)


def count_log(connection: Connection, run_id: str, advance: Advance) -> Gathering:
    """The figures of a run's whole log, but for the last responses that an undo can reach."""
    claims = claims_of(verdicts_of(connection, run_id))
    gathering = Gathering()
    for page in _pages(settled(stream_responses(connection, run_id))):
        take_in_place(gathering, page, claims)
        advance(len(page))
    return gathering


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, _PAGE)):
        yield page


def rebuild(engine: Engine, logs: Collection[LogSize], words: str) -> None:
    """Make everything that is kept of these runs again, with a bar that says `words` on a terminal.

    Raises DrillgrokError when the file cannot be written.
    """
    from drillgrok.runs.growing import GrowingRun

    with many_values(), bar(words, sum(log.rows for log in logs)) as advance:
        for log in logs:
            with reading(engine) as connection:
                growing = GrowingRun(primed=log.primed, claims=claims_of(verdicts_of(connection, log.run_id)))
                for page in _pages(stream_responses(connection, log.run_id)):
                    growing.take(page)
                    advance(len(page))
            keep_grown(engine, {log.run_id: growing})


def keep_grown(engine: Engine, runs: Mapping[str, GrowingRun]) -> None:
    """Keep what runs have grown to, by id. Raises DrillgrokError when the file cannot be written."""
    with writing(engine) as connection:
        for run_id, growing in runs.items():
            gathering, track, trail = growing.until_now()
            keep_gathering(connection, run_id, gathering)
            keep_track(connection, run_id, track, trail)


def to_rebuild(connection: Connection) -> tuple[LogSize, ...]:
    """The runs of which something is missing, damaged, or of another version."""
    logs = tuple(log for log in log_sizes(connection) if log.rows)
    return tuple(log for log in logs if not _is_whole(connection, log))


def _is_whole(connection: Connection, log: LogSize) -> bool:
    found = read_figures(connection, [log.run_id], whole=True)[log.run_id]
    return found.gathering is not None and read_track(connection, log.run_id, found.trail) is not None
