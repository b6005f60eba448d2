"""The list of all decks: each with its state, its size, its domain and its place on the way from easy to hard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.backend import DeckCard
from drillgrok.screens.kit.page import CARET, EMPTY, Row, apart, centred, filled, fitted, indented, wrapped
from drillgrok.screens.start import words
from drillgrok.screens.start.choosing import Choosing, first_seen
from drillgrok.screens.start.laid import Laid

_MARGIN: Final = 2
_TOP_ROWS: Final = 3
"""The heading, what was typed, and air."""
_ABOUT_ROWS: Final = 2
_LOW_ROWS: Final = 2 * _ABOUT_ROWS + 2
"""Air, what the chosen deck says of itself, why it stands where it does, and the keys."""
_STATE_WIDTH: Final = 21
_SIZE_WIDTH: Final = 8
_PLACE_WIDTH: Final = 17
_NARROW: Final = 76
"""Columns below which the size is left out."""


def list_rows(height: int) -> int:
    """How many decks are seen at once in so many rows."""
    return max(height - _TOP_ROWS - _LOW_ROWS, 1)


def choosing_page(choosing: Choosing, width: int, height: int) -> Laid:
    """The list for a terminal of `width` x `height` cells."""
    inner = width - 2 * _MARGIN
    room = list_rows(height)
    first = first_seen(choosing, room)
    seen = choosing.found[first : first + room]
    top = tuple(_top(choosing, inner))
    rows = [_deck_row(card, first + number == choosing.at, inner) for number, card in enumerate(seen)]
    if not rows:
        rows = [(Span(words.NONE_FOUND),)]
    low = tuple(_low(choosing.card, inner))
    body = (indented(row, _MARGIN) for row in (*top, *filled(rows, room), *low))
    hint = centred((Span(words.HINT_CHOOSING, Tone.FAINT),), width)
    targets = {_TOP_ROWS + number: first + number for number in range(len(seen))}
    return Laid((*filled(body, height - 1), hint), targets)


def _top(choosing: Choosing, width: int) -> Iterator[Row]:
    counted = words.found(len(choosing.found), len(choosing.cards))
    yield apart((Span(words.CHOOSE, Tone.STRONG),), (Span(counted, Tone.FAINT),), width)
    yield (Span("/ ", Tone.FAINT), Span(clean(choosing.typed), Tone.STRONG), CARET, Span(" ", Tone.KEY))
    yield EMPTY


def _low(card: DeckCard | None, width: int) -> Iterator[Row]:
    if card is None:
        return
    yield EMPTY
    yield from filled(wrapped(card.about, width), _ABOUT_ROWS)
    if card.rung is not None:
        yield from wrapped(words.place(card.rung), width, Tone.FAINT)[:_ABOUT_ROWS]


def _deck_row(card: DeckCard, chosen: bool, width: int) -> Row:
    rung = card.rung
    state = words.standing(card)
    place = f"{card.domain} {rung.place}/{rung.of}" if rung else card.domain
    size = f"{rung.items:,}" if rung and width >= _NARROW else ""
    beside = _STATE_WIDTH + 1 + (_SIZE_WIDTH + 2) * (width >= _NARROW) + _PLACE_WIDTH
    title = fitted((Span(clean(card.title), Tone.STRONG if chosen else Tone.PLAIN),), width - beside - 3)
    named = (Span("▸ " if chosen else "  ", Tone.ACCENT), *title)
    right = (
        Span(f" {set_cell_size(clean(state), _STATE_WIDTH)}", Tone.ACCENT if card.starts_here else Tone.PLAIN),
        *((Span(f"{size:>{_SIZE_WIDTH}}  "),) if width >= _NARROW else ()),
        Span(set_cell_size(clean(place), _PLACE_WIDTH), Tone.FAINT),
    )
    return apart(named, right, width)
