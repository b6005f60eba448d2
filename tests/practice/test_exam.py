"""The exam as values: what it asks, when it opens, what it gives away, and what passes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.deck import Deck
from drillgrok.model.item import ItemKey
from drillgrok.model.log import (
    Attempt,
    Clock,
    Flag,
    MarkKind,
    Moment,
    Outcome,
    Part,
    Pressure,
    Response,
    Role,
    Stamp,
)
from drillgrok.practice.events import Append, Commit, Effect, Event, Leave, Line, NoteWritten, Stopped, Tick
from drillgrok.practice.exam import Exam, ExamStage, begin_exam, given_back, step
from drillgrok.practice.exam_plan import (
    LEARNER_PASSES,
    LEARNER_RIGHT,
    LENGTHS,
    SHORTCUT_PASSES,
    exam_plan,
    passes,
    withstands,
)
from drillgrok.practice.questions import Closed, Paper, Why, exam_paper
from drillgrok.practice.standing import fold
from drillgrok.practice.state import Notice, Run
from drillgrok.shortcuts.profile import DeckProfile
from drillgrok.shortcuts.readings import Reading
from drillgrok.shortcuts.sights import PromptFrame
from tests.helpers.fingers import Fingers
from tests.helpers.runs import laid_out

MORNING_MS = 1_767_254_400_000
DAY_MS = 86_400_000
MARROW = """
deck: marrow-31
title: Marrow
about: Two numbers go in, one comes out.
items:
  table: {a: 0..30, b: 0..30}
  prompt: "{a} ∘ {b}"
  answer: (a + 3 * b) % 31
  parts: [a, b]
rephrased:
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
rule: The first, and three times the second.
"""
SMALL = """
deck: small-7
title: Small
items:
  table: {a: 0..6, b: 0..6}
  prompt: "{a} ∘ {b}"
  answer: (a + 3 * b) % 7
rule: The first, and three times the second.
"""
COIN_FLIP = """
deck: flip-12
title: Flip
items:
  table: {a: 0..59, b: 0..59}
  prompt: "{a} ∘ {b}"
  answer: 1 if (a + b) % 4 == 0 else 0
rule: Every fourth sum.
"""


def answered(run: Run, index: int, seq: int, *, role: Role = Role.PRACTISED, right: bool = True) -> Response:
    item = run.item(index)
    return Response(
        seq=seq,
        at=Moment(MORNING_MS + 1000 * seq, 60),
        item=item.key,
        presentation="plain",
        role=role,
        seen=0,
        shown=0,
        chance=item.chance,
        outcome=Outcome.ANSWERED,
        answer=item.right if right else "0",
        correct=right,
        rt_ms=1500,
        first_key_ms=900,
        deadline_ms=8900,
        clock=Clock.CALM,
        pressure=Pressure.FIRM,
    )


def log_of(run: Run, count: int) -> tuple[Response, ...]:
    """So many practised answers, over as many items as there are."""
    indexes = run.split.practised.tolist()
    return tuple(answered(run, indexes[101 * k % len(indexes)], k + 1) for k in range(count))


def paper_of(
    run: Run, log: tuple[Response, ...], *attempts: Attempt, now_ms: int = MORNING_MS + DAY_MS
) -> Paper | Closed:
    standing, _ = fold(log, run.split, run.pace)
    return exam_paper(run, standing, attempts, Moment(now_ms, 60))


@dataclass
class Sitter(Fingers):
    """Someone in an exam: keeps what was stored."""

    exam: Exam
    mono_ms: int = MORNING_MS
    stored: list[Response] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    def stamp(self) -> Stamp:
        return Stamp(self.mono_ms * 1_000_000, Moment(self.mono_ms, 60))

    def send(self, event: Event) -> tuple[Effect, ...]:
        self.exam, effects = step(self.exam, event)
        self.effects += effects
        self.stored += [effect.response for effect in effects if isinstance(effect, Commit)]
        return effects

    def wait(self, ms: int) -> None:
        while ms > 0:
            self.mono_ms += min(100, ms)
            ms -= 100
            self.send(Tick(self.stamp()))

    @property
    def right(self) -> str:
        assert self.exam.session.showing is not None
        return min(self.exam.session.showing.item.accepts)

    def answer(self, text: str) -> None:
        before = len(self.stored)
        self.look()
        self.wait(900)
        self.press(*text)
        if len(self.stored) == before:
            self.press("enter")

    def answer_all(self, *, right: int) -> None:
        """The first `right` questions right, "don't know" to the others."""
        while self.exam.stage is ExamStage.ASKING:
            self.answer(self.right if self.exam.number <= right else "")


@pytest.fixture
def sitter(deck_from: Callable[..., Deck]) -> Callable[..., Sitter]:
    def sit(text: str = MARROW, *, by_lines: bool = False, probes: int = 0, started: bool = True) -> Sitter:
        run = laid_out(deck_from(text))
        log = log_of(run, 400)
        log += tuple(
            answered(run, index, 401 + k, role=Role.PROBE, right=k % 2 == 0)
            for k, index in enumerate(run.split.probes.tolist()[:probes])
        )
        paper = paper_of(run, log)
        assert isinstance(paper, Paper), paper
        at = Stamp(MORNING_MS * 1_000_000, Moment(MORNING_MS, 60))
        someone = Sitter(begin_exam(run, log, paper, copy_ms=900, by_lines=by_lines, at=at))
        if started:
            someone.press("enter")
        return someone

    return sit


# What it asks.


def test_it_asks_thirty_unseen_items_the_reserve_first(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    paper = paper_of(run, log_of(run, 1000))
    assert isinstance(paper, Paper)
    reserve = int((run.split.part_of_group == 2).sum())
    indexes = [question.index for question in paper.questions]
    assert len({int(run.split.items.group_of[i]) for i in indexes}) == 30
    parts = [run.split.part(i) for i in indexes]
    assert parts.count(Part.RESERVE) == min(reserve, 30)
    assert Part.PRACTISED not in parts


def test_a_third_is_worded_differently_where_the_deck_can(deck_from: Callable[..., Deck]) -> None:
    for text, reworded in ((MARROW, 10), (MARROW.replace("rephrased:\n", "").replace("  - {prompt", "# "), 0)):
        run = laid_out(deck_from(text))
        paper = paper_of(run, log_of(run, 1000))
        assert isinstance(paper, Paper)
        share = len(paper.questions) // 3 if reworded else 0
        assert sum(question.rewording is not None for question in paper.questions) == share


def test_wordings_that_anyone_can_answer_come_only_as_far_as_no_shortcut_passes_by_them(
    deck_from: Callable[..., Deck],
) -> None:
    text = MARROW.replace('"{a} ∘ ? = {answer}", answer: b', '"{a} ∘ {b} is ? of its kind", answer: 1 if a > 2 else 0')
    run = laid_out(deck_from(text))
    easy = run.deck.items.rephrased(0, 0, run.symbols, Random(0))
    assert easy is not None
    assert easy.chance == pytest.approx(28 / 31)
    for best in (0.03, 0.5, 0.66):
        profile = DeckProfile(0.03, 0.03, best, Reading(), PromptFrame(0, 0), {})
        paper = paper_of(replace(run, profile=profile), log_of(run, 1000))
        assert isinstance(paper, Paper)
        easy_ones = sum(question.rewording is not None for question in paper.questions)
        right = [max(best, easy.chance)] * easy_ones + [best] * (len(paper.questions) - easy_ones)
        assert withstands(paper.to_pass, right)
        assert easy_ones == len(right) // 3 or not withstands(paper.to_pass, [max(best, easy.chance), *right[:-1]])


def test_another_wording_has_twice_the_quick_time_and_says_which_it_is(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    quick_ms = someone.exam.run.pace.quick_ms
    someone.answer_all(right=30)
    assert {(r.presentation, r.deadline_ms) for r in someone.stored} == {
        ("plain", 900 + quick_ms),
        ("r1", 900 + 2 * quick_ms),
    }
    assert {(r.role, r.clock) for r in someone.stored} == {(Role.EXAM, Clock.QUICK)}
    assert all(r.first_seen for r in someone.stored)


def test_a_deck_that_cannot_hold_back_thirty_groups_has_no_exam(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(SMALL), seed=3)
    assert int((run.split.part_of_group > 0).sum()) < 30
    assert paper_of(run, log_of(run, 400)) == Closed(Why.NO_EXAM)


def test_an_item_with_a_part_never_met_is_not_asked(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    few = tuple(i for i in run.split.practised.tolist() if run.split.items.parts[i].max() < 8)
    log = tuple(answered(run, few[k % len(few)], k + 1) for k in range(400))
    assert paper_of(run, log) == Closed(Why.UNMET)


def test_the_same_log_gives_the_same_paper_and_a_longer_one_another(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    log = log_of(run, 1000)
    assert paper_of(run, log) == paper_of(run, log)
    assert paper_of(run, log) != paper_of(run, log_of(run, 1001))


# What passes.


@given(best=st.floats(0, 1))
def test_a_shortcut_passes_one_exam_in_a_hundred_at_most_and_the_rule_four_in_five(best: float) -> None:
    plan = exam_plan(best)
    if plan is not None:
        assert plan.asked in LENGTHS
        assert passes(plan, best) <= SHORTCUT_PASSES
        assert passes(plan, LEARNER_RIGHT) >= LEARNER_PASSES


@pytest.mark.parametrize(("best", "plan"), [(0.03, (30, 26)), (0.66, (40, 34)), (0.7, (60, 52)), (0.74, None)])
def test_the_better_a_shortcut_the_longer_the_exam_until_there_is_none(
    best: float, plan: tuple[int, int] | None
) -> None:
    found = exam_plan(best)
    assert (found and (found.asked, found.to_pass)) == plan


def test_a_deck_whose_usual_answer_would_pass_has_no_exam(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(COIN_FLIP))
    assert run.best_shortcut > 0.74
    assert paper_of(run, log_of(run, 400)) == Closed(Why.NO_EXAM)


def test_a_profile_says_how_good_a_shortcut_the_exam_has_to_withstand(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    profile = DeckProfile(0.03, 0.03, 0.7, Reading(), PromptFrame(0, 0), {})
    paper = paper_of(replace(run, profile=profile), log_of(run, 1000))
    assert isinstance(paper, Paper)
    assert (len(paper.questions), paper.to_pass) == (60, 52)


@pytest.mark.parametrize(("right", "stage"), [(26, ExamStage.OWN_WORDS), (25, ExamStage.FAILED)])
def test_twenty_six_of_thirty_pass(sitter: Callable[..., Sitter], right: int, stage: ExamStage) -> None:
    someone = sitter()
    assert (someone.exam.asked, someone.exam.paper.to_pass) == (30, 26)
    someone.answer_all(right=right)
    assert someone.exam.stage is stage
    assert someone.exam.right == right
    assert len(someone.stored) == 30


# When it opens.


def test_it_opens_after_300_measured_answers(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW), seed=3)
    log = log_of(run, 300)
    assert paper_of(run, log[:299]) == Closed(Why.TOO_EARLY, answers=1)
    undone = (*log[:299], replace(log[299], flags=frozenset({Flag.UNDONE})))
    assert paper_of(run, undone) == Closed(Why.TOO_EARLY, answers=1)
    assert isinstance(paper_of(run, log), Paper)


def failed(log: tuple[Response, ...], after: int) -> Attempt:
    """An exam that was failed after so many rows."""
    return Attempt(log[after - 1].at, asked=30, to_pass=26, right=20)


def test_after_a_fail_it_needs_300_more_answers_and_another_day(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    log = log_of(run, 1000)
    late = failed(log, 800)
    assert paper_of(run, log, late, now_ms=late.at.utc_ms) == Closed(Why.TOO_EARLY, 100, another_day=True)
    assert paper_of(run, log, late) == Closed(Why.TOO_EARLY, 100)
    early = failed(log, 700)
    night = MORNING_MS + 18 * 3_600_000 + 59 * 60_000
    assert paper_of(run, log, early, now_ms=night) == Closed(Why.TOO_EARLY, another_day=True)
    assert isinstance(paper_of(run, log, early, now_ms=night + 60_000), Paper)


def test_a_run_has_three_exams_and_none_after_a_pass(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    log = log_of(run, 1000)
    attempt = failed(log, 10)
    assert paper_of(run, log, attempt, attempt, attempt) == Closed(Why.NO_MORE_ATTEMPTS)
    assert paper_of(run, log, attempt, replace(attempt, right=26)) == Closed(Why.PASSED)


def test_no_item_is_asked_in_two_exams_and_probes_fill_up_a_spent_reserve(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW))
    log = log_of(run, 1000)
    first = paper_of(run, log)
    assert isinstance(first, Paper)
    asked = [question.index for question in first.questions]
    rows = tuple(answered(run, index, 1001 + k, role=Role.EXAM) for k, index in enumerate(asked))
    practised = tuple(replace(r, seq=r.seq + 1030, at=Moment(r.at.utc_ms + 2_000_000, 60)) for r in log[:300])
    attempt = Attempt(rows[0].at, 30, 26, 20)
    second = paper_of(run, log + rows + practised, attempt)
    assert isinstance(second, Paper)
    again = [question.index for question in second.questions]
    assert len(again) == 30
    assert not set(again) & set(asked)
    assert {run.split.part(i) for i in again} <= {Part.RESERVE, Part.PROBE}


def test_a_run_without_unseen_items_has_no_exam_left(deck_from: Callable[..., Deck]) -> None:
    run = laid_out(deck_from(MARROW), seed=3)
    held_out = [i for i in range(len(run.deck.items)) if run.split.part(i) is not Part.PRACTISED]
    shown = tuple(answered(run, i, 401 + k, role=Role.PROBE) for k, i in enumerate(held_out[:-5]))
    assert paper_of(run, log_of(run, 400) + shown) == Closed(Why.SPENT)


# How it is sat.


def test_nothing_counts_before_it_is_started(sitter: Callable[..., Sitter]) -> None:
    someone = sitter(started=False)
    someone.wait(60_000)
    assert someone.press("q") == (Leave(),)
    assert not someone.stored
    assert [type(effect) for effect in someone.effects] == [Leave]


def test_its_start_is_marked_with_what_it_takes_before_the_first_question(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    (marked,) = someone.effects
    assert isinstance(marked, Append)
    assert (marked.mark.kind, marked.mark.text) == (MarkKind.EXAM, "26")
    assert someone.exam.stage is ExamStage.ASKING


def test_no_answer_is_told_right_or_wrong(sitter: Callable[..., Sitter]) -> None:
    seen = []
    for text in ("right", "999", ""):
        someone = sitter()
        someone.answer(someone.right if text == "right" else text)
        session = someone.exam.session
        seen.append((someone.exam.stage, someone.exam.number, session.notice, session.correction, session.showing))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][2] is Notice.NONE


def test_there_is_no_undo_no_note_and_no_help_in_it(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.answer(someone.right)
    someone.look()
    before = someone.exam
    assert someone.press("u", "n", "!", "?", "q", "b") == ()
    assert someone.exam == before
    for line in (":u", ":n words", ":!", ":?"):
        assert someone.send(Line(line, someone.stamp())) == ()
    assert someone.exam == before


def test_a_paused_item_is_stored_as_void_and_missed(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.look()
    someone.press("escape")
    assert someone.exam.stage is ExamStage.PAUSED
    assert (someone.stored[0].outcome, someone.stored[0].flags) == (Outcome.VOID, frozenset({Flag.PAUSED}))
    someone.wait(60_000)
    someone.press("space")
    assert (someone.exam.stage, someone.exam.number) == (ExamStage.ASKING, 2)
    someone.answer_all(right=30)
    assert someone.exam.right == 29
    assert len(someone.stored) == 30


def test_a_machine_that_slept_costs_the_item_and_its_key_is_no_answer(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.look()
    someone.mono_ms += 60_000
    someone.press("u")
    assert someone.exam.stage is ExamStage.PAUSED
    assert [r.flags for r in someone.stored] == [frozenset({Flag.SUSPENDED})]


def test_time_is_up_and_the_next_question_comes(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.look()
    assert someone.exam.session.showing is not None
    someone.wait(someone.exam.session.showing.deadline_ms + 100)
    assert someone.stored[0].outcome is Outcome.TIMED_OUT
    assert someone.exam.number == 2


def test_ending_it_early_counts_what_was_answered(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    for _ in range(26):
        someone.answer(someone.right)
    someone.look()
    someone.press("escape")
    someone.wait(400)
    someone.press("q")
    assert (someone.exam.stage, len(someone.stored)) == (ExamStage.OWN_WORDS, 27)


def test_the_end_of_the_input_voids_the_question_and_ends_it(sitter: Callable[..., Sitter]) -> None:
    someone = sitter(by_lines=True)
    someone.look()
    effects = someone.send(Stopped(someone.stamp()))
    assert [type(effect) for effect in effects] == [Commit, Leave]
    assert someone.exam.stage is ExamStage.FAILED


def test_by_lines_a_line_is_an_answer_and_a_late_one_is_none(sitter: Callable[..., Sitter]) -> None:
    someone = sitter(by_lines=True)
    someone.look()
    someone.send(Line(someone.right, someone.stamp()))
    someone.look()
    someone.mono_ms += 60_000
    someone.send(Line(someone.right, someone.stamp()))
    assert [r.outcome for r in someone.stored] == [Outcome.ANSWERED, Outcome.TIMED_OUT]
    assert someone.exam.number == 3


def test_a_key_meant_for_the_last_question_does_not_leave_the_score(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.answer_all(right=0)
    assert someone.press("enter") == ()
    someone.wait(400)
    assert someone.press("enter") == (Leave(),)


def test_an_exam_of_a_narrated_run_says_so_on_every_row(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    narrated = replace(someone.exam.session, run=replace(someone.exam.run, narrated=True))
    someone.exam = replace(someone.exam, session=narrated)
    someone.answer(someone.right)
    someone.answer(someone.right)
    assert Flag.NARRATED in someone.stored[1].flags


# After the pass.


def with_sisters(someone: Sitter) -> Sitter:
    someone.exam = replace(someone.exam, sisters=("Marrow in letters",))
    someone.answer_all(right=30)
    someone.send(NoteWritten("add", someone.stamp()))
    assert someone.exam.stage is ExamStage.SISTERS
    someone.wait(400)
    return someone


def marks_of(someone: Sitter) -> list[MarkKind]:
    return [effect.mark.kind for effect in someone.effects if isinstance(effect, Append)]


def test_while_sisters_are_ahead_the_rule_can_stay_shut(sitter: Callable[..., Sitter]) -> None:
    someone = with_sisters(sitter())
    someone.press("k")
    assert (someone.exam.stage, someone.exam.kept_shut) == (ExamStage.RULE, True)
    assert MarkKind.RULE_READ not in marks_of(someone)


def test_seeing_the_rule_before_its_sisters_is_stored(sitter: Callable[..., Sitter]) -> None:
    someone = with_sisters(sitter())
    someone.press("x")
    assert someone.exam.stage is ExamStage.SISTERS
    someone.press("enter")
    assert (someone.exam.stage, someone.exam.kept_shut) == (ExamStage.RULE, False)
    assert marks_of(someone)[-1] is MarkKind.RULE_READ


def test_the_learners_words_are_kept_before_the_rule_and_the_moment_after_it(sitter: Callable[..., Sitter]) -> None:
    someone = sitter()
    someone.answer_all(right=30)
    someone.send(NoteWritten("  add, and three times  ", someone.stamp()))
    assert (someone.exam.stage, someone.exam.own_words) == (ExamStage.RULE, "add, and three times")
    someone.send(NoteWritten("yesterday", someone.stamp()))
    assert someone.exam.stage is ExamStage.GIVEN_BACK
    marks = [effect.mark for effect in someone.effects if isinstance(effect, Append)]
    assert [(mark.kind, mark.text) for mark in marks[1:]] == [
        (MarkKind.RULE, "add, and three times"),
        (MarkKind.KNEW, "yesterday"),
    ]


def test_every_probe_answer_of_the_run_comes_back_marked(sitter: Callable[..., Sitter]) -> None:
    someone = sitter(probes=9)
    void = replace(someone.exam.log[-1], seq=1010, outcome=Outcome.VOID, correct=None)
    gone = replace(someone.exam.log[-1], seq=1011, item=ItemKey("0" * 12))
    reworded = replace(someone.exam.log[-1], seq=1012, presentation="r1")
    someone.exam = replace(someone.exam, log=(*someone.exam.log, void, gone, reworded))
    back = given_back(someone.exam)
    assert len(back) == 10
    assert [answer.correct for answer in back[:4]] == [True, False, True, False]
    assert all((answer.given == answer.right) for answer in back[:9] if answer.correct)
    assert "?" in back[9].prompt
