"""How surprising a count is, and the thresholds that say what is surprising enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.coaching.luck import Count, beyond_usual, luck, shortfall
from drillgrok.coaching.thresholds import FILE, thresholds


@given(n=st.integers(1, 1200), chance=st.floats(0, 1), share=st.floats(0, 1), data=st.data())
def test_tails_are_probabilities_that_fall_as_the_surprise_grows(n, chance, share, data):
    right = data.draw(st.integers(0, n))
    found = Count(right, n, n * chance)
    assert 0 <= luck(found) <= 1 + 1e-9
    assert 0 <= shortfall(found, share) <= 1 + 1e-9
    if right < n:
        more = Count(right + 1, n, n * chance)
        assert luck(more) <= luck(found) + 1e-9
        assert shortfall(more, share) >= shortfall(found, share) - 1e-9


def test_a_tail_is_the_textbooks():
    assert luck(Count(2, 2, 0.5)) == pytest.approx(1 / 16)
    assert shortfall(Count(0, 2, 0.0), 0.5) == pytest.approx(1 / 4)
    assert beyond_usual(10, 40, 0.5) == pytest.approx(-10 / 10**0.5)


def test_thresholds_come_from_the_file_that_says_how_they_were_made():
    assert '"command"' in FILE.read_text(encoding="utf-8")
    assert thresholds().tired_sd <= -2
