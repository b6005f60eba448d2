"""Bytes -> text that is safe to handle and to show: UTF-8, one kind of line end, no sign that steers a terminal."""

from __future__ import annotations

import re

from drillgrok.deckfile.flaws import Flaw
from drillgrok.errors import DrillgrokError

MAX_DECK_CHARACTERS = 1 << 20
MAX_TABLE_CHARACTERS = 64 << 20

# C0 without tab and line feed, DEL, C1, direction marks, line separators, surrogates, byte order marks, non-characters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def decode(data: bytes, file: str) -> str:
    """The text of a file: UTF-8, a byte order mark dropped, line ends made one.

    Raises DrillgrokError when the bytes are not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DrillgrokError(
            f"Byte {error.start + 1} is not UTF-8 text.", where=f"{file}:{line}", mend="Save the file as UTF-8."
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def unsafe_character(text: str) -> str | None:
    """The name, such as U+001B, of the first character that no deck may hold; None when there is none."""
    found = _UNSAFE.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def text_flaw(text: str, file: str, most: int) -> Flaw | None:
    """What makes a whole file unfit to be read at all: too long, or a character that no deck may hold."""
    if len(text) > most:
        return Flaw(file, 1, None, f"The file has more than {most:,} characters.", "Make it shorter.")
    found = _UNSAFE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    name = f"U+{ord(found.group()):04X}"
    return Flaw(file, line, column, f"The control character {name} cannot stand in a deck.", "Delete it.")
