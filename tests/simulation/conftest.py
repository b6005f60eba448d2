"""Learners walked once and looked at by several tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from drillgrok.model.log import Clock, Response, Role
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import Truth
from drillgrok.simulation.learners import LEARNERS

DAILY = 200


@dataclass(frozen=True)
class Step:
    """One response and what was true after it."""

    day: int
    response: Response
    truth: Truth


@cache
def _walked(name: str, days: int, seed: int) -> tuple[Step, ...]:
    run = demo_run(demo_deck(), seed)
    learner = LEARNERS[name](seed, run)
    return tuple(
        Step(day, response, learner.truth(response.seq))
        for day, _, response in drill_days(run, learner, days=days, daily=DAILY)
    )


@pytest.fixture(scope="session")
def walked() -> Callable[..., tuple[Step, ...]]:
    """The way of a learner by name, 200 responses a day."""

    def steps(name: str, *, days: int = 3, seed: int = 5) -> tuple[Step, ...]:
        return _walked(name, days, seed)

    return steps


@pytest.fixture(scope="session")
def share_right() -> Callable[..., float]:
    """How many of these responses are right: calm ones of settled or of never-seen items."""

    def share(steps: tuple[Step, ...], *, unseen: bool) -> float:
        chosen = [s.response.correct for s in steps if s.response.clock is Clock.CALM and _bears(s.response, unseen)]
        return sum(map(bool, chosen)) / len(chosen) if chosen else 0.0

    return share


def _bears(response: Response, unseen: bool) -> bool:
    if unseen:
        return response.first_seen
    return response.role is Role.PRACTISED and response.seen >= 6
