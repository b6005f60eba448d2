"""`drillgrok stats FILE...`: response logs that learners have sent, side by side. They are read and counted in memory;
the reader's own database is never opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drillgrok.charts import rows
from drillgrok.charts.catalogue import class_table, learners, overview
from drillgrok.charts.catalogue.class_table import ClassRow
from drillgrok.charts.catalogue.overview import OverviewRow
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances, ExamResult
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look
from drillgrok.coaching.verdict import Said
from drillgrok.commands.stats import ChartFile, Form, save
from drillgrok.console.files import check_free
from drillgrok.console.progress import Advance, bar, unwatched
from drillgrok.console.terminal import columns, painted
from drillgrok.errors import DrillgrokError
from drillgrok.history.attendance import Attendance
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import FinishedRun, Milestone
from drillgrok.history.gathering import Gathering, Row, gathered, history
from drillgrok.history.tallies import Tallies
from drillgrok.history.trail import Trail, belief_of
from drillgrok.library import catalog
from drillgrok.model.log import Flag, MarkKind
from drillgrok.phases.track import Track, begin
from drillgrok.responselog.columns import RunName
from drillgrok.responselog.reader import log_rows, run_sizes
from drillgrok.runs.chart_inputs import today
from drillgrok.runs.sent_log import SentLog, sent_run

if TYPE_CHECKING:
    from drillgrok.charts.chart import Chart
    from drillgrok.practice.state import Run
    from drillgrok.responselog.row import LogRow

_PAGE: Final = 1_000
_PLOT_LINES: Final = 14
_WIDEST: Final = 100
_TWO_ABREAST: Final = 160
"""Cells from which two plots stand beside one another."""
_GAP: Final = 3


def show(files: Sequence[Path], deck: str | None, form: Form, *, log: bool = False, names: bool = True) -> str:
    """A row for every run in these logs, whoever may need somebody first; where they are of one deck, or one is named,
    also a plot for each learner. Without `names` learners are numbered.

    Raises DrillgrokError, with file and line, at the first log that is none: nothing is left out unsaid.
    """
    found, runs = _class(files, deck, names=names)
    one_deck = len({run.past.deck for run in runs}) == 1
    charts = learners.plots(runs) if one_deck else ()
    if form is Form.JSON:
        return class_table.as_json(found) if deck is None else rows.as_json(charts)
    if form is Form.CSV:
        return class_table.as_csv(found) if deck is None else rows.as_csv(charts)
    if form is Form.PLAIN:
        from drillgrok.charts.terminal import spoken

        return "\n\n".join((class_table.as_lines(found), *map(spoken, charts)))
    return _drawn(found, charts, log=log)


def write(
    files: Sequence[Path],
    deck: str | None,
    sheet: ChartFile,
    file: Path,
    *,
    names: bool = True,
    overwrite: bool = False,
) -> str:
    """Rows and plots of all runs, or of one deck's, as a page or a picture; says so. Raises DrillgrokError."""
    check_free(file, overwrite=overwrite, read=files)
    found, runs = _class(files, deck, names=names)
    charts = (class_table.listing(found), *learners.plots(runs))
    titles = {run.title for run in runs}
    answers = sum(run.past.history.volume for run in runs)
    title = titles.pop() if len(titles) == 1 else "All decks"
    return save(charts, title, f"{len({run.past.learner for run in runs})} learners, {answers:,} answers", sheet, file)


def _drawn(found: Sequence[ClassRow], charts: Sequence[Chart], *, log: bool) -> str:
    from rich.text import Text

    parts: list[object] = [class_table.as_table(found, width=columns()), Text(class_table.LEGEND, style="dim")]
    if not charts:
        hint = f"Name a deck beside the logs to see its plots: drillgrok stats {found[0].row.deck} ..."
        return painted(*parts, Text(hint, style="dim"))
    return painted(*parts, *_plots(charts, log=log))


def _plots(charts: Sequence[Chart], *, log: bool) -> list[object]:
    """One below the other, or on a wide terminal in twos; all axes in the same columns."""
    from rich.table import Column, Table
    from rich.text import Text

    from drillgrok.charts.terminal import draw
    from drillgrok.console.terminal import texts

    abreast = 2 if columns() >= _TWO_ABREAST else 1
    width = min((columns() - _GAP * (abreast - 1)) // abreast, _WIDEST)
    drawn = [draw(chart, width=width, height=_PLOT_LINES, log=log, aligned=True) for chart in charts]
    if abreast == 1:
        return [part for drawing in drawn for part in ("", drawing)]
    parts: list[object] = []
    for k in range(0, len(drawn), abreast):
        grid = Table.grid(*(Column(width=width, no_wrap=True) for _ in range(abreast)), padding=(0, _GAP, 0, 0))
        grid.add_row(*(Text("\n").join(texts(drawing)) for drawing in drawn[k : k + abreast]))
        parts += ["", grid]
    return parts


# Reading.


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
class _CountedRun:
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
    def before(cls, first: LogRow, file: Path, decks: _Decks) -> _CountedRun:
        track = begin(primed=Flag.PRIMED in first.response.flags)
        run = decks.run_of(first.deck)
        looked = SentLog(run) if run else None
        return cls(first.learner, first.deck, file, track, first.response.at.utc_ms, looked=looked)

    @classmethod
    def empty(cls, file: Path) -> _CountedRun:
        """A log in which nothing stands yet."""
        return cls("", "", file, begin(primed=False), 0)

    def take(self, row: LogRow) -> None:
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

    def of_class(self, row: OverviewRow, now: int) -> ClassRow:
        """What a tutor is told beside the curves."""
        attended, began = self.attendance, self.track.since
        return ClassRow(
            row=replace(row, verdict=self.verdict()),
            today=now,
            last_day=attended.last_day,
            week=attended.since(now),
            since_day=attended.day_of(began) if attended.last_day else None,
            since_answers=self.counts.volume - self.counts.volume_at(began),
            exam=attended.exam,
            seal_broken=attended.narrated,
            check=attended.course.results[-1] if attended.course and attended.course.results else None,
            by_shortcut=self.looked.by_shortcut(self.counts) if self.looked else None,
        )

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


def _class(
    files: Sequence[Path], deck: str | None, *, names: bool
) -> tuple[tuple[ClassRow, ...], tuple[ChartInputs, ...]]:
    """A tutor's row for every run of these logs, or those of one deck, and what their charts need in the same order."""
    now, pairs = today(), _runs(files, deck)
    inputs = dict(zip([(one.past.learner, one.past.deck, one.past.number) for _, one in pairs], pairs, strict=True))
    curves = overview.rows([one for _, one in pairs])
    found = [run.of_class(row, now) for (run, _), row in zip(pairs, curves, strict=True)]
    ordered = class_table.class_rows(found, names=True)
    runs = [inputs[one.row.learner, one.row.deck, one.row.run][1] for one in ordered]
    shown = class_table.class_rows(found, names=names)
    named = [
        replace(run, past=replace(run.past, learner=one.row.learner)) for run, one in zip(runs, shown, strict=True)
    ]
    return shown, tuple(run for run in named if run.past.history.number)


def _runs(files: Sequence[Path], deck: str | None) -> tuple[tuple[_CountedRun, ChartInputs], ...]:
    """Every run of these logs, or those of one deck, by deck, learner and number; a log without a response is one."""
    taken_in = _taken(files)
    there = [*_longest(taken_in)]
    if deck is None:
        there += [_CountedRun.empty(file) for file in dict.fromkeys(files) if file not in {key[0] for key in taken_in}]
    taken = [run for run in there if deck in (None, run.deck)]
    if not taken:
        held = ", ".join(sorted({run.deck or "an unnamed deck" for run in there}))
        raise DrillgrokError(f"There are no responses of {deck} in these logs.", mend=f"They hold {held}.")
    titles = {head.id: head.title for head in catalog.heads()}
    now, labels = today(), _labels(taken)
    numbers: Counter[tuple[str, str]] = Counter()
    found = []
    for run in sorted(taken, key=lambda run: run.began_utc_ms):
        label = labels[run.learner, run.file]
        numbers[label, run.deck] += 1
        past = run.past(label, numbers[label, run.deck])
        found.append((run, ChartInputs(past, titles.get(run.deck, run.deck) or "(unnamed)", now)))
    return tuple(found)


def _taken(files: Sequence[Path]) -> dict[tuple[Path, RunName], _CountedRun]:
    """All runs of all logs. Every log is checked before any is counted."""
    sizes = {file: run_sizes(file, unwatched) for file in dict.fromkeys(files)}
    found: dict[tuple[Path, RunName], _CountedRun] = {}
    decks = _Decks()
    with bar("counting", sum(size.total() for size in sizes.values())) as advance:
        for file in sizes:
            _count(file, found, decks, advance)
    return found


def _count(file: Path, found: dict[tuple[Path, RunName], _CountedRun], decks: _Decks, advance: Advance) -> None:
    for row in log_rows(file, unwatched):
        key = (file, (row.learner, row.deck, row.run))
        run = found.get(key) or found.setdefault(key, _CountedRun.before(row, file, decks))
        run.take(row)
        advance(1)
    for (whose, _), run in found.items():
        if whose == file:
            run.turn_page()


def _longest(found: dict[tuple[Path, RunName], _CountedRun]) -> Iterable[_CountedRun]:
    """A run that several logs hold counts once, as the log has it that holds most of it. Runs without a name are never
    taken for one another."""
    kept: dict[tuple[Path | None, RunName], _CountedRun] = {}
    for (file, name), run in found.items():
        key = (None if name[2] else file, name)
        if key not in kept or run.rows >= kept[key].rows:
            kept[key] = run
    return kept.values()


def _labels(runs: Iterable[_CountedRun]) -> dict[tuple[str, Path], str]:
    """What each learner is called. The file stands in place of no name, and beside one that has the same deck in
    several logs: that may be two people."""
    named = {(run.learner, run.deck, run.file) for run in runs}
    uses = Counter((learner, deck) for learner, deck, _ in named)
    several = {learner for (learner, _), files in uses.items() if files > 1}
    stems = Counter(file.stem for file in {file for *_, file in named})
    labels = {}
    for learner, _, file in named:
        name = _printable(file.stem if stems[file.stem] == 1 else str(file))
        labels[learner, file] = f"{learner} ({name})" if learner in several else learner
        if not learner:
            labels[learner, file] = name
    return labels


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
