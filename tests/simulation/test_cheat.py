"""A cheat gives what its shortcut gives, with a memory only where that does not help."""

from __future__ import annotations

from random import Random

import pytest

from drillgrok.model.evidence import EvidenceKind, evidence_kind
from drillgrok.model.log import Clock, Outcome, Response
from drillgrok.shortcuts.readings import Reading
from drillgrok.shortcuts.strategies import AnswerTable, Constant, Nearest
from drillgrok.simulation.cheat import Cheat
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.memory import Memory


def walk(make: object, memory: Memory | None = None, seed: int = 1) -> list[Response]:
    run = demo_run(demo_deck(), seed)
    cheat = Cheat(Random(seed), run, make, memory)  # type: ignore[arg-type]
    return [response for _, _, response in drill_days(run, cheat, days=1, daily=150)]


def test_without_a_memory_the_shortcut_answers_everything() -> None:
    assert {response.answer for response in walk(lambda _: Constant(Reading(), "7"))} == {"7"}


def test_with_a_memory_it_answers_what_was_never_told() -> None:
    log = walk(lambda _: Constant(Reading(), "7"), Memory())
    assert {r.answer for r in log if evidence_kind(r) is EvidenceKind.FIRST_SEEN} == {"7"}
    assert sum(bool(r.correct) for r in log if r.seen > 3) > 2 * sum(r.answer == "7" for r in log if r.seen > 3)


@pytest.mark.parametrize(
    "make", [lambda told: AnswerTable("a", Reading(), told), lambda told: Nearest(Reading(), told)]
)
def test_a_table_begins_empty_and_knows_what_was_told(make: object) -> None:
    log = walk(make)
    assert log[0].answer == ""
    assert all(response.answer or is_pressed_out(response) for response in log[2:])
    assert sum(is_pressed_out(response) for response in log) < len(log) / 10


def is_pressed_out(response: Response) -> bool:
    """The staircase follows whoever knows what was told, until now and then the clock is quicker than the hand."""
    return response.outcome is Outcome.TIMED_OUT and response.clock is Clock.STAIRCASE


def test_the_same_seed_gives_the_same_answers() -> None:
    one, again = (walk(lambda told: AnswerTable("b", Reading(), told), Memory()) for _ in range(2))
    assert [(r.answer, r.rt_ms) for r in one] == [(r.answer, r.rt_ms) for r in again]
