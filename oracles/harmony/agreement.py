"""How far the decks and music21 agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from oracles.harmony.oracle import ORACLES, sounding
from oracles.harmony.turned import TURNED

FOLDER = Path(__file__).parents[2] / "decks" / "harmony"
_TURNED_WORDING = 1
"""Of the two other wordings of what is seen, the second turns the question round."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What became of one deck."""

    deck: str
    items: int
    checked: int
    wrong: tuple[str, ...]
    """The first cases in which music21 says something else."""


@cache
def deck_of(name: str) -> Deck:
    """A deck from its source."""
    return read_deck(load_source(FOLDER / f"{name}.yaml"))


def verify(name: str, most: int | None = None) -> Agreement:
    """The oracle's answers beside the deck's, for all items or for so many drawn by the deck's name: plain, and turned
    round where that can be."""
    count = len(deck_of(name).items)
    indexes = sorted(Random(name).sample(range(count), min(most or count, count)))
    return Agreement(name, count, len(indexes), tuple(_disagreements(name, indexes)))


def _disagreements(name: str, indexes: Iterable[int]) -> Iterator[str]:
    items = deck_of(name).items
    for index in indexes:
        item = items.item(index, (), Random(index))
        expected = ORACLES[name](item)
        if expected != item.accepts:
            shown = item.drawing.spoken if item.drawing else sounding(item)
            yield f"{shown} is {sorted(item.accepts)}, music21: {sorted(expected)}"
        turned = items.rephrased(index, _TURNED_WORDING, (), Random(index)) if name in TURNED else None
        if turned is not None and (expected := TURNED[name](turned)) != turned.accepts:
            yield f"{turned.prompt!r} is {sorted(turned.accepts)}, music21: {sorted(expected)}"


def verify_all(most: int | None = None) -> tuple[Agreement, ...]:
    """All decks."""
    return tuple(verify(name, most) for name in ORACLES)
