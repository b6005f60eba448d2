"""The contract of every synthetic learner, and what each does to deserve its name."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from drillgrok.model.log import Clock, Outcome
from drillgrok.phases.phase import Phase
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

NAMES = sorted(LEARNERS)
PEOPLE = sorted(set(NAMES) - {"exemplars", "network", "network with decay", "tired", "quitter", "guesser", "presser"})


# Every learner.


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_log_whether_truth_is_asked_for_or_not(name):
    logs = []
    for asked in (False, True):
        run = demo_run(demo_deck(), 2)
        learner = LEARNERS[name](2, run)
        logs.append([])
        for _, _, response in drill_days(run, learner, days=1, daily=80):
            logs[-1].append(response)
            assert not asked or learner.truth(response.seq) == learner.truth(response.seq)
    assert logs[0] == logs[1]


@pytest.mark.parametrize("name", NAMES)
def test_another_seed_gives_another_log(name):
    run = demo_run(demo_deck(), 2)
    one, other = (
        [(r.answer, r.rt_ms) for _, _, r in drill_days(run, LEARNERS[name](seed, run), days=1, daily=60)]
        for seed in (1, 2)
    )
    assert one != other


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_an_accuracy_corrected_for_chance(name, walked):
    for step in walked(name):
        assert -0.2 <= step.truth.practised <= 1
        assert -0.2 <= step.truth.unseen <= 1
        assert step.truth.phase in set(Phase) - {Phase.UNCLEAR}


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_those_of_the_deck(name, walked):
    run = demo_run(demo_deck(), 5)
    for step in walked(name):
        assert not step.response.answer or step.response.answer in run.field.closed
        assert step.response.rt_ms is None or step.response.rt_ms <= step.response.deadline_ms


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_true_is_what_comes_right(name, walked, share_right):
    steps = walked(name, days=6)[600:]
    for unseen in (True, False):
        true = sum(s.truth.unseen if unseen else s.truth.practised for s in steps) / len(steps)
        assert share_right(steps, unseen=unseen) == pytest.approx(true, abs=0.16)


# One learner each.


def phases_of(steps):
    """The true phases in order, without repetition; moments that last less than 30 responses left out."""
    phases: list[Phase] = []
    count = 0
    for one, other in pairwise(steps):
        count = count + 1 if one.truth.phase is other.truth.phase else 0
        if count == 30 and (not phases or phases[-1] is not other.truth.phase):
            phases.append(other.truth.phase)
    return phases


def test_one_who_finds_the_rule_at_once_walks_from_the_plateau_to_grokked(walked):
    assert phases_of(walked("step", days=8)) == [Phase.MEMORISING, Phase.PLATEAU, Phase.GROKKED]


def test_one_who_finds_the_rule_gradually_passes_through_shifting(walked):
    found = phases_of(walked("ramp", days=8))
    assert found == [Phase.MEMORISING, Phase.PLATEAU, Phase.SHIFTING, Phase.GROKKED]


def test_a_memoriser_stays_on_the_plateau_with_no_unseen_item_right(walked, share_right):
    steps = walked("never", days=8)
    assert phases_of(steps) == [Phase.MEMORISING, Phase.PLATEAU]
    assert share_right(steps, unseen=True) == 0
    assert share_right(steps[400:], unseen=False) > 0.8


def test_a_deck_that_will_not_stick_never_gets_far_beyond_memorising(walked):
    steps = walked("never, bad deck", days=8)
    assert sum(s.truth.phase is Phase.MEMORISING for s in steps) > 0.9 * len(steps)
    assert max(s.truth.unseen for s in steps) < 0.1


def test_a_tired_learner_fails_late_in_the_day_and_has_forgotten_nothing(walked):
    steps = [s for s in walked("tired", days=6) if s.day >= 2]
    fresh = [s for s in steps if s.truth.engaged]
    tired = [s for s in steps if not s.truth.engaged]
    assert _right(fresh) > _right(tired) + 0.2
    assert _timed_out(tired) > _timed_out(fresh) + 0.1
    assert min(s.truth.practised for s in tired) > 0.8


def test_a_quitter_stops_trying_and_is_not_seen_again(walked):
    steps = walked("quitter", days=6)
    assert len(steps) < 800
    assert steps[-1].response.outcome is Outcome.VOID
    assert not steps[-1].truth.engaged
    assert _right(steps[:630]) > _right(steps[-60:]) + 0.2


def test_a_guesser_is_right_as_often_as_chance_has_it(walked, share_right):
    steps = walked("guesser", days=6)
    assert share_right(steps, unseen=True) < 0.15
    assert {s.truth.phase for s in steps} == {Phase.MEMORISING}


def test_an_expert_beginner_is_right_at_an_even_and_comfortable_pace(walked):
    calm = [s.response for s in walked("expert beginner", days=6)[400:] if s.response.clock is Clock.CALM]
    settled = [r for r in calm if r.seen >= 6 and r.correct]
    logs = [math.log(r.rt_ms) for r in settled]
    mean = sum(logs) / len(logs)
    assert 1900 < math.exp(mean) < 2300
    assert sum((x - mean) ** 2 for x in logs) / len(logs) < 0.04
    assert sum(r.correct for r in calm if r.seen >= 6) / len([r for r in calm if r.seen >= 6]) > 0.88


def test_one_who_recites_is_right_on_the_calm_clock_and_would_be_late_on_the_quick_one(walked, share_right):
    run = demo_run(demo_deck(), 5)
    steps = walked("recited only", days=6)
    quick_ms = 900 + run.pace.quick_ms
    first_seen = [s.response for s in steps if s.response.first_seen and s.response.rt_ms]
    assert share_right(steps, unseen=True) > 0.7
    assert sum(r.rt_ms < quick_ms for r in first_seen) / len(first_seen) < 0.25


def test_one_who_relapses_loses_what_was_grokked(walked):
    found = phases_of(walked("relapsing", days=10))
    assert found == [Phase.MEMORISING, Phase.PLATEAU, Phase.GROKKED, Phase.PLATEAU]


def test_a_forgetful_night_costs_settled_items(walked):
    nights = ([], [])
    for name, losses in zip(("never", "forgetful overnight"), nights, strict=True):
        steps = walked(name, days=6)
        losses += [
            one.truth.practised - other.truth.practised
            for one, other in pairwise(steps)
            if one.day >= 1 and one.day != other.day
        ]
    assert sum(nights[1]) > sum(nights[0]) + 0.1


def test_two_who_know_from_the_start_differ_in_speed_alone(walked):
    fast, slow = walked("knows, is fast"), walked("knows, is slow")
    for steps in (fast, slow):
        assert {s.truth.phase for s in steps[150:]} == {Phase.GROKKED}
        assert min(s.truth.unseen for s in steps) > 0.9
    assert _median_unseen_ms(slow) > 2 * _median_unseen_ms(fast)


def test_one_who_starts_half_way_has_half_of_the_unseen_items(walked):
    steps = walked("half-way")
    assert {s.truth.phase for s in steps[150:]} == {Phase.SHIFTING}
    assert 0.4 < steps[-1].truth.unseen < 0.6


def test_likeness_alone_gives_no_unseen_item(walked):
    steps = walked("exemplars", days=6)
    assert max(s.truth.unseen for s in steps[200:]) < 0.1
    assert max(s.truth.practised for s in steps) > 0.6


def test_a_network_without_weight_decay_holds_all_and_finds_nothing(walked):
    steps = walked("network", days=8)
    assert steps[-1].truth.practised > 0.95
    assert max(s.truth.unseen for s in steps) < 0.15


def test_the_same_network_with_weight_decay_finds_the_rule_long_after_it_holds_all(walked):
    steps = walked("network with decay", days=24)
    held = next(s.response.seq for s in steps if s.truth.practised > 0.95)
    found = next(s.response.seq for s in steps if s.truth.unseen > 0.6)
    assert found > 4 * held
    assert steps[-1].truth.phase is Phase.GROKKED


def _right(steps):
    return sum(bool(s.response.correct) for s in steps) / len(steps)


def _timed_out(steps):
    return sum(s.response.outcome is Outcome.TIMED_OUT for s in steps) / len(steps)


def _median_unseen_ms(steps):
    times = sorted(s.response.rt_ms for s in steps if s.response.first_seen and s.response.correct)
    return times[len(times) // 2]
