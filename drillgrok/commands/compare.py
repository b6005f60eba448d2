"""`drillgrok stats FILE...`: response logs that learners have sent, side by side. They are read and counted in memory;
the reader's own database is never opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drillgrok.charts import rows
from drillgrok.charts.catalogue import class_table, learners, overview
from drillgrok.charts.catalogue.class_table import ClassRow
from drillgrok.charts.catalogue.overview import OverviewRow
from drillgrok.commands.stats import ChartFile, Form, save
from drillgrok.console.files import check_free
from drillgrok.console.terminal import columns, painted
from drillgrok.console.text import counted
from drillgrok.console.wall_clock import this_day
from drillgrok.errors import DrillgrokError
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.library import catalog
from drillgrok.runs.sent_runs import CountedRun, counted_runs, longest

if TYPE_CHECKING:
    from drillgrok.charts.chart import Chart

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
    who = counted(len({run.past.learner for run in runs}), "learner")
    return save(charts, title, f"{who}, {counted(answers, 'answer')}", sheet, file)


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


def _class(
    files: Sequence[Path], deck: str | None, *, names: bool
) -> tuple[tuple[ClassRow, ...], tuple[ChartInputs, ...]]:
    """A tutor's row for every run of these logs, or those of one deck, and what their charts need in the same order."""
    now, pairs = this_day(), _runs(files, deck)
    inputs = dict(zip([(one.past.learner, one.past.deck, one.past.number) for _, one in pairs], pairs, strict=True))
    curves = overview.rows([one for _, one in pairs])
    found = [_of_class(run, row, now) for (run, _), row in zip(pairs, curves, strict=True)]
    ordered = class_table.class_rows(found, names=True)
    runs = [inputs[one.row.learner, one.row.deck, one.row.run][1] for one in ordered]
    shown = class_table.class_rows(found, names=names)
    named = [
        replace(run, past=replace(run.past, learner=one.row.learner)) for run, one in zip(runs, shown, strict=True)
    ]
    return shown, tuple(run for run in named if run.past.history.number)


def _runs(files: Sequence[Path], deck: str | None) -> tuple[tuple[CountedRun, ChartInputs], ...]:
    """Every run of these logs, or those of one deck, by deck, learner and number; a log without a response is one."""
    taken_in = counted_runs(files)
    there = [*longest(taken_in)]
    if deck is None:
        there += [CountedRun.empty(file) for file in dict.fromkeys(files) if file not in {key[0] for key in taken_in}]
    taken = [run for run in there if deck in (None, run.deck)]
    if not taken:
        held = ", ".join(sorted({run.deck or "an unnamed deck" for run in there}))
        raise DrillgrokError(f"There are no responses of {deck} in these logs.", mend=f"They hold {held}.")
    titles = {head.id: head.title for head in catalog.heads()}
    now, labels = this_day(), _labels(taken)
    numbers: Counter[tuple[str, str]] = Counter()
    found = []
    for run in sorted(taken, key=lambda run: run.began_utc_ms):
        label = labels[run.learner, run.file]
        numbers[label, run.deck] += 1
        past = run.past(label, numbers[label, run.deck])
        found.append((run, ChartInputs(past, titles.get(run.deck, run.deck) or "(unnamed)", now)))
    return tuple(found)


def _of_class(run: CountedRun, row: OverviewRow, now: int) -> ClassRow:
    """What a tutor is told of a run beside its curves."""
    attended, began = run.attendance, run.track.since
    return ClassRow(
        row=replace(row, verdict=run.verdict()),
        today=now,
        last_day=attended.last_day,
        week=attended.since(now),
        since_day=attended.day_of(began) if attended.last_day else None,
        since_answers=run.counts.volume - run.counts.volume_at(began),
        exam=attended.exam,
        seal_broken=attended.narrated,
        check=attended.course.results[-1] if attended.course and attended.course.results else None,
        by_shortcut=run.looked.by_shortcut(run.counts) if run.looked else None,
    )


def _labels(runs: Iterable[CountedRun]) -> dict[tuple[str, Path], str]:
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
