"""Populations: the stream that the phase model would get, and the truth beside it."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from drillgrok.model.evidence import EvidenceKind
from drillgrok.simulation.learners import LEARNERS
from drillgrok.simulation.population import POPULATIONS, WORLDS, observe, observe_drill
from drillgrok.simulation.timetable import DAILY

ANSWERS = 600
LEARNERS_EACH = 60


@pytest.fixture(scope="module")
def streams():
    def of(name, answers=ANSWERS, learners=LEARNERS_EACH):
        return [list(observe(WORLDS[name], seed, answers)) for seed in range(learners)]

    return of


@pytest.mark.parametrize("name", POPULATIONS)
def test_a_seed_names_a_learner(name):
    one, again, other = (list(islice(POPULATIONS[name](seed, 120), 100)) for seed in (3, 3, 4))
    assert one == again
    assert one != other


@pytest.mark.parametrize("name", POPULATIONS)
def test_answers_are_numbered_in_order_and_their_truth_is_an_accuracy(name):
    seen = list(POPULATIONS[name](3, 150))
    assert all(one.evidence.number < other.evidence.number for one, other in pairwise(seen))
    assert all(-0.5 <= x.truth.unseen <= 1 and -0.5 <= x.truth.practised <= 1 for x in seen)


def test_an_item_never_seen_is_asked_as_such_once(streams):
    for stream in streams("own", learners=5):
        first = [x.evidence.item for x in stream if x.evidence.kind is EvidenceKind.FIRST_SEEN]
        assert len(first) == len(set(first))
        assert all(x.evidence.seen > 0 for x in stream if x.evidence.kind is not EvidenceKind.FIRST_SEEN)


def test_the_days_change_when_a_days_answers_are_given(streams):
    (stream,) = streams("own", learners=1)
    nights = [x.evidence.sitting for x in stream]
    assert nights[DAILY - 1] == "0"
    assert nights[DAILY] == "1"


def test_in_its_own_world_unseen_answers_are_right_as_often_as_the_truth_says(streams):
    right = expected = 0.0
    count = 0
    for stream in streams("own"):
        for x in stream:
            if x.evidence.kind is EvidenceKind.FIRST_SEEN and x.truth.engaged:
                right += x.evidence.correct
                expected += x.evidence.chance + (1 - x.evidence.chance) * x.truth.unseen
                count += 1
    assert count > 2000
    assert right / count == pytest.approx(expected / count, abs=0.03)


def test_a_leak_lets_unseen_items_come_right_without_the_rule(streams):
    assert _unseen_right(streams("symmetry leaks")) > _unseen_right(streams("own")) + 0.02


def test_understated_chance_lets_unseen_items_come_right_without_the_rule(streams):
    assert _unseen_right(streams("wrong chance")) > _unseen_right(streams("own")) + 0.04


def test_forgetting_overnight_costs_recall(streams):
    def recall(name):
        found = [
            x.evidence.correct
            for s in streams(name, learners=240)
            for x in s
            if x.evidence.kind is EvidenceKind.RECALL and x.evidence.seen > 3 and x.truth.unseen < 0.3
        ]
        return sum(found) / len(found)

    assert recall("forgetting overnight") < recall("own") - 0.01


def test_those_who_bring_the_rule_have_it_from_the_start(streams):
    def knowing(name):
        return sum(stream[0].truth.unseen > 0.4 for stream in streams(name, answers=1))

    assert knowing("prior knowledge") > knowing("own") + LEARNERS_EACH / 4


def test_a_quitter_stops_trying_for_good_and_then_stops():
    ends = [list(observe(WORLDS["quits"], seed, 3000)) for seed in range(20)]
    assert all(100 <= len(stream) < 3000 for stream in ends)
    assert all(not any(x.truth.engaged for x in stream[-200:]) for stream in ends)


def test_growing_habits_raise_what_is_true_of_unseen_items():
    for seed in range(20):
        stream = list(observe(WORLDS["growing habits"], seed, 2500))
        assert stream[-1].truth.unseen > 0.15


def test_latency_drifts_where_the_world_says_so(streams):
    def change(name):
        spreads = []
        for stream in streams(name):
            logs = [x.evidence.rt_ms for x in stream if x.evidence.rt_ms]
            early, late = logs[:100], logs[-100:]
            spreads.append(abs(sum(late) / sum(early) - 1))
        return sum(spreads) / len(spreads)

    assert change("drift of latency") > 2 * change("own")


def test_a_learner_of_the_table_can_be_observed_at_the_drill():
    seen = list(observe_drill(LEARNERS["knows, is fast"], 1, 200))
    assert len(seen) == 200
    assert seen[-1].truth.unseen > 0.9


def _unseen_right(streams):
    """Of those who have no part of the rule."""
    unseen = [
        x for stream in streams for x in stream if x.evidence.kind is EvidenceKind.FIRST_SEEN and x.truth.unseen < 0.25
    ]
    return sum(x.evidence.correct for x in unseen) / len(unseen)
