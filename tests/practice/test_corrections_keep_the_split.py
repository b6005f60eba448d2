"""A correction shows nothing of a held-out item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.corrected import Corrected
from drillgrok.practice.state import Stage


def test_what_is_shown_beside_a_miss_is_practised(hand_for) -> None:  # type: ignore[no-untyped-def]
    path: Path = next(bundled("decks").glob("harmony/volga.yaml"))
    hand = hand_for(read_deck(load_source(path)))
    part, group_of = hand.run.split.part_of_group, hand.run.split.items.group_of
    corrections: list[Corrected] = []
    for turn in range(80):
        item = hand.session.showing.item
        options = item.choices or hand.run.field.choices
        if options:
            wrong = str(1 + (options.index(item.right) + 1 + turn) % len(options)) if item.right in options else "1"
        else:
            closed = sorted(hand.run.field.closed - item.accepts)
            wrong = closed[turn % len(closed)]
        hand.answer(wrong)
        if hand.session.stage is Stage.CORRECTION:
            corrections.append(hand.session.correction.corrected)
        hand.move_on()
    assert corrections
    assert not any(part[group_of[index]] for drawn in corrections for index in drawn.others)


def test_one_that_would_show_a_held_out_item_stands_alone(hand_for, deck_from, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(deck_from())
    split = hand.run.split
    held_out = next(k for k in range(len(split.items)) if split.part_of_group[split.items.group_of[k]])
    items = hand.run.deck.items
    plain = items.corrected

    def showing_it(index, item, given, symbols):  # type: ignore[no-untyped-def]
        drawn = plain(index, item, given, symbols)
        return replace(drawn, reason="beside another", others=(held_out,), alone=drawn)

    monkeypatch.setattr(items, "corrected", showing_it)
    hand.answer("")
    assert hand.session.correction.corrected.reason == ""
