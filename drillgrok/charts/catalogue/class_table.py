"""A class as its tutor needs it: one row a run, whoever may need somebody first. Words here speak of learners, not to
them; nobody is ranked, and no figure is a mean over learners."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drillgrok.charts.catalogue import overview
from drillgrok.charts.catalogue.overview import Curve, OverviewRow
from drillgrok.charts.chart import Chart, Listing
from drillgrok.coaching.verdict import display_name
from drillgrok.coaching.verdicts import (
    expert_beginner,
    grokked,
    known,
    memorised_only,
    no_sign,
    not_enough_data,
    plateau,
    recited_only,
    shortcut,
    tired,
)
from drillgrok.console.text import counted
from drillgrok.days import date_of
from drillgrok.history.attendance import WEEK_DAYS, ExamTaken
from drillgrok.model.log import UNSEEN_LEAST
from drillgrok.planning.checks import CheckOutcome, CheckResult

if TYPE_CHECKING:
    from rich.table import Table

_WIDEST_NAME, _NARROW = 20, 14
_WITH_RANGES: Final = 100
"""Cells from which the table has room for ranges."""
LEGEND: Final = "Sorted by who may need you first; this is no ranking. Unseen: answered before the answer was shown."
_READY: Final = frozenset({grokked.KIND, known.KIND})
_DOES: Final = {
    shortcut.KIND: (2, "Something other than the rule explains the answers: give a deck of the same family."),
    recited_only.KIND: (2, "Can say the rule, but not use it fast yet: more practice, no more explaining."),
    memorised_only.KIND: (2, "Knows only the practised items: ask in other words, and more new items."),
    expert_beginner.KIND: (3, "Settled at a comfortable pace: suggest --pressure hard for a week."),
    no_sign.KIND: (3, "No sign of the rule after long practice: look at the deck together, tell nothing."),
    plateau.KIND: (4, "On the plateau, where it feels like the end: encourage more answers, tell nothing."),
    tired.KIND: (5, "Tired at the last look: shorter sessions."),
}
"""Kind of a verdict -> how soon to look, and what a tutor can do."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What a tutor is told of one run; `row` has its curves."""

    row: OverviewRow
    today: int
    last_day: int | None
    week: int
    """Measured answers of the last seven days."""
    since_day: int | None
    """The day on which the phase began."""
    since_answers: int
    """Measured answers since."""
    exam: ExamTaken | None
    seal_broken: bool
    check: CheckResult | None
    """The last check after the exam; None before one was done."""
    by_shortcut: bool | None
    """A shortcut explains the answers as well as the rule; None where the deck is not here, or nobody could look."""

    @property
    def days_away(self) -> int | None:
        """Days since the last response."""
        return None if self.last_day is None else max(self.today - self.last_day, 0)

    @property
    def missing(self) -> str:
        """What has to come before more can be said; empty where nothing is missing."""
        if not self.row.responses:
            return "answers"
        unseen = self.row.unseen
        if unseen.whole is None:
            return f"{UNSEEN_LEAST - unseen.waiting} unseen answers"
        return "more answers" if self.row.verdict == not_enough_data.KIND else ""

    @property
    def advice(self) -> tuple[int, str]:
        """How soon to look at this run (0 first), and what to do."""
        if not self.row.responses:
            return 0, "Nothing in this log: ask for another export."
        if self.exam is not None and self.exam.passed:
            return self._after_the_pass()
        away = self.days_away
        if away is not None and away >= WEEK_DAYS:
            return 1, f"Away for {counted(away, 'day')}: ask how it goes."
        if self.seal_broken:
            return 2, "Read the rule early, so this run shows nothing: give another deck."
        return self._by_verdict()

    def _after_the_pass(self) -> tuple[int, str]:
        if self.check is not None and self.check.outcome is CheckOutcome.SLIPPED:
            return 3, "Passed, and slipped since: some days on the same deck."
        return 8, "Passed: give the next deck."

    def _by_verdict(self) -> tuple[int, str]:
        kind = self.row.verdict
        if kind in _DOES:
            return _DOES[kind]
        if kind in _READY:
            return 6, "Ready for the exam."
        return 7, f"Too early to say: {self.missing} missing." if self.missing else "Under way: nothing to do."


def class_rows(rows: Sequence[ClassRow], *, names: bool) -> tuple[ClassRow, ...]:
    """Those who may need somebody first; without `names` learners are numbered in this order."""
    ordered = sorted(rows, key=lambda one: (one.advice[0], -(one.days_away or 0), one.row.learner.casefold()))
    if names:
        return tuple(ordered)
    numbers: dict[str, str] = {}
    for one in ordered:
        numbers.setdefault(one.row.learner, f"learner {len(numbers) + 1}")
    return tuple(replace(one, row=replace(one.row, learner=numbers[one.row.learner])) for one in ordered)


def _day(day: int | None) -> str:
    return "" if day is None else date_of(day).isoformat()


def _ago(one: ClassRow) -> str:
    away = one.days_away
    return "no date" if away is None else {0: "today", 1: "yesterday"}.get(away, f"{away} days ago")


def _since(one: ClassRow) -> str:
    """How long the phase has stood."""
    if one.row.phase in {"", "unclear"}:
        return f"{counted(one.row.responses, 'answer')} in all" if one.row.responses else ""
    answers = counted(one.since_answers, "answer")
    if one.since_day is None or one.last_day is None:
        return answers
    return f"{counted(one.last_day - one.since_day + 1, 'day')}, {answers}"


def _lately(curve: Curve, *, ranges: bool = True) -> str:
    found = curve.lately
    if found is None:
        return f"{curve.waiting} of {UNSEEN_LEAST}" if curve.waiting else "not yet"
    span = f", {100 * found.low:.0f}-{100 * found.high:.0f} %" if ranges else ""
    return f"{found.right:,} of {found.n:,}{span}"


def _exam(one: ClassRow) -> str:
    exam = one.exam
    if exam is None:
        return "no exam yet"
    if exam.passed is None:
        return f"exam left after {exam.n}"
    return f"exam {'passed' if exam.passed else 'not passed'}, {exam.right} of {exam.n}, {_day(exam.day)}".rstrip(", ")


def _marks(one: ClassRow) -> tuple[str, ...]:
    """The exam, what is left of it, the seal, a shortcut."""
    found = [_exam(one)]
    if one.check is not None:
        found.append(f"{one.check.outcome}, {one.check.right} of {one.check.asked}, {_day(one.check.day)}")
    if one.seal_broken:
        found.append("seal broken")
    if one.by_shortcut:
        found.append("a shortcut explains it")
    return tuple(found)


def _named_phase(one: ClassRow) -> str:
    """The verdict where it says more than the phase."""
    verdict = one.row.verdict
    if not one.row.responses:
        return "no answers"
    return display_name(verdict) if verdict and verdict != not_enough_data.KIND else one.row.phase or "unclear"


def as_table(rows: Sequence[ClassRow], *, width: int) -> Table:
    """For a terminal of 80 cells and more; where there are more, with ranges."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True, show_lines=False)
    ranges = width >= _WITH_RANGES
    table.add_column("learner\ndeck", max_width=_WIDEST_NAME if ranges else _NARROW, overflow="fold")
    table.add_column("last\n7 days", no_wrap=True)
    table.add_column("phase\nsince", max_width=_WIDEST_NAME if ranges else _NARROW)
    table.add_column("practised\nunseen" + ", lately" * ranges, no_wrap=True)
    table.add_column("what to do")
    for one in rows:
        row = one.row
        deck = f"{row.title}, run {row.run}" if row.run > 1 else row.title
        table.add_row(
            Text.assemble((row.learner, "bold"), ("\n" + deck, "dim")),
            f"{_ago(one)}\n{counted(one.week, 'answer')}",
            Text.assemble(_named_phase(one), ("\n" + _since(one), "dim")),
            f"{_lately(row.practised, ranges=ranges)}\n{_lately(row.unseen, ranges=ranges)}",
            Text.assemble(one.advice[1], ("\n" + ", ".join(_marks(one)) + ".", "dim")),
        )
    return table


def as_lines(rows: Sequence[ClassRow]) -> str:
    """In sentences, for a screen reader."""
    return "\n".join(_sentence(one) for one in rows)


def _sentence(one: ClassRow) -> str:
    row, stands = one.row, ", ".join(filter(None, (_named_phase(one), _since(one))))
    return (
        f"{row.learner}, {row.title}, run {row.run}: {one.advice[1]} Last practised {_ago(one)}, "
        f"{counted(one.week, 'answer')} in seven days. Phase: {stands}. "
        f"Practised: {_lately(row.practised)}. Unseen: {_lately(row.unseen)}. {', '.join(_marks(one)).capitalize()}."
    )


_COLUMNS: Final = ("learner", "deck", "last", "7 days", "phase", "since", "practised", "unseen", "exam", "what to do")


def listing(rows: Sequence[ClassRow]) -> Chart:
    """The rows where no terminal draws them: on a page or in a picture."""
    learners = len({one.row.learner for one in rows})
    away = sum((one.days_away or 0) >= WEEK_DAYS for one in rows)
    return Chart(
        id="learners",
        title="Learners",
        says=f"{counted(learners, 'learner')}; {away} of {counted(len(rows), 'run')} without an answer for a week.",
        body=Listing(_COLUMNS, tuple(_listed(one) for one in rows)),
        note=LEGEND,
    )


def _listed(one: ClassRow) -> tuple[str | int, ...]:
    row = one.row
    deck = f"{row.title}, run {row.run}" if row.run > 1 else row.title
    stands = (_day(one.last_day) or "no date", one.week, _named_phase(one), _since(one))
    told = (", ".join(_marks(one)), one.advice[1])
    return (row.learner, deck, *stands, _lately(row.practised), _lately(row.unseen), *told)


_MORE: Final = (
    *("last_day", "days_away", "answers_7_days", "since_day", "since_answers"),
    *("exam", "exam_right", "exam_n", "exam_day", "check", "check_right", "check_n", "check_day"),
    *("seal_broken", "shortcut", "missing", "need", "to_do"),
)
CSV_COLUMNS: Final = (*overview.CSV_COLUMNS, *_MORE)


def as_records(rows: Sequence[ClassRow]) -> list[dict[str, Any]]:
    """Plain values for other programs; days as ISO dates, `need` from 0, who may need somebody first."""
    curves = overview.as_records([one.row for one in rows])
    return [record | _more(one) for record, one in zip(curves, rows, strict=True)]


def _more(one: ClassRow) -> dict[str, Any]:
    exam, check = one.exam, one.check
    outcome = {True: "passed", False: "not passed", None: "left"}
    values = (
        *(_day(one.last_day) or None, one.days_away, one.week, _day(one.since_day) or None, one.since_answers),
        *((outcome[exam.passed], exam.right, exam.n, _day(exam.day) or None) if exam else (None,) * 4),
        *((check.outcome.value, check.right, check.asked, _day(check.day)) if check else (None,) * 4),
        *(one.seal_broken, one.by_shortcut, one.missing or None, *one.advice),
    )
    return dict(zip(_MORE, values, strict=True))


def as_json(rows: Sequence[ClassRow]) -> str:
    """One JSON array."""
    return json.dumps(as_records(rows), indent=2, ensure_ascii=False)


def as_csv(rows: Sequence[ClassRow]) -> str:
    """One header and one line a run."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_records(rows))
    return out.getvalue().rstrip("\n")
