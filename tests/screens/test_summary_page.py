"""The summary: volume first, unseen only in totals, practised items by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.history.figures import Block, Day
from drillgrok.history.gathering import Gathering, history
from drillgrok.model.deck import Deck
from drillgrok.practice.summary import RightCount, Summary, Weak, Weakness
from drillgrok.screens.drill.summary import summary_page
from drillgrok.screens.kit.page import Page, width_of
from tests.helpers.pages import plain_text

WEAK = (
    Weak(3, "5 ∘ 7", "12", Weakness.MISSED, 3, None),
    Weak(4, "8 ∘ 9", "4", Weakness.MISSED, 1, 2100),
    Weak(5, "1 ∘ 1", "2", Weakness.SLOW, 0, 4200),
)
SUMMARY = Summary(
    began=3913,
    volume=4212,
    measured=300,
    unseen=RightCount(14, 20),
    practised=RightCount(231, 270),
    median_rt_ms=2140,
    weak=WEAK,
    minutes=21.4,
)
UNKEPT = history(Gathering())
"""The figures of a run of which nothing is counted yet."""


@pytest.fixture
def hand(hand_for: Callable[..., Any], deck_from: Callable[..., Deck]) -> Any:
    return hand_for(deck_from())


def test_the_summary_at_80x24(hand: Any, golden: Callable[[str, Page], None]) -> None:
    golden("summary", summary_page(hand.session, SUMMARY, UNKEPT, 80, 24))


def test_a_sitting_without_answers_is_told_without_scolding(hand: Any, golden: Callable[[str, Page], None]) -> None:
    nothing = Summary(1, 0, 0, None, RightCount(0, 0), None, (), 0.0)
    golden("summary-nothing", summary_page(hand.session, nothing, UNKEPT, 80, 24))


def test_too_few_unseen_answers_are_not_told(hand: Any) -> None:
    page = plain_text(summary_page(hand.session, replace(SUMMARY, unseen=None), UNKEPT, 80, 24))
    assert "not enough yet" in page


def test_the_whole_run_holds_what_is_told_of_this_time(hand: Any) -> None:
    blocks = tuple(Block(at, at + 9, 10, right, 1.0, 0, 0.0, 0.0) for at, right in ((3890, 1), (3908, 9)))
    run = replace(UNKEPT, unseen=blocks, practice_days=1)
    page = plain_text(summary_page(hand.session, SUMMARY, run, 80, 24))
    assert "14 of 20 right, 70%     15 of 30 right, 50%" in page


def test_no_column_stands_empty_where_the_whole_run_has_nothing_to_tell_yet(hand: Any) -> None:
    first = replace(SUMMARY, unseen=None, median_rt_ms=None)
    page = plain_text(summary_page(hand.session, first, replace(UNKEPT, practice_days=1), 80, 24))
    assert "the whole run" not in page
    assert "231 of 270 right" in page


def test_items_that_are_worded_alike_are_only_counted(hand: Any) -> None:
    weak = tuple(replace(item, name="Which coin?") for item in WEAK)
    page = plain_text(summary_page(hand.session, replace(SUMMARY, weak=weak), UNKEPT, 80, 24))
    assert "3 worth another look" in page
    assert "Which coin?" not in page


@pytest.mark.parametrize(("width", "height"), [(60, 16), (80, 24), (160, 50)])
def test_the_summary_fills_any_terminal(hand: Any, width: int, height: int) -> None:
    page = summary_page(hand.session, SUMMARY, UNKEPT, width, height)
    assert len(page) == height
    assert max(map(width_of, page)) <= width
    assert "q leave" in plain_text(page)


def test_this_times_figures_stand_beside_those_of_the_whole_run(hand: Any, golden: Callable[[str, Page], None]) -> None:
    unseen = (Block(1, 900, 430, 31, 12.0, 31, 0.0, 0.0),)
    settled = (Block(200, 4_000, 1_700, 1_540, 50.0, 1_540, 0.0, 0.0),)
    days = tuple(Day(20_500 + day, 280, 0, 0) for day in range(15))
    run = replace(UNKEPT, unseen=unseen, settled=settled, practice_days=15, days=days, recent_ms=2300)
    page = summary_page(hand.session, SUMMARY, run, 80, 24)
    golden("summary-both", page)
    found = " ".join(plain_text(page).split())
    assert "this time the whole run unseen 14 of 20 right, 70% 45 of 450 right, 10%" in found
    assert "practised 231 of 270 right, 86% settled 1,540 of 1,700 right, 91%" in found
    assert found.index("45 of 450") < found.index("fullest day 280")
    assert "r again, not counted" in found, "the way to what was missed stands there under a plot, too"
