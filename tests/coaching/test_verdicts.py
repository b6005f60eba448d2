"""Each verdict is heard by its learner, through the real drill, and not by those who give no cause."""

from __future__ import annotations

import itertools

import pytest

from drillgrok.coaching.facts import UNSEEN_LEAST, Circumstances, ExamResult
from drillgrok.coaching.look import MILESTONES, ROWS
from drillgrok.coaching.verdict import ASIDES, Said, VerdictKind, said
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import grokked_for_sure

SINGLES = "signs/cinder-31.yaml"
"""A deck where every item is a group of its own."""
HEARD_BY = [
    (VerdictKind.NOT_ENOUGH_DATA, "never"),
    (VerdictKind.KNOWN, "knows, is fast"),
    (VerdictKind.KNOWN, "knows, is slow"),
    (VerdictKind.TIRED, "tired"),
    (VerdictKind.TIRED, "quitter"),
    (VerdictKind.GROKKED, "step"),
    (VerdictKind.SHIFTING, "ramp"),
    (VerdictKind.EXPERT_BEGINNER, "expert beginner"),
    (VerdictKind.PLATEAU, "never"),
    (VerdictKind.MEMORISING, "never, bad deck"),
]


@pytest.mark.parametrize(("kind", "name"), HEARD_BY)
def test_a_learner_hears_the_verdict_that_fits(coached, kind, name):
    assert kind in coached(name).kinds


def test_every_verdict_has_one_row():
    assert sorted(row.kind for row in ROWS) == sorted(VerdictKind)


def test_a_memoriser_is_named_on_the_plateau_and_stays_there_for_5000_responses(coached):
    run = coached("never", 17, deck=SINGLES)
    assert len(run.log) >= 5_000
    named = next(k for k, facts in enumerate(run.facts) if facts.stance.phase is Phase.PLATEAU)
    assert run.facts[named].posterior.number <= 600
    assert all(facts.stance.phase is Phase.PLATEAU for facts in run.facts[named:])
    assert {facts.stance.since for facts in run.facts[named:]} == {run.facts[named].stance.since}
    first = run.verdicts.index(run.first(VerdictKind.PLATEAU))
    assert set(run.kinds[first:]) <= {VerdictKind.PLATEAU, VerdictKind.NO_SIGN}


def test_no_sign_is_said_once_at_each_milestone(coached):
    run = coached("never", 17, deck=SINGLES)
    milestones = [v.figures["milestone"] for v in run.verdicts if v.kind is VerdictKind.NO_SIGN]
    assert milestones == [m for m in MILESTONES if m <= len(run.log)]


def test_grokked_is_said_only_when_its_region_and_bound_allow_it(coached):
    for name in ("step", "ramp", "relapsing"):
        run = coached(name)
        first = next(f for f in run.facts if f.stance.phase is Phase.GROKKED)
        assert grokked_for_sure(first.posterior)


def test_a_relapse_is_named_and_a_plateau_follows(coached):
    run = coached("relapsing")
    order = [kind for kind in run.kinds if kind in (VerdictKind.GROKKED, VerdictKind.PLATEAU)]
    assert order[-1] is VerdictKind.PLATEAU
    assert any("fallen_n" in verdict.figures for verdict in run.verdicts)


def test_a_failed_exam_on_the_plateau_is_memorised_only(coached):
    failed = Circumstances(exam=ExamResult(right=4, n=30, passed=False))
    assert VerdictKind.MEMORISED_ONLY in coached("never", 2, circumstances=failed).kinds


def test_an_exam_that_was_passed_is_not(coached):
    passed = Circumstances(exam=ExamResult(right=28, n=30, passed=True))
    assert VerdictKind.MEMORISED_ONLY not in coached("never", 2, circumstances=passed).kinds


def test_someone_who_read_the_rule_and_is_slow_hears_recited_only(coached):
    run = coached("recited only", 3, circumstances=Circumstances(narrated=True, primed=True))
    assert VerdictKind.RECITED_ONLY in run.kinds


def test_someone_who_read_the_rule_and_is_fast_does_not(coached):
    run = coached("knows, is fast", 3, circumstances=Circumstances(narrated=True))
    assert VerdictKind.RECITED_ONLY not in run.kinds


def test_who_is_sent_to_rest_hears_nothing_else_on_that_day(coached):
    run = coached("tired")
    tired = [v.number for v in run.verdicts if v.kind is VerdictKind.TIRED]
    days = {(number - 1) // 300 for number in tired}
    assert len(days) == len(tired)
    for number in tired:
        rest_of_the_day = (v for v in run.verdicts if number < v.number <= ((number - 1) // 300 + 1) * 300)
        assert not list(rest_of_the_day)
    assert "enough for today" in " ".join(run.texts).lower()


@pytest.mark.parametrize("name", ["step", "never", "tired", "relapsing", "half-way", "guesser"])
def test_unseen_counts_move_by_twelve_or_not_at_all(coached, name):
    counted = [v.unseen for v in coached(name).verdicts if v.kind not in ASIDES and v.unseen]
    steps = [later - earlier for earlier, later in itertools.pairwise(counted)]
    assert all(step == 0 or step >= UNSEEN_LEAST for step in steps)


@pytest.mark.parametrize("name", ["never", "step", "knows, is slow"])
def test_nothing_is_said_twice_without_a_new_figure(coached, name):
    run = coached(name)
    for earlier, later in zip(run.verdicts, run.verdicts[1:], strict=False):
        assert later.kind is not earlier.kind or later.figures != earlier.figures


def test_what_was_said_can_be_rebuilt_from_the_stored_verdicts(coached):
    verdicts = coached("relapsing").verdicts
    by_hand = Said()
    for verdict in verdicts:
        by_hand = by_hand.then(verdict)
    assert said(verdicts) == by_hand


def test_one_claim_of_a_kind_is_open_at_a_time(coached):
    claims = [(v.kind, v.claim) for v in coached("never", 17, deck=SINGLES).verdicts if v.claim]
    for (kind, claim), (later_kind, later) in itertools.pairwise(claims):
        assert kind is not later_kind or later.number >= claim.number + claim.horizon


def test_a_run_with_the_rule_read_or_a_sister_deck_before_claims_nothing_of_transitions(coached):
    for circumstances in (Circumstances(primed=True), Circumstances(narrated=True)):
        run = coached("step", circumstances=circumstances)
        assert all(v.claim is None for v in run.verdicts if v.kind is not VerdictKind.RECITED_ONLY)
