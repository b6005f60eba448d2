"""Rows stay within their width, and no text can command the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.kit.page import (
    EMPTY,
    apart,
    bar,
    block,
    broken,
    centred,
    filled,
    fitted,
    tail,
    width_of,
    wrapped,
)
from tests.helpers.pages import plain_text

rows = st.lists(st.builds(Span, st.text(max_size=30).map(clean), st.sampled_from(Tone)), max_size=5).map(tuple)
widths = st.integers(1, 100)


@given(st.text())
def test_a_clean_text_holds_no_character_that_a_terminal_obeys(text: str) -> None:
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} for char in clean(text))
    assert not set(clean(text)) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u2028\u2029")


def test_an_escape_sequence_becomes_harmless_text() -> None:
    assert clean("a\x1b[2Jb\x9b1mc") == "a[2Jb1mc"


def test_tabs_and_line_ends_become_spaces() -> None:
    assert clean("a\tb\nc") == "a b c"


@given(rows, widths)
def test_a_fitted_row_never_exceeds_its_width(row: tuple[Span, ...], width: int) -> None:
    assert width_of(fitted(row, width)) <= width


@given(rows, rows, widths)
def test_rows_set_apart_fill_the_width_exactly(left: tuple[Span, ...], right: tuple[Span, ...], width: int) -> None:
    assert width_of(apart(left, right, width)) == width


@given(rows, widths)
def test_a_centred_row_never_exceeds_its_width(row: tuple[Span, ...], width: int) -> None:
    assert width_of(centred(row, width)) <= width


@given(rows, st.integers(2, 100))
def test_a_row_is_broken_into_rows_that_fit_and_lose_no_sign_and_no_tone(row: tuple[Span, ...], width: int) -> None:
    found = broken(row, width)
    assert max(map(width_of, found)) <= width
    signs = [(char, piece.tone) for piece in row for char in piece.text]
    kept = [(char, piece.tone) for each in found for piece in each for char in piece.text]
    assert [sign for sign in kept if sign[0] != " "] == [sign for sign in signs if sign[0] != " "]


def test_a_row_is_broken_between_words_where_it_can_be() -> None:
    row = (Span("one two "), Span("thr", Tone.KEY), Span("ee four"))
    said = ["".join(piece.text for piece in each) for each in broken(row, 9)]
    assert said == ["one two", "three", "four"]
    assert broken(row, 9)[1] == (Span("thr", Tone.KEY), Span("ee"))


@given(st.lists(rows, max_size=4), widths)
def test_a_block_never_exceeds_its_width(several: list[tuple[Span, ...]], width: int) -> None:
    assert all(width_of(row) <= width for row in block(several, width))


@given(st.text(), st.integers(2, 60))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    wrap = wrapped(text, width)
    assert all(width_of(row) <= width for row in wrap)
    assert "".join(plain_text(wrap).split()) == "".join(clean(text).split())


@given(st.floats(-1, 2), st.integers(0, 50))
def test_a_bar_has_its_width_whatever_the_share(share: float, width: int) -> None:
    assert width_of(bar(share, width)) == width


def test_the_two_parts_of_a_bar_differ_in_shape() -> None:
    full, rest = bar(0.5, 10)
    assert set(full.text) != set(rest.text)


def test_a_wide_character_counts_as_two_cells() -> None:
    assert width_of((Span("漢字"),)) == 4
    assert width_of(fitted((Span("漢字漢字"),), 5)) <= 5


@given(st.text().map(clean), widths)
def test_a_tail_is_the_end_of_a_text_and_fits(text: str, cells: int) -> None:
    end = tail(text, cells)
    assert text.endswith(end)
    assert width_of((Span(end),)) <= cells


def test_a_page_is_filled_or_cut_to_its_height() -> None:
    assert filled([EMPTY], 3) == (EMPTY,) * 3
    assert filled([EMPTY] * 5, 3) == (EMPTY,) * 3
