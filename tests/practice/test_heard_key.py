"""A cadence before items by ear, before every third, or a drone: when it is heard, and that it costs no time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.deck import Deck
from drillgrok.model.drawing import Sound
from drillgrok.model.leads import Lead
from drillgrok.model.log import Flag, Moment, Outcome, Response
from drillgrok.practice.answering import ask_next
from drillgrok.practice.events import Commit, SwitchSound
from drillgrok.practice.leading import has_key
from drillgrok.practice.state import Notice, Session, Stage

BY_EAR = ("loire", "tiber", "neva", "tagus", "rhone", "douro")
LED = {"loire", "douro"}
NOON = Moment(1_767_265_200_000, 60)


@pytest.fixture(scope="module")
def decks() -> dict[str, Deck]:
    return {name: read_deck(catalog.find(f"{name}-by-ear")) for name in BY_EAR}


@pytest.fixture
def sit(decks: dict[str, Deck], hand_for: Callable[..., Any]) -> Callable[..., Any]:
    """A sitting of a deck in which the key is heard in some way from the first item on."""

    def begun(lead: Lead, deck: str = "douro") -> Any:
        hand = hand_for(decks[deck])
        hand.session = ask_next(replace(hand.session, lead=lead, showings=0))
        return hand

    return begun


def own(session: Session) -> Sound:
    assert session.showing is not None
    assert session.showing.item.sound is not None
    return session.showing.item.sound


def heard(session: Session) -> Sound:
    assert session.showing is not None
    assert session.showing.sound is not None
    return session.showing.sound


def answered(hand: Any, *, after_end_ms: int = 900) -> Response:
    """The right answer, so long after what must be heard; each of its keys in the same millisecond."""
    choices = hand.run.field.choices
    right = str(choices.index(hand.right) + 1) if choices else hand.right
    response = hand.answer(right, after_ms=heard(hand.session).heard_ms + after_end_ms)
    hand.move_on()
    return response


@pytest.mark.parametrize("name", BY_EAR)
def test_a_key_is_offered_where_notes_after_its_first_chord_are_asked_and_nowhere_else(
    name: str, decks: dict[str, Deck], hand_for: Callable[..., Any]
) -> None:
    assert has_key(hand_for(decks[name]).run) == (name in LED)


@pytest.mark.parametrize("name", BY_EAR)
def test_the_key_for_it_works_directly_where_one_is_offered_and_is_no_key_elsewhere(
    name: str, decks: dict[str, Deck], hand_for: Callable[..., Any]
) -> None:
    hand = hand_for(decks[name])
    hand.look()
    hand.press("k")
    assert (hand.session.lead is not Lead.NONE) == (name in LED)
    assert hand.session.notice is (Notice.LEAD if name in LED else Notice.NOT_AN_ANSWER)


def test_the_key_for_sound_works_directly_where_something_can_be_heard(
    decks: dict[str, Deck], hand_for: Callable[..., Any], deck_from: Callable[..., Deck]
) -> None:
    hand = hand_for(decks["loire"])
    hand.look()
    assert [type(effect) for effect in hand.press("s")] == [Commit, SwitchSound]
    assert hand.session.stage is Stage.PAUSED
    silent = hand_for(deck_from())
    silent.look()
    assert silent.press("s") == ()
    assert silent.session.notice is Notice.NOT_AN_ANSWER


@pytest.mark.parametrize("name", BY_EAR)
def test_where_none_is_offered_every_way_is_heard_as_none_is(name: str, sit: Callable[..., Any]) -> None:
    for lead in Lead:
        hand = sit(lead, name)
        for _ in range(4):
            if name not in LED or lead is Lead.NONE:
                assert heard(hand.session) is own(hand.session)
            answered(hand)


def test_items_are_drawn_alike_whatever_is_heard_with_them(sit: Callable[..., Any]) -> None:
    plain, led = sit(Lead.NONE), sit(Lead.EACH)
    for _ in range(6):
        assert plain.session.showing.item == led.session.showing.item
        assert own(plain.session).notes == own(led.session).notes
        for hand in (plain, led):
            answered(hand)


def test_what_is_stored_is_the_same_with_a_cadence_a_drone_and_without(sit: Callable[..., Any]) -> None:
    rows = []
    for lead in (Lead.NONE, Lead.EACH, Lead.DRONE):
        hand = sit(lead)
        rows.append([replace(answered(hand), at=NOON) for _ in range(6)])
        assert not any(response.flags & {Flag.UNHEARD, Flag.TOO_FAST} for response in rows[-1])
    assert rows[0] == rows[1] == rows[2]


def test_time_counts_from_where_the_last_note_is_heard_and_not_from_the_cadence(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.EACH)
    lead_ms = hand.session.showing.lead_ms
    assert 2000 < lead_ms < 3000
    assert heard(hand.session).heard_ms == own(hand.session).heard_ms + lead_ms
    assert answered(hand, after_end_ms=700).rt_ms == 700


def test_the_time_bar_stands_still_while_the_cadence_is_heard(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.EACH)
    showing = hand.session.showing
    hand.look()
    hand.wait(showing.lead_ms)
    assert hand.session.showing.spent_ns(hand.stamp().mono_ns) == 0
    hand.wait(showing.deadline_ms - 100)
    assert hand.session.stage is Stage.ASKING
    hand.wait(200)
    assert hand.stored[-1].outcome is Outcome.TIMED_OUT


def test_an_answer_during_the_cadence_is_void_and_the_item_comes_again_with_it(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.EACH)
    first = hand.session.showing
    hand.look()
    hand.wait(first.lead_ms + 200)
    for char in hand.right:
        hand.press(char)
    void = hand.stored[-1]
    assert (void.outcome, void.flags & {Flag.UNHEARD}) == (Outcome.VOID, {Flag.UNHEARD})
    assert hand.session.showing.sound == first.sound
    assert hand.session.showing.deadline_ms == first.deadline_ms
    hand.wait(400)
    assert answered(hand, after_end_ms=700).rt_ms == 700


def test_every_third_cadence_leads_to_a_key_that_stays_for_three(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.THIRD)
    tonics, led = [], []
    for _ in range(9):
        tonics.append(min(note.midi for note in own(hand.session).notes if note.start_ms == 0) % 12)
        led.append(hand.session.showing.lead_ms > 0)
        answered(hand)
    assert led == [True, False, False] * 3
    assert [len(set(tonics[first : first + 3])) for first in (0, 3, 6)] == [1, 1, 1]
    assert len(set(tonics)) > 1


def test_items_in_a_held_key_stay_where_pitch_is_heard_well(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.THIRD)
    for _ in range(30):
        assert all(42 <= note.midi <= 90 for note in heard(hand.session).notes)
        answered(hand)


def test_after_a_pause_the_key_is_led_to_again(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.THIRD)
    answered(hand)
    assert not hand.session.showing.lead_ms
    hand.look()
    hand.press("escape")
    hand.wait(400)
    hand.press("space")
    assert hand.session.showing.lead_ms


def test_a_miss_is_heard_without_its_key_so_that_right_and_given_can_be_compared(sit: Callable[..., Any]) -> None:
    hand = sit(Lead.EACH)
    asked = own(hand.session)
    given = next(text for text in sorted(hand.run.field.closed) if text != hand.right)
    hand.answer(given, after_ms=heard(hand.session).heard_ms + 500)
    assert hand.session.stage is Stage.CORRECTION
    right, *_ = hand.session.correction.corrected.sounds
    assert right.notes == asked.notes


def test_k_in_the_pause_goes_through_the_ways_and_the_next_item_is_heard_so(
    decks: dict[str, Deck], hand_for: Callable[..., Any]
) -> None:
    hand = hand_for(decks["douro"])
    hand.look()
    hand.press("escape")
    found = []
    for _ in Lead:
        hand.press("k")
        assert (hand.session.stage, hand.session.notice) == (Stage.PAUSED, Notice.LEAD)
        found.append(hand.session.lead)
    assert found == [Lead.EACH, Lead.THIRD, Lead.DRONE, Lead.NONE]
    hand.press("k")
    hand.wait(400)
    hand.press("space")
    assert hand.session.showing.lead_ms


def test_k_says_so_where_no_key_is_heard(decks: dict[str, Deck], hand_for: Callable[..., Any]) -> None:
    hand = hand_for(decks["neva"])
    hand.look()
    hand.press("escape", "k")
    assert (hand.session.notice, hand.session.lead) == (Notice.NO_LEAD, Lead.NONE)
