"""What the values of each table can be, beyond what SQLite itself asks of them: the closed sets of names, the JSON that
is read back, and numbers that some clock or person can have given. Reads nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Clock, Flag, MarkKind, Outcome, Pressure, Role, SplitPlan

Check = Callable[[Any], bool]

_FIRST_UTC_MS: Final = 946_684_800_000
"""2000-01-01: no log is older."""
_LAST_UTC_MS: Final = 4_102_444_800_000
"""2100-01-01."""


_FIRST_TOLD_UTC_MS: Final = -62_000_000_000_000
_LAST_TOLD_UTC_MS: Final = 253_000_000_000_000
"""Within the years 1 to 9999."""
_DAY_MIN: Final = 24 * 60


def _one_of(names: type[StrEnum]) -> Check:
    allowed = frozenset(name.value for name in names)
    return lambda value: value in allowed


def _flags(value: Any) -> bool:
    return isinstance(value, str) and all(word in _FLAGS for word in value.split())


_FLAGS: Final = frozenset(flag.value for flag in Flag)


def split_from(text: str) -> SplitPlan:
    """The split of a run as it was stored. Raises ValueError or TypeError for anything else."""
    found = json.loads(text)
    split = SplitPlan(**found)
    if not isinstance(split.salt, int) or not 0 <= split.reserve <= split.held_out <= 1:
        raise ValueError("no split")
    return split


def _split(value: Any) -> bool:
    try:
        return value is None or bool(split_from(value))
    except (ValueError, TypeError, RecursionError):
        return False


def _json(value: Any) -> bool:
    try:
        return json.loads(value) is not None
    except (ValueError, TypeError, RecursionError):
        return False


def _time(value: Any) -> bool:
    return isinstance(value, int) and _FIRST_UTC_MS <= value < _LAST_UTC_MS


def _told_time(value: Any) -> bool:
    return isinstance(value, int) and can_be_told(value, 0)


def _offset(value: Any) -> bool:
    return isinstance(value, int) and can_be_told(0, value)


def _chance(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _span(value: Any) -> bool:
    return value is None or (isinstance(value, int) and value >= 0)


MEANINGS: Final[Mapping[str, Mapping[str, Check]]] = {
    "run": {"split": _split},
    "session": {"pressure": _one_of(Pressure)},
    "response": {
        "utc_ms": _told_time,
        "offset_min": _offset,
        "role": _one_of(Role),
        "outcome": _one_of(Outcome),
        "clock": _one_of(Clock),
        "pressure": _one_of(Pressure),
        "flags": _flags,
        "chance": _chance,
        "seen": _span,
        "shown": _span,
        "rt_ms": _span,
        "deadline_ms": _span,
    },
    "mark": {"kind": _one_of(MarkKind), "utc_ms": _told_time, "offset_min": _offset},
    "copy_time": {"kind": _one_of(AnswerKind), "samples_ms": _json},
    "verdict": {"record": _json},
}
"""Columns by table, with what their values have to be."""
TIMES: Final = {"response": "utc_ms", "session": "started_utc_ms", "mark": "utc_ms"}
"""The column of each table that a clock has given."""


def can_be_told(utc_ms: int, offset_min: int) -> bool:
    """Whether calendars have this time and this offset, wrong as the clock may have been. Raises TypeError for what is
    no number."""
    return _FIRST_TOLD_UTC_MS <= utc_ms < _LAST_TOLD_UTC_MS and -_DAY_MIN < offset_min < _DAY_MIN


def refuse_untold(utc_ms: int, offset_min: int, chance: float, least: int) -> None:
    """Raise ValueError or TypeError where a response has a time, a chance or a count that cannot be one."""
    if not (can_be_told(utc_ms, offset_min) and 0 <= chance <= 1 and least >= 0):
        raise ValueError("no response")


def makes_sense(table: str, columns: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether every value of a row can be what its column says."""
    row = dict(zip(columns, values, strict=True))
    time = TIMES.get(table)
    return (time is None or _time(row.get(time))) and all(
        check(row.get(column)) for column, check in MEANINGS.get(table, {}).items()
    )


def is_time(value: Any) -> bool:
    """Whether it is a time that a clock can have shown."""
    return _time(value)
