"""Runs out of logs that learners have sent, counted in memory: nothing is stored, and nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances, ExamResult
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look
from drillgrok.coaching.verdict import Said
from drillgrok.console.progress import Advance, bar, unwatched
from drillgrok.errors import DrillgrokError
from drillgrok.history.attendance import Attendance
from drillgrok.history.figures import FinishedRun, Milestone
from drillgrok.history.gathering import Gathering, Row, gathered, history
from drillgrok.history.tallies import Tallies
from drillgrok.history.trail import Trail, belief_of
from drillgrok.library import catalog
from drillgrok.model.log import Flag, MarkKind
from drillgrok.phases.track import Track, begin
from drillgrok.responselog.columns import RunName
from drillgrok.responselog.reader import log_rows, run_sizes
from drillgrok.runs.sent_log import SentLog, sent_run

if TYPE_CHECKING:
    from drillgrok.practice.state import Run
    from drillgrok.responselog.row import LogRow

_PAGE: Final = 1_000


def counted_runs(files: Sequence[Path]) -> dict[tuple[Path, RunName], CountedRun]:
    """All runs of all logs. Every log is checked before any is counted."""
    sizes = {file: run_sizes(file, unwatched) for file in dict.fromkeys(files)}
    found: dict[tuple[Path, RunName], CountedRun] = {}
    decks = _Decks()
    with bar("counting", sum(size.total() for size in sizes.values())) as advance:
        for file in sizes:
            _count(file, found, decks, advance)
    return found


def _count(file: Path, found: dict[tuple[Path, RunName], CountedRun], decks: _Decks, advance: Advance) -> None:
    for row in log_rows(file, unwatched):
        key = (file, (row.learner, row.deck, row.run))
        run = found.get(key) or found.setdefault(key, CountedRun.before(row, file, decks))
        run.take(row)
        advance(1)
    for (whose, _), run in found.items():
        if whose == file:
            run.turn_page()


def longest(found: dict[tuple[Path, RunName], CountedRun]) -> Iterable[CountedRun]:
    """A run that several logs hold counts once, as the log has it that holds most of it. Runs without a name are never
    taken for one another."""
    kept: dict[tuple[Path | None, RunName], CountedRun] = {}
    for (file, name), run in found.items():
        key = (None if name[2] else file, name)
        if key not in kept or run.rows >= kept[key].rows:
            kept[key] = run
    return kept.values()


class _Decks:
    """Decks that are here, as far as a log can be looked at beside them; each is read once."""

    def __init__(self) -> None:
        self._runs: dict[str, Run | None] = {}

    def run_of(self, deck_id: str) -> Run | None:
        """None where the deck is not here, cannot be read, or has nothing to look for."""
        if deck_id not in self._runs:
            self._runs[deck_id] = self._read(deck_id)
        return self._runs[deck_id]

    @staticmethod
    def _read(deck_id: str) -> Run | None:
        from drillgrok.deckfile.read_deck import read_deck

        if not any(head.id == deck_id for head in catalog.heads()):
            return None
        with suppress(DrillgrokError):
            return sent_run(read_deck(catalog.find(deck_id)))
        return None


@dataclass(slots=True)
class CountedRun:
    """A run while its rows come in."""

    learner: str
    deck: str
    file: Path
    track: Track
    began_utc_ms: int
    gathering: Gathering = field(default_factory=lambda: Gathering(Tallies(), None, None))
    trail: Trail = field(default_factory=Trail)
    page: list[Row] = field(default_factory=list)
    attendance: Attendance = field(default_factory=Attendance)
    counts: RunCounts = field(default_factory=RunCounts)
    rows: int = 0
    seal_broken: int | None = None
    """The last answer before the rule was read early."""
    looked: SentLog | None = None
    """The same rows beside their deck; None where it is not here."""

    @classmethod
    def before(cls, first: LogRow, file: Path, decks: _Decks) -> CountedRun:
        """One of which this is the first row that came in."""
        track = begin(primed=Flag.PRIMED in first.response.flags)
        run = decks.run_of(first.deck)
        looked = SentLog(run) if run else None
        return cls(first.learner, first.deck, file, track, first.response.at.utc_ms, looked=looked)

    @classmethod
    def empty(cls, file: Path) -> CountedRun:
        """A log in which nothing stands yet."""
        return cls("", "", file, begin(primed=False), 0)

    def take(self, row: LogRow) -> None:
        """One more row of it, in their order."""
        self.rows += 1
        self.page.append((row.session, row.response))
        self.attendance.take(row.session, row.response)
        if self.seal_broken is None and Flag.NARRATED in row.response.flags:
            self.seal_broken = row.response.seq - 1
        if len(self.page) == _PAGE:
            self.turn_page()

    def turn_page(self) -> None:
        """Count what has come in."""
        from drillgrok.history.retrace import retraced

        self.gathering = gathered(self.gathering, self.page)
        responses = [response for _, response in self.page]
        self.counts = counted(self.counts, responses)
        if self.looked:
            self.looked.take(responses)
        self.track, self.trail = retraced(self.track, self.trail, self.page)
        self.trail.latest = belief_of(self.trail.number, self.track)
        self.page = []

    def verdict(self) -> str:
        """What the coach would say of it now, by the log alone; empty without a response."""
        if not self.rows:
            return ""
        exam = self.attendance.exam
        told = ExamResult(exam.right, exam.n, exam.passed) if exam and exam.passed is not None else None
        circumstances = Circumstances(narrated=self.attendance.narrated, exam=told)
        return look(facts_of(self.track, self.counts, circumstances, Said())).kind

    def past(self, learner: str, number: int) -> FinishedRun:
        """A file without deadlines says nothing of the clock."""
        found = history(self.gathering, self.trail)
        broken = () if self.seal_broken is None else (Milestone(self.seal_broken, MarkKind.SEAL_BROKEN),)
        return FinishedRun(
            learner=learner,
            deck=self.deck,
            number=number,
            imported=True,
            history=replace(found, staircase_ms=found.staircase_ms or None),
            told=(),
            milestones=broken,
            seal_open=False,
        )
