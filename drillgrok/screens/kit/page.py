"""A page: what a screen shows, as rows of spans. Pure layout; knows no colour, no terminal and no session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from rich.cells import cell_len, set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.drawing import Drawing, Span, Tone

Row = tuple[Span, ...]
Page = tuple[Row, ...]
"""Rows from the top of the screen; a row never exceeds the width it was laid out for."""

MIN_WIDTH = 60
MIN_HEIGHT = 16
"""Cells that any page needs to say all it has to say."""
HEADER_ROWS = 2
FRAME_ROWS = HEADER_ROWS + 1
"""The header and the row of air below it, and the hint at the bottom."""
LEAST_FRAME_ROWS = FRAME_ROWS - 1
"""The same without air, where a picture needs the row."""
EMPTY: Row = ()


CARET: Final = Span("", Tone.KEY)
"""Stands in a row where the next character goes; takes no cell."""


def caret_of(page: Page) -> tuple[int, int] | None:
    """The column and row of the first caret on a page: there an input method opens its window."""
    for y, row in enumerate(page):
        if CARET in row:
            return width_of(row[: row.index(CARET)]), y
    return None


def width_of(row: Row) -> int:
    """Cells that a row takes."""
    return sum(cell_len(piece.text) for piece in row)


def fitted(row: Row, width: int) -> Row:
    """The row cut to `width` cells; a cut is marked by an ellipsis."""
    if width_of(row) <= width:
        return row
    return (*_first_cells(row, max(width - 1, 0)), Span("…"[:width], Tone.FAINT))


def _first_cells(row: Row, cells: int) -> Iterator[Span]:
    left = cells
    for piece in row:
        length = cell_len(piece.text)
        if length > left:
            yield piece._replace(text=set_cell_size(piece.text, left))
            return
        yield piece
        left -= length


def indented(row: Row, cells: int) -> Row:
    """The row moved right."""
    return (Span(" " * cells), *row) if cells > 0 and row else row


def centred(row: Row, width: int) -> Row:
    """The row in the middle of `width` cells, cut where it is longer."""
    kept = fitted(row, width)
    return indented(kept, (width - width_of(kept)) // 2)


def broken(row: Row, width: int) -> tuple[Row, ...]:
    """The row in as many rows of at most `width` cells as it needs, broken between words where that can be."""
    cells = [(char, piece) for piece in row for char in piece.text]
    rows: list[Row] = []
    while cells:
        text = "".join(char for char, _ in cells)
        end = len(cells) if cell_len(text) <= width else _end_of_row(text, width)
        rows.append(tuple(piece._replace(text=char) for char, piece in cells[:end]))
        cells = cells[end:]
        while rows and cells and cells[0][0] == " ":
            cells = cells[1:]
    return tuple(map(_joined, rows)) or (EMPTY,)


def _joined(row: Row) -> Row:
    """Neighbours that look alike as one piece."""
    alike = groupby(row, key=lambda piece: piece[1:])
    return tuple(pieces[0]._replace(text="".join(piece.text for piece in pieces)) for _, (*pieces,) in alike)


def apart(left: Row, right: Row, width: int) -> Row:
    """Two rows at the two ends of one; the left one gives way where both do not fit."""
    end = fitted(right, width)
    start = fitted(left, max(width - width_of(end) - 1, 0))
    return (*start, Span(" " * (width - width_of(start) - width_of(end))), *end)


def block(rows: Iterable[Row], width: int) -> tuple[Row, ...]:
    """Rows that belong together, moved as one to the middle of `width` cells."""
    kept = tuple(rows)
    indent = max((width - max(map(width_of, kept), default=0)) // 2, 0)
    return tuple(indented(fitted(row, width), indent) for row in kept)


def wrapped(text: str, width: int, ink: Tone = Tone.PLAIN) -> tuple[Row, ...]:
    """The text cleaned and broken between words into rows of at most `width` cells; longer words are broken inside."""
    rows: list[str] = []
    line = ""
    for word in _bounded_words(clean(text), max(width, 1)):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            rows.append(line)
            line = word
        else:
            line = longer
    if line:
        rows.append(line)
    return tuple((Span(row, ink),) for row in rows)


def _bounded_words(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while cell_len(rest) > width:
            end = _end_of_row(rest, width)
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest


_PAUSES: Final = "、，"
_CLOSING: Final = "、，。．！？；：」』）,.!?;:)…"
"""Signs that begin no row."""


def _end_of_row(text: str, width: int) -> int:
    """How many characters of a text that is wider than a row stand in it: up to a space, else up to a pause in its
    second half, else as many as fit."""
    fit = cells = 0
    while fit < len(text) and (not fit or cells + cell_len(text[fit]) <= width):
        cells += cell_len(text[fit])
        fit += 1
    space = text.rfind(" ", 1, fit + 1)
    if space > 0:
        return space
    pause = max(text.rfind(sign, 0, fit) for sign in _PAUSES) + 1
    if 2 * pause > fit:
        return pause
    full = fit
    while fit > 1 and text[fit : fit + 1] and text[fit] in _CLOSING:
        fit -= 1
    return fit if fit > 1 else full


def full_cells(share: float, width: int) -> int:
    """How many cells of a bar are full."""
    return round(min(max(share, 0.0), 1.0) * width)


def bar(share: float, width: int) -> Row:
    """A line of `width` cells, filled from the left; the two parts differ in shape, not only in ink."""
    filled = full_cells(share, width)
    return (Span("━" * filled, Tone.ACCENT), Span("┄" * (width - filled), Tone.FAINT))


def tail(text: str, cells: int) -> str:
    """The end of a text that fits into so many cells."""
    while cell_len(text) > cells:
        text = text[1:]
    return text


def drawn(drawing: Drawing) -> tuple[Row, ...]:
    """A domain's picture as rows."""
    return tuple(tuple(span._replace(text=clean(span.text)) for span in line) for line in drawing.lines)


def filled(rows: Iterable[Row], height: int) -> Page:
    """Exactly `height` rows: empty ones added below, or the last ones left out."""
    kept = tuple(rows)[:height]
    return kept + (EMPTY,) * (height - len(kept))


def framed(head: Row, body: Iterable[Row], hint: str, height: int, *, frame_rows: int = FRAME_ROWS) -> Page:
    """A page of `height` rows: the header, the body, the hint; with so many rows of frame."""
    air = (EMPTY,) * (frame_rows - LEAST_FRAME_ROWS)
    return (head, *air, *filled(body, height - frame_rows), (Span(f" {hint}", Tone.FAINT),))


def packed(rows: Iterable[Row], height: int) -> Page:
    """At most `height` rows: empty ones are left out first, from the top, then the last ones."""
    kept = list(rows)
    while len(kept) > height and EMPTY in kept:
        kept.remove(EMPTY)
    return tuple(kept[:height])
