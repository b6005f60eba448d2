"""What `apart` keeps together is all practised or all held out; decks without it are split as they always were."""

from __future__ import annotations

import numpy as np
import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.model.deck import Deck
from drillgrok.model.head import DeckSource
from drillgrok.model.log import Part
from drillgrok.practice.split import SplitPlan, carry_out, plan_split

SUM = """
deck: lantern-7
title: Lantern
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 13
  group: {unordered: [a, b]}
  parts: [a, b, answer]
held_out: 40%
rule: Add.
"""
WORDS = """
deck: words
title: Words
items: {list: items.csv, group: stem, parts: case}
match: length
rule: As in the book.
"""
TRAYS = """
deck: trays
title: Trays
items:
  domain: {name: coins, cue: basalt}
rule: Look.
"""
ROWS = "prompt,answer,stem,case,length\n" + "".join(
    f"w{k}x{c},{'ab'[(k * 7 + c) % 3 % 2]},s{k},{c},{k % 5}\n" for k in range(60) for c in range(3)
)
ENDINGS = "deck: rows\ntitle: Rows\nitems: {list: items.csv, apart: ending}\nrule: As in the book.\n"
NINE = "prompt,answer,ending\n" + "".join(f"r{k},{'abc'[k // 9 % 3]},e{k % 9}\n" for k in range(270))


def deck_of(text: str, rows: str = ROWS) -> Deck:
    return read_deck(DeckSource("deck.yaml", {"deck.yaml": text, "items.csv": rows}, None, "signs", sealed=False))


@pytest.mark.parametrize(
    ("text", "answers", "plan", "parts"),
    [
        (
            SUM,
            "1d6a82df8f94986b2c01b204dd623e46",
            SplitPlan(52, 0.4, 0.4 / 3),
            ("0010110010001000000000000010000001110100", 8090),
        ),
        (
            WORDS,
            "e055c3c2d6d2fed9c3c30949c4b288e7",
            SplitPlan(55, 0.4, 0.4 / 3),
            ("1110000000001110000000000002221110000000", 9897),
        ),
        (
            TRAYS,
            "20d9e9903e59299bed1a483689cc2ee0",
            SplitPlan(48, 0.4, 0.003),
            ("1211001000010100100010011000100101011000", 76134),
        ),
    ],
)
def test_a_deck_without_apart_keeps_its_split_and_what_fixes_its_answers(
    text: str, answers: str, plan: SplitPlan, parts: tuple[str, int]
) -> None:
    """The values are those that decks had before there was such a key; runs of learners rest on them. `parts` holds the
    parts of the first forty items, and those of all folded into a number."""
    deck = deck_of(text)
    chosen = plan_split(deck.items, deck.held_out, 3)
    split = carry_out(deck.items, plan)
    part = split.part_of_group[deck.items.group_of].astype(int)
    assert deck.answers_version == answers
    assert (chosen.salt, chosen.held_out) == (plan.salt, plan.held_out)
    assert ("".join(map(str, part.tolist()))[:40], int(part @ np.arange(1, len(part) + 1)) % 1_000_003) == parts


@pytest.mark.parametrize(
    ("text", "apart"), [(SUM, "apart: a + b"), (SUM, "apart: {unordered: [a, b]}"), (ENDINGS, "apart: ending")]
)
def test_another_apart_asks_for_a_new_run(text: str, apart: str) -> None:
    plain = text.replace(", apart: ending", "")
    with_apart = text if "apart" in text else text.replace("  parts:", f"  {apart}\n  parts:")
    assert deck_of(plain, NINE).answers_version != deck_of(with_apart, NINE).answers_version
    assert list(deck_of(plain, NINE).items.keys) == list(deck_of(with_apart, NINE).items.keys)


def test_items_with_one_apart_are_all_practised_or_all_held_out_and_groups_count_as_before() -> None:
    plain, deck = deck_of(SUM), deck_of(SUM.replace("  parts: [a, b, answer]", "  apart: answer\n  parts: [a, b]"))
    assert np.array_equal(plain.items.group_hashes, deck.items.group_hashes)
    for seed in range(20):
        split = carry_out(deck.items, plan_split(deck.items, 0.4, seed))
        practised: dict[int, set[bool]] = {}
        for index, answer in enumerate(deck.items.answer_codes.tolist()):
            practised.setdefault(answer, set()).add(split.part(index) is Part.PRACTISED)
        assert all(len(found) == 1 for found in practised.values())
        assert 0 < split.probe_groups < len(deck.items.group_hashes)


def test_nine_values_are_enough_for_probes_and_an_exam() -> None:
    items = deck_of(ENDINGS, NINE).items
    for seed in range(100):
        part = carry_out(items, plan_split(items, 0.4, seed)).part_of_group
        _, probes, reserve = np.bincount(part, minlength=3).tolist()
        assert 0.3 < (probes + reserve) / len(part) < 0.5
        assert 15 <= reserve <= 60


def test_the_reserve_is_drawn_from_all_that_is_held_out() -> None:
    """A reserve of one value of `apart` could have one answer."""
    items = deck_of(ENDINGS, NINE).items
    for seed in range(20):
        split = carry_out(items, plan_split(items, 0.4, seed))
        endings = {part: {index % 9 for index in range(270) if split.part(index) is part} for part in Part}
        assert endings[Part.RESERVE] == endings[Part.PROBE]
        assert not endings[Part.RESERVE] & endings[Part.PRACTISED]


def test_a_value_keeps_its_part_when_items_are_added() -> None:
    items, more = deck_of(ENDINGS, NINE).items, deck_of(ENDINGS, NINE + "s1,a,e3\ns2,b,e12\n").items
    plan = plan_split(items, 0.4, 5)
    before, after = carry_out(items, plan), carry_out(more, plan)
    assert all(before.part(index) is after.part(index) for index in range(len(items)))
    assert (after.part(270) is Part.PRACTISED) == (before.part(3) is Part.PRACTISED)


def test_an_exception_keeps_its_whole_value_practised() -> None:
    rows = NINE.replace("ending\n", "ending,odd\n", 1).replace("\nr4,a,e4", "\nr4,a,e4,yes")
    rows = "\n".join(line if line.count(",") == 3 else f"{line}," for line in rows.splitlines()) + "\n"
    items = deck_of(f"{ENDINGS}exception: odd\n", rows).items
    for seed in range(20):
        split = carry_out(items, plan_split(items, 0.4, seed))
        assert {split.part(index) for index in range(4, 270, 9)} == {Part.PRACTISED}


def test_a_part_that_no_practised_value_has_brings_its_whole_value_into_practice() -> None:
    rows = NINE.replace("ending\n", "ending,sign\n", 1)
    lines = rows.splitlines()
    text = "\n".join([lines[0], *(f"{line},{line[-2:]}" for line in lines[1:])]) + "\n"
    items = deck_of(ENDINGS.replace("apart: ending", "apart: ending, parts: sign"), text).items
    split = carry_out(items, plan_split(items, 0.4, 1))
    assert {split.part(index) for index in range(len(items))} == {Part.PRACTISED}
