"""The drill, driven by keys and time."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from drillgrok.model.log import Clock, Flag, Goal, MarkKind, Outcome, Role
from drillgrok.practice.events import Append, AskNote, Commit, Key, Leave, SaveCopyTime, ShowHelp, Stopped, Tick
from drillgrok.practice.standing import fold
from drillgrok.practice.state import Notice, PauseReason, Stage


@pytest.fixture
def hand(deck_from, hand_for):
    return hand_for(deck_from())


def test_a_run_opens_with_twelve_first_seen_items(hand):
    hand.practise(15)
    flags = [Flag.BASELINE in r.flags for r in hand.stored]
    assert flags[:12] == [True] * 12
    assert not any(flags[12:])
    assert all(r.first_seen and r.clock is Clock.CALM for r in hand.stored[:12])


def test_the_response_is_committed_in_the_step_that_shows_the_next_prompt(hand):
    hand.look()
    hand.wait(900)
    asked = hand.session.showing
    effects = [effect for char in hand.right for effect in hand.press(char)] or hand.press("enter")
    assert [type(effect) for effect in effects] == [Commit]
    assert hand.session.showing is not asked
    assert effects[0].showing == asked.number


def test_latency_ends_at_the_last_key_that_changed_the_answer(hand):
    hand.look()
    hand.wait(700)
    hand.press("1")
    hand.wait(200)
    hand.press("backspace")
    hand.wait(300)
    hand.press("1")
    hand.wait(400)
    hand.press("enter")
    response = hand.stored[-1]
    assert (response.first_key_ms, response.rt_ms) == (700, 1200)


def test_a_wrong_attempt_is_recorded_and_the_right_answer_stays_until_a_key(hand):
    wrong = str((int(hand.right) + 4) % 9 + 2) if hand.right != "6" else "5"
    response = hand.answer(wrong)
    assert response.answer == wrong
    assert response.correct is False
    assert hand.session.stage is Stage.CORRECTION
    hand.wait(5000)
    assert hand.session.stage is Stage.CORRECTION
    hand.press("x")
    assert hand.session.stage is Stage.ASKING
    assert hand.session.typed.text == ""


def test_a_key_that_follows_a_miss_at_once_does_not_sweep_the_answer_away(hand):
    hand.answer("")
    hand.press("enter")
    assert hand.session.stage is Stage.CORRECTION


def test_enter_after_an_answer_that_submitted_itself_is_not_a_pass(hand):
    hand.answer_right()
    hand.look()
    hand.wait(100)
    hand.press("enter")
    assert len(hand.stored) == 1


def test_enter_on_nothing_says_dont_know(hand):
    response = hand.answer("")
    assert (response.outcome, response.correct) == (Outcome.PASSED, False)


def test_enter_on_half_an_answer_is_a_typo_not_a_response(deck_from, hand_for):
    text = "deck: tens\ntitle: T\nitems: {table: {a: 10..40}, prompt: '{a}', answer: a + 10}\nrule: ten\n"
    hand = hand_for(deck_from(text))
    hand.look()
    hand.wait(500)
    hand.press("2", "enter")
    assert hand.session.notice is Notice.NOT_AN_ANSWER
    assert hand.stored == []


def test_what_no_answer_goes_on_with_is_typed_over_once_it_was_refused(deck_from, hand_for):
    text = "deck: tens\ntitle: T\nitems: {table: {a: 10..40}, prompt: '{a}', answer: a + 10}\nrule: ten\n"
    hand = hand_for(deck_from(text))
    hand.look()
    hand.wait(500)
    hand.press("9", "9")
    assert hand.session.typed.text == "99", "nothing is taken away before it was refused"
    hand.press("enter", "2")
    assert (hand.session.typed.text, hand.session.notice) == ("2", Notice.NONE)
    hand.press("enter", *"5")
    assert hand.stored[-1].answer == "25", "what an answer goes on with stays"


def test_at_the_deadline_nothing_typed_is_a_time_out_and_wrong(hand):
    hand.look()
    hand.wait(9000)
    response = hand.stored[-1]
    assert (response.outcome, response.correct, response.rt_ms) == (Outcome.TIMED_OUT, False, None)
    assert hand.session.stage is Stage.CORRECTION


def test_at_the_deadline_a_complete_answer_in_the_field_counts(hand):
    hand.look()
    hand.wait(800)
    hand.press("1")
    hand.wait(9000)
    response = hand.stored[-1]
    assert (response.outcome, response.answer, response.rt_ms) == (Outcome.ANSWERED, "1", 800)


def test_time_does_not_run_before_the_prompt_is_painted(hand):
    hand.wait(9500)
    assert hand.stored == []
    hand.look()
    hand.wait(8500)
    assert hand.stored == []


def test_a_key_before_the_prompt_is_painted_answers_nothing(hand):
    hand.press("1", "enter")
    assert hand.stored == []
    assert hand.session.typed.text == ""


def test_three_time_outs_in_a_row_loosen_the_clock_and_say_so(hand):
    while not hand.session.standing.staircase_ms:  # the clock has to have found its learner
        hand.practise(10)
        hand.move_on()
    notices = []
    while len(notices) < 3:
        if hand.session.showing.role is Role.PROBE:
            hand.answer_right()
            notices.clear()  # no longer in a row
            continue
        before_ms = hand.session.standing.staircase_ms
        hand.look()
        hand.press("b")
        hand.wait(hand.session.showing.deadline_ms)
        notices.append(hand.session.notice)
        after_ms = hand.session.standing.staircase_ms
        hand.wait(400)
        hand.press("enter")
    assert notices == [Notice.NONE, Notice.NONE, Notice.LOOSENED]
    assert after_ms > before_ms


def test_escape_hides_the_prompt_and_voids_the_item(hand):
    hand.look()
    hand.wait(300)
    hand.press("escape")
    response = hand.stored[-1]
    assert (hand.session.stage, hand.session.showing) == (Stage.PAUSED, None)
    assert (response.outcome, response.correct, response.flags & {Flag.PAUSED}) == (
        Outcome.VOID,
        None,
        {Flag.PAUSED},
    )
    hand.press("space")
    assert hand.session.stage is Stage.ASKING
    assert hand.session.measured == 0


def test_nobody_at_the_keyboard_pauses_the_drill_and_is_no_evidence(hand):
    hand.practise(3)
    hand.look()
    hand.wait(60_000)
    assert (hand.session.stage, hand.session.pause_reason) == (Stage.PAUSED, PauseReason.IDLE)
    away = [r for r in hand.stored if Flag.IDLE in r.flags]
    assert [r.outcome for r in away] == [Outcome.TIMED_OUT]
    assert hand.session.measured == 3


def test_a_slow_reader_of_a_correction_keeps_the_miss(hand):
    hand.answer("")
    hand.wait(60_000)
    assert hand.session.stage is Stage.PAUSED
    assert not any(Flag.IDLE in r.flags for r in hand.stored)


def test_a_program_that_stood_still_voids_the_item(hand):
    hand.look()
    hand.wait(500)
    hand.mono_ms += 30_000
    hand.utc_ms += 30_000
    hand.send(Tick(hand.stamp()))
    assert hand.session.pause_reason is PauseReason.SUSPENDED
    assert hand.stored[-1].flags >= {Flag.SUSPENDED}


def test_a_machine_that_slept_is_noticed_by_the_wall_clock(hand):
    hand.look()
    hand.wait(500)
    hand.mono_ms += 50
    hand.utc_ms += 3_600_000
    hand.send(Tick(hand.stamp()))
    assert hand.session.pause_reason is PauseReason.SUSPENDED


def test_undo_takes_the_last_answer_out_of_evidence_but_not_out_of_the_log(hand):
    hand.practise(2)
    hand.look()
    hand.press("u")
    assert [Flag.UNDONE in r.flags for r in hand.stored] == [False, True]
    assert hand.session.measured == 1
    undone = hand.stored[-1]
    group = int(hand.run.split.items.group_of[hand.run.split.find(undone.item)])
    assert hand.session.standing.groups[group].seen == 1


def test_undo_goes_one_step_only(hand):
    hand.practise(3)
    hand.look()
    hand.press("u", "u")
    assert hand.session.notice is Notice.UNDONE_BEFORE
    assert hand.session.measured == 2


def test_before_the_first_answer_there_is_nothing_to_take_back(hand):
    hand.look()
    hand.press("u")
    assert hand.session.notice is Notice.NOTHING_TO_UNDO


def test_undo_works_after_a_restart(deck_from, hand_for, hand):
    hand.practise(5)
    again = hand_for(deck_from(), log=tuple(hand.stored))
    again.look()
    effects = again.press("u")
    assert effects[0].mark.kind is MarkKind.UNDONE
    assert effects[0].mark.seqs == (5,)


def test_who_goes_on_after_leaving_early_keeps_the_goal_and_who_reached_it_has_none(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=3))
    hand.practise(2)
    hand.look()
    hand.press("escape", "q")
    assert hand.session.stage is Stage.FINISHED
    hand.press("space")
    assert hand.session.goal == Goal(responses=3)
    hand.practise(1)
    assert hand.session.stage is Stage.FINISHED
    hand.press("space")
    assert hand.session.goal == Goal()


def test_undo_works_after_the_last_item(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=3))
    hand.practise(3)
    assert hand.session.stage is Stage.FINISHED
    hand.press("u")
    assert hand.session.measured == 2


def test_the_state_after_marks_is_the_fold_of_the_marked_log(hand):
    hand.practise(9)
    hand.look()
    hand.press("u")
    hand.answer_right()
    hand.look()
    hand.press("escape", "u")
    standing, _ = fold(tuple(hand.stored), hand.run.split, hand.run.pace)
    assert standing == hand.session.standing


def test_the_same_log_resumes_with_the_same_next_item(deck_from, hand_for, hand):
    hand.practise(17)
    again = hand_for(deck_from(), log=tuple(hand.stored))
    assert again.session.showing.item.key == hand.session.showing.item.key


def test_a_probe_gets_a_neutral_sign_whatever_was_answered(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(minutes=600))
    for answer_well in (True, False):
        while hand.session.showing is None or hand.session.showing.role is not Role.PROBE:
            hand.move_on()
            hand.answer_right()
            if hand.session.standing.probes_today:
                hand.utc_ms += 86_400_000  # the day's ration is used up
                hand.mono_ms += 86_400_000
                hand.wait(100)
                hand.wait(400)
                hand.press("space")
                hand.wait(400)
        hand.answer(hand.right if answer_well else "")
        assert hand.stored[-1].role is Role.PROBE
        assert hand.session.notice in (Notice.NOTED, Notice.NOTED_EXPLAINED)
        assert hand.session.stage in (Stage.ASKING, Stage.BREAK)
        assert hand.session.correction is None


def test_the_goal_ends_the_sitting_and_one_key_goes_past_it(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=5))
    hand.practise(5)
    assert hand.session.stage is Stage.FINISHED
    hand.press("space")
    assert hand.session.stage is Stage.ASKING
    hand.practise(60)
    assert hand.session.measured == 65


def test_a_goal_in_minutes_counts_time_at_work(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(minutes=1))
    hand.look()
    hand.press("escape")
    hand.wait(120_000)
    hand.press("space")
    answers = 0
    while hand.session.stage is not Stage.FINISHED:
        hand.answer_right(after_ms=3000)
        answers += 1
    assert answers == 20


def test_a_break_comes_after_every_block(hand):
    for _ in range(50):
        hand.answer_right()
    assert hand.session.stage is Stage.BREAK
    hand.press("x")
    assert hand.session.stage is Stage.BREAK
    hand.press("space")
    assert hand.session.stage is Stage.ASKING


def test_stopping_early_leads_to_the_summary_and_out(hand):
    hand.practise(2)
    hand.look()
    hand.press("q")
    assert hand.session.stage is Stage.FINISHED
    assert [type(e) for e in hand.press("q")] == [Leave]


def test_an_interrupt_voids_the_item_and_leaves(hand):
    hand.look()
    effects = hand.send(Stopped(hand.stamp()))
    assert [type(e) for e in effects] == [Commit, Leave]


def test_all_twenty_six_letters_are_answers_and_commands_stay_behind_escape(deck_from, hand_for):
    text = """
deck: alphabet
title: A
items: {table: {a: 0..25}, prompt: "{a:02}", answer: (a + 13) % 26, symbols: letters}
rule: thirteen
"""
    hand = hand_for(deck_from(text))
    for letter in ascii_lowercase:
        hand.move_on()
        hand.look()
        hand.wait(600)
        hand.press(letter)
        assert hand.stored[-1].answer == letter
    assert hand.session.measured == 26
    hand.move_on()
    hand.look()
    hand.wait(400)
    assert hand.press("!") == ()
    assert hand.session.notice is Notice.AHA_ASKED
    hand.press("!")
    assert hand.session.notice is Notice.AHA
    hand.press("escape")
    hand.press("u")
    assert hand.session.measured == 25


def test_a_letter_deck_asks_for_a_note_only_behind_escape(hand):
    hand.look()
    assert [type(e) for e in hand.press("n")] == [Commit, AskNote]
    effects = hand.write_note("  the left one matters ")
    assert isinstance(effects[0], Append)
    assert effects[0].mark.text == "the left one matters"
    assert hand.write_note("   ") == ()


@pytest.mark.parametrize("between", ["b", "?", "u", "1"])
def test_a_click_is_marked_by_two_presses_in_a_row_and_by_no_others(hand, between):
    hand.look()
    hand.press("!", between)
    effects = hand.press("!")
    assert hand.session.notice is Notice.AHA_ASKED
    assert not [effect for effect in effects if isinstance(effect, Append)]


def test_help_pauses_the_clock(hand):
    hand.look()
    assert [type(e) for e in hand.press("?")] == [Commit, ShowHelp]
    assert hand.session.stage is Stage.PAUSED


def test_the_bar_can_be_hidden(hand):
    hand.look()
    hand.press("b")
    assert hand.session.bar_hidden
    assert hand.stored == []


def test_in_the_pause_the_bar_says_where_it_is_and_what_was_said_before_is_gone(hand):
    hand.look()
    hand.press("escape", "t", "b")
    assert hand.session.notice is Notice.BAR_HIDDEN
    hand.press("b")
    assert hand.session.notice is Notice.BAR_SHOWN


def test_the_warm_up_measures_copy_time_once(deck_from, hand_for):
    hand = hand_for(deck_from(), copy_ms=None)
    assert hand.session.stage is Stage.COPYING
    saved = ()
    while hand.session.stage is Stage.COPYING:
        hand.look()
        hand.wait(600)
        saved = hand.press(*hand.session.copying.text)
    assert isinstance(saved[0], SaveCopyTime)
    assert saved[0].samples_ms == (600,) * 20
    assert hand.session.copy_ms == 600
    assert hand.session.showing.deadline_ms == 8600


def test_the_warm_up_can_be_skipped(deck_from, hand_for):
    hand = hand_for(deck_from(), copy_ms=None)
    assert hand.press("escape") == ()
    assert hand.session.stage is Stage.ASKING
    assert hand.session.copy_ms == 900


def test_a_mistyped_copy_starts_again_and_is_no_sample(deck_from, hand_for):
    hand = hand_for(deck_from(), copy_ms=None)
    hand.look()
    wrong = "".join("1" if c != "1" else "2" for c in hand.session.copying.text)
    hand.press(*wrong)
    assert hand.session.typed.text == ""
    assert hand.session.copying.samples_ms == ()
    assert hand.session.notice is Notice.NOT_COPIED
    hand.press(*hand.session.copying.text)
    assert hand.session.notice is Notice.NONE


def test_what_was_said_of_the_typing_goes_with_the_warm_up(deck_from, hand_for):
    hand = hand_for(deck_from(), copy_ms=None)
    hand.look()
    hand.press(*("1" if c != "1" else "2" for c in hand.session.copying.text))
    hand.press("escape")
    assert (hand.session.stage, hand.session.notice) == (Stage.ASKING, Notice.NONE)


def test_redrilled_items_stay_out_of_the_measured_data(deck_from, hand_for):
    hand = hand_for(deck_from(), goal=Goal(responses=40))
    hand.practise(40, right=lambda _: len(hand.stored) % 3 != 0)
    volume, streaks = hand.session.standing.volume, dict(hand.session.standing.items)
    hand.wait(400)
    hand.press("r")
    asked = 0
    while hand.session.stage is not Stage.FINISHED:
        assert Flag.REDRILL in hand.answer_right().flags
        asked += 1
    assert asked > 0
    assert hand.session.standing.volume == volume
    assert hand.session.standing.items == streaks


def test_by_lines_one_line_is_one_answer(deck_from, hand_for):
    hand = hand_for(deck_from(), by_lines=True, goal=Goal(responses=120))
    answers = 0
    while hand.session.stage is not Stage.FINISHED:
        hand.look()
        hand.say(hand.right if answers % 2 else "")
        answers += 1
    assert answers == 120
    assert {r.outcome for r in hand.stored} == {Outcome.ANSWERED, Outcome.PASSED}


def test_by_lines_commands_begin_with_a_colon(deck_from, hand_for):
    hand = hand_for(deck_from(), by_lines=True)
    hand.look()
    hand.say(hand.right)
    hand.say(":u")
    hand.say(":n it turns round")
    kinds = [effect.mark.kind for effect in hand.effects if isinstance(effect, Append)]
    assert kinds == [MarkKind.UNDONE, MarkKind.NOTE]
    hand.say(":q")
    assert hand.session.stage is Stage.FINISHED


def test_an_answer_faster_than_anyone_can_read_is_flagged(hand):
    response = hand.answer_right(after_ms=60)
    assert Flag.TOO_FAST in response.flags


def test_a_capital_letter_is_no_command(hand):
    hand.look()
    hand.send(Key("Q", "Q", hand.stamp()))
    assert hand.session.stage is Stage.ASKING
