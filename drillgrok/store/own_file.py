"""Whether a database that is open is still the file at its path: what is stored in one that was moved, deleted or
replaced meanwhile lies where nobody looks for it. Standard library only; no file is opened here, for closing it would
let go of SQLite's locks on it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from drillgrok.errors import DrillgrokError

Identity = tuple[int, int]
"""A file's device and its number there."""

_OPEN_FILES: Final = Path("/proc/self/fd")
"""Where Linux lists the files that are open here, each a link to where it lies now."""


class MovedError(DrillgrokError):
    """The database that is open is not the one at its path any more; nothing was stored."""

    def __init__(self, path: Path, lies: str) -> None:
        """`lies` is a sentence on what was stored before."""
        what = "Another file has taken the place of the database" if path.exists() else "The database was taken away"
        super().__init__(f"{what} while it was open here: from then on nothing was stored.", where=str(path), mend=lies)


def identity_of(path: Path) -> Identity | None:
    """Which file `path` is; None where there is none, or its disk does not number files."""
    with suppress(OSError):
        found = path.stat()
        return (found.st_dev, found.st_ino) if found.st_ino else None
    return None


def is_moved(path: str, opened: Identity | None) -> bool:
    """Whether `path` is another file than the one that was `opened`, or none; False where its disk cannot tell."""
    if opened is None:
        return False
    try:
        found = os.stat(path)  # noqa: PTH116 - between an answer and the next prompt: a path takes longer to make
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # whoever reads or writes next says what that is
        return False
    return bool(found.st_ino) and (found.st_dev, found.st_ino) != opened


def place_of(opened: Identity) -> Path | None:
    """Where the file lies now that is open here; None where it is deleted, or the system does not tell."""
    with suppress(OSError):
        for link in _OPEN_FILES.iterdir():
            if identity_of(link) == opened:
                place = link.readlink()
                return place if identity_of(place) == opened else None
    return None
