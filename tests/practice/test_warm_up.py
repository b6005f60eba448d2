"""What the warm-up lets the learner copy can be typed into the deck's own field."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from drillgrok.items.spelling import belongs
from drillgrok.model.deck import Deck
from drillgrok.practice.begin import lay_out
from drillgrok.practice.copying import warm_up
from drillgrok.practice.split import plan_split

EITHER = """
deck: either
title: Either
items: {table: {a: 0..999}, prompt: "{a}", answer: {any: [a, a + 1]}}
rule: One of the two.
"""


def test_of_several_right_answers_one_is_copied(deck_from: Callable[..., Deck]) -> None:
    deck = deck_from(EITHER)
    run = lay_out(deck, seed=1, plan=plan_split(deck.items, 0.4, 1), pace=deck.pace, primed=False)
    assert run.field.closed is None
    for text in warm_up(run, Random(1)).texts:
        assert all(belongs(run.field, char) == char for char in text)
