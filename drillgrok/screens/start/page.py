"""The first screen: the day's plan, a new learner's doors, or a deck that was chosen. Nothing heavy may be imported
here, for it is painted before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.corrected import WRONG_SIGN
from drillgrok.model.drawing import Span, Tone
from drillgrok.planning.plan import DEFAULT_GOAL
from drillgrok.screens.backend import DeckCard, Weekday
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.page import EMPTY, Row, apart, centred, fitted, indented, wrapped
from drillgrok.screens.start import story, words
from drillgrok.screens.start.laid import MARGIN, ROOMY, Laid, Targeted, laid, untargeted
from drillgrok.screens.start.offers import Start, Startable

_LABEL_WIDTH: Final = 13
_MOST_TOLD: Final = 3
"""Rows on how a new deck is answered; its page has all of them."""
_DOOR_WIDTH: Final = 16
_WORD_ROWS: Final = 2
"""Of the coach's last word, at least."""
_LEVELS: Final = "▁▃▅█"
"""Cells of a day by its share of a whole goal; a day without an answer has a dot."""


def start_page(start: Start, width: int, height: int) -> Laid:
    """The first screen for a terminal of `width` x `height` cells."""
    inner = width - 2 * MARGIN
    if start.picked:
        body, hint = _of_deck(start, inner), words.HINT_PICKED
    elif start.morning.doors:
        body, hint = _of_doors(start, inner, roomy=height >= ROOMY), words.HINT_DOORS
    else:
        room = height - 1 - sum(1 for _ in _button(start, width, roomy=height >= ROOMY))
        body, hint = _of_day(start, inner, room), words.HINT_PLAN
    rows = ((indented(row, MARGIN), target) for row, target in body)
    hint = words.after_trouble(hint) if start.trouble else hint
    return laid(rows, _button(start, width, roomy=height >= ROOMY), hint, width, height)


def _said(start: Start, width: int) -> tuple[Row, ...]:
    """What a key has just brought, in the free row at the top, so that nothing moves for it."""
    return wrapped(start.said, width, Tone.ACCENT) or (EMPTY,)


def _button(start: Start, width: int, *, roomy: bool) -> Iterator[Row]:
    if start.trouble:
        said = wrapped(f"{WRONG_SIGN} {start.trouble}", width - 2 * MARGIN, Tone.WRONG)
        yield from (indented(row, MARGIN) for row in said)
    if start.trouble or start.offer is None:
        return
    opening = words.OPENING_LONG if start.long and start.offer.card.responses else words.OPENING
    label = f"     {opening if start.opening else words.STARTS}     "
    if roomy:
        yield centred((Span("▄" * len(label), Tone.PLAIN),), width)
    yield centred((Span(label, Tone.KEY),), width)
    if roomy:
        yield centred((Span("▀" * len(label), Tone.PLAIN),), width)


def _volume(start: Start) -> Row:
    """The odometer, and whose it is where that could be asked."""
    who = (Span(f"{clean(start.morning.learner)} · ", Tone.FAINT),) if start.morning.learner else ()
    return (*who, Span(kit_words.volume(start.morning.answers), Tone.STRONG), Span(" answers", Tone.FAINT))


# The day.


def _of_day(start: Start, width: int, room: int) -> Iterator[Targeted]:
    """The coach's last word takes the rows that nothing else needs."""
    spare = room - sum(1 for _ in _day_rows(start, width, _WORD_ROWS))
    return _day_rows(start, width, _WORD_ROWS + max(spare, 0))


def _day_rows(start: Start, width: int, word_rows: int) -> Iterator[Targeted]:
    morning = start.morning
    yield from untargeted(_said(start, width))
    yield apart((Span(words.TODAY, Tone.STRONG),), _volume(start), width), None
    yield EMPTY, None
    offers = start.offers
    for number, offer in enumerate(offers):
        yield from ((row, number) for row in _planned(offer, number == start.at, width))
    if not offers:
        yield from untargeted(wrapped(words.NOTHING_PLANNED, width))
    yield EMPTY, None
    yield from untargeted(_facts(start, width, word_rows))
    yield EMPTY, None
    yield from untargeted(wrapped(story.told(morning.day), width))
    yield EMPTY, None


def _planned(offer: Startable, chosen: bool, width: int) -> Iterator[Row]:
    yield apart(_named(offer, chosen), _how_much(offer, chosen), width)
    yield from (indented(row, 2) for row in wrapped(offer.says, width - 2, Tone.FAINT)[: 2 if chosen else 1])


def _named(offer: Startable, chosen: bool) -> Row:
    ink = Tone.STRONG if chosen else Tone.PLAIN
    return (Span("▸ " if chosen else "  ", Tone.ACCENT), Span(clean(offer.name), ink))


def _how_much(offer: Startable, chosen: bool) -> Row:
    told = words.goal(offer.goal)
    return (Span(f"◂ {told} ▸", Tone.STRONG),) if chosen else (Span(f"{told}  ", Tone.FAINT),)


def _facts(start: Start, width: int, word_rows: int) -> Iterator[Row]:
    morning = start.morning
    for line in morning.plan.waits[:1]:
        title = next((card.title for card in morning.cards if card.id == line.deck), line.deck)
        yield _labelled(words.WAITS, (Span(f"{clean(title)}: {line.reason}", Tone.FAINT),), width)
    if morning.week:
        yield _labelled(words.DONE, (Span(kit_words.answers(morning.done)),), width)
        yield _labelled(words.WEEK, tuple(Span(f"{day.name:<4}", Tone.FAINT) for day in morning.week), width)
        yield _labelled("", tuple(Span(_cell(day), Tone.ACCENT) for day in morning.week), width)
    for number, row in enumerate(_cut(morning.last_word, width - _LABEL_WIDTH, word_rows)):
        yield _labelled("" if number else words.COACH, row, width)


def _cut(text: str, width: int, most: int) -> tuple[Row, ...]:
    """A text in so many rows at most, an ellipsis where that is not all of it."""
    rows = wrapped(text, width)
    if len(rows) <= most:
        return rows
    last = (*rows[most - 1], Span(" …", Tone.FAINT))
    return (*rows[: most - 1], fitted(last, width))


def _cell(day: Weekday) -> str:
    if not day.answers:
        return "··  "
    level = min(day.answers * len(_LEVELS) // DEFAULT_GOAL, len(_LEVELS) - 1)
    return f"{_LEVELS[level] * 2}  "


def _labelled(label: str, row: Row, width: int) -> Row:
    return fitted((Span(f"{label:<{_LABEL_WIDTH}}", Tone.FAINT), *row), width)


# The doors.


def _of_doors(start: Start, width: int, *, roomy: bool) -> Iterator[Targeted]:
    yield from untargeted(_said(start, width))
    yield (Span(words.NAME, Tone.STRONG),), None
    if roomy:
        yield from untargeted(wrapped(words.TAGLINE, width))
    yield EMPTY, None
    yield (Span(words.DOORS, Tone.STRONG),), None
    for number, door in enumerate(start.offers):
        yield fitted(_door(number, door, number == start.at), width), number
    if roomy:
        yield (Span(f"  {words.DEMO}", Tone.FAINT),), None
    yield EMPTY, None
    offer = start.offer
    if offer is not None:
        yield _deck_goal(offer, width), None
        yield from untargeted(wrapped(offer.card.about, width))
        short = f"{words.SHORT} {words.CHOSEN_BY}" if roomy else words.SHORT
        yield from untargeted(wrapped(short, width, Tone.FAINT))
    yield EMPTY, None
    yield from untargeted(_contract())
    yield EMPTY, None


def _door(number: int, offer: Startable, chosen: bool) -> Row:
    ink = Tone.STRONG if chosen else Tone.PLAIN
    name = Span(set_cell_size(clean(offer.name), _DOOR_WIDTH), ink)
    mark = Span("▸ " if chosen else "  ", Tone.ACCENT)
    return (mark, Span(f"{number + 1}  ", Tone.FAINT), name, Span(offer.says, Tone.FAINT))


def _deck_goal(offer: Startable, width: int) -> Row:
    goal = (Span(f"◂ {words.goal(offer.goal)} ▸", Tone.STRONG), Span(f"  {words.CHANGE_GOAL}", Tone.FAINT))
    return apart((Span(clean(offer.card.title), Tone.STRONG),), goal, width)


def _promise(card: DeckCard, width: int) -> Iterator[Row]:
    """What holds in a deck; of a passed one, what was kept."""
    return iter(wrapped(f"· {card.kept}", width)) if card.kept else _contract()


def _contract() -> Iterator[Row]:
    return ((Span("· ", Tone.ACCENT), Span(line)) for line in kit_words.CONTRACT)


# A deck that was chosen.


def _of_deck(start: Start, width: int) -> Iterator[Targeted]:
    offer = start.offer
    yield from untargeted(_said(start, width))
    if offer is None:
        return
    card = offer.card
    known = (Span(kit_words.volume(card.responses), Tone.STRONG), Span(" answers", Tone.FAINT))
    yield apart((Span(clean(card.title), Tone.STRONG),), known, width), None
    about = wrapped(card.about, width)
    yield from untargeted(about[:2] if card.responses else about)
    if not card.responses:
        told = [row for line in start.told.get(card.id, ()) for row in wrapped(line, width, Tone.ACCENT)]
        yield from untargeted(told[:_MOST_TOLD])
    yield EMPTY, None
    goal = (Span(f"◂ {words.goal(offer.goal)} ▸", Tone.STRONG), Span(f"   {words.CHANGE_GOAL}", Tone.FAINT))
    yield (Span(f"{words.TODAY}  ", Tone.FAINT), *goal), None
    yield EMPTY, None
    yield from untargeted(_promise(card, width))
    yield EMPTY, None
    if card.rung is not None:
        yield from untargeted(wrapped(words.place(card.rung), width, Tone.FAINT))
        yield EMPTY, None
