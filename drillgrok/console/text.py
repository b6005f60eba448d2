"""Text that is safe to show: nothing in it can steer a terminal or turn the reading order. Standard library only."""

from __future__ import annotations

import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Format characters that only shape the letters beside them."""


def clean(text: str) -> str:
    """The text without characters that a terminal would obey or that would turn the reading order: hostile until here.

    Tabs and line ends become spaces.
    """
    return text if text.isprintable() else "".join(map(_clean_char, text))


def safe_lines(text: str) -> str:
    """The same for a text of several lines, which stay apart."""
    return "\n".join(map(clean, text.split("\n")))


def counted(number: int, one: str, many: str = "") -> str:
    """`1 item`, `2,000 items`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _clean_char(char: str) -> str:
    if char.isspace():
        return " "
    hostile = unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in JOINERS
    return "" if hostile else char
