"""The list of all decks: each with its state, its size, its domain and its place on the way from easy to hard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.backend import DeckCard
from drillgrok.screens.kit.page import CARET, EMPTY, Page, Row, apart, centred, filled, fitted, indented, wrapped
from drillgrok.screens.start import words
from drillgrok.screens.start.choosing import Choosing, first_seen
from drillgrok.screens.start.laid import Laid

_MARGIN: Final = 2
_TOP_ROWS: Final = 3
"""The heading, what was typed, and air."""
_LOW_ROWS: Final = 2
"""Air above what is told of the chosen deck, and the keys below it."""
_MARK_WIDTH: Final = 2
_MOST_STATE: Final = 21
_SIZE_WIDTH: Final = 8
_MOST_PLACE: Final = 17
_NARROW: Final = 76
"""Columns below which the size is left out."""


class _Columns(NamedTuple):
    """Columns as wide as what stands in them."""

    title: int
    state: int
    size: int
    """0 where it is left out."""
    place: int


def list_rows(choosing: Choosing, width: int, height: int) -> int:
    """How many decks are seen at once in a terminal of `width` x `height` cells: all that is told of any of them stands
    below, but half of the room at least is the list's. It is the same for every deck, or rows would jump under the
    mouse."""
    room = height - _TOP_ROWS - _LOW_ROWS
    told = _most_told(choosing.cards, width - 2 * _MARGIN)
    return max(room - min(told, room // 2), 1)


def choosing_page(choosing: Choosing, width: int, height: int) -> Laid:
    """The list for a terminal of `width` x `height` cells."""
    inner = width - 2 * _MARGIN
    room = list_rows(choosing, width, height)
    first = first_seen(choosing, room)
    seen = choosing.found[first : first + room]
    top = tuple(_top(choosing, inner))
    columns = _columns(choosing.cards, inner)
    rows = [_deck_row(card, first + number == choosing.at, columns, inner) for number, card in enumerate(seen)]
    if not rows:
        rows = [(Span(words.NONE_FOUND),)]
    below = height - _TOP_ROWS - _LOW_ROWS
    low = () if choosing.card is None else (EMPTY, *_told(choosing.card, inner, below - len(rows)))
    body = (indented(row, _MARGIN) for row in (*top, *filled(rows, min(room, below + 1 - len(low))), *low))
    hint = centred((Span(words.HINT_CHOOSING, Tone.FAINT),), width)
    targets = {_TOP_ROWS + number: first + number for number in range(len(seen))}
    return Laid((*filled(body, height - 1), hint), targets)


def _top(choosing: Choosing, width: int) -> Iterator[Row]:
    counted = words.found(len(choosing.found), len(choosing.cards))
    yield apart((Span(words.CHOOSE, Tone.STRONG),), (Span(counted, Tone.FAINT),), width)
    yield (Span("/ ", Tone.FAINT), Span(clean(choosing.typed), Tone.STRONG), CARET, Span(" ", Tone.KEY))
    yield EMPTY


def _told(card: DeckCard, width: int, most: int) -> Page:
    """What the deck says of itself and why it stands where it does, in `most` rows at most; air between where there is
    room, an ellipsis where that is not all."""
    about, place = _about_and_place(card, width)
    air = (EMPTY,) if place and len(about) + len(place) < most else ()
    rows = (*about, *air, *place)
    if len(rows) <= most or most < 1:
        return rows[:most]
    return (*rows[: most - 1], fitted((*rows[most - 1], Span(" …", Tone.FAINT)), width))


def _about_and_place(card: DeckCard, width: int) -> tuple[Page, Page]:
    place = "" if card.rung is None else words.place(card.rung)
    return wrapped(card.about, width), wrapped(place, width, Tone.FAINT)


@lru_cache(maxsize=4)
def _most_told(cards: tuple[DeckCard, ...], width: int) -> int:
    """Rows of the deck of which most is told."""
    return max(sum(map(len, _about_and_place(card, width))) for card in cards)


@lru_cache(maxsize=4)
def _columns(cards: tuple[DeckCard, ...], width: int) -> _Columns:
    state = min(max(cell_len(clean(words.standing(card))) for card in cards), _MOST_STATE)
    place = min(max(cell_len(clean(_place(card))) for card in cards), _MOST_PLACE)
    size = _SIZE_WIDTH if width >= _NARROW else 0
    return _Columns(width - _MARK_WIDTH - 2 - state - (1 + size) * bool(size) - 2 - place, state, size, place)


def _place(card: DeckCard) -> str:
    return f"{card.domain} {card.rung.place}/{card.rung.of}" if card.rung else card.domain


def _deck_row(card: DeckCard, chosen: bool, columns: _Columns, width: int) -> Row:
    """A long title takes what a short state leaves free beside it."""
    state = set_cell_size(clean(words.standing(card)), columns.state).rstrip()
    free = columns.state - cell_len(state)
    title = clean(card.title)
    taken = min(max(cell_len(title) - columns.title, 0), free)
    named = fitted((Span(title, Tone.STRONG if chosen else Tone.PLAIN),), columns.title + taken)
    size = f"{card.rung.items:,}" if card.rung else ""
    right = (
        Span(f" {state}{' ' * (free - taken)}", Tone.ACCENT if card.starts_here else Tone.PLAIN),
        *((Span(f" {size:>{columns.size}}"),) if columns.size else ()),
        Span(f"  {set_cell_size(clean(_place(card)), columns.place)}", Tone.FAINT),
    )
    return apart((Span("▸ " if chosen else "  ", Tone.ACCENT), *named), right, width)
