"""What is kept of a failure that nobody foresaw: where in the program it was, on what system, and nothing else. Neither
values nor messages are written, for a deck's rule or an answer may stand in them."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from errno import EMFILE, ENFILE
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from drillgrok import __version__, places
from drillgrok.console.files import private_folder, written_whole
from drillgrok.errors import FEWER_FILES, DrillgrokError, visible

_KEPT: Final = 20
"""Reports; older ones are taken away."""
_LEANED_ON: Final = ("textual", "rich", "typer", "sqlalchemy", "alembic", "numpy")
_ISSUES: Final = "https://github.com/drillgrok/drillgrok/issues"


def unforeseen(error: BaseException) -> DrillgrokError:
    """The one sentence on a failure that nobody foresaw, with the place of its report where one could be written. That
    no more files can be open may come to light wherever one is opened, also by an import."""
    if isinstance(error, OSError) and error.errno in {EMFILE, ENFILE}:
        return DrillgrokError(f"{error.strerror}.", mend=f"Every answer given so far is stored. {FEWER_FILES}")
    what = f"drillgrok had to stop: {type(error).__name__} was not foreseen. Every answer given so far is stored."
    path = None
    with suppress(Exception):  # whatever stands in the way of the report must not stand in the way of the sentence
        path = _written(tuple(_lines(error)))
    if path is None:
        return DrillgrokError(what, mend=f"Please report how it happened at {_ISSUES}.")
    report = f"Where it was, without a word of a deck or an answer, stands in {visible(path)}"
    return DrillgrokError(what, mend=f"{report}: please send it to {_ISSUES}.")


def _written(lines: tuple[str, ...]) -> Path:
    folder = places.reports()
    path = folder / f"report-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.txt"
    private_folder(folder)
    with written_whole(path) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    for old in sorted(folder.glob("report-*.txt"))[:-_KEPT]:
        old.unlink()
    return path


def program_lines() -> Iterator[str]:
    """Which program this is, on what system, with which libraries: two lines."""
    yield f"drillgrok {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ", ".join(f"{name} {found}" for name in _LEANED_ON if (found := _version(name)))


def newest_report() -> str | None:
    """The text of the last failure that was kept, if any can be read."""
    for path in sorted(places.reports().glob("report-*.txt"))[-1:]:
        with suppress(OSError, UnicodeDecodeError):
            return path.read_text(encoding="utf-8")
    return None


def _lines(error: BaseException) -> Iterator[str]:
    yield from program_lines()
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield ""
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or cause.__context__


def _place(file: str) -> str:
    """The file as it is called on any machine: from its package on, so that no one's own folders are told."""
    roots = [entry for entry in sys.path if entry and file.startswith(entry)]
    return file[len(max(roots, key=len)) :].lstrip("/\\") if roots else Path(file).name


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
