"""What a deck asks and how it is answered: its own words, the answer code with a few answers drawn at random, and the
keys. No prompt stands beside an answer here, and no answer that was not told already: nothing is told of any item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from drillgrok.console.text import clean
from drillgrok.items.symbols import symbols_for
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind
from drillgrok.screens.kit import words
from drillgrok.screens.kit.help import title
from drillgrok.screens.kit.page import EMPTY, Page, Row, block, centred, filled, wrapped

if TYPE_CHECKING:
    from drillgrok.model.deck import Deck, Symbols
    from drillgrok.practice.standing import Standing

_EXAMPLES: Final = 5
_KEY_WIDTH: Final = 12
_TRIED: Final = 40
_MOST_KEYS: Final = 12
"""Up to so many answers nobody is misled by any of them."""
_MOST_SIGNS: Final = 20
_READABLE: Final = 72
_LONGEST_EXAMPLE: Final = 24
_DRAWN_WITH: Final = "examples"


def answer_code(deck: Deck, symbols: Symbols, met: Sequence[int] = ()) -> tuple[str, ...]:
    """How the deck is answered, a line each, with answers that are right somewhere: some of all where they are a closed
    set, else those of items that were `met` with their answers; before that, what they are made of."""
    field = deck.items.field(symbols)
    told = words.ANSWERED[field.kind]
    if field.form is AnswerForm.SET:
        told = f"{told} {words.IN_ANY_ORDER}"
    if field.kind is AnswerKind.MOVE:
        return (told,)
    if field.kind in (AnswerKind.CHOICE, AnswerKind.TAPS) or _are_named(field):
        return _keys_named(field, told)
    examples = _drawn(deck, field, symbols, met)
    if not examples:
        signs = sorted(field.alphabet or ())
        return (told, words.takes_signs(signs)) if 0 < len(signs) <= _MOST_SIGNS else (told,)
    return (told, words.such_as(examples))


def _are_named(field: AnswerField) -> bool:
    """Whether every key that is an answer stands below each item."""
    if field.kind is not AnswerKind.KEY or field.form is AnswerForm.SET or field.closed is None:
        return False
    return 1 < len(field.closed) <= _MOST_KEYS


def _keys_named(field: AnswerField, told: str) -> tuple[str, ...]:
    """All keys there are, and what they stand for where that is something else."""
    if field.kind is AnswerKind.CHOICE:
        choices = tuple(map(clean, field.choices))
        if choices and words.are_numbers(choices):
            return (f"{words.NUMBERS_PRESSED} {words.offered(choices)}",)
        return (told, *filter(None, [words.offered(choices)]))
    if field.kind is AnswerKind.TAPS:
        tapped = sorted(field.alphabet or ())
        return (f"{words.ONE_TAPPED if len(tapped) == 1 else told} {' '.join(tapped)}".strip(),)
    return (f"{words.KEYS_PRESSED} {' '.join(sorted(map(clean, field.closed or ())))}",)


def described(deck: Deck) -> tuple[str, ...]:
    """The same before there is a run, whose alphabet may be another."""
    return answer_code(deck, symbols_for(deck.symbol_kind, deck.symbol_count, 1))


def _drawn(deck: Deck, field: AnswerField, symbols: Symbols, met: Sequence[int]) -> tuple[str, ...]:
    rng = Random(_DRAWN_WITH)
    if field.closed is not None:
        pool = sorted(_asked_for(deck, field.closed, symbols, rng) if len(field.closed) > _MOST_KEYS else field.closed)
        return tuple(sorted(rng.sample(pool, min(_EXAMPLES, len(pool))), key=lambda text: (len(text), text)))
    found: dict[str, None] = {}
    for index in rng.sample(met, min(_TRIED, len(met))):
        right = clean(deck.items.item(index, symbols, rng).right)
        if len(right) <= _LONGEST_EXAMPLE:
            found.setdefault(right)
        if len(found) == _EXAMPLES:
            break
    return tuple(found)


def _asked_for(deck: Deck, closed: frozenset[str], symbols: Symbols, rng: Random) -> frozenset[str]:
    """Those of a closed set that are right for some items as practice asks them, whichever part they are in: other
    wordings may ask for something else, and their answers would mislead."""
    count = len(deck.items)
    rights = {deck.items.item(index, symbols, rng).right for index in rng.sample(range(count), min(_TRIED, count))}
    return closed & rights or closed


def deck_in_lines(deck: Deck, symbols: Symbols, met: Sequence[int] = ()) -> Iterator[str]:
    """What the deck asks and how it is answered, by lines."""
    yield clean(deck.head.title)
    yield clean(deck.head.about)
    yield from map(clean, answer_code(deck, symbols, met))


@dataclass(frozen=True, slots=True)
class ScreenKeys:
    """The keys of a screen and what they do, and a sentence below them."""

    keys: Sequence[tuple[str, str]]
    more: str


DRILL_KEYS: Final = ScreenKeys(words.HELP, words.HELP_MORE)


def deck_rows(
    deck: Deck, symbols: Symbols, width: int, met: Sequence[int] = (), keys: ScreenKeys = DRILL_KEYS
) -> Iterator[Row]:
    """Title, what is asked, how it is answered, the keys, and what the coach means by its words."""
    from drillgrok.coaching.meanings import MEANINGS

    inner = min(width - 4, _READABLE)
    yield title(clean(deck.head.title), width)
    yield EMPTY
    yield from block(wrapped(deck.head.about, inner), width)
    yield EMPTY
    told = [row for line in answer_code(deck, symbols, met) for row in wrapped(line, inner, Tone.STRONG)]
    yield from block(told, width)
    yield EMPTY
    yield title(words.HELP_TITLE, width)
    yield from block(_keys(keys.keys, inner), width)
    yield from (centred(row, width) for row in wrapped(keys.more, width - 4, Tone.FAINT))
    yield EMPTY
    yield title(words.MEANINGS_TITLE, width)
    yield from block([row for meaning in MEANINGS.values() for row in wrapped(meaning, inner)], width)


def _keys(keys: Sequence[tuple[str, str]], width: int) -> Iterator[Row]:
    """The keys and what they do, broken between words."""
    for key, meaning in keys:
        for number, row in enumerate(wrapped(meaning, width - _KEY_WIDTH)):
            yield (Span(("" if number else key).ljust(_KEY_WIDTH), Tone.STRONG), *row)


class PageOver:
    """The deck's page over a screen, from `?` until a key that does not scroll."""

    def __init__(self, deck: Deck, symbols: Symbols, keys: ScreenKeys = DRILL_KEYS) -> None:
        self._deck = deck
        self._keys = keys
        self._symbols = symbols
        self._first: int | None = None
        """The first row that is shown; None while the page does not lie there."""
        self._met: Sequence[int] = ()

    @property
    def is_open(self) -> bool:
        """It lies over the screen."""
        return self._first is not None

    def open(self, standing: Standing) -> None:
        """From its first row; what it tells of answers was told already."""
        self._first, self._met = 0, sorted(standing.items)

    def key(self, name: str, width: int, height: int) -> None:
        """Scroll, or go back."""
        end = last_first(sum(1 for _ in self._rows(width)), height)
        steps = {"up": -1, "down": 1, "pageup": 1 - height, "pagedown": height - 1, "space": height - 1}
        first = self._first or 0
        if not end or name not in steps or (name == "space" and first >= end):
            self._first = None
        else:
            self._first = min(max(first + steps[name], 0), end)

    def page(self, width: int, height: int) -> Page:
        """As it stands."""
        return deck_page(tuple(self._rows(width)), self._first or 0, width, height)

    def _rows(self, width: int) -> Iterator[Row]:
        return deck_rows(self._deck, self._symbols, width, self._met, self._keys)


def deck_page(rows: Sequence[Row], first: int, width: int, height: int) -> Page:
    """The page of these rows from number `first` on; its last row says how to see more and how to go back."""
    room = height - 1
    first = min(first, last_first(len(rows), height))
    hint = words.HELP_BACK if len(rows) <= room else words.HELP_SCROLL
    shown = rows[first:] if len(rows) > room else (*(EMPTY,) * ((room - len(rows)) // 3), *rows)
    return (*filled(shown, room), centred((Span(hint, Tone.FAINT),), width))


def last_first(rows: int, height: int) -> int:
    """The first row of the page's end."""
    return max(rows - (height - 1), 0)
