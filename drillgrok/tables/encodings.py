"""Which encoding a text has: as its reader says, or told by its bytes alone and proved by decoding all of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillgrok.errors import DrillgrokError

MOST_CHARACTERS: Final = 64 << 20
"""In one table."""
MOST_BYTES: Final = 4 * MOST_CHARACTERS
_CHUNK_BYTES: Final = 1 << 20
_MARKS: Final = (  # the longer marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORDS: Final = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8"}
_SAVE: Final = "Save the file as UTF-8."
_SHEETS: Final = (
    (b"PK\x03\x04", "a spreadsheet's own file or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet's own file"),
)
_SAVE_SHEET: Final = "In the spreadsheet choose 'Save as' or 'Download', then CSV (UTF-8), and take that file."
_LONG_RUN: Final = re.compile(rb"[\x80-\xff]{4,}")
_FOREIGN: Final = 0.5
"""Share of high bytes in runs of four and more: Western letters with marks stand alone, other alphabets together."""
_MOST_ZEROS: Final = 0.01
"""Share of zeros in what is still text: one may have been typed."""
_MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", re.DOTALL
)
_TEXT_CODECS: Final = re.compile(
    r"utf-?(8|16|32)(-?(sig|le|be))?|(cp|windows-?)\d{3,4}|iso-?8859-?\d{1,2}|latin-?\d{1,2}|ascii|us-ascii|koi8-[rtu]"
    r"|mac-?(roman|latin2|cyrillic|greek|turkish|iceland)|gb(2312|k|18030)|big5(hkscs)?|shift-?jis(x?0213|-?2004)?|sjis"
    r"|euc-?(jp|kr|cn)|iso-?2022-?(jp|kr)|johab|hz|tis-?620|ptcp154",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as Python names it."""

    name: str
    guessed: bool = False
    """Its bytes would fit others as well."""

    @property
    def words(self) -> str:
        """As a user knows it."""
        named = _WORDS.get(self.name) or re.sub(r"^cp(\d)", r"Windows-\1", self.name)
        named = named if named[0].isupper() else named.upper()
        return f"{named} by the look of it" if self.guessed else named


def encoding_of(file: Path, asked: str | None = None, *, most_bytes: int | None = MOST_BYTES) -> Encoding:
    """The encoding of a text file: the one that is `asked` for, else by its mark, by its pattern of zeros, UTF-8, or
    the Western one of Windows.

    Raises DrillgrokError when it is too large, no text, or in another encoding; OSError when it cannot be read.
    """
    if most_bytes is not None and file.stat().st_size > most_bytes:
        raise DrillgrokError(f"The file has more than {most_bytes >> 20} MB.", where=str(file), mend="Split it.")
    with file.open("rb") as raw:
        head = raw.read(_CHUNK_BYTES)
    return _told(head, str(file), lambda name: _decodes(_chunks(file), name), asked)


def decoded(data: bytes, where: str) -> str:
    """The text of a file's bytes, its mark dropped and line ends made one. Raises DrillgrokError when it is no text, or
    in an encoding that cannot be told."""
    encoding = _told(data[:_CHUNK_BYTES], where, lambda name: _decodes(iter((data,)), name), None)
    text = data.decode(encoding.name).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _told(head: bytes, where: str, decodes: Callable[[str], bool], asked: str | None) -> Encoding:
    sheet = next((words for mark, words in _SHEETS if head.startswith(mark)), None)
    if sheet is not None:
        raise DrillgrokError(f"This is {sheet}, not text.", where=where, mend=_SAVE_SHEET)
    if asked is not None:
        return _asked(asked, where, decodes)
    name = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _by_zeros(head)
    if name is not None:
        if not decodes(name):
            raise DrillgrokError(f"The file is damaged: it is not whole {name.upper()}.", where=where, mend=_SAVE)
        return Encoding(name)
    if head.count(0) > len(head) * _MOST_ZEROS:
        raise DrillgrokError("This is not a text file.", where=where, mend="Give a text file.")
    if decodes("utf-8"):
        return Encoding("utf-8")
    stray = _stray(head)
    if stray is not None:
        line = head.count(b"\n", 0, stray) + 1
        raise DrillgrokError(f"Byte {stray + 1} is not UTF-8 text.", where=f"{where}:{line}", mend=_SAVE)
    if decodes("cp1252") and not _is_foreign(head):
        return Encoding("cp1252", guessed=True)
    mend = "Save the file as UTF-8, or let `drillgrok deck import` read it with --encoding windows-1251 or another."
    raise DrillgrokError("The letters are in an encoding that cannot be told.", where=where, mend=mend)


def _asked(asked: str, where: str, decodes: Callable[[str], bool]) -> Encoding:
    """The encoding that a user names. Raises DrillgrokError where there is none of this name, or the file is not in
    it."""
    named = asked.strip().replace("_", "-").replace(" ", "-")
    try:
        name = codecs.lookup(named).name if _TEXT_CODECS.fullmatch(named) else ""
    except LookupError:
        name = ""
    if not name:
        mend = "Name one such as utf-8, windows-1250, windows-1251, iso-8859-2 or shift-jis."
        raise DrillgrokError(f"{asked!r} is not an encoding that is known here.", where="--encoding", mend=mend)
    if not decodes(name):
        raise DrillgrokError(f"The file is not in {asked}.", where=where, mend="Name another --encoding, or none.")
    return Encoding({"utf-8": "utf-8-sig"}.get(name, name))


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: mostly Western text has a zero in every second byte."""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd > pairs / 4 and even < pairs / 100:
        return "utf-16-le"
    return "utf-16-be" if pairs and even > pairs / 4 and odd < pairs / 100 else None


def _decodes(chunks: Iterator[bytes], name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as raw:
        while chunk := raw.read(_CHUNK_BYTES):
            yield chunk


def _stray(head: bytes) -> int | None:
    """Where the first byte that is no UTF-8 stands in what is UTF-8 otherwise: no other encoding looks so."""
    whole = sum(map(len, _MULTIBYTE.findall(head)))
    stray = sum(byte >= 0x80 for byte in head) - whole
    if not 0 < stray < whole:
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_foreign(head: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in head)
    return sum(map(len, _LONG_RUN.findall(head))) > _FOREIGN * high
