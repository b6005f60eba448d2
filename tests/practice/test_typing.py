"""Which keys belong to an answer, and when an answer submits itself."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.items.answers import answer_field
from drillgrok.items.spelling import belongs, is_complete, meant, submits_itself
from drillgrok.model.item import AnswerForm, AnswerKind
from drillgrok.practice.state import Typed
from drillgrok.practice.typing import erase_key, type_key

NUMBERS = answer_field(AnswerKind.DIGITS, AnswerForm.VALUE, [str(n) for n in range(31)])
OPEN = answer_field(AnswerKind.TEXT, AnswerForm.VALUE, None)
PAIRS = answer_field(AnswerKind.DIGITS, AnswerForm.SET, ["3 5", "3 50", "7 8"])


@pytest.mark.parametrize(("text", "submits"), [("0", True), ("1", False), ("12", True), ("3", False), ("4", True)])
def test_an_answer_submits_itself_when_it_begins_no_other(text, submits):
    assert submits_itself(NUMBERS, text) is submits


def test_an_open_answer_never_submits_itself():
    assert not submits_itself(OPEN, "anything")


def test_a_set_submits_itself_in_any_order_but_not_when_more_may_come():
    assert submits_itself(PAIRS, "8 7")
    assert submits_itself(PAIRS, "7, 8")
    assert not submits_itself(PAIRS, "3 5")
    assert submits_itself(PAIRS, "5 3")
    assert submits_itself(PAIRS, "50 3")


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=12))
def test_every_answer_of_a_closed_set_can_be_given(answers):
    field = answer_field(AnswerKind.LETTERS, AnswerForm.VALUE, answers)
    for answer in answers:
        typed = Typed()
        for at, char in enumerate(answer):
            assert belongs(field, char) == char
            if typed.text and submits_itself(field, typed.text):
                pytest.fail(f"{typed.text} was taken while {answer} was being typed")
            typed = type_key(typed, char, at)
        assert is_complete(field, typed.text)


def test_a_deck_of_all_letters_takes_every_letter():
    field = answer_field(AnswerKind.LETTERS, AnswerForm.VALUE, ascii_lowercase)
    assert all(belongs(field, letter) == letter for letter in ascii_lowercase)
    assert belongs(field, "Q") == "q"
    assert belongs(field, "!") is None


def test_a_letter_and_its_mark_typed_apart_are_one_letter():
    field = answer_field(AnswerKind.LETTERS, AnswerForm.VALUE, ["été", "한"])
    typed = Typed()
    for at, char in enumerate("e\u0301te\u0301"):
        assert belongs(field, char) == char
        typed = type_key(typed, char, at)
    assert typed.text == "été"
    assert submits_itself(field, typed.text)
    assert erase_key(typed, 9).text == "ét"


def test_a_control_character_belongs_to_no_answer():
    assert belongs(OPEN, "\x1b") is None
    assert belongs(OPEN, None) is None


def test_a_choice_is_answered_by_its_number():
    field = answer_field(AnswerKind.CHOICE, AnswerForm.VALUE, None, ("Monday", "Tuesday"))
    assert submits_itself(field, "2")
    assert meant(field, "2") == "Tuesday"


def test_backspace_takes_back_one_character_and_counts_as_a_change():
    typed = erase_key(Typed("12", 5, 6), 9)
    assert typed == Typed("1", 5, 9)
    assert erase_key(Typed(), 9) == Typed()
