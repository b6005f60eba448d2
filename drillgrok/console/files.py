"""Files that this program writes for a person: beside their place and renamed into it, private where they tell of a
learner, and never over what was there without being asked; and its own, read. No format is known here."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, ENOENT
from pathlib import Path
from typing import BinaryIO, Final

from drillgrok import places
from drillgrok.errors import DrillgrokError, explaining_files

OVERWRITE: Final = "Choose another name, or add --overwrite."
_OTHER: Final = "Choose another name."
_PART: Final = ".part"
_STALE_S: Final = 3600
"""A part this old belongs to a program that was killed."""
_SQLITE: Final = b"SQLite format 3\x00"
_ID_AT: Final = 68
_BY_THE_SHELL: Final = ("/dev/stdin", "/dev/stdout", "/dev/fd/", "/proc/self/fd/")
_COMPANIONS: Final = ("", "-wal", "-shm", "-journal")


def private_folder(folder: Path) -> None:
    """Make the folder where there is none, for its owner alone; one that is there stays as it is. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_free(path: Path, *, overwrite: bool | None = None, read: Iterable[Path] = ()) -> None:
    """Raise DrillgrokError where a file written to `path` would take the place of another that nobody gave away, or,
    whatever was asked, of a learner's responses, of a file that the program needs, or of one that is `read` meanwhile.
    `overwrite` is None where the command cannot be asked for it."""
    with explaining_files(path):
        ours = _real(places.database())
        if _real(path) in {_real(folder) for folder in places.folders()}:
            raise DrillgrokError("This is the name of a folder of drillgrok's own.", where=str(path), mend=_OTHER)
        if _real(path) in {ours.with_name(ours.name + end) for end in _COMPANIONS} or _holds_responses(path):
            raise DrillgrokError("Responses are kept in this file.", where=str(path), mend=_OTHER)
        if _real(path) in set(map(_real, places.files())) or _real(places.installed_decks()) in _real(path).parents:
            raise DrillgrokError("drillgrok keeps things of its own here.", where=str(path), mend=_OTHER)
        if _real(path) in set(map(_real, read)):
            raise DrillgrokError("This is the file that is read.", where=str(path), mend=_OTHER)
        refuse_endless(path)
        if path.is_dir():
            raise DrillgrokError("This is a folder.", where=str(path), mend="Name a file in it.")
        if path.is_file() and not overwrite and not _is_by_the_shell(path):
            raise DrillgrokError(
                "There is a file here already.", where=str(path), mend=_OTHER if overwrite is None else OVERWRITE
            )


def contents(file: Path) -> bytes:
    """What a file of our own holds. Raises OSError where it cannot be read; also where it is no file, such as a pipe,
    at which a reader would wait for ever."""
    if file.exists() and not file.is_file():
        raise OSError(EINVAL, "It is not a file", str(file))
    return file.read_bytes()


def refuse_endless(path: Path) -> None:
    """Raise DrillgrokError for a named pipe: nobody knows whether another program will ever be at its other end. One
    that the shell has opened, such as `<(...)`, has somebody there."""
    with suppress(OSError):  # whoever opens it says better what is wrong with it
        if path.is_fifo() and not _is_by_the_shell(path):
            raise DrillgrokError("This is a pipe, not a file.", where=str(path), mend="Name a plain file.")


@contextmanager
def written_whole(path: Path, *, private: bool = True) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `path` when the block ends; where the block fails, what was there stays
    and nothing new is left. Pipes and devices are written to directly. Raises OSError."""
    if _is_by_the_shell(path) or (path.exists() and not path.is_file()):
        with path.open("wb") as device:
            yield device
        return
    target = _real(path)
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, "There is no such folder", str(path.parent))
    part = part_beside(target)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        put(part, target)
    finally:
        part.unlink(missing_ok=True)


def put(part: Path, path: Path) -> None:
    """Give a finished file its name for good; what had that name is gone. Raises OSError."""
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def part_beside(path: Path) -> Path:
    """A name beside `path` that is free, for what will be renamed to it; parts of programs that were killed are taken
    away. Raises OSError."""
    for stale in path.parent.glob(f".{_escaped(path.name)}.*{_PART}"):
        sweep(stale)
    own = path.with_name(f".{path.name}.{os.getpid()}{_PART}")
    own.unlink(missing_ok=True)
    return own


def sweep(part: Path) -> None:
    """Take away what a killed program left half written."""
    with suppress(OSError):
        if time.time() - part.stat().st_mtime > _STALE_S:
            part.unlink()


def _is_by_the_shell(path: Path) -> bool:
    return str(path).startswith(_BY_THE_SHELL)


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _real(path: Path) -> Path:
    """Behind every link."""
    return Path(os.path.realpath(path))


def _holds_responses(path: Path) -> bool:
    """Whether this is one of our databases or a copy of one, by SQLite's mark and ours."""
    if not path.is_file():
        return False
    with suppress(PermissionError), path.open("rb") as file:
        head = file.read(_ID_AT + 4)
        return head.startswith(_SQLITE) and head[_ID_AT:] == b"dril"
    return False
