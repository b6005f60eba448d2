"""Memory for single items and what counts as settled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.item import ItemKey
from drillgrok.simulation.exposures import NEXT_RETURNS, Tellings
from drillgrok.simulation.memory import Memory

KEY = ItemKey("0" * 12)

lags = st.lists(st.integers(1, 400), min_size=1, max_size=12)


@given(lags, st.integers(0, 1000))
def test_recall_is_a_probability_that_falls_with_time(gaps, later):
    memory, now = Memory(), 0
    for gap in gaps:
        now += gap
        memory.tell(KEY, now)
    assert memory.recall(KEY, now) == 1
    assert 0 <= memory.recall(KEY, now + later + 1) <= memory.recall(KEY, now + later)


@given(lags)
def test_being_told_again_never_makes_forgetting_faster(gaps):
    memory, now, kept = Memory(), 0, 0.0
    for gap in gaps:
        now += gap
        memory.tell(KEY, now)
        assert memory.recall(KEY, now + 100) >= kept
        kept = memory.recall(KEY, now + 100)


def test_what_was_never_told_is_not_recalled():
    assert Memory().recall(KEY, 5) == 0
    assert Memory().settled(500) == 0


def test_a_night_weighs_as_much_as_it_says():
    sleeper, drill = Memory(night=50), Memory()
    for memory in (sleeper, drill):
        memory.tell(KEY, 10)
    sleeper.sleep()
    assert sleeper.recall(KEY, 20) == drill.recall(KEY, 70)


def test_settled_items_are_those_told_often_that_have_waited_longest():
    tellings = Tellings()
    for turn in range(6):
        for k in range(40):
            tellings.add(ItemKey(f"{k:012x}"), turn * 40 + k)
    tellings.add(ItemKey("f" * 12), 300)
    assert tellings.settled(320) == [ItemKey(f"{k:012x}") for k in range(NEXT_RETURNS)]
    assert tellings.settled(239 + 20) == [ItemKey(f"{k:012x}") for k in range(20)]
    assert Tellings().settled(10) == []
