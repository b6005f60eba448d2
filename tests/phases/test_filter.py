"""The filter's laws."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import memory, prior, unseen
from drillgrok.phases.checkpoint import from_bytes, to_bytes
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.filter import start, take
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.regions import at_least, masses, phase_of
from drillgrok.phases.track import begin, follow
from drillgrok.phases.version import MODEL_VERSION

CHANCE = 1 / 31

ENGAGEMENT = np.array([[1 - prior.ENTER_LAPSE, prior.LEAVE_LAPSE], [prior.ENTER_LAPSE, 1 - prior.LEAVE_LAPSE]])
"""(2, 2) transition of engagement in one answer, from column to row."""


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
    for belief in (state.unseen, state.memory):
        assert np.isfinite(belief).all()
        assert belief.min() >= 0
        assert belief.sum() == pytest.approx(1)
    assert sum(masses(state)) == pytest.approx(1)


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


@settings(max_examples=30, deadline=None)
@given(answers_strategy)
def test_a_log_that_tells_of_no_sittings_is_one_sitting(answers):
    named, nameless = (take(start(), [replace(each, sitting=name) for each in answers]) for name in ("s", ""))
    assert np.array_equal(named.unseen, nameless.unseen)
    assert np.array_equal(named.memory, nameless.memory)


def test_one_at_a_time_is_the_same_as_all_at_once():
    answers = stream(200, unseen=0.05)
    one_by_one = start()
    for one in answers:
        one_by_one = take(one_by_one, [one])
    at_once = take(start(), answers)
    assert np.array_equal(one_by_one.unseen, at_once.unseen)
    assert np.array_equal(one_by_one.memory, at_once.memory)


def test_what_is_given_to_the_filter_is_left_as_it_was():
    track = follow(begin(), stream(60, unseen=0.2))
    before = to_bytes(track)
    follow(track, stream(60, unseen=0.9, since=61))
    assert to_bytes(track) == before


def test_the_forward_step_is_the_sum_over_every_hidden_path():
    """Against brute force: two answers of someone who may be away, every path over all cells of unseen accuracy."""
    answers = [
        answer(1, EvidenceKind.FIRST_SEEN, right=True),
        answer(2, EvidenceKind.FIRST_SEEN, right=False, item="b"),
    ]
    chance, error = round(CHANCE, 3), 1
    motion = unseen.motion(unseen.shipped())
    right = unseen.accuracies(unseen.shipped(), chance)[motion.level, error]
    engaged, path = memory.initial().sum(axis=(1, 2)), motion.initial[:, error]
    known = (unseen.accuracies(unseen.shipped(), chance)[motion.level] * motion.initial).sum()
    for number, one in enumerate(answers, 1):
        state = take(start(), answers[:number])
        moves = motion.stays.copy()
        moves += (
            (motion.onsets - np.eye(len(moves))[:, : unseen.LOW_PLACES])
            @ moves[: unseen.LOW_PLACES]
            * (motion.hazard(number))
        )
        path = path[..., None] * moves.T.reshape(*[1] * (path.ndim - 1), *moves.shape)
        assert moves.sum(axis=0) == pytest.approx(np.ones(len(moves)))
        engaged = ENGAGEMENT @ engaged
        engaged *= memory.signs(not one.correct, False, False)
        away = prior.LAPSE_LOSS * engaged[1] / engaged.sum()
        seen = (1 - away) * right + away * chance
        path = path * (seen if one.correct else 1 - seen)
        levels = unseen.accuracies(unseen.shipped(), chance)[motion.level]
        before = take(start(), answers[: number - 1])
        known = float((levels * motion.moved(before.unseen, number)).sum())
        engaged = engaged * memory.of_both(known, chance, correct=one.correct)
        engaged /= engaged.sum()
        cells = path.reshape(-1, len(moves)).sum(axis=0)
        assert state.unseen[:, error] / state.unseen[:, error].sum() == pytest.approx(cells / cells.sum(), rel=1e-9)
        assert state.memory.sum(axis=(1, 2)) == pytest.approx(engaged, rel=1e-9)


def test_recall_never_moves_what_is_believed_of_unseen_items():
    track = follow(begin(), stream(100, unseen=0.2))
    recalled = [answer(n, EvidenceKind.RECALL, right=True, seen=1, item=str(n)) for n in range(101, 300)]
    assert np.array_equal(follow(track, recalled).state.unseen, track.state.unseen)


def test_someone_who_remembers_everything_at_once_and_guesses_the_rest_has_not_grokked():
    rng, track = Random(3), begin()
    for number in range(1, 601):
        new = number % 4 == 0
        kind = EvidenceKind.FIRST_SEEN if new else EvidenceKind.RECALL
        right = rng.random() < (1 / 3 if new else 0.97)
        one = replace(answer(number, kind, right=right, seen=1 + number // 60, item=str(number)), chance=1 / 3)
        track = follow(track, (one,))
        assert track.phase not in (Phase.GROKKED, Phase.SHIFTING)
    assert track.posterior.practised.mean > 0.85


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
    track = follow(begin(), stream(80, unseen=0.0))
    assert track.state.first_seen < 12
    assert track.phase is Phase.UNCLEAR


def test_a_memoriser_is_on_the_plateau_and_new_items_never_withdraw_it():
    track = follow(begin(), stream(600, unseen=CHANCE))
    for number in range(601, 3600, 100):
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


def test_a_young_item_says_less_of_settled_ones_than_a_settled_one():
    track = follow(begin(), stream(200, unseen=0.03))
    missed = [answer(n, EvidenceKind.RECALL, right=False, seen=6, item="old 1") for n in range(201, 211)]
    by_settled = follow(track, missed).posterior.practised.mean
    by_young = follow(track, [replace(one, seen=5) for one in missed]).posterior.practised.mean
    assert by_settled < by_young < track.posterior.practised.mean


def test_a_learner_who_brought_the_rule_is_known():
    track = follow(begin(), [answer(n, EvidenceKind.FIRST_SEEN, right=n != 5, item=str(n)) for n in range(1, 13)])
    assert track.known
    assert not follow(begin(), stream(200, unseen=0.1)).known


def test_the_onset_hazard_spends_the_prior_and_no_more():
    motion = unseen.motion(unseen.shipped())
    survival = 1.0
    for number in range(1, 3_001):
        survival *= 1 - motion.hazard(number)
    assert survival == pytest.approx(motion.dynamics.never, abs=0.02)


def test_columns_of_every_transition_sum_to_one():
    motion = unseen.motion(unseen.shipped())
    for moves in (motion.stays, motion.onsets, memory.drift()):
        assert moves.sum(axis=0) == pytest.approx(np.ones(moves.shape[1]))


def test_the_interval_of_someone_worse_than_guessing_reaches_down_to_none_right():
    answers = [answer(n, EvidenceKind.FIRST_SEEN, right=False, item=str(n)) for n in range(1, 200)]
    found = follow(begin(), [replace(one, chance=0.25) for one in answers]).posterior.unseen
    assert found.low <= -1 / 3
    assert found.high < 0.1


def test_a_higher_share_is_never_more_probable():
    state = take(start(), stream(300, unseen=0.5))
    found = [at_least(state, share / 10) for share in range(11)]
    assert found == sorted(found, reverse=True)


def test_phases_stand_in_the_order_of_the_path():
    assert [phase.value for phase in PHASES] == ["memorising", "plateau", "shifting", "grokked"]
