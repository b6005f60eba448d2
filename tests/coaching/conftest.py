"""Synthetic learners at the real drill with the coach looking on at every block end, as the app lets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from drillgrok.bundled import bundled
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.explaining import Explainer
from drillgrok.coaching.facts import Circumstances, Facts
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look, remark
from drillgrok.coaching.said import then
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.words import say
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.model.log import Clock, Flag, Outcome, Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import Track, begin, follow
from drillgrok.practice.answering import BLOCK
from drillgrok.practice.clocks import clocks_of
from drillgrok.practice.state import Session
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import COPY_MS
from drillgrok.simulation.learners import LEARNERS

DAILY = 300
SEED = 1


@dataclass
class Coached:
    """A run, what the coach saw and said, and the log."""

    log: list[Response] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    """New ones only."""
    told: list[Verdict] = field(default_factory=list)
    """What was put into words, remarks too."""

    @property
    def kinds(self) -> list[str]:
        return [verdict.kind for verdict in self.verdicts]

    def first(self, kind: str) -> Verdict:
        return next(verdict for verdict in self.verdicts if verdict.kind == kind)

    @property
    def sentences(self) -> list[str]:
        return [say(verdict) for verdict in self.verdicts]


@dataclass
class _Coach:
    """The loop that the app runs: every response to track and counts, a look at every block end."""

    explainer: Explainer
    coached: Coached = field(default_factory=Coached)
    track: Track = field(default_factory=begin)
    counts: RunCounts = field(default_factory=RunCounts)
    said: Said = field(default_factory=Said)
    page: list[Response] = field(default_factory=list)

    def hear(self, day: int, session: Session, response: Response, circumstances: Circumstances) -> None:
        self.coached.log.append(response)
        self.page.append(response)
        evidence = evidence_of(response, str(day))
        if evidence is not None:
            self.track = follow(self.track, (evidence,))
        if len(self.coached.log) % BLOCK:
            return
        self.counts, self.page = counted(self.counts, self.page), []
        check = self.explainer.check(self.counts, session.standing)
        self._look(replace(_with_clock(circumstances, session), check=check, sessions=day))

    def _look(self, circumstances: Circumstances) -> None:
        facts = facts_of(self.track, self.counts, circumstances, self.said)
        verdict = look(facts)
        self.coached.facts.append(facts)
        is_new = verdict not in (self.said.last, self.said.standing)
        told = verdict if is_new else remark(facts)
        if told is None:
            return
        self.said = then(self.said, told)
        if is_new:
            self.coached.verdicts.append(verdict)
        if told.way:
            self.coached.told.append(told)


def _with_clock(circumstances: Circumstances, session: Session) -> Circumstances:
    clock = clocks_of(session)
    return replace(circumstances, deadline_ms=clock.deadline_ms, floor_ms=clock.floor_ms, tighter_ms=clock.tighter_ms)


def as_if_told(response: Response, quick_ms: int) -> Response:
    """The response after the rule was revealed, every second unseen item on the quick clock: late there is late."""
    told = replace(response, flags=response.flags | {Flag.NARRATED})
    if not response.first_seen or response.seq % 2:
        return told
    late = response.rt_ms is None or response.rt_ms >= quick_ms
    hurried = replace(told, clock=Clock.QUICK, deadline_ms=quick_ms)
    return replace(hurried, outcome=Outcome.TIMED_OUT, correct=False, rt_ms=None) if late else hurried


def _deck(name: str) -> Deck:
    return read_deck(load_source(bundled("decks") / name)) if name else demo_deck()


@cache
def _coached(name: str, days: int, deck: str, circumstances: Circumstances) -> Coached:
    run = demo_run(_deck(deck), SEED)
    coach = _Coach(Explainer(run))
    quick_ms = COPY_MS + run.pace.quick_ms
    for day, session, response in drill_days(run, LEARNERS[name](SEED, run), days=days, daily=DAILY):
        heard = as_if_told(response, quick_ms) if circumstances.narrated else response
        coach.hear(day, session, heard, circumstances)
    return coach.coached


@pytest.fixture
def coached() -> Callable[..., Coached]:
    """A named learner's run of so many days, on the demo deck or one of ours; treat it as read only."""

    def walk(name: str, days: int = 6, *, deck: str = "", circumstances: Circumstances | None = None) -> Coached:
        return _coached(name, days, deck, circumstances or Circumstances())

    return walk
