"""A picture on which the answer is given: drawn as the hand draws it, clicked where the mouse is, changed in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from textual import events

from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.deck import Deck
from drillgrok.model.domain import DomainItems, RawItem, Traits
from drillgrok.model.drawing import Drawing, Hand, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.practice.events import Commit
from drillgrok.practice.exam import Exam, begin_exam
from drillgrok.practice.questions import ExamQuestion, Paper
from drillgrok.practice.state import Notice, Stage
from drillgrok.screens.app import DrillApp
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.exam.scene import ExamScene
from drillgrok.screens.kit import words
from drillgrok.screens.kit.page import Page
from drillgrok.screens.kit.paint import PageView
from drillgrok.screens.kit.question import cell_of_drawing, change_at_ns, room_needed
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.scene import StartScene
from tests.helpers.pages import plain_text

ROWS = ("甲 abcdef ", "乙 ghijkl ", "丙 mnopqr ")
"""Every letter stands in one cell; the signs before them take two."""
LAMPS = 3
LAMP_MS = 250


@dataclass(frozen=True)
class Letters(Hand):
    """Letters to point at; a lamp more is lit every quarter of a second. A letter typed or clicked is the answer."""

    text: str = ""
    slipped: bool = False

    @property
    def done(self) -> bool:
        return bool(self.text)

    def drawing(self, elapsed_ms: int) -> Drawing:
        lit = min(elapsed_ms // LAMP_MS, LAMPS)
        lamps = (Span("●" * lit, Tone.ACCENT), Span("○" * (LAMPS - lit), Tone.FAINT))
        return Drawing((*((Span(row),) for row in ROWS), lamps), spoken=f"{' '.join(ROWS)}, {lit} lamps")

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        lit = elapsed_ms // LAMP_MS
        return (lit + 1) * LAMP_MS if lit < LAMPS else None

    def key(self, name: str, char: str | None, elapsed_ms: int) -> Letters:
        return self.line(char or "")

    def click(self, column: int, row: int, elapsed_ms: int) -> Letters:
        if row >= len(ROWS):
            return replace(self, slipped=True)
        return self.line(ROWS[row][column - 1] if column > 2 else "")

    def line(self, text: str) -> Letters:
        letter = "a" <= text <= "r" and len(text) == 1
        return Letters(text) if letter else replace(self, slipped=True)


@dataclass(frozen=True)
class LetterItems(DomainItems):
    field: AnswerField
    rephrasings: int = 0

    def __len__(self) -> int:
        return 60

    def id(self, index: int) -> str:
        return str(index)

    def traits(self, index: int) -> Traits:
        return Traits(str(index), chance=1 / 18)

    def item(self, index: int) -> RawItem:
        return RawItem("Which letter is the one?", ("c",), "c")

    def rephrased(self, index: int, which: int) -> RawItem | None:
        return None

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        return replace(item, hand=Letters())


@pytest.fixture
def letters(deck_from: Callable[..., Deck]) -> Deck:
    deck = deck_from()
    return replace(deck, items=DomainDeckItems(deck.id, LetterItems(AnswerField(AnswerKind.MOVE))), symbol_count=0)


@pytest.fixture
def hand(letters: Deck, hand_for: Callable[..., Any]) -> Any:
    return hand_for(letters)


def page_of(hand: Any) -> Page:
    return drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24)


def test_the_picture_is_drawn_as_it_stands_now(hand: Any, golden: Callable[[str, Page], None]) -> None:
    assert "○○○" in plain_text(page_of(hand))
    hand.look()
    hand.wait(600)
    golden("hand", page_of(hand))


def test_after_a_miss_the_picture_stands_as_it_did_with_the_right_answer_below(
    hand: Any, golden: Callable[[str, Page], None]
) -> None:
    hand.look()
    hand.wait(600)
    hand.press("d")
    assert hand.session.stage is Stage.CORRECTION
    golden("hand-correction", page_of(hand))


def test_a_slip_is_said_beside_the_picture(hand: Any) -> None:
    hand.look()
    hand.wait(600)
    hand.press("z")
    assert hand.session.notice is Notice.NOT_AN_ANSWER
    assert words.NOT_AN_ANSWER in plain_text(page_of(hand))


def test_the_picture_says_when_it_changes_next(hand: Any) -> None:
    def change_ms() -> int | None:
        at_ns = change_at_ns(hand.session, hand.stamp().mono_ns)
        return None if at_ns is None else at_ns // 1_000_000 - hand.mono_ms

    assert change_ms() is None, "before the first paint nothing runs"
    hand.look()
    assert change_ms() == 250
    hand.wait(600)
    assert change_ms() == 150
    hand.wait(200)
    assert change_ms() is None


@pytest.mark.parametrize("size", [(80, 24), (61, 17), (140, 40)])
def test_every_cell_of_the_page_leads_to_the_cell_of_the_drawing_that_stands_there(
    hand: Any, size: tuple[int, int]
) -> None:
    width, height = size
    hand.look()
    now_ns = hand.stamp().mono_ns
    lines = plain_text(drill_page(hand.session, now_ns=now_ns, width=width, height=height)).split("\n")
    found = {}
    for row, line in enumerate(lines[:height]):
        for column in range(width):
            cell = cell_of_drawing(hand.session, column, row, now_ns=now_ns, width=width, height=height)
            if cell is not None:
                found[cell] = "".join(char if char.isascii() else f"{char} " for char in line)[column : column + 1]
    assert {cell[1] for cell in found} == {0, 1, 2, 3}
    for row, drawn in enumerate(ROWS):
        assert [found[column, row] for column in range(3, 9)] == list(drawn[2:8])


def test_room_is_counted_in_cells_not_in_characters(hand: Any) -> None:
    wide = Drawing(((Span("漢" * 40),),), spoken="forty signs")
    item = replace(hand.session.showing.item, drawing=wide)
    session = replace(hand.session, showing=replace(hand.session.showing, item=item))
    assert room_needed(replace(session, typed=replace(session.typed, hand=None))) == (80, 16)


async def test_a_press_of_the_mouse_on_the_picture_answers(backend: Any, letters: Deck) -> None:
    backend.deck = letters
    app = DrillApp(backend, StartScene(starting(backend.morning())), Trace(None))

    async def press(column: int, row: int) -> None:
        app.post_message(events.MouseDown(None, column, row, 0, 0, 1, False, False, False, column, row))
        await pilot.pause(0.02)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for _ in range(500):
            lines = plain_text(app.query_one(PageView).painted).split("\n")
            if any("abcdef" in line for line in lines):
                break
            await pilot.pause(0.01)
        await pilot.pause(0.05)
        row = next(place for place, line in enumerate(lines) if "abcdef" in line)
        await press(0, 0)
        assert not backend.answers
        await press(lines[row].index("e") + 1, row)  # the sign before the letters takes two cells
        for _ in range(500):
            if backend.answers:
                break
            await pilot.pause(0.01)
    assert backend.answers[0] == "e"


def test_an_exam_takes_clicks_too(letters: Deck, hand: Any) -> None:
    @dataclass
    class Shelf:
        exam: Exam
        answers: list[str]
        attempts = ()

        def carry_out(self, effect: object) -> None:
            if isinstance(effect, Commit):
                self.answers.append(effect.response.answer)

    paper = Paper(tuple(ExamQuestion(index) for index in range(6)), to_pass=6)
    asked = begin_exam(hand.run, (), paper, copy_ms=900, by_lines=False, at=hand.stamp())
    shelf = Shelf(asked, [])
    scene = ExamScene(LiveExam(shelf))
    scene.key("enter", None, hand.stamp())
    scene.fit(80, 24, hand.stamp())
    assert scene.takes_clicks
    scene.painted(hand.stamp())
    assert scene.changes_at_ns(hand.stamp().mono_ns) == (hand.mono_ms + 250) * 1_000_000
    hand.mono_ms += 700
    lines = plain_text(scene.page(80, 24, hand.stamp().mono_ns)).split("\n")
    row = next(place for place, line in enumerate(lines) if "mnopqr" in line)
    scene.click(lines[row].index("m") + 1, row, hand.stamp())
    assert shelf.answers == ["m"]
