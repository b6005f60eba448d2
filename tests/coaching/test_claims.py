"""A claim is decided by the answers that come after it, once its horizon is over, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.coaching.claims import Claim, ClaimScore, Measure
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Flag, Moment, Outcome, Pressure, Response, Role
from drillgrok.phases.decision import PROMISES
from tests.helpers.claims import score

STAYS_LOW = Claim(100, Measure.UNSEEN, at_least=False, share=0.25, horizon=40, least=12)
RISES = replace(STAYS_LOW, at_least=True, share=0.5)
LASTS = replace(STAYS_LOW, at_least=True, share=0.8, exam_settles=True)


def response(seq: int, right: bool, **changes: object) -> Response:
    plain = Response(
        seq=seq,
        at=Moment(1_767_254_400_000 + seq * 1000, 0),
        item=ItemKey(f"{seq:012x}"),
        presentation="plain",
        role=Role.PROBE,
        seen=0,
        shown=0,
        chance=0.1,
        outcome=Outcome.ANSWERED,
        answer="7",
        correct=right,
        rt_ms=900,
        first_key_ms=700,
        deadline_ms=8900,
        clock=Clock.CALM,
        pressure=Pressure.FIRM,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def unseen(first: int, right: int, n: int, **changes: object) -> list[Response]:
    """`n` unseen answers from response `first` on, the first `right` of them right."""
    return [response(first + k, k < right, **changes) for k in range(n)]


@pytest.mark.parametrize(
    ("claim", "right", "found"),
    [
        (STAYS_LOW, 4, ClaimScore.HELD),
        (STAYS_LOW, 20, ClaimScore.FAILED),
        (RISES, 35, ClaimScore.HELD),
        (RISES, 10, ClaimScore.FAILED),
        (LASTS, 38, ClaimScore.HELD),
        (LASTS, 30, ClaimScore.FAILED),
    ],
)
def test_a_claim_holds_or_fails_by_the_answers_in_its_horizon(claim, right, found):
    assert score(claim, unseen(101, right, 40)) is found


@given(before=st.lists(st.booleans(), max_size=60), after=st.lists(st.booleans(), max_size=60))
def test_answers_before_a_claim_and_after_its_horizon_change_nothing(before, after):
    within = unseen(101, 4, 40)
    around = [response(k + 1, right) for k, right in enumerate(before)] + within
    around += [response(141 + k, right) for k, right in enumerate(after)]
    assert score(STAYS_LOW, around) is score(STAYS_LOW, within)


@given(n=st.integers(0, 39), right=st.integers(0, 39))
def test_a_claim_stays_open_until_its_horizon_is_over(n, right):
    assert score(STAYS_LOW, unseen(101, min(right, n), n)) is ClaimScore.OPEN


def test_a_claim_with_too_few_unseen_answers_stays_open():
    few = unseen(101, 0, 11)
    rest = [response(112 + k, True, role=Role.PRACTISED, seen=9, shown=9) for k in range(40)]
    assert score(STAYS_LOW, [*few, *rest]) is ClaimScore.OPEN


def test_a_claim_is_censored_when_the_rule_is_revealed_meanwhile():
    log = unseen(101, 4, 20) + unseen(121, 20, 20, flags=frozenset({Flag.NARRATED}))
    assert score(STAYS_LOW, log) is ClaimScore.OPEN


def test_a_passed_exam_settles_a_claim_that_allows_it_and_no_other():
    log = unseen(101, 3, 20)
    assert score(LASTS, log, exams_passed=[115]) is ClaimScore.HELD
    assert score(RISES, log, exams_passed=[115]) is ClaimScore.OPEN
    assert score(LASTS, log, exams_passed=[90]) is ClaimScore.OPEN


def test_what_is_no_evidence_counts_neither_as_an_answer_nor_towards_the_horizon():
    undone = unseen(101, 40, 40, flags=frozenset({Flag.UNDONE}))
    assert score(STAYS_LOW, [*undone, *unseen(141, 4, 40)]) is ClaimScore.HELD


def test_a_claim_on_other_words_counts_only_rephrased_practised_items():
    claim = replace(STAYS_LOW, measure=Measure.REPHRASED, share=0.5)
    in_other_words = unseen(101, 2, 20, role=Role.PRACTISED, presentation="r1", seen=8, shown=8)
    plain = unseen(121, 20, 20)
    assert score(claim, in_other_words + plain) is ClaimScore.HELD


def test_a_claim_on_the_quick_clock_counts_only_that_clock_and_survives_the_telling():
    claim = replace(STAYS_LOW, measure=Measure.UNSEEN_QUICK, share=0.6)
    told = frozenset({Flag.NARRATED})
    log = unseen(101, 2, 20, clock=Clock.QUICK, flags=told) + unseen(121, 20, 20, flags=told)
    assert score(claim, log) is ClaimScore.HELD


@pytest.mark.parametrize("phase", PROMISES)
def test_of_a_phase_the_coach_claims_what_its_name_promises(phase):
    claim, promise = BY_KIND[phase.value].claim, PROMISES[phase]
    assert (claim.measure, claim.at_least, claim.share) == (Measure.UNSEEN, promise.at_least, promise.share)
    assert (claim.horizon, claim.least) == (promise.horizon, promise.least)
