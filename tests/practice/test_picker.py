"""What is asked, in which role, on which clock: watched over days of a simulated learner at the real drill."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from random import Random

import pytest

from drillgrok.model.log import Clock, Flag, Role
from drillgrok.practice import picker
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import STREAK_TO_EARN, Standing
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.person import Person, TypingHand

PAIRS = """
deck: pairs
title: Pairs
items:
  table: {a: 0..28, b: 0..28}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 29
  group: {unordered: [a, b]}
  parts: [a, b, answer]
rule: sum
"""


def memoriser(run, **memory):
    return Person(Random(1), run, Memory(**memory), hand=TypingHand(guesses=False))


@pytest.fixture
def walk(deck_from):
    def days(learner_of, count, text=PAIRS, daily=200):
        deck = deck_from(text)
        run = lay_out(deck, seed=4, plan=plan_split(deck.items, 0.4, 4), pace=deck.pace, primed=False)
        return run, list(drill_days(run, learner_of(run), days=count, daily=daily))

    return days


def test_a_probe_is_asked_only_when_all_its_parts_were_met_with_feedback(walk):
    run, log = walk(memoriser, 4)
    met: set[int] = set()
    probes = 0
    for _, _, response in log:
        index = run.split.find(response.item)
        parts = set(run.deck.items.parts[index].tolist())
        if response.role is Role.PROBE:
            probes += 1
            assert parts <= met
        else:
            met |= parts
    assert probes > 0


def test_practice_never_asks_a_held_out_item_and_a_probe_is_never_practised(walk):
    run, log = walk(memoriser, 3)
    for _, _, response in log:
        part = run.split.part(run.split.find(response.item))
        assert part == ("probe" if response.role is Role.PROBE else "practised")


def test_the_first_items_cover_few_parts_densely(walk):
    run, log = walk(memoriser, 1)
    first = [run.split.find(r.item) for _, _, r in log[:12]]
    assert len(set(run.deck.items.parts[first].ravel().tolist())) <= 15


def test_first_exposures_are_calm_and_the_staircase_starts_at_the_fourth(walk):
    _, log = walk(memoriser, 3)
    practised = [r for _, _, r in log if r.role is Role.PRACTISED]
    assert all(r.clock is Clock.CALM for r in practised if r.seen < picker.STAIRCASE_FROM_EXPOSURE)
    assert {r.clock for r in practised if r.seen >= picker.STAIRCASE_FROM_EXPOSURE} == {Clock.CALM, Clock.STAIRCASE}
    assert all(r.clock is Clock.CALM for _, _, r in log if r.role is Role.PROBE)


def test_every_second_return_is_calm(walk):
    run, log = walk(memoriser, 4)
    streaks: dict[int, int] = {}
    returns: dict[int, list[Clock]] = {}
    earned = set()
    for _, _, r in log:
        if r.role is not Role.PRACTISED:
            continue
        index = run.split.find(r.item)
        if index in earned:
            returns.setdefault(index, []).append(r.clock)
        streaks[index] = streaks.get(index, 0) + 1 if r.correct else 0
        if streaks[index] >= STREAK_TO_EARN:
            earned.add(index)
    for clocks in returns.values():
        assert all(one is not other for one, other in pairwise(clocks))


def test_probes_are_a_few_a_day_while_nothing_moves(walk):
    _, flat = walk(memoriser, 5)
    assert max(_probes_among(log) for log in _stretches(flat, 200)) <= 2 * picker.PROBES_A_DAY
    assert max(_probes_among(log) for log in _stretches(flat, 50)) <= 6


def test_one_item_in_five_is_a_probe_while_unseen_answers_move_and_none_when_tired(walk):
    run, log = walk(memoriser, 3)
    standing = log[-1][1].standing
    asked = {
        advice: [picker.pick(standing, run.split, Random(k), daily_goal=300, mood=mood_of(advice)) for k in range(300)]
        for advice in ("moving", "tired", "neither")
    }
    probes = {advice: sum(pick.role is Role.PROBE for pick in picks) for advice, picks in asked.items()}
    assert 40 <= probes["moving"] <= 80
    assert probes["tired"] == 0
    assert probes["neither"] <= 20


def mood_of(word):
    return picker.Mood(**{word: True}) if word != "neither" else picker.NO_MOOD


def _stretches(log, length):
    responses = [r for _, _, r in log]
    return [responses[k : k + length] for k in range(len(responses) - length)]


def _probes_among(responses):
    return sum(r.role is Role.PROBE for r in responses)


def test_first_seen_probes_of_a_flat_learner_last_forty_days():
    standing = Standing(days=1, first_seen=((False, 0.03),) * 40)
    left, days = 168, 0
    while left > 1:
        standing.days += 1
        left -= picker.probe_share(standing, left, 300, moving=False) * 300
        days += 1
        assert days < 100
    assert days >= 40


def test_a_reprobe_comes_only_when_no_first_seen_probe_is_left_and_says_so(walk):
    text = "deck: few\ntitle: F\nitems: {table: {a: 0..29}, prompt: '{a}', answer: a % 7}\nrule: seven\n"
    run, log = walk(memoriser, 30, text=text, daily=100)
    seen_probes: set[str] = set()
    reprobes = 0
    for _, _, r in log:
        if r.role is Role.PROBE:
            assert (Flag.REPROBE in r.flags) == (r.item in seen_probes) == (r.shown > 0)
            reprobes += r.item in seen_probes
            seen_probes.add(r.item)
            if Flag.REPROBE in r.flags:
                assert len(seen_probes) == run.split.probe_groups
    assert reprobes < len(log) * 0.03


def test_the_active_set_holds_twelve_to_twenty_while_memory_carries_it(walk):
    _, log = walk(memoriser, 5)
    sizes = [len(session.standing.active) for _, session, _ in log[100:]]
    assert max(sizes) <= picker.ACTIVE_MOST
    assert sorted(sizes)[len(sizes) // 10] >= picker.ACTIVE_LEAST - 3


def test_new_items_come_every_day_and_never_wait_for_all_the_others(walk):
    _, log = walk(memoriser, 5)
    for day in range(5):
        assert sum(1 for d, _, r in log if d == day and r.role is Role.PRACTISED and r.seen == 0) >= 8


def test_new_items_wait_while_what_was_earned_is_being_lost(walk):
    forgetful = partial(memoriser, first_span=4.0, growth=0.4)
    _, log = walk(forgetful, 6)
    late = [r for d, _, r in log if d == 5 and r.role is Role.PRACTISED]
    strong, other = walk(memoriser, 6)
    late_strong = [r for d, _, r in other if d == 5 and r.role is Role.PRACTISED]
    assert sum(r.seen == 0 for r in late) < sum(r.seen == 0 for r in late_strong)
    assert strong.seed == 4


def test_the_same_item_does_not_follow_itself(walk):
    _, log = walk(memoriser, 3)
    items = [r.item for _, _, r in log[20:]]
    assert all(one != other for one, other in pairwise(items))


def test_an_item_whose_deck_lost_it_still_counts_as_volume(deck_from, hand_for):
    hand = hand_for(deck_from(PAIRS))
    hand.practise(20)
    smaller = hand_for(deck_from(PAIRS.replace("0..28", "0..9")), log=tuple(hand.stored))
    assert smaller.session.standing.volume == 20
    smaller.answer_right()


def test_a_day_opens_one_step_easier(deck_from, hand_for):
    deck = deck_from(PAIRS)
    hand = hand_for(deck)
    hand.practise(80)
    evening_ms = hand.session.standing.staircase_ms
    tomorrow = hand_for(deck, log=tuple(hand.stored), start_ms=hand.utc_ms + 86_400_000)
    before = tomorrow.session.standing.staircase_ms
    tomorrow.answer_right()
    assert before == evening_ms
    assert tomorrow.session.standing.staircase_ms > evening_ms
