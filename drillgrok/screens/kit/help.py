"""Help, the line for a note, the page for too little room, and the rows that such pages are made of. Light, for the
first screen uses them too."""

from __future__ import annotations

from collections.abc import Iterable

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.kit import words
from drillgrok.screens.kit.page import EMPTY, Page, Row, block, centred, filled, tail, wrapped

_LEGEND_WIDTH = 12


def middle(rows: Iterable[Row], height: int) -> Page:
    """The rows a little above the middle of the page."""
    kept = tuple(rows)
    return filled((*(EMPTY,) * (max(height - len(kept), 0) * 2 // 5), *kept), height)


def title(text: str, width: int) -> Row:
    """A strong line in the middle."""
    return centred((Span(text, Tone.STRONG),), width)


def legend(keys: Iterable[tuple[str, str]], width: int) -> tuple[Row, ...]:
    """Keys and what they do."""
    return block(((Span(key.ljust(_LEGEND_WIDTH), Tone.STRONG), Span(meaning)) for key, meaning in keys), width)


def help_page(
    width: int, height: int, keys: Iterable[tuple[str, str]] = words.HELP, more: str = words.HELP_MORE
) -> Page:
    """The keys of a screen, of the drill unless others are given."""
    rows = (
        title(words.HELP_TITLE, width),
        *legend(keys, width),
        *(centred(row, width) for row in wrapped(more, width - 4, Tone.FAINT)),
        centred((Span(words.HELP_BACK, Tone.FAINT),), width),
    )
    return middle(rows, height)


def note_page(text: str, width: int, height: int) -> Page:
    """A line for the learner's own words; its end stays in sight."""
    rows = (
        title(words.NOTE_TITLE, width),
        EMPTY,
        centred((Span("› ", Tone.FAINT), Span(tail(clean(text), width // 2)), Span(" ", Tone.KEY)), width),
        EMPTY,
        centred((Span(words.NOTE_HINT, Tone.FAINT),), width),
    )
    return middle(rows, height)


def waiting_page(width: int, height: int) -> Page:
    """Something cannot be stored yet."""
    rows = (
        title(words.WAITING, width),
        EMPTY,
        *(centred(row, width) for row in wrapped(words.WAITING_WHY, width - 4)),
        EMPTY,
        centred((Span(words.WAITING_HINT, Tone.FAINT),), width),
    )
    return middle(rows, height)


def small_page(needed: tuple[int, int], width: int, height: int) -> Page:
    """The terminal is smaller than the `needed` columns and rows."""
    rows = (
        *wrapped(words.TOO_SMALL, width, Tone.STRONG),
        *wrapped(words.room(*needed), width),
        *wrapped(words.TOO_SMALL_HINT, width, Tone.FAINT),
    )
    return middle((centred(row, width) for row in rows), height)
