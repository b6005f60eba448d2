"""Answers given on the picture itself: keys, clicks, lines and time, with a small hand of taps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.domain import DomainItems, RawItem, Traits
from drillgrok.model.drawing import Drawing, Hand, Note, Sound, Span
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import Flag, Goal, Moment, Outcome, Pressure, Role, Stamp
from drillgrok.practice import exam
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Click, Commit, Key, Line, Painted, SaveCopyTime, Stopped, Tick
from drillgrok.practice.exam import ExamStage, begin_exam
from drillgrok.practice.questions import ExamQuestion, Paper
from drillgrok.practice.session import step
from drillgrok.practice.state import Notice, PauseReason, Stage

TAPS = 3
TAP_FIELD = AnswerField(AnswerKind.TAPS, alphabet=frozenset("fj"))


@dataclass(frozen=True)
class Taps(Hand):
    """Three taps on f or j, each with its time; a line gives all three, a click on the left or right half gives one.
    Enter takes two taps for an answer too."""

    taps: tuple[tuple[str, int], ...] = ()
    taken: bool = False
    slipped: bool = False

    @property
    def text(self) -> str:
        return " ".join(f"{key}{at_ms}" for key, at_ms in self.taps)

    @property
    def done(self) -> bool:
        return self.taken or len(self.taps) == TAPS

    def drawing(self, elapsed_ms: int) -> Drawing:
        return Drawing(((Span("#" * len(self.taps)),),), spoken=f"{len(self.taps)} taps")

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        return None

    def key(self, name: str, char: str | None, elapsed_ms: int) -> Taps:
        if name == "enter":
            return replace(self, taken=len(self.taps) == TAPS - 1, slipped=False)
        if char in {"f", "j"}:
            return Taps((*self.taps, (char, elapsed_ms)))
        return replace(self, slipped=True)

    def click(self, column: int, row: int, elapsed_ms: int) -> Taps:
        return Taps((*self.taps, ("f" if column < 10 else "j", elapsed_ms)))

    def line(self, text: str) -> Taps:
        if set(text) <= {"f", "j"} and len(text) <= TAPS:
            return Taps(tuple((key, 0) for key in text))
        return replace(self, slipped=True)


def keys_of(text: str) -> str:
    return "".join(tap[0] for tap in text.split())


@dataclass(frozen=True)
class TapItems(DomainItems):
    """Every row of three taps, judged without its times; half a second of sound goes with it where asked for."""

    field: AnswerField
    heard: bool = False
    rephrasings: int = 1

    def __len__(self) -> int:
        return 60

    def id(self, index: int) -> str:
        return str(index)

    def traits(self, index: int) -> Traits:
        return Traits(str(index), chance=1 / 8)

    def item(self, index: int) -> RawItem:
        keys = "".join("fj"[index >> place & 1] for place in range(TAPS))
        return RawItem(f"Row {index}", (keys,), keys)

    def rephrased(self, index: int, which: int) -> RawItem | None:
        backwards = self.item(index).right[::-1]
        return RawItem(f"Row {index}, backwards", (backwards,), backwards)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        sound = Sound((Note(60, 0, 200), Note(64, 200, 300)), "two tones") if self.heard else None
        return replace(item, hand=Taps(), judge=lambda text: keys_of(text) == item.right, sound=sound)


@pytest.fixture
def tap_deck(deck_from):
    def make(field=TAP_FIELD, *, heard=False):
        deck = deck_from()
        return replace(deck, items=DomainDeckItems(deck.id, TapItems(field, heard)), symbol_count=0, rephrasings=1)

    return make


@pytest.fixture
def hand(tap_deck, hand_for):
    return hand_for(tap_deck())


def test_the_last_tap_submits_and_every_time_is_that_of_its_key(hand):
    hand.look()
    for pause_ms, key in ((731, "f"), (249, "j"), (262, "j")):
        hand.wait(pause_ms)
        hand.press(key)
    response = hand.stored[-1]
    assert (response.answer, response.outcome) == ("f731 j980 j1242", Outcome.ANSWERED)
    assert (response.first_key_ms, response.rt_ms) == (731, 1242)


def test_the_items_own_judge_decides(hand):
    assert hand.answer(hand.right).correct is True
    hand.move_on()
    wrong = "".join("fj"[key == "f"] for key in hand.right)
    assert hand.answer(wrong).correct is False


def test_a_slip_is_said_and_neither_counts_nor_leaves_a_time(hand):
    hand.look()
    hand.wait(500)
    hand.press("x")
    assert (hand.session.notice, hand.stored) == (Notice.NOT_AN_ANSWER, [])
    hand.wait(500)
    hand.press("f")
    assert hand.session.notice is Notice.NONE
    hand.press("f", "f")
    assert hand.stored[-1].first_key_ms == 1000


def test_a_letter_that_is_a_command_elsewhere_belongs_to_the_hand(hand):
    hand.look()
    hand.wait(500)
    hand.press("q", "u", "n")
    assert (hand.session.stage, hand.session.notice) == (Stage.ASKING, Notice.NOT_AN_ANSWER)


def test_a_control_key_never_reaches_the_hand(hand):
    hand.look()
    hand.press("ctrl+up")
    assert hand.session.notice is Notice.NONE


def test_enter_on_nothing_says_dont_know(hand):
    hand.look()
    hand.wait(900)
    hand.press("enter")
    assert hand.stored[-1].outcome is Outcome.PASSED


def test_enter_belongs_to_the_hand_when_it_has_a_use_for_it(hand):
    hand.look()
    hand.wait(900)
    hand.press("f", "enter")
    assert hand.stored == []
    hand.press("j", "enter")
    assert hand.stored[-1].answer == "f900 j900"


def test_at_the_deadline_what_enter_would_take_counts(hand):
    hand.look()
    hand.wait(900)
    hand.press("f", "j")
    hand.wait(9000)
    response = hand.stored[-1]
    assert (response.outcome, response.rt_ms) == (Outcome.ANSWERED, 900)


@pytest.mark.parametrize("keys", ["", "f"])
def test_at_the_deadline_anything_less_is_a_time_out(hand, keys):
    hand.look()
    hand.wait(900)
    hand.press(*keys)
    hand.wait(9000)
    response = hand.stored[-1]
    assert (response.outcome, response.rt_ms, response.correct) == (Outcome.TIMED_OUT, None, False)


def test_a_pause_voids_the_item_and_the_next_one_comes_with_an_empty_hand(hand):
    hand.look()
    hand.wait(500)
    hand.press("f", "escape")
    assert hand.session.pause_reason is PauseReason.ASKED
    assert hand.stored[-1].flags >= {Flag.PAUSED}
    hand.press("space")
    assert hand.session.typed.hand == Taps()


def test_after_a_miss_the_picture_stays_as_the_hand_left_it(hand):
    wrong = "".join("fj"[key == "f"] for key in hand.right)
    hand.answer(wrong)
    assert hand.session.stage is Stage.CORRECTION
    assert hand.session.correction.drawing.spoken == "3 taps"
    hand.wait(400)
    hand.press("escape", "u")
    assert Flag.UNDONE in hand.session.responses[0].flags


def test_a_click_reaches_the_hand_once_the_picture_is_painted(hand):
    click = lambda column: hand.send(Click(column, 0, hand.stamp()))  # noqa: E731
    click(3)
    early = Click(3, 0, hand.stamp())
    hand.mono_ms += 6
    hand.look()
    hand.send(early)
    hand.wait(600)
    for column in (3, 15, 3):
        click(column)
    assert hand.stored[-1].answer == "f600 j600 f600"
    click(3)
    assert len(hand.stored) == 1


def test_by_lines_a_line_is_the_whole_answer(tap_deck, hand_for):
    hand = hand_for(tap_deck(), by_lines=True)
    hand.look()
    hand.wait(500)
    hand.say("what")
    assert (hand.session.notice, hand.stored) == (Notice.NOT_AN_ANSWER, [])
    hand.say("fj")
    assert hand.session.typed.hand.text == "f0 j0"
    hand.say(hand.right)
    assert hand.stored[-1].correct is True
    hand.look()
    hand.wait(500)
    hand.say("")
    assert hand.stored[-1].outcome is Outcome.PASSED


def test_listening_is_no_thinking_time(tap_deck, hand_for):
    silent, heard = (hand_for(tap_deck(heard=heard)).session.showing for heard in (False, True))
    assert heard.deadline_ms == silent.deadline_ms + 500


def test_the_warm_up_taps_the_keys_of_the_deck(tap_deck, hand_for):
    hand = hand_for(tap_deck(), copy_ms=None)
    texts = hand.session.copying.texts
    assert len(texts) == 8
    assert all(len(text) == 4 and set(text) <= {"f", "j"} for text in texts)
    for text in texts:
        hand.look()
        hand.wait(700)
        hand.press(*text)
    saved = [effect for effect in hand.effects if isinstance(effect, SaveCopyTime)]
    assert [effect.kind for effect in saved] == [AnswerKind.TAPS]
    assert hand.session.copy_ms == 700
    assert hand.session.typed.hand == Taps()


def test_the_warm_up_of_moves_is_from_square_to_square(tap_deck, hand_for):
    texts = hand_for(tap_deck(AnswerField(AnswerKind.MOVE)), copy_ms=None).session.copying.texts
    assert all(len(text) == 4 and text[:2] != text[2:] and set(text[::2]) <= set("abcdefgh") for text in texts)


def test_an_exam_asks_with_hands_and_in_other_words_too(hand):
    paper = Paper((ExamQuestion(1), ExamQuestion(5, rewording=0)), to_pass=1)
    asked = begin_exam(hand.run, (), paper, copy_ms=900, by_lines=False, at=hand.stamp())
    stored = []

    def tell(event_of):
        nonlocal asked
        asked, effects = exam.step(asked, event_of(hand.stamp()))
        stored.extend(effect.response for effect in effects if isinstance(effect, Commit))

    tell(lambda at: Key("enter", None, at))
    for _ in paper.questions:
        tell(Painted)
        hand.wait(600)
        for key in asked.session.showing.item.right:
            assert asked.session.typed.hand is not None
            tell(lambda at, key=key: Key(key, key, at))
    assert asked.stage is ExamStage.OWN_WORDS
    assert [(r.role, r.correct, r.presentation) for r in stored] == [
        (Role.EXAM, True, "plain"),
        (Role.EXAM, True, "r1"),
    ]


_EVENTS = st.one_of(
    st.sampled_from(["f", "j", "x", "q", "u", "enter", "escape", "space", "backspace", "ctrl+up", "tab", "?", "!"]).map(
        lambda name: lambda at: Key(name, name if len(name) == 1 else None, at)
    ),
    st.tuples(st.integers(-5, 90), st.integers(-5, 30)).map(lambda cell: lambda at: Click(*cell, at)),
    st.sampled_from(["fjf", "f", "", "what", ":q", ":u"]).map(lambda text: lambda at: Line(text, at)),
    st.sampled_from([Painted, Tick, Stopped]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(by_lines=st.booleans(), events=st.lists(st.tuples(st.integers(0, 3000), _EVENTS), max_size=40))
def test_no_order_of_events_answers_a_showing_twice(hand, by_lines, events):
    at_ms = 1_767_254_400_000
    stamp = lambda: Stamp(at_ms * 1_000_000, Moment(at_ms, 60))  # noqa: E731
    session = begin(
        hand.run, (), goal=Goal(responses=30), pressure=Pressure.FIRM, copy_ms=900, by_lines=by_lines, at=stamp()
    )
    showings = []
    for pause_ms, event_of in events:
        at_ms += pause_ms
        session, effects = step(session, event_of(stamp()))
        showings += [effect.showing for effect in effects if isinstance(effect, Commit)]
    assert len(showings) == len(set(showings))
