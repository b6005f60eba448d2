"""What a session ends with."""

from __future__ import annotations

from drillgrok.model.log import Clock, Flag, Goal, Outcome, Role
from drillgrok.practice.summary import RightCount, Weakness, block_tally, summarize


def test_unseen_answers_are_shown_only_in_totals_of_ten_or_more(deck_from, hand_for):
    hand = hand_for(deck_from())
    hand.practise(9)
    assert summarize(hand.session).unseen is None
    hand.practise(1)
    assert summarize(hand.session).unseen == RightCount(10, 10)


def test_only_practised_items_are_named_and_most_missed_come_first(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=200))
    hand.practise(200, right=lambda _: len(hand.stored) % 4 != 0)
    weak = summarize(hand.session).weak
    assert weak
    assert [w.misses for w in weak] == sorted((w.misses for w in weak), reverse=True)
    practised = {r.item for r in hand.stored if r.role is Role.PRACTISED}
    for one in weak:
        assert hand.run.item(one.index).key in practised


def test_a_slow_item_is_named_as_slow(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=300))
    slow = hand.session.showing.item.key
    while sum(r.item == slow for r in hand.stored) < 4:
        hand.move_on()
        showing = hand.session.showing
        unhurried = showing.clock is Clock.CALM  # against a clock at the learner's own time, slow is missed
        hand.answer_right(after_ms=2600 if showing.item.key == slow and unhurried else 900)
    found = {hand.run.item(w.index).key: w.weakness for w in summarize(hand.session).weak}
    assert found[slow] is Weakness.SLOW


def test_an_item_that_is_too_slow_for_the_clock_is_named_as_missed(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=300))
    slow = hand.session.showing.item.key
    while not (hand.session.showing.item.key == slow and hand.session.showing.clock is Clock.STAIRCASE):
        hand.answer_right()
        hand.move_on()
    hand.look()
    hand.wait(2600)
    assert hand.stored[-1].outcome is Outcome.TIMED_OUT
    found = {hand.run.item(w.index).key: w.weakness for w in summarize(hand.session).weak}
    assert found[slow] is Weakness.MISSED


def test_undone_answers_are_in_no_figure(deck_from, hand_for):
    hand = hand_for(deck_from())
    hand.practise(3)
    hand.look()
    hand.press("u")
    summary = summarize(hand.session)
    assert (summary.measured, summary.practised.n) == (2, 0)
    assert sum(Flag.UNDONE in r.flags for r in hand.session.responses) == 1


def test_no_answer_counts_as_unseen_and_as_practised(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=120))
    while hand.session.measured < 100:
        hand.answer_right()
        hand.move_on()
    summary = summarize(hand.session)
    assert summary.unseen is not None
    assert summary.practised.n > 10
    assert summary.unseen.n + summary.practised.n <= summary.measured


def test_a_block_counts_practised_answers_since_its_start(deck_from, hand_for):
    hand = hand_for(deck_from())
    for _ in range(50):
        hand.answer_right()
    assert block_tally(hand.session).right == block_tally(hand.session).n <= 50
    hand.move_on()
    hand.answer_right()
    assert block_tally(hand.session) in (RightCount(1, 1), RightCount(0, 0))


def test_what_is_measured_is_what_its_responses_add_up_to(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=70))
    for count, keys in ((3, "u"), (20, ("escape", "u", "space")), (30, ("escape", "space")), (10, "q")):
        hand.practise(count)
        hand.look()
        for key in keys:
            hand.press(key)
        assert hand.session.measured == sum(r.is_evidence for r in hand.session.responses)
