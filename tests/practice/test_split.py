"""The split is frozen, balanced, and by group."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.model.log import Part
from drillgrok.practice.split import carry_out, plan_split


@pytest.fixture
def items(deck_from):
    return deck_from().items


def test_both_orders_of_a_pair_lie_in_the_same_part(items):
    split = carry_out(items, plan_split(items, 0.4, 3))
    by_group = {}
    for index in range(len(items)):
        by_group.setdefault(int(items.group_of[index]), set()).add(split.part(index))
    assert all(len(parts) == 1 for parts in by_group.values())


def test_the_share_held_out_is_the_share_asked_for(items):
    shares = [np.mean(carry_out(items, plan_split(items, 0.4, seed)).part_of_group > 0) for seed in range(20)]
    assert all(abs(share - 0.4) < 0.08 for share in shares)


def test_every_part_can_be_practised(items):
    split = carry_out(items, plan_split(items, 0.8, 1))
    practised = set(items.parts[split.practised].ravel().tolist())
    assert practised == set(items.parts.ravel().tolist())


def test_the_reserve_is_most_of_the_held_out_at_most(items):
    groups = len(items.group_hashes)
    assert plan_split(items, 0.4, 5).reserve == pytest.approx(min(1.25 * 30 / groups, 0.4 * 0.85))
    assert plan_split(items, 0.4, 5, reserved=10_000).reserve == pytest.approx(0.4 * 0.85)


def test_the_reserve_is_about_thirty_groups_in_a_large_deck(deck_from):
    items = deck_from("""
deck: large
title: Large
items: {table: {a: 0..199, b: 0..99}, prompt: "{a} {b}", answer: a % 5}
rule: five
""").items
    split = carry_out(items, plan_split(items, 0.4, 5))
    assert 15 <= np.count_nonzero(split.part_of_group == 2) <= 50


def test_another_seed_gives_another_split(items):
    first, second = (carry_out(items, plan_split(items, 0.4, seed)).part_of_group for seed in (1, 2))
    assert not np.array_equal(first, second)


def test_a_group_keeps_its_part_when_the_deck_grows(deck_from):
    small = deck_from()
    plan = plan_split(small.items, 0.4, 11)
    before = carry_out(small.items, plan)
    grown = deck_from(
        """
deck: lantern-7
title: Lantern
items:
  table: {b: 0..14, a: 0..14}
  prompt: "{a} and {b}"
  answer: (a + b) % 13
  group: {unordered: [b, a]}
held_out: 40%
rule: the same
"""
    )
    after = carry_out(grown.items, plan)
    moved = 0
    for index in range(len(small.items)):
        key = f"{int(small.items.keys[index]):012x}"
        place = after.find(key)
        assert place is not None
        moved += before.part(index) != after.part(place)
    assert moved <= 4  # only groups moved to give every part a practised one


def test_an_exception_is_never_held_out(items):
    exceptions = np.zeros(len(items), dtype=np.bool_)
    exceptions[::5] = True

    class WithExceptions:
        def __getattr__(self, name):
            return exceptions if name == "exceptions" else getattr(items, name)

        def __len__(self):
            return len(items)

    split = carry_out(WithExceptions(), plan_split(items, 0.8, 1))
    assert all(split.part(int(i)) is Part.PRACTISED for i in np.flatnonzero(exceptions))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_answers_are_balanced_across_the_split(seed):
    from drillgrok.deckfile.read_deck import read_deck
    from drillgrok.model.head import DeckSource

    text = "deck: parity\ntitle: P\nitems: {table: {a: 0..400}, prompt: '{a}', answer: a % 2}\nrule: even\n"
    items = read_deck(DeckSource("d.yaml", {"d.yaml": text}, None, "signs", sealed=False)).items
    out = carry_out(items, plan_split(items, 0.4, seed)).part_of_group[items.group_of] > 0
    for code in (0, 1):
        assert abs(np.mean(out[items.answer_codes == code]) - 0.4) < 0.12


def test_find_knows_every_key_and_no_other(items):
    split = carry_out(items, plan_split(items, 0.4, 3))
    keys = [f"{int(key):012x}" for key in items.keys]
    assert [split.find(key) for key in keys] == list(range(len(items)))
    assert split.find("0" * 12) is None


def test_a_plan_is_all_that_has_to_be_kept(items):
    plan = plan_split(items, 0.4, 9)
    again = replace(plan)
    assert np.array_equal(carry_out(items, plan).part_of_group, carry_out(items, again).part_of_group)
