"""More time: a factor on every clock, or no clock, chosen in the pause, stored with the session."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from drillgrok.model.log import Clock, MarkKind, Outcome
from drillgrok.practice.deadlines import TIME_FACTORS, factor_name
from drillgrok.practice.events import Append, Commit
from drillgrok.practice.state import Notice, Stage


@pytest.fixture
def hand(deck_from, hand_for):
    return hand_for(deck_from())


def paused(hand):
    hand.move_on()
    hand.wait(400)
    hand.press("escape")
    assert hand.session.stage is Stage.PAUSED


def go_on(hand):
    hand.press("space")
    hand.look()
    hand.wait(400)


def test_each_press_in_the_pause_gives_the_next_factor_and_stores_it(hand):
    hand.look()
    paused(hand)
    names = []
    for _ in TIME_FACTORS:
        (effect,) = hand.press("t")
        assert isinstance(effect, Append)
        assert effect.mark.kind is MarkKind.TIME
        names.append(effect.mark.text)
        assert hand.session.notice is Notice.TIME
    assert names == ["1.5", "2", "4", "10", "none", "1"]


def test_the_key_works_directly_where_it_is_part_of_no_answer(hand):
    hand.look()
    effects = hand.press("t")
    assert [type(effect) for effect in effects] == [Commit, Append]
    assert hand.stored[-1].outcome is Outcome.VOID, "it was begun on another clock"
    assert (hand.session.stage, hand.session.time_factor) == (Stage.PAUSED, TIME_FACTORS[1])
    hand.press("t")
    assert hand.session.time_factor == TIME_FACTORS[2]


def test_twice_the_time_is_twice_the_deadline_on_the_calm_clock(hand):
    hand.look()
    calm_ms = hand.session.showing.deadline_ms
    paused(hand)
    hand.press("t", "t")
    go_on(hand)
    for _ in range(40):
        assert hand.session.showing.deadline_ms == 2 * calm_ms
        assert hand.session.showing.clock is Clock.CALM
        hand.answer_right()
        hand.move_on()


def test_without_a_limit_the_deadline_is_nought_and_nothing_times_out(hand):
    hand.look()
    paused(hand)
    hand.press(*"ttttt")
    assert math.isinf(hand.session.time_factor)
    go_on(hand)
    hand.wait(60_000)
    assert hand.session.stage is Stage.ASKING
    hand.press(*hand.right)
    if hand.session.typed.text:
        hand.press("enter")
    assert (hand.stored[-1].deadline_ms, hand.stored[-1].outcome) == (0, Outcome.ANSWERED)


def test_by_lines_there_is_time_to_hear_the_item_read(deck_from, hand_for):
    aloud = hand_for(deck_from(), by_lines=True)
    silent_ms = aloud.session.showing.deadline_ms
    aloud.session = replace(aloud.session, read_aloud=True)
    aloud.look()
    aloud.say("")
    more_ms = aloud.session.showing.deadline_ms - silent_ms
    assert more_ms >= 60 * len(aloud.session.showing.item.prompt) > 0


def test_a_factor_has_a_name_that_can_be_set():
    assert [factor_name(factor) for factor in TIME_FACTORS] == ["1", "1.5", "2", "4", "10", "none"]
