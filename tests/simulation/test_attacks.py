"""Ways to be taken for somebody with the rule that are no shortcut of any deck: none of them is told that it has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

import pytest

from benchmarks.cheats.drills import CLAIMS
from benchmarks.cheats.grounds import Tried, tried
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.explaining import Explainer
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look
from drillgrok.coaching.verdict import Said
from drillgrok.model.item import Item
from drillgrok.model.log import Flag, Goal, Moment, Pressure, Response, Stamp
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin as begin_track
from drillgrok.phases.track import follow
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Append, Commit, Event, Key, Line, Painted
from drillgrok.practice.session import step
from drillgrok.practice.standing import Standing
from drillgrok.practice.state import Session, Stage
from drillgrok.shortcuts.sights import Sight, Sights

MORNING_MS = 1_767_254_400_000
LOOKS = 50
LEAVES = "\x1b"
"""In the place of an answer: Esc, and the item is gone."""

Answer = Callable[[Item, Sight, Random], str]


@cache
def ground(name: str) -> Tried:
    return tried(name)


@dataclass
class Attacker:
    """Answers as `answer` says, and takes back a miss where `takes_back` says so."""

    name: str
    answer: Answer
    takes_back: Callable[[Response], bool] = lambda _: False
    seed: int = 1
    stored: list[Response] = field(default_factory=list)
    now_ms: int = 0

    def _at(self, passed_ms: int) -> Stamp:
        self.now_ms += passed_ms
        return Stamp(self.now_ms * 1_000_000, Moment(MORNING_MS + self.now_ms, 0))

    def drill(self, answers: int) -> set[str]:
        """Everything that the coach would have said at its looks."""
        run, rng = ground(self.name).run(self.seed), Random(self.seed)
        sights = Sights(run.deck, run.symbols, run.profile.frame if run.profile else None)
        goal = Goal(responses=answers)
        session = begin(run, (), goal=goal, pressure=Pressure.FIRM, copy_ms=900, by_lines=False, at=self._at(0))
        explainer, heard, looked = Explainer(run), set[str](), 0
        while session.stage is not Stage.FINISHED:
            showing = session.showing
            if session.stage is not Stage.ASKING or showing is None:
                session = self._send(session, Key("enter", None, self._at(400)))
                continue
            session = self._send(session, Painted(self._at(1)))
            text = self.answer(showing.item, sights.of(showing.index), rng)
            at = self._at(1200)
            session = self._send(session, Key("escape", None, at) if text == LEAVES else Line(text, at))
            if session.stage is Stage.CORRECTION and self.takes_back(self.stored[-1]):
                session = self._send(session, Key("u", "u", self._at(300)))
            if session.measured >= looked + LOOKS:
                looked += LOOKS
                heard.add(self._verdict(Circumstances(sessions=2), explainer, session.standing))
        return heard

    def _send(self, session: Session, event: Event) -> Session:
        session, effects = step(session, event)
        for effect in effects:
            if isinstance(effect, Commit):
                self.stored.append(effect.response)
            if isinstance(effect, Append):
                for seq in effect.mark.seqs:
                    one = self.stored[seq - 1]
                    self.stored[seq - 1] = replace(one, flags=one.flags | {Flag(effect.mark.kind.value)})
        return session

    def _verdict(self, circumstances: Circumstances, explainer: Explainer, standing: Standing) -> str:
        counts = counted(RunCounts(), self.stored)
        track = follow(begin_track(), filter(None, (evidence_of(one, "1") for one in self.stored)))
        check = explainer.check(counts, standing)
        return look(facts_of(track, counts, replace(circumstances, check=check), Said())).kind


def coin(item: Item, _sight: Sight, rng: Random) -> str:
    """One of two answers, whatever the item."""
    return rng.choice(item.choices or ("a", "e"))


def first_seen(response: Response) -> bool:
    return response.first_seen


class Tables:
    """Keeps a deck's best tables and asks them all; what was told before it knows."""

    def __init__(self, name: str, choose: Callable[[list[str], int, Random], str]) -> None:
        self._makes = list(ground(name).shortcuts.values())
        self._choose = choose
        self._told: dict[str, Sight] = {}
        self._answered = 0

    def __call__(self, item: Item, sight: Sight, rng: Random) -> str:
        answer = item.right if item.key in self._told and rng.random() < 0.9 else self._by_tables(sight, rng)
        self._told[item.key] = sight  # more than anybody is told: held-out items, too
        return answer

    def _by_tables(self, sight: Sight, rng: Random) -> str:
        self._answered += 1
        told = tuple(self._told.values())
        answers = [make(told).answers(sight) for make in self._makes]
        found = [rng.choice(several) for several in answers if several]
        return self._choose(found, self._answered, rng) if found else ""


def by_vote(found: list[str], _number: int, _rng: Random) -> str:
    """What most of them say."""
    return Counter(found).most_common(1)[0][0]


def mixed(found: list[str], _number: int, rng: Random) -> str:
    """Now the one, now the other."""
    return rng.choice(found[:2])


def block_by_block(found: list[str], number: int, _rng: Random) -> str:
    """Each for a while."""
    return found[number // 25 % len(found)]


def where_all_agree(found: list[str], _number: int, _rng: Random) -> str:
    """Leaves every item on which the tables differ."""
    return found[0] if len(set(found)) == 1 else LEAVES


@pytest.mark.parametrize("choose", [by_vote, mixed, block_by_block, where_all_agree])
def test_whoever_mixes_shortcuts_is_told_nothing_of_a_rule(choose: Callable[[list[str], int, Random], str]) -> None:
    assert not Attacker("turkish-many", Tables("turkish-many", choose)).drill(300) & CLAIMS


@pytest.mark.parametrize("seed", [1, 2])
def test_whoever_takes_back_each_first_miss_is_told_nothing_of_a_rule(seed: int) -> None:
    assert not Attacker("turkish-many", coin, takes_back=first_seen, seed=seed).drill(300) & CLAIMS
