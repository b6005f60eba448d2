"""Around every command: standard streams that are there, signals that let files be tidied up, output that can be
written, and one sentence for whatever nobody foresaw."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from types import FrameType

from drillgrok.console.text import safe_lines
from drillgrok.errors import DrillgrokError

_UNWRITABLE = "The output cannot be written"
_OF_STREAMS = {errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EINVAL}
_TIDY_ENDS = ("SIGTERM", "SIGHUP", "SIGBREAK")


def guarded(command: Callable[[], object]) -> None:
    """Run the program and leave it with its exit code: 1, and a sentence on stderr, where something went wrong. What is
    at work behind a screen that was left is not waited for."""
    try:
        _ended(command)
    except SystemExit as end:
        _cut_off(end)
        raise


def _ended(command: Callable[[], object]) -> None:
    """Raises SystemExit where the exit code is not 0, and where the command says so."""
    _open_missing_streams()
    _bear_poor_encodings()
    _unwind_on_signals()
    try:
        _run(command)
    except KeyboardInterrupt:
        sys.exit(130)
    except DrillgrokError as error:
        _say(str(error))
        sys.exit(1)


def _run(command: Callable[[], object]) -> None:
    """Raises DrillgrokError for whatever goes wrong."""
    try:
        try:
            command()
        finally:
            _flush()
    except BrokenPipeError:
        drop_output()  # the reader has left: nothing more can be said to it
    except OSError as error:
        if not _is_output(error):
            raise _foreseen(error) from None
        drop_output()
        raise DrillgrokError(f"{_UNWRITABLE}: {error.strerror}.", mend="Make room, or send it elsewhere.") from None
    except Exception as error:
        raise _foreseen(error) from None


def _cut_off(end: SystemExit) -> None:
    """End here and now where a thread would be waited for: it can be cut off at any moment."""
    from drillgrok.console.behind import is_at_work

    if not is_at_work():
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))


def _foreseen(error: Exception) -> DrillgrokError:
    if isinstance(error, DrillgrokError):
        return error
    from drillgrok.console.report import unforeseen

    return unforeseen(error)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """What is left to be written would fail once more when the interpreter ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_output(error: OSError) -> bool:
    """Whether it was standard output that could not be written: an error about a file of ours would name it."""
    return error.filename is None and error.errno in _OF_STREAMS


def _say(text: str) -> None:
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"{safe_lines(text)}\n")
        sys.stderr.flush()


def _open_missing_streams() -> None:
    """Put something in the place of closed streams, or the next file that is opened would get their number, and what is
    meant for the screen would go into it. What is written to a closed stdout still fails."""
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest free number
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _bear_poor_encodings() -> None:
    """A sign that the output's encoding lacks becomes a question mark and ends nothing. Data are written as bytes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors in {"strict", "surrogateescape"}:
            stream.reconfigure(errors="replace")


def _unwind_on_signals() -> None:
    """Let a signal that ends the program unwind it, so that nothing half written is left behind."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in _TIDY_ENDS:
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            signal.signal(getattr(signal, name), end)
