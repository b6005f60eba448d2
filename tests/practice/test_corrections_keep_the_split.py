"""Nothing of a held-out item is shown before it is asked: not by a correction, not on the way through missed items, not
by the examples of a deck's page, not in the warm-up."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from benchmarks.decks import bundled_deck
from drillgrok.console.text import clean
from drillgrok.model.corrected import Corrected
from drillgrok.practice.copying import warm_up
from drillgrok.practice.state import Run, Stage
from drillgrok.practice.summary import worth_another_look
from drillgrok.screens.kit.deck_page import answer_code
from tests.helpers.runs import laid_out


def held_out(run: Run) -> list[int]:
    return np.flatnonzero(run.split.part_of_group[run.split.items.group_of]).tolist()


@pytest.mark.parametrize("name", ["volga", "rhone", "weser"])
def test_what_is_shown_beside_a_miss_is_practised(hand_for, name: str) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(bundled_deck(name))
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


@pytest.mark.parametrize("name", ["loire", "loire-by-ear", "tiber-by-ear", "neva-by-ear"])
def test_next_to_every_miss_that_practice_has_an_answer_for_can_be_set_beside_the_given_one(
    hand_for, name: str
) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(bundled_deck(name))
    options = hand.run.field.choices
    practised = {hand.run.item(index).right for index in hand.run.split.practised.tolist()}
    beside = []
    for turn in range(40):
        item = hand.session.showing.item
        known = sorted(practised - {item.right})
        wrong = known[turn % len(known)]
        after_ms = 500 + (item.sound.heard_ms if item.sound else 0)
        hand.answer(str(options.index(wrong) + 1) if options else wrong, after_ms=after_ms)
        if hand.session.stage is Stage.CORRECTION:
            beside.append(len(hand.session.correction.corrected.sounds) == 2)
        hand.move_on()
    assert sum(beside) >= 0.85 * len(beside) > 0


def test_one_that_would_show_a_held_out_item_stands_alone(hand_for, deck_from, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(deck_from())
    split = hand.run.split
    held_out = next(k for k in range(len(split.items)) if split.part_of_group[split.items.group_of[k]])
    items = hand.run.deck.items
    plain = items.corrected

    def showing_it(index, item, given, symbols):  # type: ignore[no-untyped-def]
        drawn = plain(index, item, given, symbols)
        return replace(drawn, reason="beside another", others=(held_out,), alone=lambda: drawn)

    monkeypatch.setattr(items, "corrected", showing_it)
    hand.answer("")
    assert hand.session.correction.corrected.reason == ""


CHESS = ("agate", "beryl", "citrine", "garnet", "jasper", "onyx", "opal", "peridot", "topaz", "zircon")


@pytest.mark.parametrize("name", CHESS)
def test_no_line_that_is_played_through_comes_by_the_position_of_another_group(name: str) -> None:
    """A miss shows the whole right line, on the way through missed items too: what it comes by would be told."""
    run = laid_out(bundled_deck(name), 1)
    group_of = run.split.items.group_of.tolist()
    hands = [run.item(index).hand for index in range(len(run.deck.items))]
    asked = {hand.start.epd(): group for hand, group in zip(hands, group_of, strict=True)}
    for hand, group in zip(hands, group_of, strict=True):
        board = hand.start.copy(stack=False)
        for move in hand.right:
            board.push(move)
            assert asked.get(board.epd(), group) == group


@pytest.mark.parametrize("name", ["japanese-te-kana", "arabic-the-whole", "eight-lamps", "line-of-slate", "lantern-31"])
def test_examples_of_answers_are_a_closed_set_or_were_told(name: str) -> None:
    deck = bundled_deck(name)
    run = laid_out(deck, 3)
    field = run.field
    before = " ".join(answer_code(deck, run.symbols))
    kept = {clean(run.item(index).right) for index in held_out(run)}
    told = run.split.practised[:50].tolist()
    after = answer_code(deck, run.symbols, told)[-1].removeprefix("Such as: ").split(", ")
    if field.closed is None:
        assert "Such as" not in before
        assert set(after) <= {clean(run.item(index).right) for index in told}
    else:
        assert set(after) <= field.closed
    assert not kept.intersection(after) or field.closed is not None or kept & {run.item(i).right for i in told}


@pytest.mark.parametrize("name", ["japanese-te-kana", "arabic-the-whole", "eight-lamps"])
def test_the_warm_up_has_practised_answers_to_copy_and_no_others(name: str) -> None:
    run = laid_out(bundled_deck(name), 3)
    practised = {text for index in run.split.practised.tolist() for text in run.item(index).accepts}
    for seed in range(5):
        assert set(warm_up(run, Random(seed)).texts) <= practised


def test_what_is_worth_another_look_is_practised(hand_for, deck_from) -> None:  # type: ignore[no-untyped-def]
    hand = hand_for(deck_from())
    for _ in range(120):
        hand.answer("")
        hand.move_on()
    part, group_of = hand.run.split.part_of_group, hand.run.split.items.group_of
    weak = worth_another_look(hand.session)
    assert weak
    assert not any(part[group_of[one.index]] for one in weak)
