"""A program on a pseudo-terminal that answers queries as a real one would, and tells when its bytes came. Knows nothing
of drillgrok."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import monotonic_ns
from types import TracebackType
from typing import Final, Self

ROWS: Final = 24
COLUMNS: Final = 80
FRAME_END: Final = b"\x1b[?2026l"
"""What a program writes after a whole frame to a terminal that knows synchronized output."""

# Synchronized output is known, resize reports in the input are not, and the terminal is a VT220 with colours.
_REPLIES: Final = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
}
_CHUNK: Final = 65_536
_PATIENCE_S: Final = 60.0


class ClosedError(Exception):
    """The program has let go of its terminal."""


class Terminal:
    """One program, from its start to its end. All times are of the monotonic clock, in nanoseconds."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._fd, slave = pty.openpty()
        termios.tcsetwinsize(slave, (ROWS, COLUMNS))
        self._unread = b""
        self._read_ns = 0
        self.started_ns = monotonic_ns()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(environment), start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.kill()
        self._process.wait()
        os.close(self._fd)

    def kill(self) -> None:
        """SIGKILL: the program can do nothing about it."""
        self._process.send_signal(signal.SIGKILL)

    def send(self, keys: str) -> int:
        """Press keys; returns when. What came before is no longer looked at."""
        self._unread = b""
        now_ns = monotonic_ns()
        os.write(self._fd, keys.encode())
        return now_ns

    def read_until(self, text: bytes) -> int:
        """Wait for `text`; returns when its last byte came. Later calls look behind it.

        Raises ClosedError at the program's end, TimeoutError when nothing comes for a minute.
        """
        while text not in self._unread:
            if not self._read(_PATIENCE_S):
                raise TimeoutError(f"The terminal waits for {text!r} in vain; it has {self._unread[-400:]!r}.")
        self._unread = self._unread.partition(text)[2]
        return self._read_ns

    def rest(self, seconds: float) -> None:
        """Let time go by with an eye on the program. Raises ClosedError at its end."""
        until_ns = monotonic_ns() + int(seconds * 1e9)
        while (left_ns := until_ns - monotonic_ns()) > 0:
            self._read(left_ns / 1e9)

    def _read(self, seconds: float) -> bool:
        """Take what comes within so many seconds, and answer what is asked in it."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, _CHUNK)
        except OSError as error:  # Linux tells the end of the other side so
            raise ClosedError from error
        if not data:
            raise ClosedError
        self._read_ns = monotonic_ns()
        self._unread += data
        for query, reply in _REPLIES.items():
            if query in data:
                os.write(self._fd, reply)
        return True
