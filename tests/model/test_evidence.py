"""What a response is evidence of, and that every room counts the same answers as first-seen and as settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drillgrok.coaching.claims import Measure, measure_of
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.model.evidence import SETTLED_EXPOSURES, EvidenceKind, evidence_kind, is_settled
from drillgrok.model.int_map import IntMap
from drillgrok.model.log import PLAIN, Clock, Flag, Outcome, Response, Role
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin, follow
from drillgrok.practice.standing import ItemMemory, Standing, after
from drillgrok.simulation.courses import AnswerBlock
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from tests.helpers.responses import right_answer

FIRST = right_answer()
SETTLED = replace(FIRST, seen=SETTLED_EXPOSURES, shown=SETTLED_EXPOSURES)
RESPONSES = st.builds(
    replace,
    st.just(FIRST),
    presentation=st.sampled_from([PLAIN, "r1"]),
    role=st.sampled_from(Role),
    seen=st.integers(0, SETTLED_EXPOSURES + 1),
    shown=st.integers(0, SETTLED_EXPOSURES + 1),
    outcome=st.sampled_from(Outcome),
    clock=st.sampled_from(Clock),
    flags=st.frozensets(st.sampled_from(Flag), max_size=2),
).filter(lambda response: response.role is Role.PRACTISED or response.seen == 0)
"""As the drill gives them: what is held out never gets feedback, nor does its group."""


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, EvidenceKind.FIRST_SEEN),
        ({"role": Role.PROBE}, EvidenceKind.FIRST_SEEN),
        ({"outcome": Outcome.PASSED}, EvidenceKind.FIRST_SEEN),
        ({"outcome": Outcome.TIMED_OUT}, EvidenceKind.FIRST_SEEN),
        ({"flags": frozenset({Flag.NARRATED, Flag.TOO_FAST})}, EvidenceKind.FIRST_SEEN),
        ({"shown": 1}, EvidenceKind.REPROBE),
        ({"seen": 1, "shown": 1}, EvidenceKind.RECALL),
        ({"clock": Clock.STAIRCASE}, EvidenceKind.PRESSED),
        ({"clock": Clock.QUICK}, EvidenceKind.PRESSED),
        ({"seen": 9, "shown": 9, "clock": Clock.STAIRCASE}, EvidenceKind.PRESSED),
        ({"role": Role.EXAM}, None),
        ({"presentation": "r1"}, None),
        ({"outcome": Outcome.VOID}, None),
        ({"flags": frozenset({Flag.UNDONE})}, None),
        ({"flags": frozenset({Flag.IDLE})}, None),
        ({"flags": frozenset({Flag.REDRILL})}, None),
        ({"flags": frozenset({Flag.EXCEPTION})}, None),
        ({"flags": frozenset({Flag.CONTRAST}), "role": Role.PROBE}, None),
        ({"outcome": Outcome.VOID, "flags": frozenset({Flag.UNHEARD})}, None),
    ],
)
def test_an_answer_is_evidence_of_one_thing_or_of_none(changes, kind):
    assert evidence_kind(replace(FIRST, **changes)) is kind


def test_recall_is_settled_from_six_exposures_on_and_nothing_else_is():
    assert [is_settled(EvidenceKind.RECALL, seen) for seen in (1, 5, 6, 7)] == [False, False, True, True]
    assert not any(is_settled(kind, 9) for kind in (*EvidenceKind, None) if kind is not EvidenceKind.RECALL)


# The rooms that count.

Counted = tuple[int, int]
"""First-seen and settled answers."""


def by_the_phase_model(response: Response) -> Counted:
    evidence = evidence_of(response, "1")
    track = begin() if evidence is None else follow(begin(), (evidence,))
    assert (track.state.first_seen, track.state.settled) == (len(track.first_seen), len(track.settled))
    return len(track.first_seen), len(track.settled)


def by_the_coach(response: Response) -> Counted:
    counts = counted(RunCounts(), (response,))
    assert len(counts.unseen) == (measure_of(response) is Measure.UNSEEN)
    return len(counts.unseen), len(counts.settled)


def by_the_charts(response: Response) -> Counted:
    found = history(gathered(Gathering(), [("1", response)]))
    settled = sum(block.n for block in found.settled)
    assert sum(day.settled for day in found.days) == settled
    return found.unseen_waiting, settled


def by_the_simulation(response: Response) -> Counted:
    block = AnswerBlock(response.seq)
    block.take(response)
    return block.unseen, block.settled


def by_the_drill(response: Response) -> Counted:
    """As practised items are: the answer is to one that was earned before."""
    run = demo_run(demo_deck(), 1)
    index = int(run.split.practised[0])
    memory = ItemMemory(last=0, earned=True)
    earned = Standing(items=IntMap.of({index: memory}), waiting={memory.queue: IntMap.of({0: index})})
    standing = after(earned, (replace(response, item=run.item(index).key),), run.split, run.pace)
    return standing.first_seen_count, len(standing.settled)


@settings(deadline=None)
@given(response=RESPONSES)
@example(response=FIRST)
@example(response=SETTLED)
def test_every_room_counts_the_same_answers_as_first_seen_and_as_settled(response):
    kind = evidence_kind(response)
    truth = (int(kind is EvidenceKind.FIRST_SEEN), int(is_settled(kind, response.seen)))
    rooms = [by_the_phase_model, by_the_coach, by_the_charts, by_the_simulation]
    if response.role is Role.PRACTISED:
        rooms.append(by_the_drill)
    assert {room.__name__: room(response) for room in rooms} == {room.__name__: truth for room in rooms}


@settings(deadline=None)
@given(response=RESPONSES)
@example(response=replace(SETTLED, flags=frozenset({Flag.EXCEPTION})))
def test_exceptions_are_counted_apart_by_what_they_would_be_evidence_of(response):
    found = history(gathered(Gathering(), [("1", response)])).exceptions
    as_if_none = replace(response, flags=response.flags - {Flag.EXCEPTION})
    assert found == (Flag.EXCEPTION in response.flags and is_settled(evidence_kind(as_if_none), response.seen))
