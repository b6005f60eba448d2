"""What a camp says at its rests, on the screen and by lines: how long, how far, and that leaving loses nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.model.log import Goal
from drillgrok.practice.events import Advice
from drillgrok.practice.state import Session
from drillgrok.screens.drill import words
from drillgrok.screens.drill.pauses import break_page
from drillgrok.screens.drill.plain import run_plain
from tests.helpers.pages import plain_text

CAMP = Goal(responses=800, camp=True)
"""What is left of a day of which 200 answers are done."""
REST = words.camp_rest(20, 250, 1_000)


def told(session: Session, width: int = 80, height: int = 24) -> str:
    return " ".join(plain_text(break_page(session, width, height)).split())


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 16)])
def test_a_break_of_a_camp_tells_how_long_it_is_and_that_leaving_loses_nothing(
    at_a_break: Session, width: int, height: int
) -> None:
    page = told(replace(at_a_break, goal=CAMP), width, height)
    assert REST in page
    assert words.BREAK_GO_ON in page


def test_a_break_outside_a_camp_plans_nothing(at_a_break: Session) -> None:
    assert "Rest for" not in told(at_a_break)


def test_who_is_tired_is_told_that_the_camp_ends_and_may_go_on(at_a_break: Session) -> None:
    tired = replace(at_a_break, goal=CAMP, advice=Advice(rest=True, words="Enough for today."))
    page = told(tired)
    assert words.CAMP_ENDS in page
    assert "Enough for today." in page
    assert "Rest for" not in page
    assert words.BREAK_GO_ON in page


def test_by_lines_a_camp_says_its_rests_and_waits_for_nobody(backend: Any) -> None:
    backend.by_lines = True
    stdout = io.StringIO()
    code = run_plain(
        backend, deck_id="lantern-31", goal=CAMP, stdin=io.StringIO("1\n" * 60), stdout=stdout, is_terminal=False
    )
    assert code == 0
    assert stdout.getvalue().count(REST) == 1
