"""Which encoding a text file has, told by its bytes alone and proved by decoding all of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillgrok.deckfile.texts import MAX_TABLE_CHARACTERS
from drillgrok.errors import DrillgrokError

MOST_BYTES: Final = 4 * MAX_TABLE_CHARACTERS
_CHUNK_BYTES: Final = 1 << 20
_MARKS: Final = (  # the longer marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORDS: Final = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252 by the look of it"}
_SAVE: Final = "Save the file as UTF-8."
_LONG_RUN: Final = re.compile(rb"[\x80-\xff]{4,}")
_FOREIGN: Final = 0.5
"""Share of high bytes in runs of four and more: Western letters with marks stand alone, other alphabets together."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as Python names it."""

    name: str

    @property
    def words(self) -> str:
        """As a user knows it."""
        return _WORDS.get(self.name, self.name.upper())


def encoding_of(file: Path) -> Encoding:
    """The encoding of a text file: by its mark, by its pattern of zeros, UTF-8, or the Western one of Windows.

    Raises DrillgrokError when it is too large, no text, or in another encoding; OSError when it cannot be read.
    """
    if file.stat().st_size > MOST_BYTES:
        raise DrillgrokError(f"The file has more than {MOST_BYTES >> 20} MB.", where=str(file), mend="Split it.")
    with file.open("rb") as raw:
        head = raw.read(_CHUNK_BYTES)
    if head.startswith(b"PK\x03\x04"):
        raise DrillgrokError(
            "This is an archive or a spreadsheet, not text.", where=str(file), mend="Save the sheet as CSV."
        )
    name = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _by_zeros(head)
    if name is not None:
        if not _decodes(file, name):
            raise DrillgrokError(f"The file is damaged: it is no whole {name.upper()}.", where=str(file), mend=_SAVE)
        return Encoding(name)
    if b"\0" in head:
        raise DrillgrokError("The file is no text.", where=str(file), mend="Give a text file.")
    if _decodes(file, "utf-8"):
        return Encoding("utf-8")
    if _decodes(file, "cp1252") and not _is_foreign(head):
        return Encoding("cp1252")
    raise DrillgrokError("The letters are in an encoding that cannot be told.", where=str(file), mend=_SAVE)


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: mostly Western text has a zero in every second byte."""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd > pairs / 4 and even < pairs / 100:
        return "utf-16-le"
    return "utf-16-be" if pairs and even > pairs / 4 and odd < pairs / 100 else None


def _decodes(file: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as raw:
        while chunk := raw.read(_CHUNK_BYTES):
            yield chunk


def _is_foreign(head: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in head)
    return sum(map(len, _LONG_RUN.findall(head))) > _FOREIGN * high
