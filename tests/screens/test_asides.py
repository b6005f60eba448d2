"""Help, notes and the plea for room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillgrok.screens.kit import words
from drillgrok.screens.kit.help import help_page, note_page, small_page
from drillgrok.screens.kit.page import Page, width_of
from tests.helpers.pages import plain_text


def test_help_names_every_key(golden: Callable[[str, Page], None]) -> None:
    golden("help", help_page(80, 24))


def test_help_is_whole_in_the_smallest_terminal() -> None:
    page = plain_text(help_page(60, 16))
    assert all(key.strip() in page for key, _ in words.HELP)
    assert words.HELP_BACK in page


def test_the_end_of_a_long_note_stays_in_sight(golden: Callable[[str, Page], None]) -> None:
    golden("note", note_page("it turns round at " * 9 + "31", 80, 24))


def test_a_small_terminal_is_told_how_much_room_is_enough(golden: Callable[[str, Page], None]) -> None:
    golden("small", small_page((78, 23), 50, 12))


@pytest.mark.parametrize(("width", "height"), [(10, 3), (1, 1), (59, 15)])
def test_the_plea_for_room_fits_any_terminal(width: int, height: int) -> None:
    page = small_page((60, 16), width, height)
    assert len(page) == height
    assert max(map(width_of, page)) <= width
