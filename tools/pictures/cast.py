"""A recording for asciinema, second version of its format, made of screens instead of a person's typing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import StringIO

from rich.console import Console

from tools.pictures.screens import as_text
from tools.pictures.svg import Screen


def cast(screens: Sequence[Screen], *, columns: int, rows: int, title: str, seconds: float) -> str:
    """The recording's text: screens that follow one another evenly for so long."""
    head = {"version": 2, "width": columns, "height": rows, "title": title, "env": {"TERM": "xterm-256color"}}
    step_s = seconds / len(screens)
    events = [[round(step_s * number, 3), "o", _escaped(screen)] for number, screen in enumerate(screens)]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (head, *events))


def _escaped(screen: Screen) -> str:
    """What a terminal is sent for one screen."""
    console = Console(
        file=StringIO(), width=1000, force_terminal=True, color_system="standard", highlight=False, legacy_windows=False
    )
    with console.capture() as sent:
        console.print(as_text(screen), end="")
    return "\x1b[H" + "\r\n".join(f"{line}\x1b[K" for line in sent.get().split("\n"))
