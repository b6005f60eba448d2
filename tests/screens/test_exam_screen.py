"""The exam on the screen: what each page tells, what no page tells before the pass, and the keys that lead through."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from textual.pilot import Pilot

from drillgrok.console.clock import stamp
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.log import Attempt, Clock, MarkKind, Moment, Outcome, Pressure, Response, Role
from drillgrok.practice.events import Append, Commit, Key, Stamp
from drillgrok.practice.exam import Exam, ExamStage, begin_exam, given_back
from drillgrok.practice.questions import Paper, exam_paper
from drillgrok.practice.standing import fold
from drillgrok.practice.state import Run
from drillgrok.screens.backend import INTERRUPTED
from drillgrok.screens.exam import words as exam_words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.exam.page import answers_on_a_page
from drillgrok.screens.exam.plain import run_plain_exam
from drillgrok.screens.exam.scene import ExamScene
from drillgrok.screens.kit.page import Page, width_of
from drillgrok.screens.kit.paint import PageView
from drillgrok.screens.kit.scene import SceneApp
from tests.helpers.pages import plain_text
from tests.helpers.runs import laid_out

SIZE = (80, 24)
NOW_MS = 1_767_254_400_000
RULE = "start again from 0"
LARGER = """
deck: lantern-7
title: Lantern
about: Two signs go in, one comes out.
items:
  table: {a: 0..16, b: 0..16}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 13
  group: {unordered: [a, b]}
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
rule: |
  Add, and start again from 0 after 12.
"""
"""Enough groups for an exam and for more probes than stand on a page."""


@dataclass
class Shelf:
    """An exam that keeps what it stores, without a disk."""

    exam: Exam
    attempts: tuple[Attempt, ...] = ()
    stored: list[Commit | Append] = field(default_factory=list)
    disk_full: bool = False

    def carry_out(self, effect: Commit | Append) -> None:
        if self.disk_full:
            raise DrillgrokError("The disk is full.")
        self.stored.append(effect)

    @property
    def responses(self) -> list[Response]:
        return [effect.response for effect in self.stored if isinstance(effect, Commit)]


def log_of(run: Run) -> tuple[Response, ...]:
    """Practised answers over every item, and a few probes."""
    practised, probes = run.split.practised.tolist(), run.split.probes.tolist()[:30]
    asked = [(Role.PRACTISED, practised[k % len(practised)]) for k in range(300)] + [(Role.PROBE, i) for i in probes]
    return tuple(
        Response(
            seq=seq,
            at=Moment(NOW_MS + seq, 60),
            item=run.item(index).key,
            presentation="plain",
            role=role,
            seen=0,
            shown=0,
            chance=1 / 13,
            outcome=Outcome.ANSWERED if seq % 5 else Outcome.TIMED_OUT,
            answer=run.item(index).right if seq % 2 else "9",
            correct=bool(seq % 2) and bool(seq % 5),
            rt_ms=None if seq % 5 == 0 else 900,
            first_key_ms=None,
            deadline_ms=8900,
            clock=Clock.CALM,
            pressure=Pressure.FIRM,
        )
        for seq, (role, index) in enumerate(asked, start=1)
    )


def exam_of(deck: Deck, at: Stamp) -> Exam:
    run = laid_out(deck)
    log = log_of(run)
    standing, _ = fold(log, run.split, run.pace)
    paper = exam_paper(run, standing, (), Moment(NOW_MS, 60))
    assert isinstance(paper, Paper)
    return begin_exam(run, log, paper, copy_ms=900, by_lines=False, at=at)


@dataclass
class Seat:
    """Someone before the screen, on a clock of their own."""

    live: LiveExam
    shelf: Shelf
    scene: ExamScene
    mono_ms: int = NOW_MS
    seen: list[str] = field(default_factory=list)

    @property
    def exam(self) -> Exam:
        return self.live.exam

    def stamp(self) -> Stamp:
        return Stamp(self.mono_ms * 1_000_000, Moment(self.mono_ms, 60))

    def press(self, *names: str) -> None:
        for name in names:
            self.scene.key(name, " " if name == "space" else name if len(name) == 1 else None, self.stamp())

    def wait(self, ms: int) -> None:
        for _ in range(0, ms, 100):
            self.mono_ms += 100
            self.scene.tick(self.stamp())

    def page(self, width: int = SIZE[0], height: int = SIZE[1]) -> Page:
        self.scene.fit(width, height, self.stamp())
        page = self.scene.page(width, height, self.mono_ms * 1_000_000)
        self.seen.append(plain_text(page))
        return page

    def text(self) -> str:
        return plain_text(self.page())

    def answer(self, *, right: bool) -> None:
        showing = self.exam.session.showing
        assert showing is not None
        self.text()
        self.scene.painted(self.stamp())
        self.wait(600)
        before = len(self.shelf.responses)
        self.press(*(min(showing.item.accepts) if right else "99"[: len(min(showing.item.accepts))]))
        if len(self.shelf.responses) == before:
            self.press("enter")
        if len(self.shelf.responses) == before:
            self.wait(10_000)

    def through(self, *, right: int) -> None:
        """From the first page to the score: so many right, the others missed."""
        self.press("enter")
        while self.exam.stage is ExamStage.ASKING:
            self.answer(right=self.exam.number <= right)
        self.wait(400)


@pytest.fixture
def seat(deck_from: Callable[..., Deck]) -> Callable[..., Seat]:
    def take(*attempts: Attempt) -> Seat:
        shelf = Shelf(exam_of(deck_from(LARGER), Stamp(NOW_MS * 1_000_000, Moment(NOW_MS, 60))), attempts)
        live = LiveExam(shelf)
        return Seat(live, shelf, ExamScene(live))

    return take


FAILED = Attempt(Moment(NOW_MS, 60), asked=30, to_pass=26, right=21)

# Pages.


def test_the_first_page_says_what_counts(seat: Callable[..., Seat], golden: Callable[[str, Page], None]) -> None:
    golden("exam-ready", seat().page())


def test_a_question_looks_as_in_the_drill_with_its_place(
    seat: Callable[..., Seat], golden: Callable[[str, Page], None]
) -> None:
    someone = seat()
    someone.press("enter")
    golden("exam-question", someone.page())


def test_a_pause_says_what_it_costs(seat: Callable[..., Seat], golden: Callable[[str, Page], None]) -> None:
    someone = seat()
    someone.press("enter")
    someone.scene.painted(someone.stamp())
    someone.press("escape")
    golden("exam-pause", someone.page())


def test_a_fail_shows_the_score_only(seat: Callable[..., Seat], golden: Callable[[str, Page], None]) -> None:
    someone = seat()
    someone.through(right=2)
    golden("exam-failed", someone.page())
    someone.press("space", "x")
    assert not someone.scene.left
    someone.press("enter")
    assert someone.scene.left


def test_the_third_fail_says_that_a_new_run_has_its_own_exams(seat: Callable[..., Seat]) -> None:
    someone = seat(FAILED, FAILED)
    someone.through(right=0)
    assert exam_words.next_exam(3) in someone.text()


def test_a_pass_asks_for_the_rule_before_it_shows_it(
    seat: Callable[..., Seat], golden: Callable[[str, Page], None]
) -> None:
    someone = seat(FAILED)
    someone.through(right=99)
    someone.press(*"round and round")
    assert exam_words.ASK_RULE in someone.text()
    someone.press(*" in a circle", "x", "backspace", "enter")
    golden("exam-rule", someone.page())
    assert not any(RULE in page for page in someone.seen[:-1])


def test_the_page_of_the_pass_tells_at_which_attempt(
    seat: Callable[..., Seat], golden: Callable[[str, Page], None]
) -> None:
    someone = seat(FAILED)
    someone.through(right=99)
    someone.scene.pasted("it goes\nround")
    golden("exam-passed", someone.page())


def test_the_last_page_says_which_deck_is_offered_next(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.live.exam = replace(someone.exam, onward="Next, if you like: Reed, one step up.")
    someone.through(right=99)
    assert "Reed" not in someone.text()
    someone.press("enter")
    someone.wait(400)
    someone.press("enter")
    assert "Next, if you like: Reed, one step up." in someone.text()


def test_the_probe_answers_come_back_page_by_page(
    seat: Callable[..., Seat], golden: Callable[[str, Page], None]
) -> None:
    someone = seat()
    someone.through(right=99)
    someone.press("enter")
    someone.wait(400)
    someone.press("enter")
    golden("exam-given-back", someone.page())
    first = someone.text()
    someone.press("space")
    second = someone.text()
    assert first != second
    someone.press("down", "down", "pagedown")
    last = someone.text()
    someone.press("up", "pageup", "up", "up")
    assert someone.text() == first
    assert len(given_back(someone.exam)) == 30
    assert last == second
    assert answers_on_a_page(SIZE[1]) == 20
    someone.wait(400)
    someone.press("q")
    assert someone.scene.left


@pytest.mark.parametrize(("width", "height"), [(60, 16), (80, 24), (160, 50)])
def test_every_page_fills_any_terminal(seat: Callable[..., Seat], width: int, height: int) -> None:
    someone = seat()
    pages = [someone.page(width, height)]
    someone.press("enter")
    pages.append(someone.page(width, height))
    while someone.exam.stage is ExamStage.ASKING:
        someone.answer(right=True)
    someone.wait(400)
    someone.scene.pasted("words " * 300)
    pages.append(someone.page(width, height))
    for _ in range(2):
        someone.press("enter")
        pages.append(someone.page(width, height))
        someone.wait(400)
    for page in pages:
        assert len(page) == height
        assert max(map(width_of, page)) <= width


# What is never told.


def test_no_page_before_the_pass_tells_an_answer_or_the_rule(seat: Callable[..., Seat]) -> None:
    pages = []
    for right in (0, 99):
        someone = seat()
        someone.press("enter")
        for _ in range(8):
            someone.answer(right=bool(right))
        pages.append(someone.seen)
    assert pages[0] == pages[1]
    assert not any(RULE in page or exam_words.YOURS in page for page in pages[0])


def test_a_failed_exam_names_no_item(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.through(right=2)
    assert not re.search(r"∘|right answer|you said", someone.text())


# Keys and rooms.


def test_keys_in_the_moment_of_the_pass_are_not_the_rule_in_own_words(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.press("enter")
    while someone.exam.stage is ExamStage.ASKING:
        someone.answer(right=True)
    someone.press("7", "enter")
    assert someone.exam.stage is ExamStage.OWN_WORDS
    someone.wait(400)
    someone.press(*"ok", "enter")
    marks = [effect.mark for effect in someone.shelf.stored if isinstance(effect, Append)]
    assert [(mark.kind, mark.text) for mark in marks[1:]] == [(MarkKind.RULE, "ok")]


def test_nothing_starts_in_a_terminal_that_is_too_small(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.page(40, 10)
    someone.press("enter")
    assert someone.exam.stage is ExamStage.READY
    someone.page()
    someone.press("enter")
    assert someone.exam.stage is ExamStage.ASKING
    someone.scene.painted(someone.stamp())
    someone.page(40, 10)
    assert someone.exam.stage is ExamStage.PAUSED
    assert [r.outcome for r in someone.shelf.responses] == [Outcome.VOID]


def test_an_answer_that_cannot_be_stored_is_not_taken(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.press("enter")
    someone.scene.painted(someone.stamp())
    before = someone.exam
    someone.shelf.disk_full = True
    with pytest.raises(DrillgrokError, match="disk is full"):
        someone.live.tell(Key("escape", None, someone.stamp()))
    assert someone.exam == before


# By lines, on a terminal.


def by_lines(deck: Deck, typed: str) -> tuple[str, Shelf]:
    now, shown = exam_of(deck, stamp()), io.StringIO()
    shelf = Shelf(replace(now, session=replace(now.session, by_lines=True)))
    assert run_plain_exam(LiveExam(shelf), stdin=io.StringIO(typed), stdout=shown, is_terminal=True) == 0
    return shown.getvalue(), shelf


def test_on_a_bare_terminal_enter_starts_and_q_does_not(deck_from: Callable[..., Deck]) -> None:
    shown, shelf = by_lines(deck_from(), ":q\n")
    assert exam_words.PLAIN_STARTS in shown
    assert not shelf.stored
    shown, shelf = by_lines(deck_from(), "\n\n:q\n")
    assert [r.outcome for r in shelf.responses] == [Outcome.PASSED, Outcome.VOID]
    assert exam_words.FAILED in shown


# The whole program.


async def see(pilot: Pilot[int], text: str) -> None:
    """Wait until the text is on the screen."""
    for _ in range(500):
        if text in plain_text(pilot.app.query_one(PageView).painted):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text!r} never came:\n{plain_text(pilot.app.query_one(PageView).painted)}")


def app_on(deck: Deck) -> tuple[SceneApp, LiveExam, Shelf]:
    shelf = Shelf(exam_of(deck, stamp()))
    live = LiveExam(shelf)
    return SceneApp(ExamScene(live), exam_words.STOPPED), live, shelf


async def test_in_the_program_a_question_is_asked_answered_and_stored(deck_from: Callable[..., Deck]) -> None:
    app, live, shelf = app_on(deck_from())
    async with app.run_test(size=SIZE) as pilot:
        await see(pilot, exam_words.STARTS)
        await pilot.press("enter")
        await see(pilot, "1 of 30" if live.exam.asked == 30 else f"1 of {live.exam.asked}")
        for _ in range(500):
            showing = live.exam.session.showing
            if showing is not None and showing.painted_ns is not None:
                break
            await pilot.pause(0.01)
        await pilot.press("9")
        await see(pilot, f"2 of {live.exam.asked}")
        await pilot.press("ctrl+c")
    assert app.return_value == INTERRUPTED
    assert [r.outcome for r in shelf.responses] == [Outcome.ANSWERED, Outcome.VOID]
    assert shelf.responses[0].rt_ms is not None


async def test_q_on_the_first_page_leaves_with_0_and_no_trace(deck_from: Callable[..., Deck]) -> None:
    app, _, shelf = app_on(deck_from())
    async with app.run_test(size=SIZE) as pilot:
        await see(pilot, exam_words.STARTS)
        await pilot.press("q")
    assert app.return_value == 0
    assert not shelf.stored


async def test_a_full_disk_ends_the_program_with_its_error(deck_from: Callable[..., Deck]) -> None:
    app, _, shelf = app_on(deck_from())
    shelf.disk_full = True
    async with app.run_test(size=SIZE) as pilot:
        await see(pilot, exam_words.STARTS)
        await pilot.press("enter")
    assert isinstance(app.failure, DrillgrokError)
    assert app.return_value == 1


# The deck's page.


def test_a_question_mark_shows_the_decks_page_and_the_question_is_asked_on(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.text()
    someone.press("?")
    assert "Two signs go in" in someone.text()
    someone.press("x")
    assert exam_words.TITLE in someone.text()
    someone.press("enter")
    someone.text()
    someone.scene.painted(someone.stamp())
    someone.press("?")
    assert "Two signs go in" in someone.text()
    assert someone.exam.stage is ExamStage.ASKING
    someone.press("x")
    someone.answer(right=True)
    assert someone.shelf.responses[-1].correct


def test_the_page_names_the_keys_of_an_exam_alone_and_says_that_its_clock_runs(seat: Callable[..., Seat]) -> None:
    page = seat()
    page.text()
    page.press("?")
    shown = page.text()
    assert "ends the exam there" in shown
    assert "the clock runs on" in shown
    assert not any(meaning in shown for meaning in ("undo the last answer", "a note in your own words", "more time"))


def test_time_goes_on_under_it_and_no_question_is_asked_there(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.press("enter")
    someone.text()
    someone.scene.painted(someone.stamp())
    someone.press("?")
    someone.wait(10_000)
    assert [r.outcome for r in someone.shelf.responses] == [Outcome.TIMED_OUT]
    assert not someone.scene.awaits_paint
    someone.press("x")
    assert someone.scene.awaits_paint


def test_in_ones_own_words_it_is_a_question_mark(seat: Callable[..., Seat]) -> None:
    someone = seat()
    someone.through(right=30)
    assert someone.exam.stage is ExamStage.OWN_WORDS
    someone.press("w", "h", "y", "?")
    assert "why?" in someone.text()
