"""A day's plan: which decks, in which order, how much of each, and why."""

from dataclasses import replace

import pytest

from drillgrok.planning.history import ChoiceKind, DayCount
from drillgrok.planning.plan import Budget, LineKind
from drillgrok.planning.today import plan_day
from tests.planning.conftest import TODAY, days_of

GOAL = Budget()


def lines(plan):
    return [(line.deck, line.kind.value, line.answers) for line in plan.lines]


def waits(plan):
    return [(line.deck, line.kind.value) for line in plan.waits]


def test_who_has_answered_nothing_has_no_plan(deck):
    plan = plan_day([deck("coins"), deck("lantern-31")], GOAL, TODAY)
    assert (plan.lines, plan.done, plan.waits, plan.is_open) == ((), (), (), False)


def test_the_main_deck_keeps_its_whole_goal_and_says_where_it_stands(deck):
    lantern = deck("lantern-31", {3: 300, 2: 300, 1: 300}, phase="plateau", phase_since=TODAY - 1)
    plan = plan_day([deck("coins", {5: 60}), lantern], GOAL, TODAY)
    assert lines(plan) == [("lantern-31", "main", 300)]
    assert plan.first.reason == "Day 4 on it, 900 answers so far, plateau since day 3: 300 today."
    assert plan.first.minutes == 15  # three seconds each


def test_a_day_on_which_nothing_was_answered_moves_no_phase(deck):
    days = (*days_of({3: 300, 2: 300, 1: 300}), DayCount(TODAY, 0))
    lantern = deck("lantern-31", {3: 300, 2: 300, 1: 300}, phase="plateau", phase_since=TODAY - 1, recent=days)
    assert "plateau since day 3" in plan_day([lantern], GOAL, TODAY).first.reason


def test_a_day_that_a_wrong_clock_put_far_ahead_is_planned_with(deck):
    plan = plan_day([deck("lantern-31", {1: 300, -40_000: 300})], GOAL, TODAY)
    assert plan.first.deck == "lantern-31"


def test_who_grokked_a_deck_is_told_how_its_exam_is_taken(deck):
    lantern = deck("lantern-31", {2: 300, 1: 300}, phase="grokked", phase_since=TODAY - 1)
    reason = plan_day([lantern], GOAL, TODAY).first.reason
    assert reason == "Day 3 on it, 600 answers so far, grokked since day 2: 300 today, or `drillgrok exam lantern-31`."


def test_what_was_done_today_is_taken_off(deck):
    plan = plan_day([deck("lantern-31", {1: 300, 0: 120})], GOAL, TODAY)
    assert lines(plan) == [("lantern-31", "main", 180)]
    assert [(one.deck, one.answers) for one in plan.done] == [("lantern-31", 120)]
    assert plan.first.reason == "Day 2 on it, 420 answers so far: 180 more today."


def test_at_the_goal_100_more_are_offered_and_nothing_waits(deck):
    plan = plan_day([deck("lantern-31", {1: 300, 0: 300})], GOAL, TODAY)
    assert lines(plan) == [("lantern-31", "more", 100)]
    assert plan.first.reason == "300 answers today, which was the goal: more is up to you."
    assert not plan.is_open


def test_only_tiredness_advises_against_more(deck):
    halfway = deck("lantern-31", {1: 300, 0: 120}, told_to_rest=TODAY)
    plan = plan_day([halfway], GOAL, TODAY)
    assert (lines(plan), waits(plan), plan.is_open) == ([], [("lantern-31", "main")], False)
    done = plan_day([deck("lantern-31", {0: 300}, told_to_rest=TODAY)], GOAL, TODAY)
    assert "look tired" in done.first.reason
    rested = plan_day([deck("lantern-31", {1: 300}, told_to_rest=TODAY - 1)], GOAL, TODAY)
    assert lines(rested) == [("lantern-31", "main", 300)]


def passed(deck, name, days_ago=30, **known):
    return deck(name, {days_ago: 300}, passed=TODAY - days_ago, **known)


def test_a_check_that_is_due_comes_first_and_on_top_of_the_goal(deck):
    plan = plan_day([passed(deck, "coins"), deck("lantern-31", {1: 300})], GOAL, TODAY)
    assert lines(plan) == [("coins", "check", 20), ("lantern-31", "main", 300)]
    assert plan.first.reason == "Passed 30 days ago: 20 unseen items show what you kept."


def test_a_check_that_has_no_room_waits_one_day_and_then_takes_its_minutes_from_the_goal(deck):
    budget = Budget(300, minutes=15)
    lantern = deck("lantern-31", {1: 300})
    waiting = plan_day([passed(deck, "coins", 1), lantern], budget, TODAY)
    assert (lines(waiting), waits(waiting)) == ([("lantern-31", "main", 300)], [("coins", "check")])
    late = plan_day([passed(deck, "coins", 2), lantern], budget, TODAY)
    assert lines(late) == [("coins", "check", 20), ("lantern-31", "main", 280)]


def test_where_minutes_are_the_goal_the_main_deck_takes_what_checks_leave(deck):
    plan = plan_day([passed(deck, "coins", 2), deck("lantern-31", {1: 300})], Budget(None, minutes=15), TODAY)
    assert lines(plan) == [("coins", "check", 20), ("lantern-31", "main", 280)]


def test_two_checks_a_day_are_enough_and_the_longest_due_come_first(deck):
    decks = [passed(deck, name, ago) for name, ago in [("a", 3), ("b", 9), ("c", 5)]]
    plan = plan_day([*decks, deck("lantern-31", {1: 300})], GOAL, TODAY)
    assert lines(plan) == [("b", "check", 20), ("c", "check", 20), ("lantern-31", "main", 300)]
    assert [line.reason for line in plan.waits] == ["Tomorrow: 2 checks are enough for one day."]


def test_two_sisters_never_meet_in_a_day(deck):
    sister = deck("lantern-97", {1: 300})
    plan = plan_day([passed(deck, "lantern-31"), sister, deck("coins", {4: 100})], GOAL, TODAY)
    assert lines(plan) == [("lantern-31", "check", 20), ("coins", "main", 300)]
    assert waits(plan) == [("lantern-97", "main")]
    assert "same rule" in plan.waits[0].reason
    begun = replace(sister, record=deck("lantern-97", {1: 300, 0: 50}).record)
    plan = plan_day([passed(deck, "lantern-31"), begun], GOAL, TODAY)
    assert (lines(plan), waits(plan)) == ([("lantern-97", "main", 250)], [("lantern-31", "check")])


def test_sisters_that_are_due_together_take_turns_on_the_days_that_the_learner_comes(deck):
    def first_check(came):
        sisters = [passed(deck, "coins-1", 9), passed(deck, "coins-2", 8)]
        return plan_day([*sisters, deck("lantern-31", came)], GOAL, TODAY).first.deck

    assert first_check({20: 300}) == "coins-1"
    assert first_check({20: 300, 3: 10}) == "coins-2"
    assert first_check({20: 300, 3: 10, 0: 10}) == "coins-2"
    assert first_check({20: 300, 3: 10, 1: 10}) == "coins-1"


def test_a_deck_of_another_family_comes_on_top_where_minutes_are_left(deck):
    decks = [deck("lantern-31", {1: 300}), deck("lantern-97", {2: 80}), deck("coins", {3: 90})]
    plan = plan_day(decks, Budget(300, minutes=22), TODAY)
    assert lines(plan) == [("lantern-31", "main", 300), ("coins", "other", 100)]
    assert plan.lines[1].reason == "Another rule in the 7 minutes that are left, last practised 3 days ago."
    assert lines(plan_day(decks, Budget(300, minutes=16), TODAY)) == [("lantern-31", "main", 300)]


def test_the_deck_that_was_practised_most_of_late_is_the_main_one(deck):
    decks = [deck("coins", {1: 100}), deck("lantern-31", {2: 300, 3: 300}), deck("weekday", {40: 900})]
    assert plan_day(decks, GOAL, TODAY).first.deck == "lantern-31"


def test_a_choice_of_the_learner_wins_until_another_deck_is_practised_for_days(deck):
    coins = deck("coins", {20: 100}, chosen=ChoiceKind.MAIN, chosen_day=TODAY)
    busy = deck("lantern-31", dict.fromkeys(range(1, 11), 300))
    assert plan_day([coins, busy], GOAL, TODAY).first.deck == "coins"
    forgotten = deck("coins", {20: 100}, chosen=ChoiceKind.MAIN, chosen_day=TODAY - 14)
    assert plan_day([forgotten, busy], GOAL, TODAY).first.deck == "lantern-31"


def test_what_is_set_aside_is_silent_and_what_is_skipped_is_so_for_a_day(deck):
    aside = passed(deck, "coins", chosen=ChoiceKind.SET_ASIDE)
    plan = plan_day([aside, deck("lantern-31", {1: 300}, skipped=TODAY), deck("weekday", {5: 30})], GOAL, TODAY)
    assert (lines(plan), waits(plan)) == ([("weekday", "main", 300)], [])
    plan = plan_day([deck("lantern-31", {1: 300}, skipped=TODAY - 1)], GOAL, TODAY)
    assert lines(plan) == [("lantern-31", "main", 300)]


def test_after_a_pass_the_harder_sister_follows_and_says_what_it_follows(deck):
    first = passed(deck, "lantern-31", 2, next="lantern-97", checks=[DayCount(TODAY - 1, 20, 60_000, 20, 18)])
    plan = plan_day([first, deck("lantern-97"), deck("coins", {20: 50})], GOAL, TODAY)
    assert lines(plan) == [("lantern-97", "main", 300)]
    assert plan.first.reason == "New to you: it follows Lantern-31, which you passed 2 days ago."


def test_a_deck_that_is_at_work_goes_on_after_a_pass_of_another(deck):
    first = passed(deck, "lantern-31", 1, next="lantern-97", checks=[DayCount(TODAY, 20, 60_000, 20, 18)])
    assert plan_day([first, deck("lantern-97"), deck("coins", {3: 50})], GOAL, TODAY).first.deck == "coins"


def test_where_all_is_passed_something_new_of_the_same_domain_comes(deck):
    known = passed(deck, "lantern-31", 2, domain="tables", checks=[DayCount(TODAY, 20, 60_000, 20, 18)])
    new = [deck("chess-1", domain="chess"), deck("lantern-97", domain="tables"), deck("grid-7", domain="tables")]
    assert plan_day([known, *new], GOAL, TODAY).first.deck == "grid-7"


@pytest.mark.parametrize("minutes", [3, 10, 20, 60])
def test_a_plan_never_asks_for_more_minutes_than_there_are(deck, minutes):
    decks = [passed(deck, name, 9) for name in ("a", "b", "c")]
    decks += [deck("lantern-31", {1: 300}), deck("coins", {2: 300})]
    for budget in (Budget(300, minutes), Budget(None, minutes)):
        plan = plan_day(decks, budget, TODAY)
        assert sum(line.minutes for line in plan.lines) <= minutes
        assert len(plan.lines) <= 3


def test_a_check_between_kept_and_slipped_says_how_many_more_decide(deck):
    halfway = passed(deck, "coins", 9, checks=[DayCount(TODAY - 1, 20, 60_000, 20, 14)])
    plan = plan_day([halfway, deck("lantern-31", {1: 300})], GOAL, TODAY)
    assert plan.first.reason == "14 of 20 unseen items were right: 20 more will decide."
    assert plan.first.kind is LineKind.CHECK
