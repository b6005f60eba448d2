"""Signals that would end the program, taken while a screen is up: each becomes a call in the screen's own loop, so that
the item is put away, the answers are stored and the terminal is given back. Knows no screen."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

_LEFT_ALONE: Final = frozenset(
    getattr(signal, name, None)
    # cannot be taken; stop and go on; ignored; of a processor that cannot go on
    for name in (
        *("SIGKILL", "SIGSTOP"),
        *("SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT"),
        *("SIGCHLD", "SIGURG", "SIGWINCH", "SIGPIPE", "SIGXFSZ", "SIGINFO"),
        *("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS"),
    )
)
ENDING: Final = frozenset(signal.valid_signals()) - _LEFT_ALONE
"""Every signal whose default is to end a program, and that one can take."""


def exit_code(number: int) -> int:
    """What a shell calls the end by this signal."""
    return 128 + number


@contextmanager
def taking_signals(take: Callable[[int], None]) -> Iterator[None]:
    """Hand every ending signal to `take`, in the main thread between two of its steps; as before at the end."""

    def taken(number: int, _frame: FrameType | None) -> None:
        take(number)

    before = {}
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_IGN:
            continue  # as nohup asks for
        with suppress(OSError, ValueError):  # one that this system keeps for itself
            before[number] = signal.signal(number, taken)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
