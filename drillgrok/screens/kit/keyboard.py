"""What a terminal sends, as Textual's events. What makes no sense is dropped, and nothing that is sent raises: not a
byte of another encoding, not a code that no character has, not a paste that never ends. Knows no driver and no app."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
_BREAKS_PASTE_OFF: Final = ("\x03", "\x1b[99;5u")
"""Ctrl+C, as it is sent of old and by the kitty protocol."""
_PASTE_SILENCE_S: Final = 0.5
"""A paste comes in one go: where nothing more comes, its end was lost."""
_LONGEST_PASTE: Final = 100_000
_LONGEST_SIDE: Final = 2_000
"""Cells across or down that a terminal is believed to have."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no key has."""


class TerminalReader:
    """Bytes in, events out, in order."""

    def __init__(self, clock_s: Callable[[], float] = monotonic) -> None:
        self._clock_s = clock_s
        self._decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        self._parser = _CellParser()
        self._recent = ""
        """The last characters outside of a paste."""
        self._paste: list[str] | None = None
        self._paste_s = 0.0
        """When the last of the paste came."""

    def feed(self, data: bytes) -> Iterator[Message]:
        """The events that these bytes complete."""
        for char in self._decode(data):
            yield from self._pasted(char) if self._paste is not None else self._typed(char)

    def tick(self) -> Iterator[Message]:
        """The events that are complete because nothing followed: a lone Esc, a paste whose end was lost."""
        if self._paste is not None and self._clock_s() - self._paste_s > _PASTE_SILENCE_S:
            yield self._end_paste("".join(self._paste))
        yield from self._parsed(self._parser.tick)

    def _typed(self, char: str) -> Iterator[Message]:
        self._recent = (self._recent + char)[-len(_PASTE_BEGINS) :]
        if self._recent == _PASTE_BEGINS:
            self._parser = _CellParser()  # it has all of the sign but its last character
            self._recent = ""
            self._paste, self._paste_s = [], self._clock_s()
            return
        yield from self._parsed(lambda: self._parser.feed(char))

    def _pasted(self, char: str) -> Iterator[Message]:
        paste = self._paste or []
        paste.append(char)
        self._paste, self._paste_s = paste, self._clock_s()
        end = "".join(paste[-len(_BREAKS_PASTE_OFF[1]) :])
        if end.endswith(_PASTE_ENDS):
            yield self._end_paste("".join(paste).removesuffix(_PASTE_ENDS))
        elif end.endswith(_BREAKS_PASTE_OFF):
            self._paste = None
            yield events.Key("ctrl+c", None)
        elif len(paste) > _LONGEST_PASTE:
            del paste[_LONGEST_PASTE - len(_PASTE_ENDS) : -len(_PASTE_ENDS)]

    def _end_paste(self, text: str) -> events.Paste:
        self._paste = None
        return events.Paste(text.replace("\x00", ""))

    def _parsed(self, parse: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        try:
            found = list(parse())
        except Exception:  # whatever odd input makes the parser raise, it is of no use afterwards
            self._parser = _CellParser()
            return
        yield from filter(_makes_sense, found)


class _CellParser(XTermParser):
    """Textual's parser, told never to take the mouse's cells for pixels: this program asks for cells."""

    @property
    def mouse_pixels(self) -> bool:
        return False

    @mouse_pixels.setter
    def mouse_pixels(self, _asked: bool) -> None:
        """A report of the terminal's size in pixels asks for it."""


def _makes_sense(message: Message) -> bool:
    if isinstance(message, events.Key):
        return not _SURROGATE.search(f"{message.key}{message.character or ''}")
    if isinstance(message, events.Resize):
        return all(0 < side <= _LONGEST_SIDE for side in message.size)
    return True
