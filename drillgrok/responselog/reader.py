"""Any response log as responses, row by row: what it leaves out is filled in, what it says is checked. No database; the
exact format that goes out and comes back in is row's and exact's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from drillgrok.console.progress import Reached
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError, explaining_files
from drillgrok.model.log import Clock, Flag, Moment, Outcome, Pressure, Response, Role
from drillgrok.responselog import cells
from drillgrok.responselog.columns import ColumnReader, LogPage, RunName, page_of
from drillgrok.responselog.kept_pages import KeptPages
from drillgrok.responselog.lines import header_and_rows, lines_of, log_pages, named_columns
from drillgrok.responselog.row import LogRow, RowError
from drillgrok.tables.numbers import milliseconds, share, truth, whole
from drillgrok.tables.rows import RowPage, width_of

NEEDED = ("item", "role", "seen", "chance", "outcome", "correct")
"""Columns without which a log says nothing about a phase."""
SHOWN_MISTAKES = 20

_LONGEST_ANSWER = 200
_COUNT = re.compile(r"[0-9]{1,10}")
_DECIMAL = re.compile(r"([0-9]{1,10}\.?[0-9]{0,20}|\.[0-9]{1,20})(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?= |$)", re.ASCII)
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?= |$)", re.ASCII)

_LEFT_OUT: dict[str, Any] = {
    "learner": "",
    "deck": "",
    "run": "",
    "session": "",
    "at": Moment(0, 0),
    "presentation": "plain",
    "answer": "",
    "rt_ms": None,
    "first_key_ms": None,
    "deadline_ms": 0,
    "clock": Clock.CALM,
    "pressure": Pressure.FIRM,
    "flags": frozenset(),
    "arm": None,
    "lot": None,
}
"""What a column is taken for where the file has none, or an empty cell. `shown` and `seq` follow from other things."""
_OF_A_RESPONSE = {name: value for name, value in _LEFT_OUT.items() if name not in {"arm", "lot"}}


@dataclass(slots=True)
class CheckedLog:
    """A log that was read and has no mistake."""

    sizes: Counter[RunName]
    """How many rows every run has, in the order of their first rows."""
    bytes: int
    """Of the file."""
    _kept: KeptPages

    def rows(self, reached: Reached) -> Iterator[LogRow]:
        """Every row in the order of the file, without reading that again."""
        done, total = 0, self.sizes.total()
        for page in self._kept.pages():
            yield from page.rows()
            done += len(page.seqs)
            reached(self.bytes * done // total)


@contextmanager
def checked_log(path: Path, reached: Reached) -> Iterator[CheckedLog]:
    """The whole log, checked before any row is handed out.

    Raises DrillgrokError with file and line of the first 20 mistakes and how many there are.
    """
    with KeptPages.open() as kept:
        yield CheckedLog(_checked(path, reached, kept.keep), path.stat().st_size, kept)


def run_sizes(path: Path, reached: Reached) -> Counter[RunName]:
    """How many rows every run has, in the order of their first rows; the whole file is checked on the way.

    Raises DrillgrokError as `checked_log` does.
    """
    return _checked(path, reached, lambda _page: None)


def _checked(path: Path, reached: Reached, keep: Callable[[LogPage], None]) -> Counter[RunName]:
    sizes: Counter[RunName] = Counter()
    mistakes: list[str] = []
    more = 0
    for page in _read(path, reached):
        if isinstance(page, LogPage):
            sizes.update(page.whose)
            if not mistakes:
                keep(page)
            continue
        line, row = page
        room = SHOWN_MISTAKES - len(mistakes)
        mistakes += [f"{path}:{line}: {problem}" for problem in row.problems[:room]]
        more += max(len(row.problems) - room, 0)
    if mistakes:
        rest = [f"... and {more:,} more."] if more else []
        raise DrillgrokError("\n".join([*mistakes, *rest]), mend="Fix these rows or remove them.")
    return sizes


def log_rows(path: Path, reached: Reached) -> Iterator[LogRow]:
    """Every row in the order of the file. Raises DrillgrokError with file and line at the first mistake."""
    for page in _read(path, reached):
        if not isinstance(page, LogPage):
            line, row = page
            raise DrillgrokError(row.problems[0], where=f"{path}:{line}")
        yield from page.rows()


def _read(path: Path, reached: Reached) -> Iterator[LogPage | tuple[int, RowError]]:
    """Every row below the header, many at a time, and what is no row with the number of its first line; blank lines
    are passed over."""
    with explaining_files(path):
        if path.exists() and not path.is_file():
            raise DrillgrokError("This cannot be read twice.", where=str(path), mend="Save the log first.")
        header, pages = header_and_rows(log_pages(path, NEEDED, reached))
        places = _columns(header, path)
        columns = ColumnReader(_OR_LEFT_OUT, places, _LEFT_OUT, width=len(header), exact=False)
        singly = _RowReader(len(header), places, columns.last)
        for page in pages:
            try:
                yield columns.read(page.rows)
            except (ValueError, IndexError):
                yield from _singly(singly, page)


def _singly(rows: _RowReader, page: RowPage) -> Iterator[LogPage | tuple[int, RowError]]:
    """The rows of a page in which something is out of the common."""
    good: list[LogRow] = []
    for line, fields in lines_of(page):
        row = rows.read(fields)
        if isinstance(row, LogRow):
            good.append(row)
            continue
        if good:
            yield page_of(good)
            good = []
        yield line, row
    if good:
        yield page_of(good)


def _columns(header: list[str], path: Path) -> dict[str, int]:
    """Column name -> place in a row, of the columns that are read."""
    if not header:
        raise DrillgrokError("The file is empty.", where=str(path), mend="Export the log again.")
    names = named_columns(header)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise DrillgrokError(
            f"This is not a response log: the first line names no column {', '.join(missing)}.",
            where=f"{path}:1",
            mend=f"Needed are {', '.join(NEEDED)}.",
        )
    twice = [name for name in _READERS if names.count(name) > 1]
    if twice:
        raise DrillgrokError(f"The first line names {twice[0]} twice.", where=f"{path}:1", mend="Rename one of them.")
    return {name: names.index(name) for name in _READERS if name in names}


@dataclass
class _RowReader:
    """Reads rows; keeps the last response number of every run, for files that number none and against disorder."""

    width: int
    columns: dict[str, int]
    last: dict[RunName, int]

    def read(self, fields: list[str]) -> LogRow | RowError:
        """The row, or everything that is wrong with it."""
        if len(fields) > self.width:
            fields = fields[: max(self.width, width_of(fields))]
        if len(fields) != self.width:
            return RowError([f"This row has {counted(len(fields), 'column')}, the first line has {self.width}."])
        values = dict(_OF_A_RESPONSE)
        problems = []
        for name, place in self.columns.items():
            text = fields[place]
            if text or name in NEEDED:
                try:
                    values[name] = _READERS[name](text)
                except ValueError as problem:
                    problems.append(f"{name}: {problem}")
        return RowError(problems) if problems else self._whole(values)

    def _whole(self, values: dict[str, Any]) -> LogRow | RowError:
        if (values["outcome"] is Outcome.VOID) != (values["correct"] is None):
            return RowError(["correct: It is empty when the outcome is void, and 0 or 1 otherwise."])
        learner, deck, run = values.pop("learner"), values.pop("deck"), values.pop("run")
        last = self.last.get((learner, deck, run), 0)
        seq = values.setdefault("seq", last + 1)
        if seq <= last:
            order = "the rows of a run have to be in order. Sort the file by seq."
            return RowError([f"seq: {seq} comes after {last}: {order}"])
        self.last[learner, deck, run] = seq
        values.setdefault("shown", values["seen"])
        return LogRow(learner, deck, run, values.pop("session"), Response(**values))


def _count(text: str) -> int:
    return cells.whole_number(text if _COUNT.fullmatch(text) else whole(text), _COUNT)


def _ordinal(text: str) -> int:
    return cells.from_one(_count(text))


def _decimal(text: str) -> float | None:
    return float(text) if _DECIMAL.fullmatch(text) else None


def _time(text: str) -> Moment:
    """ISO 8601, or a day as spreadsheets write it where that has one meaning; without an offset it is taken for UTC."""
    try:
        at = datetime.fromisoformat(_iso(text))
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        utc_ms = (aware - cells.EPOCH) // timedelta(milliseconds=1)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{cells.quoted(text)} {cells.TIME_WANTED} {cells.AS_EXPORTED}") from error
    return Moment(utc_ms, (aware.utcoffset() or timedelta()) // timedelta(minutes=1))


def _iso(text: str) -> str:
    """Days written with dots begin with the day everywhere, with the year before slashes they end with it; which of
    5/3/2026 is the month, nobody can tell."""
    dotted, slashed = _DOTTED.match(text), _SLASHED.match(text)
    if dotted:
        return f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}{text[dotted.end() :]}"
    return f"{slashed[1]}-{slashed[2]:0>2}-{slashed[3]:0>2}{text[slashed.end() :]}" if slashed else text


@lru_cache(maxsize=8192)
def _chance(text: str) -> float:
    value = _decimal(text if _DECIMAL.fullmatch(text) else share(text))
    if value is None or value > 1:
        raise ValueError(f"{cells.quoted(text)} is not a number from 0 to 1.")
    return value


def _milliseconds(text: str) -> int:
    """Whole or not: programs that allow for missing values write 758.0."""
    value = _decimal(text if _COUNT.fullmatch(text) else milliseconds(text))
    if value is None or value > cells.LARGEST_COUNT:
        raise ValueError(f"{cells.quoted(text)} is not a number of milliseconds.")
    return round(value)


Value = TypeVar("Value")


def _one_of(values: Mapping[str, Value]) -> Callable[[str], Value]:
    return partial(cells.one_of, values)


_flag = _one_of({flag.value: flag for flag in Flag})


@lru_cache(maxsize=1024)
def _flags(text: str) -> frozenset[Flag]:
    return frozenset(_flag(word) for word in text.split())


_truth = _one_of({"0": False, "1": True, "": None})


def _answer(text: str) -> str:
    """Compared with what shortcuts give, and never shown; whatever is longer than an answer can be matches none."""
    return text[:_LONGEST_ANSWER]


def _correct(text: str) -> bool | None:
    return _truth(text if len(text) < 2 else truth(text))


_READERS: dict[str, Callable[[str], Any]] = {
    "learner": cells.name,
    "deck": cells.name,
    "run": cells.name,
    "session": cells.name,
    "seq": _ordinal,
    "at": _time,
    "item": cells.item,
    "presentation": cells.presentation,
    "role": _one_of({role.value: role for role in Role} | {"held_out": Role.PROBE}),
    "seen": _count,
    "shown": _count,
    "chance": _chance,
    "outcome": _one_of({outcome.value: outcome for outcome in Outcome}),
    "answer": _answer,
    "correct": _correct,
    "rt_ms": _milliseconds,
    "deadline_ms": _milliseconds,
    "clock": _one_of({clock.value: clock for clock in Clock}),
    "flags": _flags,
}
"""The columns that are read; a log may have any others."""


def _or_left_out(name: str) -> Callable[[str], Any]:
    read = _READERS[name]
    if name in NEEDED or name not in _LEFT_OUT:  # an empty cell is not a number of anything
        return read
    return lambda text: read(text) if text else _LEFT_OUT[name]


_OR_LEFT_OUT = {name: _or_left_out(name) for name in _READERS}
