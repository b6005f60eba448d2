"""What a cell of a response log may hold, whichever program wrote it: what every reader of logs has in common. Each
raises ValueError, with a sentence, where a cell can be none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, TypeVar

from drillgrok.names import LONGEST_NAME, is_name
from drillgrok.tables.numbers import was_rounded

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_COUNT: Final = 2**31 - 1
PRESENTATION: Final = re.compile(r"plain|r[1-9][0-9]{0,3}")
AS_EXPORTED: Final = "Take the file as it was exported."
TIME_WANTED: Final = "is not a time like 2026-03-05T14:03:22.123+01:00."
_QUOTED_CHARACTERS: Final = 40

Value = TypeVar("Value")


def quoted(text: str) -> str:
    """A cell as an error message quotes it: short, and with nothing that a terminal would obey."""
    return repr(text if len(text) <= _QUOTED_CHARACTERS else f"{text[:_QUOTED_CHARACTERS]}...")


@lru_cache(maxsize=8192)
def name(text: str) -> str:
    """A name of whatever the log names."""
    if not is_name(text):
        raise ValueError(f"1 to {LONGEST_NAME} characters, none of them control characters.")
    return text


def item(text: str) -> str:
    """An item's key."""
    if was_rounded(text):
        raise ValueError(f"{quoted(text)} was rounded by a spreadsheet. {AS_EXPORTED}")
    return name(text)


def whole_number(text: str, form: re.Pattern[str]) -> int:
    """A count that is written in this form."""
    if not form.fullmatch(text) or int(text) > LARGEST_COUNT:
        raise ValueError(f"{quoted(text)} is not a whole number from 0 to {LARGEST_COUNT}.")
    return int(text)


def from_one(number: int) -> int:
    """A place in an order."""
    if number == 0:
        raise ValueError("Rows are counted from 1.")
    return number


@lru_cache(maxsize=1024)
def presentation(text: str) -> str:
    """How an item was worded."""
    if not PRESENTATION.fullmatch(text):
        raise ValueError(f"{quoted(text)} is none of plain, r1, r2, ...")
    return text


def one_of(values: Mapping[str, Value], text: str) -> Value:
    """What this word stands for."""
    if text not in values:
        raise ValueError(f"{quoted(text)} is none of {', '.join(word or '(empty)' for word in values)}.")
    return values[text]
