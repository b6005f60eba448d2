"""Plain values and long columns of numbers as bytes and back, with a sum that tells damage. Standard library only."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Mapping
from typing import Any, TypeAlias

_SWAPPED = sys.byteorder == "big"
_SUM_BYTES = 4

Column: TypeAlias = "array[Any]"


def packed(head: Mapping[str, Any], columns: Mapping[str, Column]) -> bytes:
    """A sum, a line of JSON, then the columns, little-endian."""
    lengths = {name: [column.typecode, len(column)] for name, column in columns.items()}
    line = json.dumps({"head": head, "columns": lengths}, separators=(",", ":")).encode()
    body = b"\n".join([line, b"".join(_turned(column).tobytes() for column in columns.values())])
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "little") + body


def unpacked(data: bytes) -> tuple[dict[str, Any], dict[str, Column]]:
    """What `packed` was given. Raises ValueError on anything that it did not write."""
    body = data[_SUM_BYTES:]
    if zlib.crc32(body) != int.from_bytes(data[:_SUM_BYTES], "little"):
        raise ValueError("damaged")
    line, _, rest = body.partition(b"\n")
    values = json.loads(line)
    columns = {}
    for name, (typecode, length) in values["columns"].items():
        column: Column = array(typecode)
        size = column.itemsize * length
        column.frombytes(rest[:size])
        columns[name], rest = _turned(column), rest[size:]
    return values["head"], columns


def _turned(column: Column) -> Column:
    """The same in the order that is written."""
    if not _SWAPPED:
        return column
    turned = array(column.typecode, column)
    turned.byteswap()
    return turned
