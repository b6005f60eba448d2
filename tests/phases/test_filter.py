"""The filter's laws."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import prior
from drillgrok.phases.checkpoint import from_bytes, to_bytes
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.filter import accuracy, start, take
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.regions import masses, phase_of, posterior
from drillgrok.phases.track import begin, follow
from drillgrok.phases.version import MODEL_VERSION

CHANCE = 1 / 31


def answer(
    number: int, kind: EvidenceKind, *, right: bool, seen: int = 8, item: str = "a", sitting: str = "s"
) -> Evidence:
    return Evidence(
        number=number,
        kind=kind,
        item=item,
        seen=0 if kind in (EvidenceKind.FIRST_SEEN, EvidenceKind.REPROBE) else seen,
        sitting=sitting,
        chance=CHANCE,
        correct=right,
        timed_out=False,
        too_fast=False,
        rt_ms=1500,
    )


def stream(count: int, *, unseen: float, memory: float = 0.9, since: int = 1, seed: int = 1) -> list[Evidence]:
    """One answer in eight is first-seen, the others are recall."""
    rng = Random(seed)
    answers = []
    for number in range(since, since + count):
        if number % 8 == 0:
            right = rng.random() < unseen
            answers.append(answer(number, EvidenceKind.FIRST_SEEN, right=right, item=f"new {number}"))
        else:
            right = rng.random() < memory
            answers.append(answer(number, EvidenceKind.RECALL, right=right, item=f"old {rng.randrange(60)}"))
    return answers


answers_strategy = st.lists(
    st.builds(
        answer,
        number=st.integers(1, 30_000),
        kind=st.sampled_from(list(EvidenceKind)),
        right=st.booleans(),
        seen=st.integers(1, 400),
        item=st.sampled_from("abcd"),
        sitting=st.sampled_from(["s", "t", "u"]),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(answers_strategy)
def test_the_belief_is_a_probability_whatever_comes(answers):
    state = take(start(), answers)
    assert np.isfinite(state.belief).all()
    assert state.belief.min() >= 0
    assert state.belief.sum() == pytest.approx(1)
    assert masses(state).sum() == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(answers_strategy, st.integers(0, 40))
def test_a_checkpoint_goes_on_exactly_where_it_was_made(answers, place):
    whole = follow(begin(), answers)
    middle = from_bytes(to_bytes(follow(begin(), answers[:place])))
    assert middle is not None
    again = follow(middle, answers[place:])
    assert to_bytes(again) == to_bytes(whole)


def test_a_checkpoint_of_another_model_is_not_used():
    track = begin()
    stale = replace(track, state=replace(track.state, model_version=MODEL_VERSION + 1))
    assert from_bytes(to_bytes(stale)) is None


def test_one_at_a_time_is_the_same_as_all_at_once():
    answers = stream(200, unseen=0.05)
    one_by_one = start()
    for one in answers:
        one_by_one = take(one_by_one, [one])
    assert np.array_equal(one_by_one.belief, take(start(), answers).belief)


def test_the_forward_step_is_the_sum_over_every_hidden_path():
    """Against brute force: three answers, every path of engagement and rule use, one cell of the unknowns."""
    answers = [
        answer(1, EvidenceKind.FIRST_SEEN, right=True),
        answer(2, EvidenceKind.REPROBE, right=False),
        answer(3, EvidenceKind.FIRST_SEEN, right=False, item="b"),
    ]
    state = take(start(), answers)
    moves = prior.movement(0.0)
    first = prior.initial()
    c, rest = 3, 30
    unseen = accuracy(round(CHANCE, 3), 0.0)[:, c, rest]
    total = np.zeros(16)
    for path in product(range(16), repeat=4):
        weight = first.reshape(16, *first.shape[2:])[path[0], c, rest]
        for step, (one, here, there) in enumerate(zip(answers, path, path[1:], strict=False)):
            weight *= moves[there, here]
            engaged, use = divmod(there, 8)
            right = unseen[use]
            right = right if engaged == 0 else (1 - prior.LAPSE_LOSS) * right + prior.LAPSE_LOSS * round(CHANCE, 3)
            likelihood = right if one.correct else 1 - right
            likelihood = likelihood**0.25 if step == 1 else likelihood
            weight *= likelihood * (1 - (0.01 if engaged == 0 else 0.12))
        total[path[-1]] += weight
    cell = state.belief.reshape(16, *state.belief.shape[2:])[:, c, rest]
    assert cell / cell.sum() == pytest.approx(total / total.sum(), rel=1e-9)


@pytest.mark.parametrize(
    ("practised", "unseen", "phase"),
    [
        (0.2, 0.0, Phase.MEMORISING),
        (0.69, 0.24, Phase.MEMORISING),
        (0.7, -0.1, Phase.PLATEAU),
        (0.95, 0.25, Phase.SHIFTING),
        (0.9, 0.71, Phase.SHIFTING),
        (0.9, 0.73, Phase.GROKKED),
        (0.5, 0.59, Phase.SHIFTING),
    ],
)
def test_phases_are_the_regions_of_the_table(practised, unseen, phase):
    assert phase_of(practised, unseen) is phase


def test_thin_data_name_no_phase():
    found = posterior(take(start(), stream(80, unseen=0.0)))
    assert found.first_seen < 12
    assert found.phase is Phase.UNCLEAR


def test_a_memoriser_is_on_the_plateau_and_new_items_never_withdraw_it():
    track = follow(begin(), stream(400, unseen=CHANCE))
    for number in range(401, 3400, 100):
        track = follow(track, stream(100, unseen=CHANCE, since=number, seed=number))
        assert track.phase is Phase.PLATEAU


def test_a_step_is_seen_and_dated():
    track = follow(begin(), stream(2000, unseen=0.05))
    track = follow(track, stream(400, unseen=0.93, since=2001, seed=2))
    assert track.phase is Phase.GROKKED
    onset = track.onset
    assert onset is not None
    assert onset.low <= 2008
    assert onset.high >= 1990
    assert abs(track.since - 2000) < 120


def test_a_tired_evening_is_read_as_disengagement_not_as_loss():
    track = follow(begin(), stream(1500, unseen=0.03, memory=0.95))
    rng = Random(4)
    tired = [
        replace(
            answer(number, EvidenceKind.RECALL, right=rng.random() < 0.4, item="old 1"), timed_out=rng.random() < 0.5
        )
        for number in range(1501, 1541)
    ]
    tired = [replace(one, timed_out=one.timed_out and not one.correct) for one in tired]
    after = follow(track, tired)
    assert after.posterior.engaged < 0.5
    assert after.posterior.practised.mean > 0.6


def test_a_reprobe_weighs_less_than_a_first_answer():
    track = follow(begin(), stream(400, unseen=0.03))
    firsts = [answer(n, EvidenceKind.FIRST_SEEN, right=True, item=str(n)) for n in range(401, 404)]
    moved_by_firsts = follow(track, firsts).posterior.unseen.mean
    moved_by_reprobes = follow(track, [replace(one, kind=EvidenceKind.REPROBE) for one in firsts]).posterior.unseen.mean
    assert track.posterior.unseen.mean < moved_by_reprobes < moved_by_firsts


def test_a_learner_who_brought_the_rule_is_known():
    track = follow(begin(), [answer(n, EvidenceKind.FIRST_SEEN, right=n != 5, item=str(n)) for n in range(1, 13)])
    assert track.known
    assert not follow(begin(), stream(200, unseen=0.1)).known


def test_the_onset_hazard_spends_the_prior_and_no_more():
    survival, never = 1.0, prior.NEVER
    for number in range(1, 3_001):
        survival *= 1 - prior.onset_hazard(number)
    assert survival == pytest.approx(never, abs=0.01)


def test_columns_of_every_transition_sum_to_one():
    for hazard in (0.0, 0.01, 0.2):
        assert prior.movement(hazard).sum(axis=0) == pytest.approx(np.ones(16))
    assert prior.drift().sum(axis=0) == pytest.approx(np.ones(len(prior.CEILING)))


def test_phases_stand_in_the_order_of_the_path():
    assert [phase.value for phase in PHASES] == ["memorising", "plateau", "shifting", "grokked"]
