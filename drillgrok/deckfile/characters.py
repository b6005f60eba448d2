"""Characters that no deck may hold, for they steer a terminal, and those that nobody sees. Light, for every name of a
deck is looked at."""

from __future__ import annotations

import re
import unicodedata

# C0 without tab and line feed, DEL, C1, direction marks, line separators, surrogates, byte order marks, non-characters.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_JOINERS = "\u200c\u200d"
_FILLERS = "\u034f\u115f\u1160\u3164\uffa0"


def unsafe_character(text: str) -> str | None:
    """The name, such as U+001B, of the first character that no deck may hold; None when there is none."""
    found = UNSAFE.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def unseen_character(text: str) -> str | None:
    """The name of the first character that takes no room and joins nothing; None where there is none, and something to
    be seen. Two names must not look the same and be two."""
    for place, char in enumerate(text):
        joins = char in _JOINERS and 0 < place < len(text) - 1 and _is_letter(text[place - 1])
        if (unicodedata.category(char) in {"Cf", "Cn", "Co"} and not joins) or char in _FILLERS:
            return f"U+{ord(char):04X}"
    return None


def _is_letter(char: str) -> bool:
    """Letters, the marks on them, and pictures, which joiners can stand behind."""
    return unicodedata.category(char)[0] in "LMS"
