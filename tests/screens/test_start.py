"""The first screen: deck, goal, contract, Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drillgrok.model.log import Goal
from drillgrok.screens.backend import DeckCard
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.page import Page, plain_text, width_of
from drillgrok.screens.start import words as start_words
from drillgrok.screens.start.page import Start, start_page, starting_with, turned

COINS = DeckCard("tray", "Six coins", "One of six coins is a fake. Which?", "perception", 212)
CARDS = (
    COINS,
    *(DeckCard(name.lower(), name, "Two signs go in, one comes out.", "signs", 0) for name in ("Ember", "Quill")),
    DeckCard("weekday", "Weekday of a date", "A date goes in.", "everyday", 4212),
)


@pytest.fixture
def start() -> Start:
    return starting_with(COINS, CARDS, Goal(responses=300))


def test_the_first_screen_at_80x24(start: Start, golden: Callable[[str, Page], None]) -> None:
    golden("start-80x24", start_page(start, 80, 24))


def test_the_first_screen_in_the_smallest_terminal(start: Start, golden: Callable[[str, Page], None]) -> None:
    golden("start-60x16", start_page(start, 60, 16))


@pytest.mark.parametrize(("width", "height"), [(60, 16), (80, 24), (133, 40)])
def test_the_first_screen_fills_the_terminal_and_says_what_to_press(start: Start, width: int, height: int) -> None:
    page = start_page(start, width, height)
    assert len(page) == height
    assert max(map(width_of, page)) <= width
    assert start_words.STARTS in plain_text(page)
    assert all(line in plain_text(page) for line in kit_words.CONTRACT)


def test_the_given_deck_is_chosen_wherever_it_stands(start: Start) -> None:
    assert start.card == COINS


def test_a_deck_that_is_not_in_the_list_joins_it() -> None:
    own = DeckCard("mine.yaml", "Mine", "", "drafts", 0)
    assert starting_with(own, CARDS, Goal(responses=300)).card == own


def test_down_and_up_walk_through_every_deck_and_round(start: Start) -> None:
    met = []
    for _ in CARDS:
        met.append(start.card.id)
        start = turned(start, "down", None)
    assert sorted(met) == sorted(card.id for card in CARDS)
    assert start.card == COINS
    assert turned(turned(start, "up", None), "down", None) == start


def test_decks_of_one_heading_stand_together(start: Start) -> None:
    headings = [card.domain for card in start.cards]
    assert headings == sorted(headings)


@pytest.mark.parametrize(
    ("goal", "key", "char", "then"),
    [
        (Goal(responses=300), "right", None, Goal(responses=350)),
        (Goal(responses=300), "minus", "-", Goal(responses=250)),
        (Goal(responses=20), "left", None, Goal(responses=50)),
        (Goal(minutes=20), "plus", "+", Goal(minutes=25)),
        (Goal(minutes=5), "left", None, Goal(minutes=5)),
    ],
)
def test_the_goal_goes_up_and_down_and_never_to_nothing(
    start: Start, goal: Goal, key: str, char: str | None, then: Goal
) -> None:
    assert turned(replace(start, goal=goal), key, char).goal == then


def test_trouble_with_a_deck_is_said_in_place_of_enter_until_another_is_chosen(start: Start) -> None:
    troubled = replace(start, trouble="This deck is damaged. Install it again.")
    assert "This deck is damaged." in plain_text(start_page(troubled, 80, 24))
    assert not turned(troubled, "down", None).trouble


def test_a_hostile_title_reaches_the_page_without_control_characters() -> None:
    card = DeckCard("x", "\x1b[31mred\x07", "a\x1b]0;title\x07b", "d\x9bd", 0)
    page = start_page(starting_with(card, CARDS, Goal(responses=300)), 80, 24)
    assert not set(plain_text(page)) & {"\x1b", "\x07", "\x9b"}
