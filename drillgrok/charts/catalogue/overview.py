"""The overview: one row a run, practised and unseen kept apart. Unseen answers appear only in totals of ten or more."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from drillgrok.charts.catalogue import grokking
from drillgrok.charts.catalogue.calendar import streak
from drillgrok.charts.chart import Series, Unit, Voice
from drillgrok.charts.numbers import between, written
from drillgrok.charts.statistics.blocks import LATELY_PRACTISED, LATELY_UNSEEN, joined, lately
from drillgrok.charts.statistics.interval import Share, share
from drillgrok.charts.terminal.sparkline import sparkline
from drillgrok.coaching.verdict import OLDER, display_name
from drillgrok.coaching.verdicts import not_enough_data
from drillgrok.console.text import counted
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import Block, Day, RunHistory
from drillgrok.history.rhythm import bests, days_practised, out_of_100
from drillgrok.model.log import UNSEEN_LEAST
from drillgrok.phases.phase import Phase

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

LEGEND = (
    "Practised lately: settled items. All: every item whose answer was shown before. "
    "Unseen: items answered before it was shown. A range is the 90 % interval."
)
"""Stands below the table."""
_PASSED = "passed"
"""Stands for the verdict of a deck that was passed: what was said before it is over."""
_SPARKS = 8
"""Cells of a sparkline."""
_DECK, _DECK_LEAST = 18, 12
"""Cells of the first column."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What the overview says of practised or of unseen items."""

    whole: Share | None
    """Of the run; None where there are too few."""
    lately: Share | None
    """Of the newest blocks."""
    waiting: int
    """Answers beside these that are too few to be told."""
    chance: float | None
    """The mean chance of the whole."""
    series: Series


class RightOf(NamedTuple):
    """Right answers of so many."""

    right: int
    n: int


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """What the overview says of one run."""

    learner: str
    deck: str
    title: str
    run: int
    phase: str
    """The model's leading phase; empty where it has not gone over the run."""
    stale: bool
    """An older version of the model said so."""
    verdict: str
    """Kind of the coach's last one; empty where it has said nothing."""
    words: str
    """The verdict as it was put."""
    before_shortcuts: bool
    """It was said before shortcuts were looked for."""
    responses: int
    days: int
    regularity: int
    """Of its days of practice, in hundredths."""
    streak: int
    practised: Curve
    """Settled items on the calm clock."""
    told: RightOf
    """All answers on the calm clock to items that were told before: what never settles counts here alone."""
    unseen: Curve
    """First-seen items on the calm clock, in whole tens."""
    missing: str
    """What it takes to name a phase, where none is."""
    deadline_ms: int | None
    median_rt_ms: int | None


def rows(runs: Sequence[ChartInputs]) -> tuple[OverviewRow, ...]:
    """The overview's rows, in the order of the runs."""
    return tuple(map(_row, runs))


def rhythm(runs: Sequence[ChartInputs]) -> str:
    """A learner's days of practice over all decks, in a sentence; empty where there are none, or several learners."""
    if len({run.past.learner for run in runs}) != 1:
        return ""
    answers: Counter[int] = Counter()
    for run in runs:
        answers.update({one.day: one.responses for one in run.past.history.days if one.responses})
    days = [Day(day, answers[day], 0, 0) for day in sorted(answers)]
    if not days:
        return ""
    found = out_of_100(days_practised(days), today=runs[0].today)
    most = bests(days)
    return (
        f"Regularity {found} of 100 after {counted(len(days), 'day')} of practice: each such day raises it, any other "
        "lowers it a little. "
        f"Fullest day {counted(most.day, 'answer')}, fullest week {most.week:,}."
    )


def _row(run: ChartInputs) -> OverviewRow:
    past, history = run.past, run.past.history
    last = past.told[-1] if past.told else None
    practised = days_practised(history.days)
    return OverviewRow(
        learner=past.learner,
        deck=past.deck,
        title=run.title,
        run=past.number,
        phase=history.beliefs[-1].phase if history.beliefs else "",
        stale=history.beliefs_stale,
        verdict=_PASSED if run.kept else last.kind if last else "",
        words=run.kept or (last.words if last else ""),
        before_shortcuts=last is not None and last.before_shortcuts and not run.kept,
        responses=history.volume,
        days=history.practice_days,
        regularity=out_of_100(practised, today=run.today),
        streak=streak(practised, today=run.today),
        practised=_curve(history.settled, LATELY_PRACTISED, grokking.practised(history), waiting=0),
        told=_told(history),
        unseen=_curve(history.unseen, LATELY_UNSEEN, grokking.unseen(history), waiting=history.unseen_waiting),
        missing=grokking.lacking(history) if history.beliefs and history.beliefs[-1].phase == Phase.UNCLEAR else "",
        deadline_ms=history.staircase_ms,
        median_rt_ms=history.recent_ms,
    )


def _told(history: RunHistory) -> RightOf:
    after = [one for one in history.exposures if one.first > 0]
    return RightOf(sum(one.right for one in after), sum(one.n for one in after))


def _curve(blocks: Sequence[Block], newest: int, series: Series, *, waiting: int) -> Curve:
    whole, late = (joined(blocks), lately(blocks, newest)) if blocks else (None, None)
    return Curve(
        whole=share(whole.right, whole.n) if whole else None,
        lately=share(late.right, late.n) if late else None,
        waiting=waiting,
        chance=whole.chance / whole.n if whole else None,
        series=series,
    )


def as_table(overview: Sequence[OverviewRow], *, by_learner: bool = False) -> Table:
    """For a terminal of 80 columns and more: two lines a run. `by_learner`: who it is comes first."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("learner" if by_learner else "deck", min_width=_DECK_LEAST, max_width=_DECK)
    table.add_column("phase")
    table.add_column("answers", justify="right", no_wrap=True)
    table.add_column("practised lately", no_wrap=True)
    table.add_column("unseen lately", no_wrap=True)
    several = len({row.learner for row in overview}) > 1
    for row in overview:
        table.add_row(
            _of_learner(row) if by_learner else _two(row.title, _which(row, several), first_style="bold"),
            _two(row.phase or "unclear", _verdict(row)),
            _two(f"{row.responses:,}", counted(row.days, "day")),
            _curve_cell(row.practised, _all_told(row.told)),
            _curve_cell(row.unseen, _guess(row.unseen)),
        )
    return table


def _two(first: str, second: str, *, first_style: str = "") -> Text:
    from rich.text import Text

    return Text.assemble((first, first_style), *((("\n" + second, "dim"),) if second else ()))


def _of_learner(row: OverviewRow) -> Text:
    return _two(row.learner, ", ".join([row.title, *([f"run {row.run}"] if row.run > 1 else [])]), first_style="bold")


def _curve_cell(curve: Curve, beside: str = "") -> Text:
    """The newest answers over the line of all of them."""
    from rich.text import Text

    sparks = sparkline(curve.series, _SPARKS).text.rstrip()
    line = f"\n{sparks} " if sparks else "\n" if beside else ""
    return Text.assemble(_share_cell(curve), line, (beside, "dim"))


def _which(row: OverviewRow, several: bool) -> str:
    return ", ".join([*([f"run {row.run}"] if row.run > 1 else []), *([row.learner] if several else [])])


def _verdict(row: OverviewRow) -> str:
    """What the coach adds to the phase."""
    if row.stale:
        return "older model"
    verdict = "" if row.verdict in (row.phase, not_enough_data.KIND) else display_name(row.verdict)
    return ", ".join(filter(None, [verdict, OLDER if row.before_shortcuts else ""]))


def _share_cell(curve: Curve) -> str:
    if curve.lately is None:
        return f"needs {UNSEEN_LEAST - curve.waiting} more" if curve.waiting else "not yet"
    found = curve.lately
    span = f"{100 * found.low:.0f}-{100 * found.high:.0f} %"
    return f"{found.right:,} of {found.n:,}  {span}"


def _all_told(told: RightOf) -> str:
    return f"all {told.right:,} of {told.n:,}" if told.n else ""


def _guess(curve: Curve) -> str:
    return f"guess {written(curve.chance, Unit.SHARE)}" if curve.chance is not None else ""


def as_lines(overview: Sequence[OverviewRow]) -> str:
    """In sentences, for a screen reader."""
    return "\n".join(_sentence(row) for row in overview)


def _sentence(row: OverviewRow) -> str:
    model = " by an older model" if row.stale else ""
    older = f", {OLDER}" if row.before_shortcuts else ""
    told = f"; of all that were told before, {row.told.right:,} of {row.told.n:,}" if row.told.n else ""
    return (
        f"{row.title}, run {row.run}, {row.learner}: "
        f"{counted(row.responses, 'answer')} on {counted(row.days, 'day')}. "
        f"Regularity: {row.regularity} of 100. Streak: {counted(row.streak, 'day')}. "
        f"Phase{model}: {row.phase or 'unclear'}{f', {row.missing}' if row.missing else ''}. "
        f"Practised: {_spoken(row.practised)}{told}. "
        f"Unseen: {_spoken(row.unseen)}. "
        f"Clock: {_seconds(row.deadline_ms)}. Typical time: {_seconds(row.median_rt_ms)}."
        f"{f' The coach{older}: {row.words}' if row.words else ''}"
    )


def _spoken(curve: Curve) -> str:
    found, whole = curve.lately, curve.whole
    if found is None:
        return "not enough yet"
    of = "of" if found == whole else "of the last"
    guessing = f", guessing {written(curve.chance, Unit.SHARE)}" if curve.series.voice is Voice.UNSEEN else ""
    interval = between(found.low, found.high, Unit.SHARE)
    return f"{found.right:,} {of} {found.n:,} right, 90 percent interval {interval}{guessing}"


def _seconds(ms: int | None) -> str:
    return "not yet" if ms is None else written(ms / 1000, Unit.SECONDS)


def as_records(overview: Sequence[OverviewRow]) -> list[dict[str, Any]]:
    """Plain values for other programs; shares between 0 and 1."""
    return [
        {
            "learner": row.learner,
            "deck": row.deck,
            "run": row.run,
            "phase": row.phase or None,
            "stale": row.stale,
            "verdict": row.verdict or None,
            "responses": row.responses,
            "days": row.days,
            "regularity": row.regularity,
            "streak": row.streak,
            **_columns("practised", row.practised),
            "told_n": row.told.n,
            "told_right": row.told.right,
            **_columns("unseen", row.unseen),
            "deadline_ms": row.deadline_ms,
            "median_rt_ms": row.median_rt_ms,
        }
        for row in overview
    ]


def _columns(name: str, curve: Curve) -> dict[str, Any]:
    return {
        f"{name}_n": curve.whole.n if curve.whole else 0,
        **_share_columns(name, curve.whole),
        f"{name}_chance": None if curve.chance is None else round(curve.chance, 4),
        f"{name}_lately_n": curve.lately.n if curve.lately else None,
        **_share_columns(f"{name}_lately", curve.lately),
        f"{name}_waiting": curve.waiting,
    }


def _share_columns(name: str, found: Share | None) -> dict[str, Any]:
    return {
        f"{name}_right": found.right if found else None,
        f"{name}_low": round(found.low, 4) if found else None,
        f"{name}_high": round(found.high, 4) if found else None,
    }


def as_json(overview: Sequence[OverviewRow]) -> str:
    """One JSON array."""
    return json.dumps(as_records(overview), indent=2, ensure_ascii=False)


def as_csv(overview: Sequence[OverviewRow]) -> str:
    """One header and one line a run."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_records(overview))
    return out.getvalue().rstrip("\n")


_OF_A_CURVE = (
    "n",
    "right",
    "low",
    "high",
    "chance",
    "lately_n",
    "lately_right",
    "lately_low",
    "lately_high",
    "waiting",
)
CSV_COLUMNS = (
    *("learner", "deck", "run", "phase", "stale", "verdict", "responses", "days", "regularity", "streak"),
    *(f"practised_{part}" for part in _OF_A_CURVE),
    *("told_n", "told_right"),
    *(f"unseen_{part}" for part in _OF_A_CURVE),
    *("deadline_ms", "median_rt_ms"),
)
"""The header of `stats --csv`."""
