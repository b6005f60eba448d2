"""What the coach looks for at a block's end can be made ready before it, and is then the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.explaining import Explainer
from drillgrok.model.log import Response
from drillgrok.practice.state import Run, Session
from drillgrok.shortcuts.sights import Sight, Sights
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

ANSWERS = 600


@pytest.fixture(scope="module")
def walked() -> tuple[Run, tuple[tuple[Session, Response], ...]]:
    run = demo_run(demo_deck(), 3)
    days = drill_days(run, LEARNERS["never"](3, run), days=1, daily=ANSWERS)
    return run, tuple((session, response) for _, session, response in days)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The items whose sights were made, in order."""
    indexes: list[int] = []
    make = Sights.of

    def of(sights: Sights, index: int) -> Sight:
        indexes.append(index)
        return make(sights, index)

    monkeypatch.setattr(Sights, "of", of)
    return indexes


def test_a_look_that_was_prepared_finds_the_same_and_makes_no_sight(
    walked: tuple[Run, tuple[tuple[Session, Response], ...]], made: list[int]
) -> None:
    run, steps = walked
    responses = [response for _, response in steps]
    counts, standing = counted(RunCounts(), responses), steps[-1][0].standing
    at_once = Explainer(run).check(counts, standing)
    needed = set(made)
    assert len(needed) > 40
    ready = Explainer(run)
    for (session, _), (_, following) in pairwise(steps):
        ready.look_ahead(counted(RunCounts(), responses), session.standing, following.item)
    made.clear()
    assert ready.check(counts, standing) == at_once
    assert made == []


def test_a_little_is_made_ready_at_a_time(
    walked: tuple[Run, tuple[tuple[Session, Response], ...]], made: list[int]
) -> None:
    run, steps = walked
    counts, standing = counted(RunCounts(), (response for _, response in steps)), steps[-1][0].standing
    ready = Explainer(run)
    ready.look_ahead(counts, standing, steps[-1][1].item)
    assert 0 < len(made) <= 41
