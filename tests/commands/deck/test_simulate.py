"""`drillgrok deck simulate`: what is printed of synthetic learners, and what is not."""

from __future__ import annotations

import json

from drillgrok.commands.deck.simulate import simulate
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library.catalog import find

SMALL = {"learners": 2, "days": 1, "daily": 60}


def test_all_pressures_are_compared_unless_one_is_named(home, quiet):
    compared = simulate(str(quiet), **SMALL)
    assert compared.splitlines()[0] == "Quiet   quiet-13, 169 items"
    assert all(pressure in compared for pressure in ("calm  ", "firm  ", "hard  "))
    alone = simulate(str(quiet), pressure="hard", **SMALL)
    assert "hard pressure" in alone
    assert "Pressures compared" not in alone


def test_the_figures_are_handed_out_whole(home, quiet):
    found = json.loads(simulate(str(quiet), as_json=True, seed=4, **SMALL))
    assert found["deck"] == "quiet-13"
    assert found["synthetic"] is True
    assert found["seed"] == 4
    assert [(way["pressure"], way["learner"]) for way in found["ways"]] == [
        (pressure, learner) for pressure in ("calm", "firm", "hard") for learner in (0, 1)
    ]
    assert json.loads(simulate(str(quiet), as_json=True, seed=4, **SMALL)) == found


def test_nothing_is_stored(home, quiet):
    simulate(str(quiet), pressure="firm", **SMALL)
    assert not list(home.rglob("*.db"))


def test_of_a_sealed_deck_no_word_of_the_rule_and_no_item_is_shown(home):
    said = simulate("lantern-31", pressure="firm", **SMALL)
    deck = read_deck(find("lantern-31"))
    assert not [word for word in deck.never_say if word in said.lower()]
    assert "∘" not in said
