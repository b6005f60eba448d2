"""What this terminal can do and how exact its times are, asked of the terminal itself. Knows no database."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Final

from drillgrok.console.asking import asked
from drillgrok.console.terminal import is_terminal

_LEAST: Final = (80, 24)
_NAPS: Final = 20
_NAP_S: Final = 0.004
_EXACT_MS: Final = 5.0
_KEYBOARD_ASKED: Final = b"\x1b[?u"
"""Kitty's keyboard protocol."""
_PATIENCE_S: Final = 0.3


def terminal_remarks() -> Iterator[str]:
    """Sentences on size, colours, keys and timing; none where there is no terminal."""
    if not is_terminal():
        return
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    enough = "" if columns >= _LEAST[0] and lines >= _LEAST[1] else f"; the drill asks for {_LEAST[0]} by {_LEAST[1]}"
    yield f"This terminal has {columns} columns and {lines} lines{enough}."
    yield f"Colours: {_colours()}."
    yield f"Keys: {_keys()}."
    late_ms = sorted(_lateness_ms())
    usual, worst = median(late_ms), late_ms[-1]
    verdict = "latencies are exact here" if worst <= _EXACT_MS else "single latencies may be off by that much"
    yield f"Timing: this machine wakes {usual:.1f} ms late as a rule and {worst:.1f} ms at worst; {verdict}."


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none, as NO_COLOR asks"
    if os.environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return "all"
    return "256" if "256" in os.environ.get("TERM", "") else f"what {os.environ.get('TERM', 'this terminal')} has"


def _lateness_ms() -> Iterator[float]:
    """How much longer than asked each of some short naps lasts."""
    for _ in range(_NAPS):
        before_ns = time.monotonic_ns()
        time.sleep(_NAP_S)
        yield max(time.monotonic_ns() - before_ns - _NAP_S * 1e9, 0) / 1e6


def _keys() -> str:
    reply = asked(_KEYBOARD_ASKED, patience_s=_PATIENCE_S)
    if reply is None:
        return "the terminal did not answer when asked what it can tell of them"
    return "told apart by kitty's protocol" if b"u" in reply.partition(b"\x1b[?")[2][:6] else "as terminals always told"
