"""A sheet of terminal cells to draw on, and words that fit a number of cells. Knows nothing of charts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from drillgrok.model.drawing import DrawnLine, Span, Tone


class Canvas:
    """Rows and columns of cells, counted from the top left; what is put later covers what was there."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._chars = [[" "] * width for _ in range(height)]
        self._tones = [[Tone.PLAIN] * width for _ in range(height)]

    def at(self, row: int, column: int) -> str:
        """What stands in a cell: a space where nothing does, nothing in the second half of a wide character."""
        return self._chars[row][column]

    def put(self, row: int, column: int, char: str, tone: Tone = Tone.PLAIN) -> None:
        """A character of one cell; nothing happens outside the sheet."""
        if 0 <= row < self.height and 0 <= column < self.width:
            self._chars[row][column], self._tones[row][column] = char, tone

    def write(self, row: int, column: int, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Words from a cell on; what does not fit at either edge is left out."""
        at = column
        for char, cells in characters(text):
            if at >= 0 and at + cells <= self.width:
                self.put(row, at, char, tone)
                for behind in range(1, cells):
                    self.put(row, at + behind, "", tone)
            at += cells

    def paste(self, row: int, column: int, other: Canvas) -> None:
        """Another sheet onto this one, its top left corner on a cell."""
        for y in range(other.height):
            for x in range(other.width):
                self.put(row + y, column + x, other._chars[y][x], other._tones[y][x])

    def is_free(self, row: int, column: int, cells: int) -> bool:
        """Nothing stands in so many cells from this one on, and they are on the sheet."""
        inside = 0 <= row < self.height and column >= 0 and column + cells <= self.width
        return inside and all(char == " " for char in self._chars[row][column : column + cells])

    def lines(self) -> Iterator[DrawnLine]:
        """The rows as spans, without the empty cells at their ends."""
        for chars, tones in zip(self._chars, self._tones, strict=True):
            yield _spans(chars, tones)


def _spans(chars: list[str], tones: list[Tone]) -> DrawnLine:
    last = max((column for column, char in enumerate(chars) if char != " "), default=-1)
    spans: list[Span] = []
    text, tone = "", Tone.PLAIN
    for char, next_tone in zip(chars[: last + 1], tones, strict=False):
        if char not in {" ", ""} and next_tone is not tone:
            if text.strip():
                spans.append(Span(text, tone))
                text = ""
            tone = next_tone
        text += char
    return (*spans, Span(text, tone)) if text else ()


def characters(text: str) -> Iterator[tuple[str, int]]:
    """Each character with the cells it takes. Marks stay with their letter, what cannot be printed becomes a space."""
    held, cells = "", 0
    for char in unicodedata.normalize("NFC", text):
        shown = char if char.isprintable() else " "
        size = cell_len(shown)
        if size == 0:
            held += "" if "\ufe00" <= shown <= "\ufe0f" or not held else shown
            continue
        if held:
            yield held, cells
        held, cells = shown, size
    if held:
        yield held, cells


def cells_of(text: str) -> int:
    """How many cells a text takes."""
    return sum(cells for _, cells in characters(text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells; a cut is marked by an ellipsis."""
    if cells_of(text) <= width:
        return "".join(char for char, _ in characters(text))
    kept, left = "", width - 1
    for char, cells in characters(text):
        left -= cells
        if left < 0:
            break
        kept += char
    return f"{kept.rstrip()}…" if width > 0 else ""


def wrapped(text: str, width: int, tone: Tone = Tone.PLAIN) -> list[DrawnLine]:
    """The text broken between words into lines of at most `width` cells; a longer word is cut."""
    return flowed(text.split(), width, tone, gap=" ")


def flowed(pieces: Iterable[str], width: int, tone: Tone = Tone.PLAIN, *, gap: str = "   ") -> list[DrawnLine]:
    """Pieces side by side, a gap between them, in as few lines as hold them; a longer piece is cut."""
    lines: list[str] = []
    for piece in pieces:
        if lines and cells_of(lines[-1]) + len(gap) + cells_of(piece) <= width:
            lines[-1] += gap + cut(piece, width)
        else:
            lines.append(cut(piece, width))
    return [(Span(line, tone),) for line in lines]
