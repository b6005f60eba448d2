"""How values are written in a run."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.items.symbols import symbols_for, write
from drillgrok.model.deck import SymbolKind


def test_digits_need_no_symbols() -> None:
    assert symbols_for(SymbolKind.DIGITS, 31, 7) == ()
    assert write(-12, ()) == "-12"


def test_letters_run_from_a() -> None:
    assert symbols_for(SymbolKind.LETTERS, 26, 7) == tuple(ascii_lowercase)
    assert write(2, symbols_for(SymbolKind.LETTERS, 4, 7)) == "c"


def test_above_26_values_every_code_has_two_letters() -> None:
    codes = symbols_for(SymbolKind.LETTERS, 31, 7)
    assert codes[:2] == ("aa", "ab")
    assert codes[26] == "ba"
    assert {len(code) for code in codes} == {2}


@given(st.integers(1, 676), st.integers())
def test_a_hidden_alphabet_is_the_same_letters_in_the_seeds_order(count: int, seed: int) -> None:
    hidden = symbols_for(SymbolKind.SHUFFLED_LETTERS, count, seed)
    assert sorted(hidden) == sorted(symbols_for(SymbolKind.LETTERS, count, 0))
    assert hidden == symbols_for(SymbolKind.SHUFFLED_LETTERS, count, seed)


def test_a_seeds_alphabet_never_changes() -> None:
    assert "".join(symbols_for(SymbolKind.SHUFFLED_LETTERS, 8, 7)) == "gbhafced"
    assert symbols_for(SymbolKind.SHUFFLED_LETTERS, 26, 7) != symbols_for(SymbolKind.SHUFFLED_LETTERS, 26, 8)


def test_more_values_than_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="677"):
        symbols_for(SymbolKind.LETTERS, 677, 7)
