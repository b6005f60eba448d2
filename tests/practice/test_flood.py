"""New items that no longer wait: how many come, what is asked as before, and what measures memory meanwhile."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.model.evidence import evidence_kind
from drillgrok.model.log import Clock, Flag, Role
from drillgrok.practice.begin import lay_out
from drillgrok.practice.events import Advice, Advised
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import CORE_GROUPS
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.person import Person, TypingHand

MANY = """
deck: crowd
title: Crowd
items:
  table: {a: 0..59, b: 0..59}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 60
rule: sum
"""
FROM, SHARE, DAILY = 600, 0.5, 300


def flooding_from_600(session: Any, _response: Any) -> Any:
    if session.standing.count >= FROM and not session.advice.flood:
        yield Advised(Advice(flood=SHARE), session.last_event)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A memoriser's log, in which new items flood in from answer 600 on, and the session it ended with."""
    path = tmp_path_factory.mktemp("signs") / "deck.yaml"
    path.write_text(MANY, encoding="utf-8")
    deck = read_deck(load_source(path))
    run = lay_out(deck, seed=4, plan=plan_split(deck.items, 0.4, 4), pace=deck.pace, primed=False)
    learner = Person(Random(1), run, Memory(), hand=TypingHand(guesses=False))
    last, log = None, []
    for _, session, response in drill_days(run, learner, days=6, daily=DAILY, advice=flooding_from_600):
        last = session
        log.append(response)
    return run, log, last


def test_half_of_what_is_practised_is_new_while_it_floods(walked: Any) -> None:
    _, log, _ = walked
    practised = [r for r in log[FROM + 50 :] if r.role is Role.PRACTISED]
    new = sum(r.seen == 0 for r in practised) / len(practised)
    assert new == pytest.approx(SHARE, abs=0.06)


def test_before_the_flood_no_showing_is_marked_and_in_it_all_but_the_core_are(walked: Any) -> None:
    run, log, session = walked
    assert not any(Flag.FLOOD in r.flags for r in log[:FROM])
    for response in log[FROM + 50 :]:
        if response.role is Role.PRACTISED and response.seq % DAILY > 2:  # the first two of a day were put up before
            index = run.split.find(response.item)
            assert (Flag.FLOOD in response.flags) == (index not in session.standing.core)


def test_the_core_is_forty_groups_and_goes_on_being_asked(walked: Any) -> None:
    run, log, session = walked
    core = session.standing.core
    assert len({int(run.split.items.group_of[index]) for index in core}) == CORE_GROUPS
    asked = {run.split.find(r.item) for r in log[-600:] if r.role is Role.PRACTISED}
    assert set(core) <= asked


def test_what_flooded_in_measures_unseen_accuracy_once_and_memory_never(walked: Any) -> None:
    _, log, _ = walked
    flooded = [r for r in log if Flag.FLOOD in r.flags and r.outcome != "void"]
    assert flooded
    assert all(evidence_kind(r) is None for r in flooded if r.shown)
    assert any(evidence_kind(r) is not None for r in flooded if not r.shown and r.clock is Clock.CALM)
