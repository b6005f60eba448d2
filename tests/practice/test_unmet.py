"""What is still to be met: a value, whatever its pool does, and one in two of what is drawn."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.practice.unmet import Unmet

GROUPS = np.array([0, 0, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7], dtype=np.int64)
ITEMS = np.array([0, 1, 2, 3, 4, 5, 6, 8, 9, 10], dtype=np.int64)
ORDERS = st.permutations(range(8)).flatmap(lambda order: st.integers(0, 8).map(lambda count: order[:count]))


def start(*, by_group: bool) -> Unmet:
    return Unmet.of(ITEMS, 8, GROUPS) if by_group else Unmet.of(ITEMS, len(GROUPS))


def left(met: list[int], *, by_group: bool) -> list[int]:
    return [i for i in ITEMS.tolist() if (int(GROUPS[i]) if by_group else i) not in met]


@given(ORDERS, st.booleans())
def test_it_is_all_that_was_not_met_at_every_step(order: list[int], by_group: bool) -> None:
    states = [start(by_group=by_group)]
    for group in order:
        states.append(states[-1].meet(group))
    for count, state in enumerate(states):
        assert state.all().tolist() == left(order[:count], by_group=by_group)
        assert state.met == order[:count]
        assert state.stale * 2 <= max(len(state.pool), 1)


@given(ORDERS, st.booleans())
def test_made_of_what_was_met_it_is_the_same_to_the_pool(order: list[int], by_group: bool) -> None:
    grown = start(by_group=by_group)
    for group in order:
        grown = grown.meet(group)
    made = Unmet.of(ITEMS, 8 if by_group else len(GROUPS), GROUPS if by_group else None, order)
    assert (made.pool.tolist(), made.stale, made.count) == (grown.pool.tolist(), grown.stale, grown.count)
    assert made.all().tolist() == grown.all().tolist()


@given(ORDERS, ORDERS, st.integers(0, 8))
def test_two_ways_on_from_one_state_do_not_touch_each_other(one: list[int], other: list[int], shared: int) -> None:
    trunk = start(by_group=True)
    for group in one[:shared]:
        trunk = trunk.meet(group)
    ways = []
    for order in (one[shared:], [group for group in other if group not in one[:shared]]):
        state = trunk
        for group in order:
            state = state.meet(group)
        ways.append((state, [*one[:shared], *order]))
    for state, met in (*ways, (trunk, one[:shared])):
        assert state.all().tolist() == left(met, by_group=True)


@settings(max_examples=20)
@given(st.integers(0, 9_999))
def test_of_a_large_deck_every_second_draw_is_unmet_however_late_in_a_run(count: int) -> None:
    items = np.arange(10_000, dtype=np.int64)
    order = Random(1).sample(range(10_000), count)
    state = Unmet.of(items, 10_000, None, order)
    assert len(state.all()) == 10_000 - count
    assert len(state.all()) * 2 >= len(state.pool)
    assert len(state.some(Random(2))) > 0
