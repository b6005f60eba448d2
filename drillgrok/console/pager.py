"""A text in the learner's pager, and the terminal as it was, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

_ENDS_S: Final = 2.0
"""A pager that is told to end puts the terminal in order in less."""


def paged(text: str, pager: Sequence[str]) -> None:
    """Show the text until the pager is left. Ctrl+C is the pager's, as with git; where the program is told to end, the
    pager ends first."""
    environment = {"LESS": "FRXPsspace shows more, q leaves", "LESSCHARSET": "utf-8", **os.environ}
    with (
        _as_it_was(),
        _ctrl_c_left_alone(),
        subprocess.Popen(pager, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process,
    ):
        try:
            process.communicate(text)
        except BaseException:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_ENDS_S)
            process.kill()
            raise


@contextmanager
def _ctrl_c_left_alone() -> Iterator[None]:
    """A handler, not to ignore it: what is ignored would be ignored by the pager, too."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """The terminal's line mode and echo are restored."""
    try:
        import termios
    except ImportError:  # Windows has no such modes
        yield
        return
    modes = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, modes)
