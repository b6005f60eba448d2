"""What the phase model said on the way is what it says of the log up to there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drillgrok.history.gathering import Gathering, Row, history
from drillgrok.history.kept import trail_from_bytes, trail_to_bytes
from drillgrok.history.retrace import retraced
from drillgrok.history.trail import STRIDE, Trail, belief_of
from drillgrok.phases.checkpoint import to_bytes
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin, follow
from drillgrok.phases.version import MODEL_VERSION

Log = Callable[..., list[Row]]


def test_beliefs_are_those_of_the_model_at_regular_places(rehearsed: Log) -> None:
    rows = rehearsed()
    _, trail = retraced(begin(), Trail(), rows)
    assert [belief.number for belief in trail.beliefs] == list(range(STRIDE, len(rows) + 1, STRIDE))
    for belief in (trail.beliefs[0], trail.beliefs[11], trail.beliefs[-1]):
        until = (evidence_of(response, sitting) for sitting, response in rows[: belief.number])
        found = follow(begin(), [one for one in until if one is not None]).posterior
        assert belief.p == pytest.approx(tuple(found.p.values()), abs=1e-4)
        assert belief.phase == found.phase.value
        assert belief.unseen == pytest.approx((found.unseen.mean, found.unseen.low, found.unseen.high), abs=1e-4)
        assert belief.practised[0] == pytest.approx(found.practised.mean, abs=1e-4)
        assert belief.engaged == pytest.approx(found.engaged, abs=1e-4)
    assert sum(trail.beliefs[-1].p) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("cut", [0, 24, 25, 199, 333, 600])
def test_a_trail_taken_up_again_is_the_trail_of_the_whole_log(rehearsed: Log, cut: int) -> None:
    rows = rehearsed()
    whole_track, whole = retraced(begin(), Trail(), rows)
    track, trail = retraced(begin(), Trail(), rows[:cut])
    track, trail = retraced(track, trail_from_bytes(trail_to_bytes(trail)), rows[cut:])
    assert trail == whole
    assert to_bytes(track) == to_bytes(whole_track)


def test_a_long_trail_is_thinned_evenly() -> None:
    trail, track = Trail(), begin()
    for number in range(1, 13_000):
        trail.take(number, track)
    numbers = [belief.number for belief in trail.beliefs]
    assert len(numbers) < 256
    assert numbers == list(range(trail.stride, 13_000, trail.stride))
    assert trail.stride == 4 * STRIDE


def test_the_latest_belief_ends_the_beliefs(rehearsed: Log) -> None:
    rows = rehearsed()[:110]
    track, trail = retraced(begin(), Trail(), rows)
    trail.latest = belief_of(trail.number, track)
    assert [belief.number for belief in history(Gathering(), trail).beliefs] == [25, 50, 75, 100, 110]
    head = trail_from_bytes(trail_to_bytes(trail), whole=False)
    assert history(Gathering(), head).beliefs == (trail.latest,)


def test_beliefs_of_another_model_are_shown_as_stale() -> None:
    trail = replace(Trail(), model_version=MODEL_VERSION + 1)
    assert history(Gathering(), trail_from_bytes(trail_to_bytes(trail))).beliefs_stale
    assert not history(Gathering(), Trail()).beliefs_stale
