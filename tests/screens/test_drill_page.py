"""The pages of a running session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.items.answers import answer_field
from drillgrok.model.deck import Deck
from drillgrok.model.drawing import Drawing, Span, Tone
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Item, ItemKey
from drillgrok.model.log import Clock, Role
from drillgrok.practice.state import Session, Stage
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.drill.pauses import break_page, pause_page
from drillgrok.screens.kit.page import Page, width_of
from drillgrok.screens.kit.question import room_needed
from tests.helpers.pages import plain_text

Golden = Callable[[str, Page], None]
PICTURE = Drawing(tuple((Span(f"{row:x}" * 78),) for row in range(16)), spoken="sixteen rows")
CHOICE = AnswerField(AnswerKind.CHOICE, choices=("left", "right"), alphabet=frozenset("12"))


@pytest.fixture
def hand(hand_for: Callable[..., Any], deck_from: Callable[..., Deck]) -> Any:
    return hand_for(deck_from())


def page_of(hand: Any, width: int = 80, height: int = 24) -> Page:
    return drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=width, height=height)


def with_item(session: Session, item: Item, field: AnswerField | None = None) -> Session:
    assert session.showing is not None
    run = replace(session.run, field=field or session.run.field)
    return replace(session, run=run, showing=replace(session.showing, item=item))


def picture_item() -> Item:
    return Item(ItemKey("0" * 12), "Which one?", frozenset({"1"}), "1", 0.5, drawing=PICTURE)


def test_an_item_is_asked_in_large_letters(hand: Any, golden: Golden) -> None:
    hand.look()
    hand.wait(2000)
    golden("asking", page_of(hand))


def test_what_is_typed_stands_below_the_prompt(hand: Any, golden: Golden) -> None:
    hand.look()
    hand.press("1")
    golden("typing", page_of(hand))


def test_a_miss_shows_the_right_answer_and_what_was_said(hand: Any, golden: Golden) -> None:
    wrong = next(text for text in ("4", "5") if text != hand.right)
    hand.answer(wrong)
    golden("correction", page_of(hand))


def test_the_warm_up_says_what_it_is_for(
    hand_for: Callable[..., Any], deck_from: Callable[..., Deck], golden: Golden
) -> None:
    golden("copying", page_of(hand_for(deck_from(), copy_ms=None)))


def test_a_pause_hides_the_prompt_and_offers_the_commands(hand: Any, golden: Golden) -> None:
    hand.look()
    hand.press("escape")
    golden("pause", pause_page(hand.session, 80, 24))


def test_a_break_tells_practised_totals_only(hand: Any, golden: Golden) -> None:
    while hand.session.stage is not Stage.BREAK:
        hand.answer_right()
    golden("break", break_page(hand.session, 80, 24))


def test_a_picture_of_78_by_16_fits_80x24_with_all_that_belongs_to_it(hand: Any, golden: Golden) -> None:
    hand.look()
    hand.session = with_item(hand.session, picture_item(), CHOICE)
    assert room_needed(hand.session) == (78, 21)
    golden("picture", page_of(hand))


def test_a_miss_on_a_picture_keeps_the_picture(hand: Any, golden: Golden) -> None:
    hand.session = with_item(hand.session, picture_item())
    hand.answer("2")
    golden("picture-correction", page_of(hand))


@pytest.mark.parametrize(("width", "height"), [(60, 16), (72, 20), (80, 24), (160, 50)])
def test_every_page_fills_the_terminal_and_keeps_the_way_to_help(hand: Any, width: int, height: int) -> None:
    hand.look()
    asked = page_of(hand, width, height)
    hand.answer("")
    for page in (asked, page_of(hand, width, height)):
        assert len(page) == height
        assert max(map(width_of, page)) <= width
        assert "Esc pause · ? help" in plain_text(page)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("clock", list(Clock))
def test_nothing_on_the_page_tells_a_probe_from_another_item(hand: Any, role: Role, clock: Clock) -> None:
    hand.look()
    before = page_of(hand)
    assert hand.session.showing is not None
    other = replace(hand.session.showing, role=role, clock=clock, seen=9, shown=9)
    hand.session = replace(hand.session, showing=other)
    assert page_of(hand) == before


def test_the_bar_shows_the_share_of_time_whatever_the_deadline(hand: Any) -> None:
    hand.look()
    assert hand.session.showing is not None

    def after_half(deadline_ms: int) -> Page:
        showing = replace(hand.session.showing, deadline_ms=deadline_ms)
        now_ns = hand.stamp().mono_ns + deadline_ms * 500_000
        return drill_page(replace(hand.session, showing=showing), now_ns=now_ns, width=80, height=24)

    assert after_half(2000) == after_half(12_000)


def test_a_hidden_bar_leaves_everything_else_in_its_place(hand: Any) -> None:
    hand.look()
    shown = page_of(hand)
    hand.press("b")
    hidden = page_of(hand)
    changed = [row for row, other in zip(shown, hidden, strict=True) if row != other]
    assert len(changed) == 1
    assert "━" in plain_text((changed[0],))


def test_the_prompt_stands_still_between_question_and_correction(hand: Any) -> None:
    hand.look()
    asked = page_of(hand)
    hand.wait(400)
    hand.press("enter")
    rows = [y for y, row in enumerate(asked) if any(piece.tone is Tone.STRONG for piece in row)]
    corrected = page_of(hand)
    assert [asked[y] for y in rows] == [corrected[y] for y in rows]


def test_a_wrong_answer_is_told_by_sign_and_word(hand: Any) -> None:
    hand.answer("")
    assert "✗ don't know" in plain_text(page_of(hand))


def test_a_right_answer_is_told_by_sign_and_word_beside_the_next_prompt(hand: Any) -> None:
    while hand.session.responses == () or hand.session.responses[-1].role is not Role.PRACTISED:
        hand.answer_right()
    assert "last answer ✓ right" in plain_text(page_of(hand))


def test_markup_and_control_sequences_in_a_prompt_are_shown_as_they_stand(hand: Any) -> None:
    text = "[bold]x[/] \x1b[2J 漢字"
    hand.session = with_item(hand.session, Item(ItemKey("0" * 12), text, frozenset({"1"}), "1", 0.5))
    page = plain_text(page_of(hand))
    assert "[bold]x[/] [2J 漢字" in page
    assert "\x1b" not in page


def test_a_long_prompt_is_broken_between_words(hand: Any) -> None:
    text = " ".join(["somewhat"] * 30)
    hand.session = with_item(hand.session, Item(ItemKey("0" * 12), text, frozenset({"1"}), "1", 0.5))
    page = page_of(hand)
    assert max(map(width_of, page)) <= 80
    assert plain_text(page).count("somewhat") == 30


def test_an_open_end_shows_the_number_of_answers_and_no_bar(hand: Any) -> None:
    hand.session = replace(hand.session, goal=replace(hand.session.goal, responses=None))
    assert "0 answers" in plain_text(page_of(hand)[:1])
    assert "┄" not in plain_text(page_of(hand)[:1])


def test_a_goal_in_minutes_is_shown_in_minutes(hand: Any) -> None:
    hand.session = replace(hand.session, goal=replace(hand.session.goal, responses=None, minutes=20))
    assert "0 of 20 min" in plain_text(page_of(hand)[:1])


def kana_item() -> tuple[Item, AnswerField]:
    answers = ("たべて", "のんで", "한국")
    item = Item(ItemKey("0" * 12), "食べる", frozenset(answers[:1]), answers[0], 0.3)
    return item, answer_field(AnswerKind.LETTERS, AnswerForm.VALUE, answers)


def test_what_is_typed_in_wide_letters_stays_where_it_began(hand: Any, golden: Golden) -> None:
    hand.session = with_item(hand.session, *kana_item())
    hand.look()
    left = []
    for typed in ("", "た", "たべ"):
        session = replace(hand.session, typed=replace(hand.session.typed, text=typed))
        page = drill_page(session, now_ns=hand.stamp().mono_ns, width=80, height=24)
        row = next(row for row in page if any(piece.text == "› " for piece in row))
        left.append((len(row[0].text), width_of(row)))
    assert len(set(left)) == 1
    golden("wide-letters", page)


def test_wide_letters_are_typed_like_any_other(hand: Any) -> None:
    hand.session = with_item(hand.session, *kana_item())
    hand.look()
    hand.wait(500)
    hand.press(*"たべて")
    assert (hand.stored[-1].answer, hand.stored[-1].correct) == ("たべて", True)


def test_many_choices_are_spread_evenly_over_rows(hand: Any, golden: Golden) -> None:
    hand.look()
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    item = Item(ItemKey("0" * 12), "2041-03-28", frozenset({"Sunday"}), "Sunday", 1 / 7)
    hand.session = with_item(hand.session, item, AnswerField(AnswerKind.CHOICE, choices=days))
    golden("choices", page_of(hand))


def test_a_prompt_too_long_for_large_letters_gets_smaller_ones(hand: Any, golden: Golden) -> None:
    hand.look()
    item = Item(ItemKey("0" * 12), "192.168.10.199/27", frozenset({"1"}), "1", 0.1)
    hand.session = with_item(hand.session, item)
    golden("smaller-letters", page_of(hand))
