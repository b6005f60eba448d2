"""Pages that know no session: help, a note, too little room. Light, for the first screen uses them too."""

from __future__ import annotations

from collections.abc import Iterable

from drillgrok.screens.drill import words
from drillgrok.screens.kit.page import (
    EMPTY,
    Ink,
    Page,
    Piece,
    Row,
    block,
    centred,
    clean,
    filled,
    tail,
    wrapped,
)

_LEGEND_WIDTH = 12


def middle(rows: Iterable[Row], height: int) -> Page:
    """The rows a little above the middle of the page."""
    kept = tuple(rows)
    return filled((*(EMPTY,) * (max(height - len(kept), 0) * 2 // 5), *kept), height)


def title(text: str, width: int) -> Row:
    """A strong line in the middle."""
    return centred((Piece(text, Ink.STRONG),), width)


def legend(keys: Iterable[tuple[str, str]], width: int) -> tuple[Row, ...]:
    """Keys and what they do."""
    return block(((Piece(key.ljust(_LEGEND_WIDTH), Ink.STRONG), Piece(meaning)) for key, meaning in keys), width)


def help_page(width: int, height: int) -> Page:
    """The keys of the drill."""
    rows = (
        title(words.HELP_TITLE, width),
        *legend(words.HELP, width),
        *(centred(row, width) for row in wrapped(words.HELP_MORE, width - 4, Ink.FAINT)),
        centred((Piece(words.HELP_BACK, Ink.FAINT),), width),
    )
    return middle(rows, height)


def note_page(text: str, width: int, height: int) -> Page:
    """A line for the learner's own words; its end stays in sight."""
    rows = (
        title(words.NOTE_TITLE, width),
        EMPTY,
        centred((Piece("› ", Ink.FAINT), Piece(tail(clean(text), width // 2)), Piece(" ", Ink.KEY)), width),
        EMPTY,
        centred((Piece(words.NOTE_HINT, Ink.FAINT),), width),
    )
    return middle(rows, height)


def small_page(needed: tuple[int, int], width: int, height: int) -> Page:
    """The terminal is smaller than the `needed` columns and rows."""
    rows = (
        *wrapped(words.TOO_SMALL, width, Ink.STRONG),
        *wrapped(words.room(*needed), width),
        *wrapped(words.TOO_SMALL_HINT, width, Ink.FAINT),
    )
    return middle((centred(row, width) for row in rows), height)
