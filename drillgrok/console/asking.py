"""Questions to the terminal itself, which it answers as if somebody typed. Standard library only, for the first screen
asks one."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from contextlib import suppress
from typing import Final

_FROM, _TO = 0, 1
"""Where keys come from and text goes to."""
_WHO: Final = b"\x1b[c"
"""What every terminal answers, and after all that was asked before: so nothing else has to be waited for."""
_ANSWERED: Final = re.compile(rb"\x1b\[\?[0-9;]*c")


def asked(question: bytes, *, patience_s: float) -> bytes | None:
    """The terminal's reply to a control sequence, empty where it knows none; None where nobody can be asked, or no
    terminal answers in so many seconds."""
    if sys.platform == "win32" or not (os.isatty(_FROM) and os.isatty(_TO)):
        return None
    import termios
    import tty

    if is_in_background(_FROM):
        return None
    before = termios.tcgetattr(_FROM)
    reply, until_s = b"", time.monotonic() + patience_s
    try:
        tty.setcbreak(_FROM, termios.TCSANOW)
        os.write(_TO, question + _WHO)
        while select.select([_FROM], [], [], max(until_s - time.monotonic(), 0))[0]:
            reply += os.read(_FROM, 64)
            if (end := _ANSWERED.search(reply)) is not None:
                return reply[: end.start()]
    except OSError:  # the terminal has gone away
        return None
    finally:
        with suppress(termios.error):
            termios.tcsetattr(_FROM, termios.TCSANOW, before)
    return None


def is_in_background(number: int) -> bool:
    """Whether to read from this terminal would stop the program."""
    try:
        return os.tcgetpgrp(number) != os.getpgrp()
    except OSError:  # a terminal that rules no session stops nobody
        return False
