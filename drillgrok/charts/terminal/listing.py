"""A listing as aligned columns: words to the left, numbers to the right; the widest words give way."""

from __future__ import annotations

from collections.abc import Sequence

from drillgrok.charts.chart import Entry, Listing
from drillgrok.charts.numbers import entry
from drillgrok.charts.terminal.canvas import cells_of, cut
from drillgrok.model.drawing import DrawnLine, Span, Tone

_GAP = 2
_LEAST = 6
"""Cells that a column keeps when it gives way."""


def listing_lines(listing: Listing, *, width: int, height: int | None) -> list[DrawnLine]:
    """The rows under their heads, in at most `width` cells; the last line counts those for which there is no room."""
    texts = [[entry(value) for value in row] for row in listing.rows]
    most = len(texts) if height is None or height - 2 >= len(texts) else max(height - 3, 1)
    heads = list(listing.columns)
    widths = _widths([heads, *texts[:most]], width)
    numeric = [_is_numeric(listing.rows, column) for column in range(len(heads))]
    lines = [_line(heads, widths, numeric, Tone.FAINT), ((Span("─" * _whole(widths), Tone.FAINT)),)]
    lines += [_line(row, widths, numeric, Tone.PLAIN) for row in texts[:most]]
    if len(texts) > most:
        lines.append((Span(cut(f"and {len(texts) - most:,} more", width), Tone.FAINT),))
    return lines


def _is_numeric(rows: Sequence[Sequence[Entry]], column: int) -> bool:
    values = [row[column] for row in rows if column < len(row) and row[column] is not None]
    return bool(values) and not any(isinstance(value, str) for value in values)


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as needed; then the widest column gives a cell, again and again, until all fit. The last columns are left
    out where even that is not enough."""
    count = len(rows[0])
    widths = [max((cells_of(row[column]) for row in rows if column < len(row)), default=0) for column in range(count)]
    while _whole(widths) > width and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    while widths and _whole(widths) > width:
        widths.pop()
    return widths


def _line(texts: Sequence[str], widths: Sequence[int], numeric: Sequence[bool], tone: Tone) -> DrawnLine:
    cells = []
    for text, width, right in zip(texts, widths, numeric, strict=False):
        kept = cut(text, width)
        space = " " * (width - cells_of(kept))
        cells.append(space + kept if right else kept + space)
    line = (" " * _GAP).join(cells).rstrip()
    return (Span(line, tone),) if line else ()
