"""Hashes are frozen: item keys and splits on learners' machines must survive every later version."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.items.hashing import column_hashes, group_numbers, row_keys, text_hash, text_hashes, text_keys, uniform

WORD = 2**64
words = st.integers(-(2**63), 2**63 - 1)


def spread(word: int) -> int:
    """Splitmix64's finaliser on Python integers."""
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 % WORD
    word = (word ^ word >> 27) * 0x94D049BB133111EB % WORD
    return word ^ word >> 31


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_column_hashes_are_a_chain_of_splitmix64(rows: list[tuple[int, int]]) -> None:
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    expected = []
    for row in rows:
        state = int.from_bytes(blake2b(b"salt", digest_size=8).digest(), "big")
        for value in row:
            state = spread((state + 0x9E3779B97F4A7C15 + spread(value % WORD)) % WORD)
        expected.append(state)
    assert column_hashes("salt", columns).tolist() == expected


def test_the_keys_of_known_items_never_change() -> None:
    columns = {"a": np.array([0, 1, -1]), "b": np.array([0, 2, 2**62])}
    assert [f"{key:012x}" for key in row_keys("lantern-31", columns).tolist()] == [
        "58f0e95c8d05",
        "a2d6adf6ca0c",
        "f49cf7487fb9",
    ]
    assert text_keys("lantern-31", ["3 ∘ 4"]).tolist() == [0xC67DA8AB1B71]
    assert text_hash("lantern") == 0x44D7F08029513FC
    assert text_hashes(["lantern", "", "lantern"]).tolist() == [text_hash(each) for each in ("lantern", "", "lantern")]


def test_the_draws_of_a_seed_never_change() -> None:
    drawn = uniform(7, np.array([0, 1, 2**64 - 1], np.uint64))
    assert drawn.tolist() == [0.640253650816398, 0.2965236343020733, 0.30807806604652044]


def test_keys_do_not_depend_on_the_order_of_the_variables() -> None:
    a, b = np.arange(5), np.arange(5) * 3
    assert row_keys("d", {"a": a, "b": b}).tolist() == row_keys("d", {"b": b, "a": a}).tolist()
    assert row_keys("d", {"a": a, "b": b}).tolist() != row_keys("d", {"a": b, "b": a}).tolist()


@given(st.lists(st.integers(0, 5), min_size=1))
def test_equal_hashes_share_a_group_and_every_group_keeps_its_hash(raw: list[int]) -> None:
    group_of, group_hashes = group_numbers(np.array(raw, np.uint64))
    assert group_hashes[group_of].tolist() == raw
    assert sorted(set(group_of.tolist())) == list(range(len(group_hashes)))


def test_draws_are_even_and_seeds_are_independent() -> None:
    hashes = column_hashes("", [np.arange(20_000)])
    one, other = uniform(1, hashes), uniform(2, hashes)
    assert one.min() >= 0
    assert one.max() < 1
    assert np.abs(np.histogram(one, 10, (0, 1))[0] - 2000).max() < 200
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03
