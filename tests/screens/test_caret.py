"""The terminal's cursor stands where one types, so that an input method opens its window there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drillgrok.model.deck import Deck
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.kit.page import caret_of
from tests.helpers.pages import plain_text


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (140, 40)])
def test_the_caret_moves_with_what_is_typed(
    deck_from: Callable[..., Deck], hand_for: Callable[..., Any], size: tuple[int, int]
) -> None:
    hand = hand_for(deck_from())
    hand.look()
    hand.wait(400)

    def caret() -> tuple[int, int]:
        found = caret_of(drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=size[0], height=size[1]))
        assert found is not None
        return found

    empty = caret()
    hand.press("1")
    typed = caret()
    assert typed[0] > empty[0]
    assert typed[1] == empty[1]
    page = drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=size[0], height=size[1])
    assert plain_text(page).count("\n") == size[1]


def test_a_correction_has_none(deck_from: Callable[..., Deck], hand_for: Callable[..., Any]) -> None:
    hand = hand_for(deck_from())
    hand.answer("")
    assert caret_of(drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24)) is None
