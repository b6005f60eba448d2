"""The first screen: today's deck, the goal, the contract, Enter. A small state, its keys and its page; nothing heavy
may be imported here, for it is painted before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rich.cells import set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.log import Goal
from drillgrok.screens.backend import DeckCard
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.page import EMPTY, Page, Row, apart, centred, filled, indented, wrapped
from drillgrok.screens.start import words

_RESPONSE_STEP: Final = 50
_MINUTE_STEP: Final = 5
_MARGIN: Final = 3
_HEADING_WIDTH: Final = 14
_MOST_TOLD: Final = 3
"""Rows on how a new deck is answered; its page has all of them."""
_TALL: Final = 20
"""Rows from which a deck may say two lines about itself."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the first screen shows."""

    cards: tuple[DeckCard, ...]
    """Never empty; decks of one heading stand together."""
    chosen: int
    goal: Goal
    opening: bool = False
    """Enter was pressed; the session is being opened."""
    long: bool = False
    """That takes longer than usual."""
    trouble: str = ""
    """Why the chosen deck could not be opened."""
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How decks are answered, by id, as far as that is known."""

    @property
    def card(self) -> DeckCard:
        """The chosen deck."""
        return self.cards[self.chosen]


def starting_with(first: DeckCard, cards: Sequence[DeckCard], goal: Goal) -> Start:
    """The first screen with `first` chosen; it is added where the cards lack it (a deck given by path)."""
    known = any(card.id == first.id for card in cards)
    by_heading = sorted((*cards, *(() if known else (first,))), key=lambda card: (card.domain, card.title))
    return Start(tuple(by_heading), next(i for i, card in enumerate(by_heading) if card.id == first.id), goal)


def turned(start: Start, key: str, char: str | None) -> Start:
    """The screen after a key that chooses a deck or changes the goal; any other key leaves it as it is."""
    if key in {"up", "down"}:
        step = 1 if key == "down" else -1
        return replace(start, chosen=(start.chosen + step) % len(start.cards), trouble="")
    if key == "right" or char in {"+", "="}:
        return replace(start, goal=_more(start.goal, 1))
    if key == "left" or char == "-":
        return replace(start, goal=_more(start.goal, -1))
    return start


def _more(goal: Goal, direction: int) -> Goal:
    if goal.minutes is not None:
        return Goal(responses=None, minutes=max(goal.minutes + direction * _MINUTE_STEP, _MINUTE_STEP))
    return Goal(responses=max((goal.responses or 0) + direction * _RESPONSE_STEP, _RESPONSE_STEP))


def start_page(start: Start, width: int, height: int) -> Page:
    """The first screen for a terminal of `width` x `height` cells."""
    top = tuple(_top(start, width, about_rows=_about_rows(start, height)))
    hint = centred((Span(words.HINT, Tone.FAINT),), width)
    room = height - len(top) - 1
    return (*filled((*top, *_deck_list(start, width, room)), height - 1), hint)


def _about_rows(start: Start, height: int) -> int | None:
    """Rows for what a deck says of itself: all of it where it was never drilled, else as there is room."""
    if not start.card.responses and height >= _TALL:
        return None
    return 2 if height >= _TALL else 1


def _top(start: Start, width: int, *, about_rows: int | None) -> Iterator[Row]:
    inner = width - 2 * _MARGIN
    card = start.card
    said = (Span(kit_words.volume(card.responses), Tone.STRONG), Span(" answers", Tone.FAINT))
    yield EMPTY
    yield indented(apart((Span(clean(card.title), Tone.STRONG),), said, inner), _MARGIN)
    yield from (indented(row, _MARGIN) for row in wrapped(card.about, inner)[:about_rows])
    if about_rows is None:
        told = [row for line in start.told.get(card.id, ()) for row in wrapped(line, inner, Tone.ACCENT)]
        yield from (indented(row, _MARGIN) for row in told[:_MOST_TOLD])
    yield EMPTY
    yield indented(
        (
            Span("Today  ", Tone.FAINT),
            Span(f"◂ {words.goal(start.goal)} ▸", Tone.STRONG),
            Span(f"   {words.CHANGE_GOAL}", Tone.FAINT),
        ),
        _MARGIN,
    )
    yield EMPTY
    for line in kit_words.CONTRACT:
        yield indented((Span("· ", Tone.ACCENT), Span(line)), _MARGIN)
    yield EMPTY
    yield from _enter(start, width)
    yield EMPTY


def _enter(start: Start, width: int) -> Iterator[Row]:
    if start.trouble:
        yield from (
            indented(row, _MARGIN)
            for row in wrapped(f"{kit_words.WRONG_SIGN} {start.trouble}", width - 2 * _MARGIN, Tone.WRONG)
        )
        return
    opening = words.OPENING_LONG if start.long else words.OPENING
    label = f"     {opening if start.opening else words.STARTS}     "
    yield centred((Span("▄" * len(label), Tone.PLAIN),), width)
    yield centred((Span(label, Tone.KEY),), width)
    yield centred((Span("▀" * len(label), Tone.PLAIN),), width)


def _deck_list(start: Start, width: int, room: int) -> Iterator[Row]:
    """As much of the list of decks as there is room for, around the chosen one."""
    shown = min(room - 2, len(start.cards))
    if len(start.cards) == 1 or shown < 1:
        return
    yield indented((Span(words.CHOOSE, Tone.FAINT),), _MARGIN)
    first = min(max(start.chosen - shown // 2, 0), len(start.cards) - shown)
    heading = ""
    for place in range(first, first + shown):
        card = start.cards[place]
        told = "" if card.domain == heading else card.domain
        heading = card.domain
        yield indented(_deck_row(card, told, chosen=place == start.chosen, width=width - 2 * _MARGIN), _MARGIN)


def _deck_row(card: DeckCard, heading: str, *, chosen: bool, width: int) -> Row:
    count = kit_words.answers(card.responses) if card.responses else ""
    title = (
        Span(set_cell_size(clean(heading), _HEADING_WIDTH), Tone.FAINT),
        Span("▸ " if chosen else "  ", Tone.ACCENT),
        Span(clean(card.title), Tone.STRONG if chosen else Tone.PLAIN),
    )
    return apart(title, (Span(count, Tone.FAINT),), width)
