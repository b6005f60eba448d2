"""The first page on the terminal before the library of the screens is loaded, so that nobody waits for that; keys that
are pressed meanwhile wait in the terminal. Standard library and rich's styles only. Knows no scene."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from rich.color import ColorSystem

from drillgrok.console.asking import is_in_background
from drillgrok.console.styles import styles
from drillgrok.console.terminal import is_terminal
from drillgrok.screens.kit.ending import exit_code, taking_signals
from drillgrok.screens.kit.page import Page

_TAKEN: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H"
"""Second screen, hidden cursor, cut lines, from the top."""
_GIVEN_BACK: Final = "\x1b[?7h\x1b[?1049l\x1b[?25h"


@dataclass(slots=True)
class TakenTerminal:
    """A terminal with the first page on it, before a driver has it."""

    mode_before: list[Any]
    """As `termios` tells it: what the terminal is to be given back in."""
    is_handed_over: bool = False
    """A driver has it, and gives it back."""


@contextmanager
def painted_first(page: Callable[[int, int, int], Page]) -> Iterator[TakenTerminal | None]:
    """Paint the page for this terminal's width and height, and give the terminal back at the end unless a driver took
    it over. None where there is no terminal that can be taken: then nothing is painted."""
    if sys.platform == "win32" or not is_terminal() or is_in_background(sys.stdin.fileno()):
        yield None
        return
    import termios

    keys = sys.stdin.fileno()
    taken = TakenTerminal(termios.tcgetattr(keys))
    try:
        with taking_signals(_end):
            _keep_keys(keys)
            width, height = shutil.get_terminal_size()
            _write(_TAKEN + _rendered(page(width, height, 0)))
            yield taken
    finally:
        if not taken.is_handed_over:
            _write(_GIVEN_BACK)
            with suppress(termios.error):
                termios.tcsetattr(keys, termios.TCSANOW, taken.mode_before)


def _end(number: int) -> NoReturn:
    """An ending signal before there is a driver that could take it."""
    raise SystemExit(exit_code(number))


def _keep_keys(keys: int) -> None:
    """Keys are not echoed, end no line and send no signal: they wait for whoever reads next."""
    import termios

    mode = termios.tcgetattr(keys)
    mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    mode[0] &= ~(termios.ICRNL | termios.IXON)
    with suppress(termios.error):
        termios.tcsetattr(keys, termios.TCSANOW, mode)


def _rendered(page: Page) -> str:
    style_of, colours = styles(), _colours()
    rows = (
        "".join(style_of[span.tone, span.ground].render(span.text, color_system=colours) for span in row)
        for row in page
    )
    return "\r\n".join(rows)


def _colours() -> ColorSystem:
    """What the terminal says it can show, as rich reads it."""
    if os.environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ColorSystem.TRUECOLOR
    return ColorSystem.EIGHT_BIT if os.environ.get("TERM", "").endswith("-256color") else ColorSystem.STANDARD


def _write(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.write(text)
        sys.stdout.flush()
