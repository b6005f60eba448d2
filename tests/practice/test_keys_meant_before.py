"""Keys that were meant for what stood there before: swallowed until they fall silent, and out of the item's time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.model.log import Goal, Outcome
from drillgrok.practice.events import Key, Suspending
from drillgrok.practice.state import Notice, Stage, Typed

WORDS = """
deck: words-own
title: Words
items: {list: words.csv}
held_out: 20%
rule: The ending.
"""
ROWS = "prompt,answer\n" + "".join(f"w{k},{word}\n" for k, word in enumerate(("ab", "abc", "cab", "bac", "bca") * 6))


@pytest.fixture
def hand(deck_from, hand_for):
    return hand_for(deck_from(), goal=Goal(responses=300))


@pytest.fixture
def words(deck_from, hand_for):
    return hand_for(deck_from(WORDS, words_csv=ROWS))


def time_out(hand):
    """Let the clock run out with half an answer in the field; the last typed key was just before the end."""
    hand.look()
    assert hand.session.showing is not None
    hand.wait(hand.session.showing.deadline_ms - 50)
    hand.press("1")
    hand.wait(100)
    return hand.stored[-1]


def mash(hand, keys, *, every_ms=120):
    for key in keys:
        hand.wait(every_ms)
        hand.press(key)


def test_what_was_being_typed_when_the_time_ran_out_dismisses_nothing_and_answers_nothing(words):
    words.look()
    words.wait(words.session.showing.deadline_ms - 50)
    words.press("a")
    words.wait(100)
    assert words.stored[-1].outcome is Outcome.TIMED_OUT
    stage = words.session.stage
    stored = len(words.stored)
    mash(words, "bcabc")
    assert (words.session.stage, len(words.stored)) == (stage, stored)
    assert words.session.typed.text == ""


@pytest.mark.parametrize("name", ["3", "u", "q", "enter", "escape"])
def test_a_key_pressed_before_the_prompt_stood_there_is_no_answer_and_no_command(hand, name):
    early = Key(name, name if len(name) == 1 else None, hand.stamp())
    hand.mono_ms += 6
    hand.look()
    before = hand.session
    assert hand.send(early) == ()
    assert (hand.session.stage, hand.session.typed, hand.session.showing) == (Stage.ASKING, Typed(), before.showing)


def test_a_key_pressed_before_the_text_to_copy_stood_there_is_no_part_of_it(deck_from, hand_for):
    hand = hand_for(deck_from(), copy_ms=None)
    early = Key(hand.session.copying.text[0], hand.session.copying.text[0], hand.stamp())
    hand.mono_ms += 6
    hand.look()
    hand.send(early)
    assert hand.session.typed.text == ""


def test_the_key_that_dismisses_a_correction_is_not_the_next_answer_and_its_echo_neither(hand):
    hand.answer("")
    assert hand.session.stage is Stage.CORRECTION
    hand.wait(400)
    hand.press("3")
    hand.look()
    mash(hand, "3333", every_ms=40)
    assert hand.session.typed.text == ""
    hand.wait(360)
    hand.press("4")
    assert hand.session.typed.text == "4" or hand.session.responses[-1].answer == "4"


def test_a_correction_that_has_just_come_up_is_not_dismissed_by_keys_in_flight(hand):
    hand.answer("")
    mash(hand, "12345", every_ms=300)
    assert hand.session.stage is Stage.CORRECTION
    hand.wait(350)
    hand.press("1")
    assert hand.session.stage is Stage.ASKING


def test_swallowed_time_is_no_part_of_the_answer(hand):
    hand.answer("")
    hand.wait(400)
    hand.press("x")
    hand.look()
    mash(hand, "xxxxx", every_ms=200)  # a second
    deadline_ms = hand.session.showing.deadline_ms
    hand.wait(900)
    hand.press(*hand.right)
    if hand.session.typed.text:
        hand.press("enter")
    response = hand.stored[-1]
    assert (response.rt_ms, response.first_key_ms, response.deadline_ms) == (900, 900, deadline_ms)


def test_swallowed_time_is_added_to_the_deadline(hand):
    hand.answer("")
    hand.wait(400)
    hand.press("x")
    hand.look()
    mash(hand, "xxxxx", every_ms=200)
    stored = len(hand.stored)
    hand.wait(hand.session.showing.deadline_ms - 100)
    assert len(hand.stored) == stored
    hand.wait(200)
    assert hand.stored[-1].outcome is Outcome.TIMED_OUT


def test_after_an_answer_that_was_given_the_next_item_takes_keys_at_once(hand):
    for _ in range(40):
        hand.move_on()
        hand.wait(400)
        stored = len(hand.stored)
        hand.answer_right()
        if hand.session.stage is Stage.ASKING:
            break
    hand.look()
    hand.wait(30)
    wanted = hand.right
    hand.press(*wanted)
    assert hand.session.typed.text == wanted or hand.stored[-1].answer == wanted
    assert len(hand.stored) >= stored + 1


def test_a_key_that_would_make_another_answer_of_the_last_one_is_the_next_items(hand):
    """1 was given; 12 is an answer, too, but not a longer spelling of that one."""
    for _ in range(60):
        hand.move_on()
        hand.wait(400)
        hand.look()
        if hand.right == "1":
            break
        hand.press(*hand.right)
        if hand.session.typed.text:
            hand.press("enter")
    hand.press("1", "enter")
    assert hand.stored[-1].answer == "1"
    if hand.session.stage is not Stage.ASKING:
        return
    hand.look()
    hand.wait(60)
    hand.press("1")
    assert hand.session.typed.text == "1"


def test_the_enter_that_follows_an_answer_that_submitted_itself_is_no_dont_know(hand):
    hand.look()
    hand.wait(900)
    hand.press("7")  # begins no other answer
    stored = len(hand.stored)
    if hand.session.stage is Stage.CORRECTION:
        hand.press("enter")
        assert hand.session.stage is Stage.CORRECTION
        return
    hand.look()
    hand.wait(80)
    hand.press("enter")
    assert len(hand.stored) == stored


def test_after_a_suspension_a_key_held_down_goes_nowhere(hand):
    hand.look()
    hand.wait(300)
    hand.send(Suspending(hand.stamp()))
    assert hand.session.stage is Stage.PAUSED
    mash(hand, ["space"] * 9, every_ms=30)
    assert hand.session.stage is Stage.PAUSED
    hand.wait(350)
    hand.press("space")
    hand.look()
    mash(hand, "7777", every_ms=30)
    assert hand.session.typed.text == ""


def test_escape_is_never_swallowed_and_what_it_offers_is_there_at_once(hand):
    hand.answer("")
    hand.press("escape")
    assert hand.session.stage is Stage.PAUSED
    hand.press("u")
    assert hand.session.notice is Notice.UNDONE


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 349), st.sampled_from("0123456789x")), max_size=30))
def test_no_run_of_keys_without_a_silence_reaches_what_comes_after_a_time_out(deck_made, struck):
    hand = deck_made()
    hand.look()
    hand.wait(hand.session.showing.deadline_ms)
    stored, stage = len(hand.stored), hand.session.stage
    for gap_ms, key in struck:
        hand.mono_ms += gap_ms
        hand.utc_ms += gap_ms
        hand.press(key)
    assert (len(hand.stored), hand.session.stage) == (stored, stage)


@pytest.fixture(scope="module")
def deck_made(tmp_path_factory):
    """A fresh sitting of one deck, read once."""
    from drillgrok.deckfile.read_deck import read_deck
    from drillgrok.deckfile.source import load_source
    from drillgrok.model.log import Moment, Pressure, Stamp
    from drillgrok.practice.begin import begin
    from tests.conftest import MORNING_MS, SUM_DECK, Hand
    from tests.helpers.runs import laid_out

    path = tmp_path_factory.mktemp("signs") / "deck.yaml"
    path.write_text(SUM_DECK, encoding="utf-8")
    deck = read_deck(load_source(path))
    run = laid_out(deck)

    def sit():
        at = Stamp(MORNING_MS * 1_000_000, Moment(MORNING_MS, 60))
        goal = Goal(responses=300)
        session = begin(run, (), goal=goal, pressure=Pressure.FIRM, copy_ms=900, by_lines=False, at=at)
        return Hand(run, session)

    return sit
