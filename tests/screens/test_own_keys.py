"""The learner's own keys for decks that are tapped: asked for once, kept, and good wherever one taps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerField, AnswerKind
from drillgrok.practice.state import Stage
from drillgrok.screens.drill.scene import DrillScene
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.own_keys import KeyQuestion, deck_key_of, usual_keys
from drillgrok.screens.kit.page import width_of
from drillgrok.settings import Settings, name_of_keys, parsed
from tests.helpers.pages import plain_text

DVORAK = "euht"
"""What a Dvorak keyboard writes where others write d f j k."""
RUSSIAN = "ваол"


class _Live:
    """A live session in memory."""

    waits = False
    history = None

    def __init__(self, hand: Any) -> None:
        self._hand, self.run, self.woken = hand, self, 0

    @property
    def session(self) -> Any:
        return self._hand.session

    def tell(self, event: object) -> tuple[object, ...]:
        return tuple(self._hand.send(event))

    def wake(self, _at: object) -> None:
        self.woken += 1


def tapped_deck(name: str) -> Deck:
    path: Path = next(bundled("decks").glob(f"movement/{name}.yaml"))
    return read_deck(load_source(path))


class Drill:
    """A deck that is tapped, at the screen."""

    def __init__(self, hand: Any, own_keys: dict[int, str]) -> None:
        self.hand, self.kept = hand, []
        self.scene = DrillScene(_Live(hand), Hearing(None), own_keys, self.kept.append)  # type: ignore[arg-type]
        self.scene.fit(80, 24, hand.stamp())

    def press(self, *names: str) -> None:
        for name in names:
            self.hand.wait(200)
            self.scene.key(name, name if len(name) == 1 else None, self.hand.stamp())

    @property
    def text(self) -> str:
        return plain_text(self.scene.page(80, 24, self.hand.stamp().mono_ns))


@pytest.fixture
def drill(hand_for: Callable[..., Any]) -> Callable[..., Drill]:
    def begin(name: str, **own_keys: str) -> Drill:
        return Drill(hand_for(tapped_deck(name)), {len(keys): keys for keys in own_keys.values()})

    return begin


def test_the_first_deck_asks_for_its_keys_and_keeps_them(drill: Callable[..., Drill]) -> None:
    first = drill("sirocco")
    assert "Your keys" in first.text
    assert not first.scene.awaits_paint
    assert first.scene.look(0) is None, "no time goes by meanwhile"
    first.press(*DVORAK[:2], "e", "1", "backspace", *DVORAK[1:], "enter")
    assert first.kept == [DVORAK]
    assert first.scene.awaits_paint
    assert "your e u h t are d f j k" in first.text


def test_where_they_are_known_nothing_is_asked(drill: Callable[..., Drill]) -> None:
    assert drill("sirocco", four=DVORAK).scene.awaits_paint
    assert drill("monsoon", two="uh").scene.awaits_paint
    assert "Your keys" in drill("monsoon", four=DVORAK).text


def test_escape_takes_the_usual_ones_and_half_of_them_is_not_enough(drill: Callable[..., Drill]) -> None:
    first = drill("sirocco")
    first.press("d", "enter")
    assert first.kept == []
    first.press("escape")
    assert first.kept == ["dfjk"]
    assert "are d f j k" not in first.text


def test_the_decks_page_is_there_while_they_are_asked_for(drill: Callable[..., Drill]) -> None:
    first = drill("sirocco")
    first.press("?")
    assert "You tap these keys" in first.text
    first.press("x")
    assert "Your keys" in first.text


@pytest.mark.parametrize("own", [DVORAK, RUSSIAN, "asdf"])
def test_they_answer_as_the_decks_own_keys_do(drill: Callable[..., Drill], own: str) -> None:
    one = drill("sirocco", four=own)
    one.hand.look()
    to_own = dict(zip("dfjk", own, strict=True))
    right = one.hand.session.showing.item.right
    one.press(*(to_own[key] for key in right))
    response = one.hand.stored[-1]
    assert response.correct
    assert [word[0] for word in response.answer.split()] == list(right)


def test_they_are_those_of_the_warm_up_too(hand_for: Callable[..., Any]) -> None:
    one = Drill(hand_for(tapped_deck("sirocco"), copy_ms=None), {4: DVORAK})
    assert one.hand.session.stage is Stage.COPYING
    one.hand.look()
    to_own = dict(zip("dfjk", DVORAK, strict=True))
    one.press(*(to_own[key] for key in one.hand.session.copying.text))
    assert len(one.hand.session.copying.samples_ms) == 1


def test_a_deck_on_keys_of_its_own_and_one_of_one_key_ask_for_none() -> None:
    for alphabet in ("asdf", "j", "df"):
        field = AnswerField(AnswerKind.TAPS, alphabet=frozenset(alphabet))
        assert usual_keys(field) == ""
        assert deck_key_of(field, {4: DVORAK, 2: "uh"}) == {}


def test_the_question_fits_a_small_terminal() -> None:
    for usual in ("dfjk", "fj"):
        for page in (KeyQuestion(usual).page(60, 16), KeyQuestion(usual, usual).page(60, 16)):
            assert len(page) == 16
            assert max(map(width_of, page)) <= 60


def test_two_hands_have_the_two_in_the_middle_of_four() -> None:
    assert Settings(four_keys=DVORAK).own_keys == {4: DVORAK, 2: "uh"}
    assert Settings(four_keys=DVORAK, two_keys="xy").own_keys == {4: DVORAK, 2: "xy"}
    assert Settings().own_keys == {}
    for keys in (DVORAK, RUSSIAN, "uh"):
        assert getattr(parsed(f'{name_of_keys(keys)} = "{keys}"'), name_of_keys(keys)) == keys
