"""The bytes of a plain or a packed file, whichever it is, told by how it begins. What they mean is not known here."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import Final

from drillgrok.console.files import refuse_endless
from drillgrok.console.zstd import FRAME_MARK, unpacking, zstd
from drillgrok.errors import DrillgrokError
from drillgrok.importers import explained

_UNPACKERS: Final[dict[bytes, Callable[[BufferedReader], BufferedIOBase]]] = {
    FRAME_MARK: unpacking,
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"BZh": bz2.BZ2File,
}
"""How a packed file begins -> what reads it, and ends with EOFError where it is cut off."""
_AGAIN: Final = "Download it again."


@contextmanager
def unpacked(file: Path) -> Iterator[tuple[BufferedIOBase, BufferedReader]]:
    """What a file holds, to be read in pieces, and the file itself, which tells how far it is read.

    Raises DrillgrokError where it cannot be read, is damaged or cut short, also while it is read.
    """
    refuse_endless(file)
    with explained(file), file.open("rb") as raw:
        head = raw.peek(4)
        mark = next((mark for mark in _UNPACKERS if head.startswith(mark)), None)
        try:
            yield (_UNPACKERS[mark](raw) if mark else raw), raw
        except EOFError:
            raise cut_short(file) from None
        except (zstd.ZstdError, zlib.error, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise DrillgrokError("The file is damaged.", where=str(file), mend=_AGAIN) from None


def cut_short(file: Path) -> DrillgrokError:
    """What is said of a file that ends before its end."""
    return DrillgrokError("The file is cut short: it ends before its end.", where=str(file), mend=_AGAIN)
