"""From how often each item was answered in which way to the breakdown by what its deck is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Final

import numpy as np

from drillgrok.history.breakdown import Band, Breakdown, Confusions, GivenAnswer, GridCell, Values
from drillgrok.items.answers import canonical
from drillgrok.items.symbols import write
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind

if TYPE_CHECKING:
    from drillgrok.expressions.arithmetic import Column
    from drillgrok.items.table_items import TableItems
    from drillgrok.model.deck import Deck, Symbols

MOST_ROWS: Final = 32
"""Rows and columns of a grid of values; neighbouring values share one where there are more."""
MOST_ANSWERS: Final = 24
"""Answers that a table of right and given ones can name."""
BANDS: Final = 6


def break_down(deck: Deck, symbols: Symbols, tallies: Sequence[GivenAnswer]) -> Breakdown:
    """The tallies by all that the deck knows of its items; `symbols` are the run's. Items that the deck no longer has
    are left out."""
    keys = deck.items.keys
    asked = np.array([int(tally.key, 16) for tally in tallies], np.uint64)
    places = {int(keys[index]): int(index) for index in np.flatnonzero(np.isin(keys, asked))}
    known = [(places[key], tally) for tally in tallies if (key := int(tally.key, 16)) in places]
    return Breakdown(
        values=_values(deck, symbols, known),
        confusions=_confusions(deck, symbols, known),
        bands=_bands(deck, known),
    )


Known = Sequence[tuple[int, GivenAnswer]]
"""Tallies with the index of their item."""


def _values(deck: Deck, symbols: Symbols, known: Known) -> Values | None:
    table = _table(deck)
    names = list(dict.fromkeys(place.name for place in table.prompt.places)) if table else []
    if table is None or len(names) < 2 or not known:
        return None
    first, second = (_ValueAxis(table.shown[name], symbols) for name in names[:2])
    sums = _sums((first.place(index), second.place(index), tally) for index, tally in known)
    return Values((names[0], names[1]), first.names, second.names, sums)


def _table(deck: Deck) -> TableItems | None:
    from drillgrok.items.table_items import TableItems

    return deck.items if isinstance(deck.items, TableItems) else None


class _ValueAxis:
    """One value of every item, its range cut into no more than `MOST_ROWS` even stretches."""

    def __init__(self, column: Column, symbols: Symbols) -> None:
        self._column = column
        values = [int(value) for value in np.unique(column)]
        size = -(-len(values) // MOST_ROWS)
        self._places = {value: rank // size for rank, value in enumerate(values)}
        cuts = [values[k : k + size] for k in range(0, len(values), size)]
        self.names = tuple(_range(write(cut[0], symbols), write(cut[-1], symbols)) for cut in cuts)

    def place(self, index: int) -> int:
        return self._places[int(self._column[index])]


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _sums(answers: Iterable[tuple[int, int, GivenAnswer]]) -> tuple[GridCell, ...]:
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row, column, tally in answers:
        found[row, column][0] += tally.n
        found[row, column][1] += tally.right
    return tuple(GridCell(row, column, n, right) for (row, column), (n, right) in sorted(found.items()))


def _confusions(deck: Deck, symbols: Symbols, known: Known) -> Confusions | None:
    answers = _closed(deck.items.field(symbols))
    if not 2 <= len(answers) <= MOST_ANSWERS or not known:
        return None
    order = {answer: place for place, answer in enumerate(answers)}
    right = _rights(deck, symbols, known, order)
    return Confusions(
        answers,
        _sums(
            (right[index], order.get(tally.answer, len(answers)), tally)
            for index, tally in known
            if index in right and (tally.answer in order or not tally.answer)
        ),
    )


def _closed(field: AnswerField) -> tuple[str, ...]:
    """Every answer there is, in an order one expects; none where answers are open or several in any order."""
    if field.kind is AnswerKind.CHOICE:
        return tuple(canonical(choice, AnswerForm.VALUE) for choice in field.choices)
    if field.form is not AnswerForm.VALUE or field.closed is None:
        return ()
    return tuple(sorted(field.closed, key=lambda answer: (len(answer), answer) if answer.isdigit() else (0, answer)))


def _rights(deck: Deck, symbols: Symbols, known: Known, order: Mapping[str, int]) -> dict[int, int]:
    """The place of each item's right answer; an item with several has none of its own."""
    found = {}
    for index in {index for index, _ in known}:
        accepts = deck.items.item(index, symbols, Random(0)).accepts & order.keys()
        if len(accepts) == 1:
            found[index] = order[next(iter(accepts))]
    return found


def _bands(deck: Deck, known: Known) -> tuple[Band, ...]:
    ratings = deck.items.balance
    if ratings is None or not known:
        return ()
    found: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for index, tally in known:
        found[float(ratings[index])][0] += tally.n
        found[float(ratings[index])][1] += tally.right
    return tuple(_cut(sorted(found.items()), sum(n for n, _ in found.values()) / BANDS))


def _cut(rated: Sequence[tuple[float, list[int]]], least: float) -> Iterator[Band]:
    """Bands of so many answers or more, from the lowest rating up; the last one may hold fewer."""
    low, n, right = rated[0][0], 0, 0
    for place, (rating, (more, more_right)) in enumerate(rated, start=1):
        n, right = n + more, right + more_right
        if n >= least or place == len(rated):
            yield Band(low, rating, n, right)
            low, n, right = rated[min(place, len(rated) - 1)][0], 0, 0
