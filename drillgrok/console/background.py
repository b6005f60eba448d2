"""Whether the terminal is dark or light. Standard library only, for the first screen asks."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from functools import cache
from typing import Final

from drillgrok.console.asking import asked

_COLOUR: Final = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_ASKED: Final = b"\x1b]11;?\x1b\\"
"""Which colour is the background?"""
_PATIENCE_S: Final = 0.5
MOST_DARK, LEAST_LIGHT = 0.045, 0.66
"""Relative luminances up to which, and from which on, the colours for dark and for light are read well."""
_LIGHT_OF_SIXTEEN: Final = frozenset({"7", "15"})


class Background(StrEnum):
    """What the terminal's own background is like."""

    DARK = "dark"
    LIGHT = "light"
    UNKNOWN = "unknown"
    """Nobody says, or it is neither."""


@cache
def background() -> Background:
    """As the terminal says when it is asked, else as the variable COLORFGBG does; asked once."""
    if os.environ.get("TERM", "dumb") == "dumb" or os.environ.get("NO_COLOR"):
        return Background.UNKNOWN
    said = _COLOUR.search(asked(_ASKED, patience_s=_PATIENCE_S) or b"")
    if said is not None:
        return _kind([int(part, 16) / (16 ** len(part) - 1) for part in said.groups()])
    last = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if not last.isdecimal():
        return Background.UNKNOWN
    return Background.LIGHT if last in _LIGHT_OF_SIXTEEN else Background.DARK


def _kind(parts: list[float]) -> Background:
    """Of red, green and blue from 0 to 1; luminance as the Web Content Accessibility Guidelines 2.2 compute it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    if luminance <= MOST_DARK:
        return Background.DARK
    return Background.LIGHT if luminance >= LEAST_LIGHT else Background.UNKNOWN
