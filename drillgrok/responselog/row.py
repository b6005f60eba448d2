"""The response log as CSV: one response to one row and back. No files, no database."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, TypeVar

from drillgrok.console.text import counted
from drillgrok.model.log import Clock, Flag, IntakeArm, Moment, Outcome, Pressure, Response, Role
from drillgrok.responselog import cells
from drillgrok.tables.numbers import milliseconds, share, truth, whole

_MILLISECOND = timedelta(milliseconds=1)
_TO_QUOTE = re.compile(r'[,"\r\n]')
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")
_COUNT = re.compile(r"0|[1-9][0-9]{0,9}")
_CHANCE = re.compile(r"[01](\.[0-9]+)?|[1-9](\.[0-9]+)?e-[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the log: a response and whose it is."""

    learner: str
    deck: str
    run: str
    session: str
    response: Response
    arm: IntakeArm | None = None
    """How new items come in from the run's first plateau on; None where there was no choice, or none is known."""
    by_lot: bool | None = None
    """Whether that was drawn; None where there is no arm."""


class RowError(ValueError):
    """What is wrong with a row; `problems` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def to_fields(row: LogRow) -> tuple[str, ...]:
    """The row's fields in the order of HEADER."""
    response = row.response
    return (
        row.learner,
        row.deck,
        row.run,
        row.session,
        str(response.seq),
        time_text(response.at),
        response.item,
        response.presentation,
        response.role.value,
        str(response.seen),
        str(response.shown),
        repr(response.chance),
        response.outcome.value,
        response.answer,
        "" if response.correct is None else str(int(response.correct)),
        "" if response.rt_ms is None else str(response.rt_ms),
        "" if response.first_key_ms is None else str(response.first_key_ms),
        str(response.deadline_ms),
        response.clock.value,
        response.pressure.value,
        " ".join(sorted(response.flags)),
        row.arm or "",
        "" if row.by_lot is None else str(int(row.by_lot)),
    )


def csv_line(fields: Iterable[str]) -> str:
    """The fields as a line of CSV, the same bytes on every Python: csv.writer quotes a lone CR only since 3.13."""
    return ",".join('"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text for text in fields) + "\n"


def from_fields(fields: list[str]) -> LogRow:
    """The row that `to_fields` wrote. Raises RowError with everything that is wrong with it."""
    if len(fields) != len(HEADER):
        raise RowError([f"This row has {counted(len(fields), 'column')}, the header has {len(HEADER)}."])
    try:
        learner, deck, run, session, *values, arm, by_lot = [
            read(text) for read, text in zip(READERS.values(), fields, strict=True)
        ]
    except (ValueError, OverflowError):
        raise RowError(list(_problems(fields))) from None
    response = Response(*values)
    problems = _contradictions(response)
    if (arm is None) != (by_lot is None):
        problems.append("lot: It is empty where there is no arm, and 0 or 1 otherwise.")
    if problems:
        raise RowError(problems)
    return LogRow(learner, deck, run, session, response, arm, by_lot)


def _problems(fields: list[str]) -> Iterator[str]:
    """What is wrong with each field alone."""
    for (name, read), text in zip(READERS.items(), fields, strict=True):
        try:
            read(text)
        except (ValueError, OverflowError) as problem:
            yield f"{name}: {problem}"


def _contradictions(response: Response) -> list[str]:
    """Fields that are right alone but not together."""
    problems = []
    if (response.outcome is Outcome.VOID) != (response.correct is None):
        problems.append("correct: It is empty when the outcome is void, and 0 or 1 otherwise.")
    if response.outcome is Outcome.TIMED_OUT and response.rt_ms is not None:
        problems.append("rt_ms: It is empty on a time-out.")
    return problems


def time_text(at: Moment) -> str:
    """ISO 8601 in the learner's own time, with milliseconds and the offset."""
    return (cells.EPOCH + at.utc_ms * _MILLISECOND).astimezone(_zone(at.offset_min)).isoformat(timespec="milliseconds")


@lru_cache(maxsize=256)
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


def _time(text: str) -> Moment:
    if not _AT.fullmatch(text):
        raise ValueError(f"{cells.quoted(text)} {cells.TIME_WANTED}")
    try:
        at = datetime.fromisoformat(text)
        utc_ms = (at - cells.EPOCH) // _MILLISECOND
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{cells.quoted(text)} is not in any calendar.") from error
    offset = at.utcoffset() or timedelta()
    moment = Moment(utc_ms, offset // timedelta(minutes=1))
    if time_text(moment) != text:
        raise ValueError(f"{cells.quoted(text)} {cells.TIME_WANTED}")
    return moment


@lru_cache(maxsize=4096)
def _uuid(text: str) -> str:
    try:
        canonical = str(uuid.UUID(text))
    except ValueError:
        canonical = ""
    if not text or canonical != text:
        raise ValueError(f"{cells.quoted(text)} is not a UUID in lower case.")
    return text


@lru_cache(maxsize=16384)
def _count(text: str) -> int:
    return cells.whole_number(text if _COUNT.fullmatch(text) else whole(text), _COUNT)


def _ordinal(text: str) -> int:
    return cells.from_one(_count(text))


@lru_cache(maxsize=16384)
def _milliseconds(text: str) -> int:
    return _count(text if _COUNT.fullmatch(text) else milliseconds(text))


def _milliseconds_or_none(text: str) -> int | None:
    return _milliseconds(text) if text else None


@lru_cache(maxsize=4096)
def _chance(text: str) -> float:
    text = text if _CHANCE.fullmatch(text) else share(whole(text))
    if not _CHANCE.fullmatch(text) or float(text) > 1:
        raise ValueError(f"{cells.quoted(text)} is not a number from 0 to 1.")
    return float(text)


def _answer(text: str) -> str:
    if "\0" in text:
        raise ValueError("It holds a NUL character.")
    return text


def _correct(text: str) -> bool | None:
    text = text if len(text) < 2 else truth(text)
    if text not in {"", "0", "1"}:
        raise ValueError(f"{cells.quoted(text)} is neither 0 nor 1 nor empty.")
    return text == "1" if text else None


Name = TypeVar("Name", bound=StrEnum)


def _one_of(names: type[Name]) -> Callable[[str], Name]:
    return partial(cells.one_of, {name.value: name for name in names})


_flag = _one_of(Flag)


@lru_cache(maxsize=1024)
def _flags(text: str) -> frozenset[Flag]:
    words = text.split(" ") if text else []
    if words != sorted(set(words)):
        raise ValueError(f"{cells.quoted(text)} is not sorted, with one space between two flags.")
    return frozenset(_flag(word) for word in words)


def _arm(text: str) -> IntakeArm | None:
    return _one_of(IntakeArm)(text) if text else None


READERS: dict[str, Callable[[str], Any]] = {
    "learner": cells.name,
    "deck": cells.name,
    "run": _uuid,
    "session": _uuid,
    "seq": _ordinal,
    "at": _time,
    "item": cells.item,
    "presentation": cells.presentation,
    "role": _one_of(Role),
    "seen": _count,
    "shown": _count,
    "chance": _chance,
    "outcome": _one_of(Outcome),
    "answer": _answer,
    "correct": _correct,
    "rt_ms": _milliseconds_or_none,
    "first_key_ms": _milliseconds_or_none,
    "deadline_ms": _milliseconds,
    "clock": _one_of(Clock),
    "pressure": _one_of(Pressure),
    "flags": _flags,
    "arm": _arm,
    "lot": _correct,
}
"""What a cell of each column says, by ValueError or OverflowError where it can be none: whose a response is, its own
fields in their order, then what holds of its run."""

HEADER = tuple(READERS)
"""The columns, in order."""
LATER = ("arm", "lot")
"""Those that older logs do not have: as good as empty."""
