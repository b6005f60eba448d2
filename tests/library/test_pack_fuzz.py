"""A short run of the fuzz benchmark: whatever is done to a deck, it is a deck or a clear error."""

from __future__ import annotations

import pytest

from tools.fuzz.cases import KINDS, fuzz

CASES = 150


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_decks_and_packs_end_cleanly(kind: str) -> None:
    tally = fuzz(kind, CASES, seed=2)
    assert tally.unclean == []
    assert 0 < tally.taken < tally.cases == CASES
