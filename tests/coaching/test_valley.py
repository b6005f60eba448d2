"""The plateau's clock: said first, pressed afterwards, and only as long as the plateau stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pytest

from drillgrok.bundled import bundled
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.valley import cut_off, is_announced, presses
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.log import Clock, Flag, Pressure, Response
from drillgrok.phases.phase import Phase
from drillgrok.simulation.coached import Coached
from drillgrok.simulation.demo_deck import demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

DAILY = 300


@dataclass
class Walked:
    """A learner's log, and the answers after which the clock's pressing was announced."""

    log: list[Response] = field(default_factory=list)
    announced: list[int] = field(default_factory=list)

    def failing(self, first: int, last: int) -> float:
        """The share of staircase answers that failed between two responses."""
        pressed = [r for r in self.log if r.clock is Clock.STAIRCASE and first < r.seq <= last]
        return sum(not r.correct for r in pressed) / len(pressed)


@cache
def walked(name: str, days: int) -> Walked:
    deck = read_deck(load_source(bundled("decks") / "signs" / "cinder-31.yaml"))
    run = demo_run(deck, 1)
    coached, found = Coached(run), Walked()
    for _, _, response in drill_days(run, LEARNERS[name](1, run), days=days, daily=DAILY, advice=coached):
        found.log.append(response)
    found.announced = [v.number for v in coached.verdicts if (v.kind, v.way) == ("plateau", "valley")]
    return found


def test_the_clock_presses_only_after_it_was_said_and_never_in_the_first_300_answers():
    found = walked("never", 5)
    pressed = [r.seq for r in found.log if Flag.VALLEY in r.flags]
    assert len(found.announced) == 1
    assert found.announced[0] >= DAILY
    assert min(pressed) > found.announced[0]
    assert {r.clock for r in found.log if Flag.VALLEY in r.flags} == {Clock.STAIRCASE}


def test_who_finds_the_rule_is_not_pressed_beyond_it():
    found = walked("step", 7)
    assert not [r.seq for r in found.log if Flag.VALLEY in r.flags and r.seq > 1_700]


@pytest.mark.parametrize("circumstances", [Circumstances(at_ease=True), Circumstances()])
def test_a_day_at_ease_is_not_pressed(circumstances):
    announced = Said(standing=Verdict("plateau", 700, Phase.PLATEAU, 400, {}, 60), sentences={"plateau.valley": 3})
    assert is_announced(announced)
    assert presses(announced, circumstances) is not circumstances.at_ease


def test_each_pressure_keeps_its_distance():
    assert [cut_off(level) for level in Pressure] == [(8, 16), (12, 20), (16, 24)]
