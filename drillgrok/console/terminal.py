"""The terminal: whether there is one, how wide it is, and text with colours for it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from drillgrok.errors import DrillgrokError

if TYPE_CHECKING:
    from rich.text import Text

    from drillgrok.model.drawing import Drawing


def is_terminal() -> bool:
    """A person at a keyboard and a screen."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def by_lines(*, plain: bool) -> bool:
    """Lines were asked for, or nothing better is there."""
    return plain or not is_terminal() or os.environ.get("TERM", "dumb") == "dumb"


def agreed(question: str, stdin: TextIO | None, stdout: TextIO) -> bool:
    """Whether the person at the terminal says yes. Raises DrillgrokError where nobody can be asked."""
    if stdin is None or not (stdin.isatty() and stdout.isatty()):
        raise DrillgrokError("There is nobody here to ask, so nothing was done.", mend="Add --yes.")
    stdout.write(f"{question} [y/N] ")
    stdout.flush()
    return stdin.readline().strip().casefold() in {"y", "yes"}


def columns() -> int:
    """Cells across; 80 where nobody says."""
    return shutil.get_terminal_size((80, 24)).columns


def painted(*parts: object) -> str:
    """Drawings and what else rich can print, one below the other; with colours only where stdout shows them."""
    from rich.console import Console

    from drillgrok.model.drawing import Drawing

    console = Console(highlight=False, width=columns())
    with console.capture() as capture:
        for part in parts:
            console.print(*(texts(part) if isinstance(part, Drawing) else (part,)), sep="\n")
    return capture.get().rstrip("\n")


def texts(drawing: Drawing) -> tuple[Text, ...]:
    """The lines of a drawing in the terminal's own colours, or in none where NO_COLOR asks for that."""
    from rich.text import Text

    from drillgrok.console.styles import styles

    style_of = styles()
    return tuple(
        Text.assemble(*((span.text, style_of[span.tone, span.ground]) for span in line), no_wrap=True, overflow="crop")
        for line in drawing.lines
    )


def remarked(text: str) -> None:
    """Say something beside the result, on stderr; nothing where there is nothing to say."""
    if text and sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def shown(text: str) -> None:
    """Print a text; one that is longer than the screen goes through the learner's pager, as git's does."""
    rows = shutil.get_terminal_size((80, 24)).lines
    pager = _pager() if is_terminal() and text.count("\n") >= rows - 1 else []
    if pager:
        from drillgrok.console.pager import paged

        paged(text, pager)
    else:
        sys.stdout.write(f"{text}\n")


def _pager() -> list[str]:
    """The learner's pager with its options; empty where there is none that could be called."""
    try:
        pager = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # a quote that is not closed
        return []
    return pager if pager and shutil.which(pager[0]) else []
