"""Robots, lines, skies and moths against oracles that read what is told: that each sealed rule is true, whole."""

import re
from collections.abc import Callable
from fractions import Fraction
from math import isqrt, log
from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains import domain_items, robots
from drillgrok.domains import dots as scattered
from drillgrok.model.deck import Deck
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import Item

PATHS = {
    path.stem: path
    for path in sorted(bundled("decks").glob("perception/*.yaml"))
    if path.stem.startswith(("robots", "line", "sky", "moths"))
}


@pytest.fixture(scope="module")
def decks() -> dict[str, Deck]:
    """The decks that are tested here, and no others."""
    return {name: read_deck(load_source(path)) for name, path in PATHS.items()}


def some_of(deck: Deck, count: int) -> list[tuple[int, Item]]:
    indexes = sorted(Random(deck.id).sample(range(len(deck.items)), count))
    return [(index, deck.items.item(index, (), Random(index))) for index in indexes]


def option(name: str) -> str:
    """The word by which a deck asks its domain for its rule."""
    found = re.search(r"(?:cue|rule): (\w+)}", PATHS[name].read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def told(item: Item) -> str:
    assert item.drawing is not None
    return item.drawing.spoken


# Robots.


def parts_told(words: str) -> list[dict[str, int]]:
    """The parts of each robot by name."""
    return [
        {name: int(count) for name, count in re.findall(r"([a-z][a-z ]*) (\d+)", line.split(":")[1])}
        for line in words.splitlines()
    ]


ODD: dict[str, Callable[[dict[str, int]], bool]] = {
    "robots-of-the-harvest": lambda robot: robot["left fingers"] + robot["legs"] == 4,
    "robots-of-the-harbour": lambda robot: robot["wheels"] == 2 * robot["screws"],
    "robots-of-the-snow": lambda robot: robot["buttons"] == 2 * (4 - robot["eyes"]),
}


def odd_ones(name: str, words: str) -> list[str]:
    return [str(place) for place, robot in enumerate(parts_told(words), start=1) if ODD[name](robot)]


def test_the_odd_robot_of_every_row_is_the_one_that_the_rule_names() -> None:
    made = {name: domain_items(DomainOptions("figures", {"cue": option(name)})) for name in ODD}
    for number in range(robots.ROWS):
        words = robots.spoken(robots.robots_of(robots.row(number), Random(number)))
        assert all(odd_ones(name, words) == [items.item(number).right] for name, items in made.items())


@pytest.mark.parametrize("name", ODD)
def test_the_deck_asks_for_that_robot(name: str, decks: dict[str, Deck]) -> None:
    assert all(odd_ones(name, told(item)) == [item.right] for _, item in some_of(decks[name], 300))


# Lines.


def by_factors(low: int, high: int, steps: int, mark: int, number: float) -> bool:
    """Whether the number is as many factors from the left end as the mark is steps."""
    return abs(log(number / low) / log(high / low) - mark / steps) < 0.5 / steps


def by_roots(low: int, high: int, steps: int, mark: int, number: float) -> bool:
    """In whole numbers: roots of ten thousand times the numbers."""
    left, right, root = (isqrt(10**8 * int(value)) for value in (low, high, number))
    return abs(Fraction(root - left, right - left) - Fraction(mark, steps)) < Fraction(1, 2 * steps)


def by_shares(low: int, high: int, steps: int, mark: int, number: float) -> bool:
    """In fractions: one over the number, on the way from one over the left end to one over the right end."""
    way = (Fraction(1, low) - Fraction(1, int(number))) / (Fraction(1, low) - Fraction(1, high))
    return abs(way - Fraction(mark, steps)) < Fraction(1, 2 * steps)


SCALES = {"line-of-flint": by_factors, "line-of-quartz": by_roots, "line-of-slate": by_shares}


@pytest.mark.parametrize("name", SCALES)
def test_the_number_lies_where_the_mark_stands(name: str, decks: dict[str, Deck]) -> None:
    """It is nearer to the mark than half a step; and what is accepted reaches about a step to either side."""
    for index in range(len(decks[name].items)):
        item = decks[name].items.item(index, (), Random(0))
        steps, low, high, mark = map(int, re.findall(r"\d+", told(item)))
        assert SCALES[name](low, high, steps, mark, int(item.right))
        assert item.judge is not None
        assert item.judge(item.right)
        assert not item.judge(str(low if mark > 1 else high))
        assert not item.judge(str(high))


@pytest.mark.parametrize("name", SCALES)
def test_asked_the_other_way_round_the_step_is_right(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    for index in range(len(deck.items)):
        item = deck.items.rephrased(index, 0, (), Random(0))
        assert item is not None
        steps, low, high = map(int, re.findall(r"\d+", told(item)))
        number = int(re.findall(r"is ([\d,]+) from", item.prompt)[0].replace(",", ""))
        assert SCALES[name](low, high, steps, int(item.right), number)


# Skies.


Sky = list[tuple[int, int, str]]
"""Row and column from 1, and the sign where it counts."""


def dots(item: Item) -> Sky:
    found = re.findall(r"(\d+)-(\d+)( full| open)?", told(item).split(": ")[1])
    return [(int(row), int(column), sign.strip()) for row, column, sign in found]


def mostly_falling(sky: Sky) -> bool:
    there = {(row, column) for row, column, _ in sky}
    falling = sum((row + 1, column + 1) in there for row, column in there)
    return falling > sum((row + 1, column - 1) in there for row, column in there)


A_FIGURE = ((2, 3), (5, 4), (5, 10), (7, 8), (8, 4), (9, 10), (10, 2), (10, 6), (11, 10))
B_FIGURE = ((2, 3), (4, 5), (4, 8), (7, 11), (8, 6), (9, 2), (9, 11), (10, 4), (11, 10))


def more_in_two_quarters(sky: Sky) -> bool:
    return sum(1 if (row - 6.5) * (column - 6.5) > 0 else -1 for row, column, _ in sky) > 0


def full_ones_on_the_left(sky: Sky) -> bool:
    full = [column for _, column, sign in sky if sign == "full"]
    return sum(column <= 6 for column in full) * 2 > len(full)


A = {
    "sky-over-vega": more_in_two_quarters,
    "sky-over-lyra": full_ones_on_the_left,
    "sky-over-mira": mostly_falling,
}


@pytest.mark.parametrize("name", A)
def test_every_sky_is_an_a_where_the_rule_says_so(name: str) -> None:
    word, names = option(name), {"●": "full", "○": "open", "": ""}
    for number in range(scattered.SKIES):
        sky = [(row + 1, column + 1, names[sign]) for (row, column), sign in scattered.sky(word, number).items()]
        assert scattered.is_a(word, number) is A[name](sky)


@pytest.mark.parametrize("name", A)
def test_the_deck_asks_for_that_sort(name: str, decks: dict[str, Deck]) -> None:
    assert all(item.right == ("a" if A[name](dots(item)) else "b") for _, item in some_of(decks[name], 300))


DISTANCES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "by streets": lambda gaps: abs(gaps).sum(-1),
    "straight": lambda gaps: np.sqrt((gaps**2).sum(-1)),
    "straight and squared": lambda gaps: (gaps**2).sum(-1),
    "by a king": lambda gaps: abs(gaps).max(-1),
}


def matched(sky: np.ndarray, figure: np.ndarray, distance: str) -> float:
    """The least sum of distances between the dots of a sky and those of a figure, one to one, as scipy finds it."""
    costs = DISTANCES[distance](sky[:, None] - figure[None])
    return float(costs[linear_sum_assignment(costs)].sum())


@pytest.mark.parametrize("size", range(len(scattered.SIZES)))
def test_every_sky_of_two_figures_is_nearer_to_its_own_by_any_distance(size: int) -> None:
    """And its nine dots are nine: no two lie in the same cell."""
    figures = np.array(A_FIGURE), np.array(B_FIGURE)
    wrong = []
    for number in range(scattered.SKIES if size == scattered.USUAL else 500):
        sky = np.array([(row + 1, column + 1) for row, column in scattered.sky("tuff", number, size)])
        assert len(sky) == 9
        own, other = figures if scattered.is_a("tuff", number) else figures[::-1]
        wrong += [(number, name) for name in DISTANCES if matched(sky, own, name) + 1e-9 >= matched(sky, other, name)]
    assert wrong == []


def test_the_sealed_rule_names_the_dots_of_both_figures(decks: dict[str, Deck]) -> None:
    told = re.findall(r"(\d+)-(\d+)", decks["sky-over-corvus"].rule)
    assert [(int(row), int(column)) for row, column in told] == [*A_FIGURE, *B_FIGURE]
    figures = tuple(tuple((row + 1, column + 1) for row, column in figure) for figure in scattered.PROTOTYPES)
    assert figures == (A_FIGURE, B_FIGURE)


# Moths.


def counts(item: Item) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"([a-z][a-z ]*) (\d)", told(item).split(": ")[1])}


def both_or_neither(parts: dict[str, int]) -> bool:
    return (parts["feelers"] in {1, 2}) == (parts["legs"] in {1, 2})


def none_or_two_of_three(parts: dict[str, int]) -> bool:
    return [parts[name] in {3, 4} for name in ("head dots", "body rings", "upper spots")].count(True) in {0, 2}


MOTHS: dict[str, tuple[Callable[[dict[str, int]], bool], int]] = {
    "moths-of-the-heath": (both_or_neither, 30),
    "moths-of-the-marsh": (none_or_two_of_three, 0),
}
"""Deck -> its rule as it is sealed, and how many exceptions the deck speaks of."""


@pytest.mark.parametrize("name", MOTHS)
def test_every_moth_is_of_the_sort_that_the_rule_names_but_for_the_exceptions(
    name: str, decks: dict[str, Deck]
) -> None:
    is_a, exceptions = MOTHS[name]
    items = decks[name].items
    strays = set()
    for index in range(len(items)):
        item = items.item(index, (), Random(index))
        if item.right != ("a" if is_a(counts(item)) else "b"):
            strays.add(index)
    assert strays == {index for index in range(len(items)) if items.exceptions[index]}
    assert len(strays) == exceptions
    assert ("Thirty" in decks[name].head.about) is (exceptions == 30)


# Other looks.


def test_every_deck_for_the_eyes_can_be_asked_in_another_look() -> None:
    for path in bundled("decks").glob("perception/*.yaml"):
        deck = read_deck(load_source(path))
        plain, other = deck.items.item(0, (), Random(1)), deck.items.rephrased(0, 0, (), Random(1))
        assert other is not None, deck.id
        looks = [(item.prompt, item.drawing.lines if item.drawing else (), item.sound) for item in (plain, other)]
        assert looks[0] != looks[1], deck.id


# Pictures.


@pytest.mark.parametrize("name", PATHS)
def test_a_picture_fits_into_78_columns_and_16_lines(name: str, decks: dict[str, Deck]) -> None:
    for _, item in some_of(decks[name], 100):
        assert item.drawing is not None
        assert item.drawing.width <= 78
        assert len(item.drawing.lines) <= 16
