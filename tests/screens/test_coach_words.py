"""What the coach says stands on the pages where the drill rests, whole, and takes no key's place."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.history.gathering import Gathering, history
from drillgrok.model.log import Goal
from drillgrok.practice.events import Advice
from drillgrok.practice.state import Session
from drillgrok.practice.summary import RightCount, Summary, Weak, Weakness
from drillgrok.screens.drill.pauses import break_page
from drillgrok.screens.drill.plain import run_plain
from drillgrok.screens.drill.summary import summary_page
from drillgrok.screens.kit.page import Page, width_of
from tests.helpers.pages import plain_text

SIZES = ((80, 24), (60, 16))
PLATEAU = (
    "1,275 answers on the plateau: unseen 3 of 58, where blind guessing gives about 2. You went from 151 items to 254 "
    "meanwhile, and settled ones come back 143 times in 150; the unseen line did not follow, and nobody can see from "
    "outside whether it will."
)
LONGEST = (
    "Unseen was 2 of 40 and is 9 of the last 14: something changed around answer 13,310 (13,240 to 13,350). It can "
    "still be lost, so go on, and press ! if you felt it. You felt it click at answer 13,312; the figures changed "
    "around 13,310 (13,240 to 13,350)."
)
SUMMARY = Summary(
    began=3913,
    volume=4212,
    measured=300,
    unseen=RightCount(14, 20),
    practised=RightCount(231, 270),
    median_rt_ms=2140,
    weak=(Weak(3, "5 ∘ 7", "12", Weakness.MISSED, 3, None),),
    minutes=21.4,
)
UNKEPT = history(Gathering())
"""The figures of a run of which nothing is counted yet."""


def saying(session: Session, text: str) -> Session:
    return replace(session, advice=Advice(words=text))


def one_line(page: Page) -> str:
    return " ".join(plain_text(page).split())


def test_a_break_shows_what_the_coach_says(at_a_break: Session, golden: Callable[[str, Page], None]) -> None:
    golden("break-coach", break_page(saying(at_a_break, PLATEAU), 80, 24))


def test_the_summary_shows_what_the_coach_says(at_a_break: Session, golden: Callable[[str, Page], None]) -> None:
    golden("summary-coach", summary_page(saying(at_a_break, PLATEAU), SUMMARY, UNKEPT, 80, 24))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("text", [PLATEAU, LONGEST])
def test_all_that_is_said_is_there_to_read(at_a_break: Session, text: str, width: int, height: int) -> None:
    session = saying(at_a_break, text)
    assert text in one_line(break_page(session, width, height))
    assert text in one_line(summary_page(session, SUMMARY, UNKEPT, width, height))


def test_no_length_of_words_pushes_a_key_off_the_page(at_a_break: Session) -> None:
    @given(length=st.integers(0, 2000), size=st.sampled_from(SIZES))
    def check(length: int, size: tuple[int, int]) -> None:
        session = saying(at_a_break, ("seldom so " * 200)[:length])
        rest, end = break_page(session, *size), summary_page(session, SUMMARY, UNKEPT, *size)
        assert "space goes on" in plain_text(rest)
        assert "u undo" in plain_text(rest[-1:])
        assert "q leave" in plain_text(end[-1:])
        for page in (rest, end):
            assert len(page) == size[1]
            assert max(map(width_of, page)) <= size[0]

    check()


def test_the_drill_by_lines_ends_with_what_the_coach_says(backend: Any) -> None:
    backend.by_lines, backend.said = True, PLATEAU
    stdout = io.StringIO()
    run_plain(
        backend,
        deck_id="lantern-7",
        goal=Goal(responses=3),
        stdin=io.StringIO("1\n\n12\n"),
        stdout=stdout,
        is_terminal=False,
    )
    before, after = stdout.getvalue().split(f"\n{PLATEAU}\n")
    assert "of 10,000 answers" in after
    assert "of 10,000 answers" not in before
