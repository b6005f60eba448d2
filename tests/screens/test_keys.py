"""Keys that are none end nothing and answer nothing; commands go by a letter's place on keyboards that write others."""

from __future__ import annotations

import pytest

from drillgrok.model.layouts import latin_of
from drillgrok.practice.state import Notice, Stage
from drillgrok.screens.kit.keyboard import TerminalReader
from drillgrok.screens.kit.keys import by_letter, is_no_key


def names(sent: str) -> list[str]:
    """What the program makes of what a terminal sends."""
    return [by_letter(event.key) for event in TerminalReader().feed(sent.encode()) if hasattr(event, "key")]


@pytest.mark.parametrize(
    "sent",
    ["\x1b[57443;3u", "\x1b[57441;2u", "\x1b[57358u", "\x1b[57358;65u", "\x1b[57438u", "\x1b[57430u", "\x1b[57454u"],
)
def test_modifiers_locks_and_media_keys_alone_are_no_keys(sent: str) -> None:
    assert names(sent)
    assert all(map(is_no_key, names(sent)))


@pytest.mark.parametrize("sent", ["\x1b[1089;5u", "\x1b[99;5u", "\x03"])
def test_ctrl_c_is_ctrl_c_whatever_the_keyboard_writes(sent: str) -> None:
    assert names(sent) == ["ctrl+c"]


def test_what_is_typed_is_a_key() -> None:
    assert not any(map(is_no_key, ["a", "enter", "shift+tab", "ctrl+up", "с", "f1", "escape", "media"]))


@pytest.mark.parametrize(
    ("char", "latin"), [("й", "q"), ("г", "u"), ("Й", "q"), ("θ", "u"), ("ש", "a"), ("ض", "q"), ("q", "q")]
)
def test_letters_of_other_alphabets_are_known_by_their_place(char: str, latin: str) -> None:
    assert latin_of(char) == latin


def test_a_pause_takes_its_letters_on_a_russian_keyboard(deck_from, hand_for) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(deck_from())
    hand.answer_right()
    hand.move_on()
    hand.look()
    hand.wait(400)
    hand.press("escape", "г")
    assert hand.session.notice is Notice.UNDONE
    hand.press("й")
    assert hand.session.stage is Stage.FINISHED
