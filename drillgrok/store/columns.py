"""What the values of every column can be, beyond what SQLite itself asks of them: names, the closed sets of words, the
JSON that is read back, and numbers that some clock or person can have given. Reads nothing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Clock, Flag, IntakeArm, MarkKind, Outcome, Pressure, Role
from drillgrok.names import is_name
from drillgrok.planning.history import ChoiceKind
from drillgrok.responselog.cells import LARGEST_COUNT, PRESENTATION
from drillgrok.store.meaning import can_be_told, is_time, split_from
from drillgrok.store.runs import LARGEST_SEED

Check = Callable[[Any], bool]

_WORD: Final = re.compile(r"[a-z][a-z_]{0,40}")
_FLAGS: Final = frozenset(flag.value for flag in Flag)
_DAYS: Final = 3_000_000
"""From 1970 to beyond any calendar's last year."""


def _one_of(*words: str) -> Check:
    return lambda value: value in words


def _kind(names: type[StrEnum]) -> Check:
    return _one_of(*(name.value for name in names))


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _whole(least: int, most: int) -> Check:
    return lambda value: isinstance(value, int) and least <= value <= most


def _flags(value: Any) -> bool:
    return isinstance(value, str) and all(word in _FLAGS for word in value.split())


def _split(value: Any) -> bool:
    try:
        return bool(split_from(value))
    except (ValueError, TypeError, RecursionError):
        return False


def _json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return None


def _record(value: Any) -> bool:
    return isinstance(_json(value), dict)


def _samples(value: Any) -> bool:
    found = _json(value)
    return isinstance(found, list) and all(map(_COUNT, found))


def _told_time(value: Any) -> bool:
    return isinstance(value, int) and can_be_told(value, 0)


def _offset(value: Any) -> bool:
    return isinstance(value, int) and can_be_told(0, value)


def _chance(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _goal(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value < math.inf


def _text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _name(value: Any) -> bool:
    return isinstance(value, str) and is_name(value)


def _word(value: Any) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _presentation(value: Any) -> bool:
    return isinstance(value, str) and PRESENTATION.fullmatch(value) is not None


def _uuid(value: Any) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _bytes(value: Any) -> bool:
    return isinstance(value, bytes) and value != b""


_COUNT: Final = _whole(0, LARGEST_COUNT)
_ORDINAL: Final = _whole(1, LARGEST_COUNT)
_TRUTH: Final = _whole(0, 1)
_DAY: Final = _whole(-_DAYS, _DAYS)
_AT: Final = {"utc_ms": _told_time, "offset_min": _offset}
_STARTED: Final = {"started_utc_ms": _told_time, "started_offset_min": _offset}

MEANINGS: Final[Mapping[str, Mapping[str, Check]]] = {
    "learner": {"name": _name},
    "deck_version": {
        **dict.fromkeys(("hash", "deck_id", "title", "family", "answers_version"), _name),
        "pack": _bytes,
        "stored_utc_ms": _told_time,
    },
    "run": {
        "id": _uuid,
        "deck_id": _name,
        "number": _ORDINAL,
        "seed": _or_none(_whole(0, LARGEST_SEED)),
        "split": _or_none(_split),
        "calm_ms": _or_none(_ORDINAL),
        "quick_ms": _or_none(_ORDINAL),
        "primed": _TRUTH,
        "imported": _TRUTH,
        **_STARTED,
    },
    "intake": {"arm": _kind(IntakeArm), "by_lot": _TRUTH},
    "session": {
        "id": _uuid,
        **_STARTED,
        "pressure": _kind(Pressure),
        "goal_kind": _or_none(_one_of("responses", "minutes")),
        "goal_value": _or_none(_goal),
        "app_version": _or_none(_name),
        "copy_ms": _or_none(_COUNT),
    },
    "session_shortcuts": {"version": _COUNT},
    "response": {
        **_AT,
        "item": _name,
        "presentation": _presentation,
        "role": _kind(Role),
        "seq": _ORDINAL,
        "seen": _COUNT,
        "shown": _COUNT,
        "chance": _chance,
        "outcome": _kind(Outcome),
        "answer": _text,
        "correct": _or_none(_TRUTH),
        "rt_ms": _or_none(_COUNT),
        "first_key_ms": _or_none(_COUNT),
        "deadline_ms": _COUNT,
        "clock": _kind(Clock),
        "pressure": _kind(Pressure),
        "flags": _flags,
    },
    "mark": {"kind": _kind(MarkKind), **_AT, "text": _text},
    "marked": {"seq": _ORDINAL},
    "copy_time": {"kind": _kind(AnswerKind), **_AT, "samples_ms": _samples, "median_ms": _COUNT},
    "verdict": {"seq": _COUNT, **_AT, "kind": _word, "words": _text, "record": _record},
    "deck_choice": {"deck_id": _name, "kind": _kind(ChoiceKind), **_AT},
    "practice_day": {
        "deck_id": _name,
        "day": _DAY,
        **dict.fromkeys(("answers", "checked", "checked_right"), _COUNT),
        "spent_ms": _whole(0, 2**53),
    },
    "deck_standing": {
        "deck_id": _name,
        "phase": _or_none(_word),
        **dict.fromkeys(("phase_day", "passed_day", "rest_day"), _or_none(_DAY)),
        "unseen": _or_none(_COUNT),
    },
    "checkpoint": {"seq": _COUNT, "model_version": _COUNT, "state": _bytes},
    "history": {"kind": _word, "seq": _COUNT, "version": _COUNT, "state": _bytes},
    "tombstone": {"run_id": _uuid, "utc_ms": _told_time},
}
"""Columns by table, with what their values have to be. Those that are not here number the rows, or name a row of
another table; SQLite finds those that name none."""
NUMBERED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("learner", "response", "mark", "copy_time", "verdict", "deck_choice"), "id"),
    **dict.fromkeys(("run", "session"), "key"),
}
"""Tables whose rows are numbered from 1, and the column of the number."""
MOST_ROWS: Final = 2**40
TIMES: Final = {"response": "utc_ms", "session": "started_utc_ms", "mark": "utc_ms"}
"""The column of each table that a clock has given."""
_READ_BACK: Final = {
    "run": ("split",),
    "session": ("pressure",),
    "response": (
        *("utc_ms", "offset_min", "role", "outcome", "clock", "pressure", "flags"),
        *("chance", "seen", "shown", "rt_ms", "deadline_ms"),
    ),
    "mark": ("kind", "utc_ms", "offset_min"),
    "copy_time": ("kind",),
}
"""Columns without which a row cannot be used; a row that is odd elsewhere is still worth saving."""


def is_worth_saving(table: str, columns: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether a row of a damaged database can be used: what has to be read back of it makes sense."""
    row = dict(zip(columns, values, strict=True))
    time = TIMES.get(table)
    return (time is None or is_time(row.get(time))) and all(
        MEANINGS[table][column](row.get(column)) for column in _READ_BACK.get(table, ())
    )
