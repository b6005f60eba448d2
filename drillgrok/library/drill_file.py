"""Files of packs on the disk: read within bounds, written whole or not at all. What is in a pack is not known here."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drillgrok.console.files import written_whole
from drillgrok.errors import DrillgrokError

MAX_PACK_BYTES = 64 << 20


def read_file(path: Path) -> bytes:
    """The bytes of a pack, one more than a pack may have where it is longer.

    Raises DrillgrokError when it cannot be read, or is no plain file: a link, a folder, a device.
    """
    refuse_unplain(path)
    with explaining(path), path.open("rb") as file:
        return file.read(MAX_PACK_BYTES + 1)


def refuse_unplain(path: Path) -> None:
    """Raise DrillgrokError unless a plain file is there: a link may lead anywhere, a pipe or a device never ends."""
    with explaining(path):
        mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        kind = "a link" if stat.S_ISLNK(mode) else "not a plain file"
        raise DrillgrokError(f"This is {kind}.", where=str(path), mend="Put the file itself in its place.")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, whatever stops the program. Raises DrillgrokError."""
    with explaining(path), written_whole(path, private=False) as file:
        file.write(data)


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """An OSError becomes a DrillgrokError that names `path`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "The file cannot be read or written"
        raise DrillgrokError(f"{reason}.", where=str(path), mend="Check the path and who may use it.") from None
