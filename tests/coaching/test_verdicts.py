"""Each verdict is heard by its learner, through the real drill, and not by those who give no cause."""

from __future__ import annotations

import itertools

import pytest

from drillgrok.coaching.facts import UNSEEN_STEP, Circumstances, ExamResult
from drillgrok.coaching.said import said
from drillgrok.coaching.verdicts import (
    BY_KIND,
    ROWS,
    expert_beginner,
    grokked,
    memorised_only,
    no_sign,
    plateau,
    recited_only,
    tired,
)
from drillgrok.model.log import Clock
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import grokked_for_sure
from tests.helpers.heard_by import HEARD_BY, SINGLES


@pytest.mark.parametrize("kind", [row.kind for row in ROWS])
def test_every_verdict_is_heard_by_a_learner(coached, kind):
    hearers = [one for one in HEARD_BY if one.kind == kind]
    assert hearers, f"no learner in HEARD_BY hears {kind}"
    for one in hearers:
        assert kind in coached(one.learner, one.days, deck=one.deck, circumstances=one.circumstances).kinds, one


def test_no_learner_waits_for_a_verdict_that_is_not_there():
    assert {one.kind for one in HEARD_BY} <= {row.kind for row in ROWS}


def test_a_memoriser_is_named_on_the_plateau_and_stays_there_for_5000_responses(coached):
    run = coached("never", 17, deck=SINGLES)
    assert len(run.log) >= 5_000
    named = next(k for k, facts in enumerate(run.facts) if facts.phase is Phase.PLATEAU)
    assert run.facts[named].posterior.number <= 600
    assert all(facts.phase is Phase.PLATEAU for facts in run.facts[named:])
    assert {facts.since for facts in run.facts[named:]} == {run.facts[named].since}
    first = run.verdicts.index(run.first(plateau.KIND))
    assert set(run.kinds[first:]) <= {plateau.KIND, no_sign.KIND}


def test_no_sign_is_said_once_at_each_milestone(coached):
    run = coached("never", 17, deck=SINGLES)
    milestones = [v.figures["milestone"] for v in run.verdicts if v.kind == no_sign.KIND]
    assert milestones == [m for m in no_sign.MILESTONES if m <= len(run.log)]


def test_grokked_is_said_only_when_its_region_and_bound_allow_it(coached):
    for name in ("step", "ramp", "relapsing"):
        run = coached(name)
        first = next(f for f in run.facts if f.phase is Phase.GROKKED)
        assert grokked_for_sure(first.posterior)


def test_a_relapse_is_named_and_a_plateau_follows(coached):
    run = coached("relapsing")
    order = [kind for kind in run.kinds if kind in (grokked.KIND, plateau.KIND)]
    assert order[-1] == plateau.KIND
    assert any("fallen_n" in verdict.figures for verdict in run.verdicts)


def test_an_exam_that_was_passed_is_not_memorised_only(coached):
    passed = Circumstances(exam=ExamResult(right=28, n=30, passed=True))
    assert memorised_only.KIND not in coached("never", 2, circumstances=passed).kinds


def test_someone_who_read_the_rule_and_is_fast_does_not_hear_recited_only(coached):
    run = coached("knows, is fast", 3, circumstances=Circumstances(narrated=True))
    assert recited_only.KIND not in run.kinds


def test_who_is_sent_to_rest_hears_nothing_else_on_that_day(coached):
    run = coached("tired")
    sent_to_rest = [v.number for v in run.verdicts if v.kind == tired.KIND]
    days = {(number - 1) // 300 for number in sent_to_rest}
    assert len(days) == len(sent_to_rest)
    for number in sent_to_rest:
        rest_of_the_day = (v for v in run.verdicts if number < v.number <= ((number - 1) // 300 + 1) * 300)
        assert not list(rest_of_the_day)
        assert not [t for t in run.told if number < t.number <= ((number - 1) // 300 + 1) * 300]


@pytest.mark.parametrize("name", ["step", "never", "tired", "relapsing", "half-way", "guesser"])
def test_unseen_counts_move_by_twelve_or_not_at_all(coached, name):
    counted = [v.unseen for v in coached(name).verdicts if not BY_KIND[v.kind].is_aside and v.unseen]
    steps = [later - earlier for earlier, later in itertools.pairwise(counted)]
    assert all(step == 0 or step >= UNSEEN_STEP for step in steps)


@pytest.mark.parametrize("name", ["never", "step", "knows, is slow"])
def test_nothing_is_said_twice_without_a_new_figure(coached, name):
    run = coached(name)
    for earlier, later in zip(run.verdicts, run.verdicts[1:], strict=False):
        assert later.kind != earlier.kind or later.figures != earlier.figures


@pytest.mark.parametrize("name", ["relapsing", "tired"])
def test_what_was_said_is_the_last_verdict_of_each_kind_and_asides_leave_what_stood(coached, name):
    verdicts = coached(name).verdicts
    found = said(verdicts)
    assert found.last is verdicts[-1]
    assert found.standing is [v for v in verdicts if not BY_KIND[v.kind].is_aside][-1]
    assert found.latest == {v.kind: v for v in verdicts}
    assert found.claims == {v.kind: v.claim for v in verdicts if v.claim}


def test_one_claim_of_a_kind_is_open_at_a_time(coached):
    claims = [(v.kind, v.claim) for v in coached("never", 17, deck=SINGLES).verdicts if v.claim]
    for (kind, claim), (later_kind, later) in itertools.pairwise(claims):
        assert kind != later_kind or later.number >= claim.number + claim.horizon


def test_a_run_with_the_rule_read_or_a_sister_deck_before_claims_nothing_of_transitions(coached):
    for circumstances in (Circumstances(primed=True), Circumstances(narrated=True)):
        run = coached("step", circumstances=circumstances)
        assert all(v.claim is None for v in run.verdicts if v.kind != recited_only.KIND)


def test_who_lets_the_clock_run_is_told_within_900_answers_and_before_the_plateau_is_named_too(coached):
    run = coached("waiter", 3)
    verdict = run.first(expert_beginner.KIND)
    assert verdict.number <= 900
    assert verdict.number < run.first(plateau.KIND).number
    assert "in_time_n" in verdict.figures


def test_waiting_out_the_clock_does_not_loosen_it(coached):
    clocks = [r.deadline_ms for r in coached("waiter", 3).log if r.clock is Clock.STAIRCASE]
    assert clocks[-1] < clocks[0] / 4
    assert sum(later > earlier for earlier, later in itertools.pairwise(clocks)) < len(clocks) / 5


@pytest.mark.parametrize("name", ["step", "never", "knows, is slow", "forgetful overnight", "half-way"])
def test_whose_times_spread_as_a_persons_do_is_not_told_that_they_wait(coached, name):
    assert not [v for v in coached(name).verdicts if "in_time_n" in v.figures]
