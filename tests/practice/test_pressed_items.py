"""What an item shows may be finer as the clock of practice gets tighter; what measures the rule looks as ever."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.item import Pace
from drillgrok.model.log import Clock, Role
from drillgrok.practice import deadlines
from drillgrok.practice.answering import show
from drillgrok.practice.picker import Pick
from drillgrok.practice.state import Session

PACE = Pace(calm_ms=15_000, quick_ms=5_000, floor_ms=2_000)


@pytest.fixture(scope="module")
def coins() -> Any:
    return read_deck(catalog.find("counterfeit-coins"))


@pytest.fixture
def session(coins: Any, hand_for: Callable[..., Any]) -> Session:
    return hand_for(coins).session


def told(session: Session, clock: Clock, thinking_ms: float, role: Role = Role.PRACTISED) -> str:
    """Item 5 in words, as it is put up on this clock where the staircase leaves so much time to think."""
    standing = copy(session.standing)
    standing.staircase_ms = session.copy_ms + thinking_ms
    shown = show(replace(session, standing=standing), Pick(5, role, clock)).showing
    assert shown is not None
    assert shown.item.drawing is not None
    return shown.item.drawing.spoken


def test_a_tight_clock_shows_the_item_finer_and_a_loose_one_as_it_is(session: Session) -> None:
    plain = told(session, Clock.CALM, 15_000)
    assert told(session, Clock.STAIRCASE, 15_000) == plain
    assert told(session, Clock.STAIRCASE, 2_000) != plain


@pytest.mark.parametrize("role", [Role.PRACTISED, Role.PROBE])
def test_on_the_calm_clock_an_item_looks_the_same_wherever_the_staircase_stands(session: Session, role: Role) -> None:
    assert told(session, Clock.CALM, 2_000, role) == told(session, Clock.CALM, 15_000, role)


@given(st.integers(0, 40_000), st.integers(0, 3_000))
def test_tightness_is_none_at_the_calm_clock_whole_at_the_floor_and_falls_in_between(
    thinking_ms: int, copy_ms: int
) -> None:
    found = deadlines.tightness(copy_ms + thinking_ms, copy_ms=copy_ms, pace=PACE)
    assert 0 <= found <= 1
    assert (found == 0) == (thinking_ms >= PACE.calm_ms)
    assert (found == 1) == (thinking_ms <= PACE.floor_ms)
    looser = deadlines.tightness(copy_ms + thinking_ms + 100, copy_ms=copy_ms, pace=PACE)
    assert looser <= found
