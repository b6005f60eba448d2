"""The one error a user may see: a sentence saying what, where and what to do. Only the command line prints it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EMFILE, ENFILE, ENOSPC
from pathlib import Path
from typing import Final


class DrillgrokError(Exception):
    """Something the user can mend.

    `what` says what is wrong, `where` names the file, line or command, `mend` says what to do next.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{visible(self.where)}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{place}{self.what}{mend}"


class BusyError(DrillgrokError):
    """Another program holds what is needed, for the moment: nothing was done, and it may be tried again."""


def visible(name: object) -> str:
    """A file's name as it can be shown: what does not print, or would steer a terminal, stands as its escape."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in str(name))


WRITABLE: Final = "Make the file and its folder writable, or set DRILLGROK_HOME to a folder that is."

FEWER_FILES: Final = "Close other programs, or allow more open files, for example by `ulimit -n 256`."
_MENDS: Final = {
    **dict.fromkeys((ENOSPC, EDQUOT), "Make room there."),
    **dict.fromkeys(
        (EMFILE, ENFILE), "Close other programs, or allow more open files, for example by `ulimit -n 256`."
    ),
}


@contextmanager
def explaining_files(path: Path) -> Iterator[None]:
    """Turn every file system error inside into a DrillgrokError about `path`."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read has enough: nothing is wrong with the path
    except OSError as error:
        lost = isinstance(error, FileNotFoundError | NotADirectoryError)
        mend = "Check the path." if lost else _MENDS.get(error.errno or 0, WRITABLE)
        raise DrillgrokError(f"{error.strerror or error}.", where=str(error.filename or path), mend=mend) from error
