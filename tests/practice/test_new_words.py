"""A practised structure asked in words that nobody has met: now and then, unmarked, and evidence of nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from drillgrok.commands.deck.new import Wanted, new
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.model.deck import key_text
from drillgrok.model.evidence import evidence_kind
from drillgrok.model.log import Clock, Flag, Goal, Pressure, Response, Role, Stamp
from drillgrok.practice.answering import show
from drillgrok.practice.begin import begin, lay_out
from drillgrok.practice.picker import Mood, Pick, pick
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import GroupMemory, Standing, after
from drillgrok.practice.state import Run
from tests.helpers.responses import NOON, right_answer

ANSWERS = 900


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run on the syntax deck that a new one begins as."""
    folder = tmp_path_factory.mktemp("quarry")
    new(Wanted(title="Quarry", domain="syntax", folder=folder), stdin=None, stdout=None)  # type: ignore[arg-type]
    deck = read_deck(load_source(Path(folder, "quarry.yaml")))
    plan = plan_split(deck.items, deck.held_out, 3)
    return lay_out(deck, seed=3, plan=plan, pace=deck.pace, primed=False)


def answered(run: Run, standing: Standing, picked: Pick) -> Response:
    met = standing.groups.get(int(run.split.items.group_of[picked.index]), GroupMemory())
    lexeme = Flag.LEXEME in picked.flags
    return right_answer(
        standing.count + 1,
        item=key_text(int(run.split.items.keys[picked.index])),
        presentation=f"r{(run.deck.new_words or 0) + 1}" if lexeme else "plain",
        role=picked.role,
        seen=met.seen,
        shown=met.shown,
        clock=picked.clock,
        flags=picked.flags,
    )


@pytest.fixture(scope="module")
def log(run: Run) -> tuple[Response, ...]:
    """The answers of a learner who is always right."""
    rng, standing, found = Random(1), Standing(), []
    for _ in range(ANSWERS):
        response = answered(run, standing, pick(standing, run.split, rng, daily_goal=300, mood=Mood(new_words=True)))
        found.append(response)
        standing = after(standing, (response,), run.split, run.pace)
    return tuple(found)


def test_new_words_are_asked_now_and_then_of_structures_that_are_earned(run: Run, log: tuple[Response, ...]) -> None:
    asked = [response for response in log if Flag.LEXEME in response.flags]
    assert 4 <= len(asked) <= 40
    assert {response.role for response in asked} == {Role.PROBE}
    assert {response.clock for response in asked} == {Clock.CALM}
    assert all(response.seen >= 3 for response in asked)


def test_they_are_evidence_of_neither_unseen_nor_practised_accuracy(log: tuple[Response, ...]) -> None:
    asked = [response for response in log if Flag.LEXEME in response.flags]
    assert {evidence_kind(response) for response in asked} == {None}
    assert {evidence_kind(replace(response, presentation="plain")) for response in asked} == {None}
    told = history(gathered(Gathering(), [("s", response) for response in log]))
    without = [("s", response) for response in log if Flag.LEXEME not in response.flags]
    bare = history(gathered(Gathering(), without))
    assert (told.settled, told.unseen) == (bare.settled, bare.unseen)
    assert sum(block.n for block in told.lexemes) == len(asked) // 10 * 10


def test_they_take_nothing_from_the_ration_of_unseen_items(run: Run, log: tuple[Response, ...]) -> None:
    standing = after(Standing(), log, run.split, run.pace)
    assert standing.probes == sum(r.role is Role.PROBE and Flag.LEXEME not in r.flags for r in log)


def test_a_deck_without_new_words_is_asked_as_ever(run: Run) -> None:
    for seed in range(200):
        picked = pick(Standing(), run.split, Random(seed), daily_goal=300, mood=Mood())
        assert Flag.LEXEME not in picked.flags


def test_a_showing_in_new_words_has_the_calm_deadline_and_other_words(run: Run) -> None:
    at = Stamp(0, NOON)
    session = begin(run, (), goal=Goal(50), pressure=Pressure.FIRM, copy_ms=500, by_lines=False, at=at)
    index = int(run.split.practised[0])
    plain = show(session, Pick(index, Role.PRACTISED, Clock.CALM)).showing
    other = show(session, Pick(index, Role.PROBE, Clock.CALM, frozenset({Flag.LEXEME}))).showing
    assert plain is not None
    assert other is not None
    assert other.deadline_ms == plain.deadline_ms
    assert other.item.prompt != plain.item.prompt
    assert (other.item.right, other.item.key) == (plain.item.right, plain.item.key)
    assert Flag.LEXEME in other.flags
