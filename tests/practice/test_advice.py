"""What the coach's advice changes in the drill, and what it leaves alone."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.log import PLAIN, Clock, Flag, Pressure, Role
from drillgrok.phases.evidence import evidence_of
from drillgrok.practice.begin import lay_out
from drillgrok.practice.deadlines import LEAST_THINKING_MS, PUSH
from drillgrok.practice.events import Advice, Advised
from drillgrok.practice.picker import REWORDED_SHARE
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import STREAK_TO_EARN, Standing, after
from drillgrok.practice.state import Stage
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import COPY_MS
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.person import Person, TypingHand

REWORDED = """
deck: pairs
title: Pairs
items:
  table: {a: 0..22, b: 0..22}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 23
  group: {unordered: [a, b]}
rephrased:
  - {prompt: "Put in {a} and {b}.", answer: answer}
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
rule: sum
"""
PLATEAU = Advice(plateau=True)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    path = tmp_path_factory.mktemp("signs") / "deck.yaml"
    path.write_text(REWORDED, encoding="utf-8")
    deck = read_deck(load_source(path))
    return lay_out(deck, seed=4, plan=plan_split(deck.items, 0.4, 4), pace=deck.pace, primed=False)


@pytest.fixture(scope="module")
def on_the_plateau(run):
    """Ten days of a memoriser with the plateau named from the first answer on: the log."""
    person = Person(Random(1), run, Memory(first_span=300), hand=TypingHand(guesses=False))
    return [
        response
        for _, _, response in drill_days(
            run, person, days=10, daily=300, advice=lambda session, _: [Advised(PLATEAU, session.last_event)]
        )
    ]


@pytest.fixture(scope="module")
def reworded(on_the_plateau):
    return [r for r in on_the_plateau if r.presentation != PLAIN]


def test_off_the_plateau_nothing_is_asked_in_other_words(run):
    person = Person(Random(1), run, Memory(first_span=300), hand=TypingHand(guesses=False))
    assert {r.presentation for _, _, r in drill_days(run, person, days=4, daily=300)} == {PLAIN}


def test_on_the_plateau_few_practised_items_are_asked_in_other_words(on_the_plateau, reworded):
    assert 0 < len(reworded) < REWORDED_SHARE * len(on_the_plateau)
    assert {r.role for r in reworded} == {Role.PRACTISED}


def test_only_what_was_known_once_is_asked_in_other_words(on_the_plateau, reworded):
    for response in reworded:
        plain = [r.correct for r in on_the_plateau if r.item == response.item and r.seq < response.seq]
        assert any(all(plain[k : k + STREAK_TO_EARN]) for k in range(len(plain) - STREAK_TO_EARN + 1))


def test_other_words_have_twice_the_calm_thinking_time(run, reworded):
    assert {r.deadline_ms for r in reworded} == {COPY_MS + 2 * run.pace.calm_ms}
    assert {r.clock for r in reworded} == {Clock.CALM}


def test_other_words_bear_on_no_phase_and_have_a_count_of_their_own(on_the_plateau, reworded):
    assert [evidence_of(r, "1") for r in reworded] == [None] * len(reworded)
    with_them = counted(RunCounts(), on_the_plateau)
    without = counted(RunCounts(), [r for r in on_the_plateau if r.presentation == PLAIN])
    assert with_them.settled == without.settled
    assert with_them.unseen == without.unseen
    assert len(with_them.rephrased) == min(len(reworded), 24)


def test_other_words_leave_streak_staircase_and_settled_answers_as_they_were(run, on_the_plateau, reworded):
    response = reworded[0]
    before = after(Standing(), on_the_plateau[: response.seq - 1], run.split, run.pace)
    now = after(before, (response,), run.split, run.pace)
    index = run.split.find(response.item)
    for name in ("streak", "misses", "earned", "returns"):
        assert getattr(now.items[index], name) == getattr(before.items[index], name)
    assert (now.staircase_ms, now.settled, now.recent, now.first_seen, now.active) == (
        before.staircase_ms, before.settled, before.recent, before.first_seen, before.active
    )  # fmt: skip
    assert now.volume == before.volume + 1


def test_an_item_just_asked_in_other_words_does_not_come_back_at_once(on_the_plateau, reworded):
    for response in reworded:
        later = [r for r in on_the_plateau if r.item == response.item and r.seq > response.seq]
        assert all(b.seq - a.seq >= 40 for a, b in pairwise([response, *later[:1]]))


def test_a_push_at_a_break_presses_one_level_harder_and_shortens_the_next_deadline_by_its_share(deck_from, hand_for):
    hand = hand_for(deck_from())
    while hand.session.stage is not Stage.BREAK:
        hand.answer_right(after_ms=1600)  # slow enough that the hands leave room for a push
    before_ms = hand.session.standing.staircase_ms
    assert PUSH * before_ms > hand.session.copy_ms + LEAST_THINKING_MS
    hand.send(Advised(Advice(push=True), hand.stamp()))
    assert hand.session.pressure is Pressure.HARD
    hand.practise(40)
    pressed = [r for r in hand.stored[50:] if r.clock is Clock.STAIRCASE]
    assert pressed[0].deadline_ms == round(PUSH * before_ms)
    assert {r.pressure for r in hand.stored[50:]} == {Pressure.HARD}


def test_at_the_hardest_a_push_changes_nothing(deck_from, hand_for):
    hand = hand_for(deck_from(), pressure=Pressure.HARD)
    hand.send(Advised(Advice(push=True), hand.stamp()))
    assert hand.session.pressure is Pressure.HARD


def test_who_is_told_to_rest_is_asked_nothing_unseen_but_new_items(deck_from, hand_for):
    hand = hand_for(deck_from())
    hand.practise(30)
    hand.send(Advised(Advice(rest=True, moving=True), hand.stamp()))
    hand.practise(100)
    assert [r for r in hand.stored[31:] if r.role is Role.PROBE] == []
    assert not [r for r in hand.stored if Flag.REPROBE in r.flags]
