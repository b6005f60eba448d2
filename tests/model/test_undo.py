"""A mark rewinds: the state is the one of a log that had been marked from the start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.log import UNDO_DEPTH, Flag, Response
from drillgrok.model.undo import Undoable, flagged
from tests.helpers.responses import right_answer

State = tuple[tuple[int, bool], ...]
"""A fold that forgets nothing: each response number, and whether it was undone."""


def take(state: State, one: Response) -> State:
    return (*state, (one.seq, Flag.UNDONE in one.flags))


def folded(log: list[Response]) -> tuple[State, Undoable[State]]:
    state: State = ()
    past: Undoable[State] = Undoable()
    for one in log:
        past, state = past.then(state, one), take(state, one)
    return state, past


@given(length=st.integers(1, 20), data=st.data())
def test_a_marked_fold_is_the_fold_of_the_marked_log(length, data):
    log = [right_answer(seq) for seq in range(1, length + 1)]
    within_reach = st.integers(max(1, length - UNDO_DEPTH + 1), length)
    seqs = data.draw(st.sets(within_reach, min_size=1, max_size=3))
    _, past = folded(log)
    assert past.marked(seqs, Flag.UNDONE, take) == folded([flagged(one, seqs, Flag.UNDONE) for one in log])


def test_a_mark_after_a_mark_keeps_both():
    log = [right_answer(seq) for seq in range(1, 6)]
    _, past = folded(log)
    state, past = past.marked({4}, Flag.UNDONE, take)
    state, past = past.marked({2}, Flag.UNDONE, take)
    assert state == ((1, False), (2, True), (3, False), (4, True), (5, False))
    assert [Flag.UNDONE in one.flags for one in past.responses] == [False, True, False, True, False]


def test_no_further_back_than_the_last_responses_can_anything_be_marked():
    _, past = folded([right_answer(seq) for seq in range(1, 21)])
    assert [one.seq for one in past.responses] == list(range(21 - UNDO_DEPTH, 21))
    assert past.marked({20 - UNDO_DEPTH}, Flag.UNDONE, take) is None


@pytest.mark.parametrize("seqs", [set(), {7}])
def test_a_response_that_is_not_named_stays_as_it_was(seqs):
    before = right_answer(3, flags=frozenset({Flag.TOO_FAST}))
    assert flagged(before, seqs, Flag.IDLE) is before
    assert flagged(before, {3}, Flag.IDLE).flags == {Flag.TOO_FAST, Flag.IDLE}
