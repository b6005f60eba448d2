"""Histories made by hand, and those of rehearsed learners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import log
from typing import Any

import pytest

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look
from drillgrok.coaching.said import then
from drillgrok.coaching.verdict import Said
from drillgrok.coaching.words import say
from drillgrok.history.figures import BeliefAt, Block, FinishedRun, RunHistory, Told
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.history.trail import Trail
from drillgrok.model.log import Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin, follow
from drillgrok.practice.answering import BLOCK
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS
from tests.helpers.chart_runs import EMPTY


@pytest.fixture
def history_with() -> Callable[..., RunHistory]:
    """A history of 400 answers, empty but for what is named."""

    def made(**parts: Any) -> RunHistory:
        return replace(EMPTY, **{"number": 400, "volume": 400, **parts})

    return made


@pytest.fixture
def block() -> Callable[..., Block]:
    """So many answers from one response to another, chance 1 in 10, each right one in 2 s give or take a factor."""

    def made(first: int, last: int, right: int, n: int = 10, *, ms: float = 2000.0, spread: float = 0.2) -> Block:
        timed, middle = right, log(ms)
        return Block(first, last, n, right, n / 10, timed, timed * middle, timed * (middle**2 + spread**2))

    return made


@pytest.fixture
def belief() -> Callable[..., BeliefAt]:
    """A belief that leads with a phase."""

    def made(number: int, phase: str) -> BeliefAt:
        names = ("memorising", "plateau", "shifting", "grokked")
        p = tuple(0.7 if name == phase else 0.1 for name in names) if phase in names else (0.25,) * 4
        return BeliefAt(number, (p[0], p[1], p[2], p[3]), phase, (0.1, 0.0, 0.2), (0.8, 0.7, 0.9), 0.9)

    return made


@cache
def _rehearsed(name: str, days: int) -> tuple[FinishedRun, tuple[Response, ...]]:
    run = demo_run(demo_deck(), 1)
    track, trail, counts, said, page = begin(), Trail(), RunCounts(), Said(), []
    rows, told, claims = [], [], []
    for day, _, response in drill_days(run, LEARNERS[name](1, run), days=days, daily=300):
        rows.append((str(day), response))
        page.append(response)
        evidence = evidence_of(response, str(day))
        track = track if evidence is None else follow(track, (evidence,))
        trail.take(response.seq, track)
        if len(rows) % BLOCK:
            continue
        counts, page = counted(counts, page), []
        verdict = look(facts_of(track, counts, Circumstances(sessions=day), said))
        if verdict not in (said.last, said.standing):
            said = then(said, verdict)
            told.append(Told(response.seq, verdict.kind, say(verdict)))
            claims += [(verdict.kind, verdict.claim)] if verdict.claim else []
    figures = gathered(Gathering(), rows, claims)
    past = FinishedRun(
        learner="ada",
        deck=run.deck.id,
        number=1,
        imported=False,
        history=history(figures, trail),
        told=tuple(told),
        milestones=(),
        seal_open=False,
        items=figures.work.tallies if figures.work else (),
    )
    return past, tuple(response for _, response in rows)


@pytest.fixture
def rehearsed() -> Callable[..., tuple[FinishedRun, tuple[Response, ...]]]:
    """A named learner's run on the rehearsal deck under the coach, and its log; treat it as read only."""

    def walk(name: str, days: int = 6) -> tuple[FinishedRun, tuple[Response, ...]]:
        return _rehearsed(name, days)

    return walk
