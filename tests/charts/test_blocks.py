"""Blocks of answers joined: nothing is lost, nothing counts twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.statistics.blocks import fewer, in_stretches, joined, lately, side_by_side
from drillgrok.history.figures import Block


def blocks_of(sizes: list[tuple[int, int]]) -> tuple[Block, ...]:
    found, last = [], 0
    for n, right in sizes:
        found.append(Block(last + 1, last + n + 3, n, right, n / 10, right, 7.5 * right, 60.0 * right))
        last += n + 3
    return tuple(found)


SIZES = st.lists(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), max_size=60)
BLOCKS = SIZES.map(blocks_of)


def sums(blocks: tuple[Block, ...]) -> tuple[int, int, int]:
    return sum(b.n for b in blocks), sum(b.right for b in blocks), sum(b.timed for b in blocks)


@given(BLOCKS, st.integers(1, 64))
def test_fewer_blocks_hold_the_same_answers_and_are_no_more_than_asked(blocks: tuple[Block, ...], most: int) -> None:
    found = fewer(blocks, most)
    assert len(found) <= most
    assert sums(found) == sums(blocks)


@given(BLOCKS, st.integers(1, 100))
def test_stretches_are_all_enough_and_hold_everything_once_one_is(blocks: tuple[Block, ...], least: int) -> None:
    found = in_stretches(blocks, lambda block: block.n >= least)
    assert all(block.n >= least for block in found)
    assert sums(found) == (sums(blocks) if found else (0, 0, 0))
    assert bool(found) is (sum(b.n for b in blocks) >= least)


@given(BLOCKS, st.integers(1, 200))
def test_lately_is_no_more_than_needed_and_ends_with_the_newest(blocks: tuple[Block, ...], answers: int) -> None:
    found = lately(blocks, answers)
    if not blocks:
        assert found is None
        return
    assert found is not None
    assert found.last == blocks[-1].last
    n = sum(b.n for b in blocks)
    assert min(answers, n) <= found.n <= n
    first = next(block for block in blocks if block.first == found.first)
    assert found.n - first.n < answers


@given(BLOCKS)
def test_blocks_side_by_side_leave_no_gap(blocks: tuple[Block, ...]) -> None:
    found = list(side_by_side(blocks))
    assert [block for _, block in found] == list(blocks)
    assert [x_from for x_from, _ in found][1:] == [block.last for block in blocks][:-1]


def test_joined_blocks_reach_from_the_first_to_the_last() -> None:
    one, other = blocks_of([(10, 3), (20, 20)])
    found = joined((one, other))
    assert (found.first, found.last, found.n, found.right) == (one.first, other.last, 30, 23)
    assert (found.chance, found.log_ms, found.log_ms_squared) == (3.0, 7.5 * 23, 60.0 * 23)
