"""The houses with windows against oracles that read the picture, sign by sign, and share no code with the decks; and
the moves that leave an answer as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck

DECKS = {path.stem: path for path in sorted(bundled("decks").glob("perception/windows-*.yaml"))}
LIT, DARK = "●", "○"
MOST_CHECKED = 3_000
House = tuple[str, ...]
"""Floors from the highest down."""


def columns(house: House) -> list[str]:
    return ["".join(column) for column in zip(*house, strict=True)]


def changes(house: House) -> int:
    return sum(column.count(LIT + DARK) + column.count(DARK + LIT) for column in columns(house))


def unlike(first: str, second: str) -> int:
    return sum(len({a, b}) == 2 for a, b in zip(first, second, strict=True))


def by_the_lowest(house: House) -> int:
    high, low, ground = house
    if ground.count(LIT) > ground.count(DARK):
        return unlike(high, low)
    return columns((high, low)).count(LIT + LIT)


def odd(house: House) -> int:
    return sum(column.count(LIT) in (1, 3) for column in columns(house))


def by_the_middle(house: House) -> int:
    return changes(house) if house[1][2] == LIT else odd(house)


ORACLES: dict[str, Callable[[House], int]] = {
    "windows-1": changes,
    "windows-2": odd,
    "windows-3": changes,
    "windows-4": by_the_lowest,
    "windows-5": by_the_middle,
}


def turned(house: House) -> House:
    return house[::-1]


def mirrored(house: House) -> House:
    return tuple(floor[::-1] for floor in house)


def switched(house: House) -> House:
    return tuple(floor.translate(str.maketrans(LIT + DARK, DARK + LIT)) for floor in house)


def upper_exchanged(house: House) -> House:
    return (house[1], house[0], house[2])


def moved_on(house: House) -> House:
    return (*house[1:], house[0])


def exchanged_where_dark(house: House) -> House:
    return upper_exchanged(house) if house[0][2] == house[1][2] == DARK else house


def ground_turned(house: House) -> House:
    return (*house[:2], house[2][::-1])


MOVES: dict[str, list[Callable[[House], House]]] = {
    "windows-1": [turned, mirrored, switched],
    "windows-2": [turned, moved_on, mirrored],
    "windows-3": [turned, mirrored, switched],
    "windows-4": [upper_exchanged, mirrored, ground_turned],
    "windows-5": [turned, mirrored, exchanged_where_dark],
}
"""Deck -> what leads from a house to one of its own group."""

each_deck = pytest.mark.parametrize("name", ORACLES)


@pytest.fixture(scope="module")
def decks() -> dict[str, Deck]:
    """The houses alone."""
    return {name: read_deck(load_source(path)) for name, path in DECKS.items()}


def some(deck: Deck) -> list[int]:
    count = len(deck.items)
    return list(range(count)) if count <= MOST_CHECKED else Random(deck.id).sample(range(count), MOST_CHECKED)


def test_every_house_has_an_oracle(decks: dict[str, Deck]) -> None:
    assert list(decks) == list(ORACLES)


@each_deck
def test_every_answer_is_what_the_oracle_reads_from_the_picture(name: str, decks: dict[str, Deck]) -> None:
    for index in some(decks[name]):
        item = decks[name].items.item(index, (), Random(0))
        house = tuple(item.prompt.split("\n"))
        assert {len(floor) for floor in house} == {6 if name == "windows-1" else 5}
        assert item.accepts == {str(ORACLES[name](house))}


@each_deck
def test_all_houses_of_the_size_are_asked(name: str, decks: dict[str, Deck]) -> None:
    assert len(decks[name].items) == (4**6 if name == "windows-1" else 8**5)


@each_deck
def test_a_rephrasing_shows_the_same_floors_side_by_side(name: str, decks: dict[str, Deck]) -> None:
    for index in some(decks[name])[:50]:
        item = decks[name].items.item(index, (), Random(0))
        again = decks[name].items.rephrased(index, 0, (), Random(0))
        assert again is not None
        assert again.prompt.split(" | ") == item.prompt.split("\n")
        assert again.accepts == item.accepts


@each_deck
def test_a_group_holds_all_that_the_moves_make_of_a_house(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    houses = {
        tuple(deck.items.item(index, (), Random(0)).prompt.split("\n")): index for index in range(len(deck.items))
    }
    group_of = deck.items.group_of
    picked = Random(name).sample(sorted(houses), 500)
    for house in picked:
        for move in MOVES[name]:
            assert group_of[houses[house]] == group_of[houses[move(house)]]
    answers: dict[int, set[int]] = defaultdict(set)
    for house in picked:
        answers[int(group_of[houses[house]])].add(ORACLES[name](house))
    assert all(len(found) == 1 for found in answers.values())
