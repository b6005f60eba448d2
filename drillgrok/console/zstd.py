"""Zstandard's compression: the standard library's own module from Python 3.14 on, its backport before. What is packed,
and how tightly, is not known here."""

import sys
from io import BufferedIOBase
from typing import IO, Final

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["FRAME_MARK", "unpacking", "zstd"]

FRAME_MARK: Final = b"\x28\xb5\x2f\xfd"
"""The bytes that a packed file begins with."""
_MOST_WINDOW_BITS: Final = 27
"""128 MB: what unpacking a stranger's file may ask of the memory."""


def unpacking(packed: IO[bytes]) -> BufferedIOBase:
    """What a packed stream holds, to be read in pieces; its frames follow one another.

    Reading it raises zstd.ZstdError where it is damaged or asks for too much memory, EOFError where it is cut off.
    """
    return zstd.open(packed, options={zstd.DecompressionParameter.window_log_max: _MOST_WINDOW_BITS})
