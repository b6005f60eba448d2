"""A deck's page says what is asked, how it is answered and the keys; never cut, and never a prompt with its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from benchmarks.decks import bundled_deck
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.practice.state import Stage
from drillgrok.screens.drill.scene import DrillScene
from drillgrok.screens.kit import words
from drillgrok.screens.kit.deck_page import answer_code, deck_page, deck_rows, described, last_first
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.page import width_of
from tests.helpers.pages import plain_text

SAMPLE = ("lantern-31", "heron-24-letters", "weekday-of-a-date", "counterfeit-coins", "topaz", "passat", "finnish-some")


@pytest.mark.parametrize("name", SAMPLE)
def test_all_that_a_deck_asks_for_is_there_by_scrolling(name: str) -> None:
    deck = bundled_deck(name)
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
    for width, height in ((80, 24), (60, 16)):
        rows = tuple(deck_rows(deck, symbols, width))
        seen = ""
        for first in range(last_first(len(rows), height) + 1):
            page = deck_page(rows, first, width, height)
            assert len(page) == height
            assert max(map(width_of, page)) <= width
            seen += plain_text(page)
        for word in (*deck.head.about.split(), "Backspace", "Ctrl+C"):
            assert word in seen
        assert "…" not in seen.replace(deck.head.about, "") or "…" in deck.head.about


@pytest.mark.parametrize("name", SAMPLE)
def test_examples_are_answers_without_their_prompts(name: str) -> None:
    deck = bundled_deck(name)
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
    code = answer_code(deck, symbols)
    assert 1 <= len(code) <= 2
    assert code == answer_code(deck, symbols)
    item = deck.items.item(0, symbols, Random(0))
    assert item.prompt not in " ".join(code)


class _Live:
    """A live session in memory."""

    def __init__(self, hand: Any) -> None:
        self._hand = hand
        self.run = self

    history = None
    waits = False

    @property
    def session(self) -> Any:
        return self._hand.session

    def tell(self, event: object) -> tuple[object, ...]:
        return tuple(self._hand.send(event))


def test_examples_are_answers_to_what_practice_asks_not_to_another_wording() -> None:
    told = described(bundled_deck("loire"))[-1].removeprefix("Such as: ").split(", ")
    assert [text for text in told if not re.fullmatch(r"[dmMPA]\d+", text)] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("counterfeit-coins", "You press one of these keys: 1 2 3 4 5 6"),
        ("arabic-the", "You press one of these keys: d l n r s t z"),
        ("passat", "You tap these keys: d f j k"),
        ("chinook", "You tap this key: j"),
    ],
)
def test_keys_that_are_whole_answers_are_all_named_and_none_twice(name: str, told: str) -> None:
    assert described(bundled_deck(name)) == (told,)


def test_choices_that_are_called_by_their_numbers_are_named_once() -> None:
    assert words.offered(("1", "2", "3")) == "1 2 3"
    assert words.offered(("left", "right")) == "1 left, 2 right"
    assert words.takes_keys("j") == "Press j."


@pytest.fixture
def scene(deck_from: Callable[..., Deck], hand_for: Callable[..., Any]) -> tuple[DrillScene, Any]:
    hand = hand_for(deck_from())
    made = DrillScene(_Live(hand), Hearing(None))  # type: ignore[arg-type]
    made.fit(60, 16, hand.stamp())
    return made, hand


def test_a_question_mark_shows_it_and_arrows_scroll_and_any_other_key_goes_back(scene: tuple[DrillScene, Any]) -> None:
    drill, hand = scene
    hand.look()
    hand.wait(400)
    drill.key("question_mark", "?", hand.stamp())
    top = plain_text(drill.page(60, 16, hand.stamp().mono_ns))
    assert "Two signs go in" in top
    assert "↑ ↓" in top
    drill.key("down", None, hand.stamp())
    assert plain_text(drill.page(60, 16, hand.stamp().mono_ns)) != top
    for _ in range(40):
        drill.key("down", None, hand.stamp())
    assert "Ctrl+C" in plain_text(drill.page(60, 16, hand.stamp().mono_ns))
    drill.key("x", "x", hand.stamp())
    assert hand.session.stage is Stage.PAUSED


def test_it_is_there_in_the_warm_up_too(deck_from: Callable[..., Deck], hand_for: Callable[..., Any]) -> None:
    hand = hand_for(deck_from(), copy_ms=None)
    drill = DrillScene(_Live(hand), Hearing(None))  # type: ignore[arg-type]
    drill.fit(80, 24, hand.stamp())
    assert hand.session.stage is Stage.COPYING
    drill.key("question_mark", "?", hand.stamp())
    assert "Two signs go in" in plain_text(drill.page(80, 24, hand.stamp().mono_ns))
    assert not drill.awaits_paint


def test_a_long_introduction_is_whole_on_the_first_screen_of_a_new_deck() -> None:
    from drillgrok.model.log import Goal
    from drillgrok.screens.backend import DeckCard, Morning
    from drillgrok.screens.start.offers import starting
    from drillgrok.screens.start.page import start_page

    about = " ".join(f"word{k}" for k in range(40))
    card = DeckCard("new", "New", about, "signs", 0)
    start = starting(Morning((card,), Goal(responses=300), named="new"))
    told = replace(start, told={"new": ("You type digits.", "Such as: 3, 12")})
    page = plain_text(start_page(told, 80, 24).page)
    assert all(word in page for word in about.split())
    assert "Such as: 3, 12" in page
    assert "Enter  starts" in page
