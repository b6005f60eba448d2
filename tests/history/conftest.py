"""Logs of every kind, made up and rehearsed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from drillgrok.model.item import ItemKey
from drillgrok.model.log import PLAIN, Clock, Flag, Moment, Outcome, Pressure, Response, Role
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

Rows = list[tuple[str, Response]]
START_MS = 1_772_449_200_000
DAY_MS = 86_400_000


@pytest.fixture(scope="session")
def any_log() -> Callable[..., Rows]:
    """Rows of every kind over some sittings and days, true to nothing but the format."""

    def make(seed: int, count: int = 400) -> Rows:
        random = Random(seed)
        sitting, utc_ms, offset_min = "s1", START_MS, random.choice([-300, 0, 330])
        rows: Rows = []
        for seq in range(1, count + 1):
            utc_ms += random.randrange(500, 9000)
            if random.random() < 0.04:
                sitting, utc_ms = f"s{seq}", utc_ms + random.randrange(2 * DAY_MS)
            rows.append((sitting, _any_response(random, seq, Moment(utc_ms, offset_min))))
        return rows

    return make


def _any_response(random: Random, seq: int, at: Moment) -> Response:
    outcome = random.choice([*Outcome, Outcome.ANSWERED, Outcome.ANSWERED])
    seen = random.choice([0, 0, 0, 1, 3, 6, 9, 17, 40])
    late = outcome is Outcome.TIMED_OUT
    return Response(
        seq=seq,
        at=at,
        item=ItemKey(f"{random.randrange(60):012x}"),
        presentation=random.choice([PLAIN, PLAIN, PLAIN, "r1"]),
        role=random.choice([*Role, Role.PRACTISED, Role.PRACTISED]),
        seen=seen,
        shown=seen + random.choice([0, 0, 0, 1]),
        chance=random.choice([0.25, 0.5, 1 / 31]),
        outcome=outcome,
        answer="1",
        correct=None if outcome is Outcome.VOID else not late and random.random() < 0.6,
        rt_ms=None if late else random.randrange(200, 5000),
        first_key_ms=None,
        deadline_ms=random.randrange(2000, 9000),
        clock=random.choice([*Clock, Clock.CALM]),
        pressure=Pressure.FIRM,
        flags=frozenset(random.sample(list(Flag), random.choice([0, 0, 0, 0, 1, 2]))),
    )


@cache
def _rehearsed(name: str, days: int) -> tuple[tuple[str, Response], ...]:
    run = demo_run(demo_deck(), 1)
    walked = drill_days(run, LEARNERS[name](1, run), days=days, daily=200)
    return tuple((str(day), response) for day, _, response in walked)


@pytest.fixture(scope="session")
def rehearsed() -> Callable[..., Rows]:
    """A synthetic learner's days at the real drill."""

    def walk(name: str = "step", days: int = 3) -> Rows:
        return list(_rehearsed(name, days))

    return walk
