"""Short prompts in large letters."""

from __future__ import annotations

import string

import pytest

from drillgrok.screens.kit.letters import ROWS, large


@pytest.mark.parametrize("char", f"{string.digits}{string.ascii_letters}+-×·∘⊕*/÷%=≡<>→²°()[]?!.,:;'\"#&$@_~|^")
def test_every_character_of_a_common_prompt_has_its_own_shape(char: str) -> None:
    drawn = large(char, 80)
    assert drawn is not None
    assert len(drawn) == ROWS
    assert any(row.strip() for row in drawn)


def test_no_two_letters_or_digits_look_alike() -> None:
    signs = string.digits + string.ascii_letters + "∘"
    assert len({large(char, 80) for char in signs}) == len(signs)


def test_the_rows_of_a_large_text_have_equal_lengths() -> None:
    rows = large("12 ∘ 28", 80)
    assert rows is not None
    assert {len(row) for row in rows} == {41}


@pytest.mark.parametrize("text", ["", "  ", "日", "two\nlines", "far too long for eighty cells"])
def test_a_text_that_cannot_be_drawn_large_is_left_to_plain_type(text: str) -> None:
    assert large(text, 80) is None
