"""What counts as the same answer, and what a field takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.items.answers import answer_field, answer_kind, canonical, open_field
from drillgrok.model.item import AnswerForm, AnswerKind


def test_white_space_and_composition_make_no_other_answer() -> None:
    assert canonical("  white \t bishop\n", AnswerForm.VALUE) == "white bishop"
    assert canonical("cafe\u0301", AnswerForm.VALUE) == "café"


def test_case_and_leading_zeros_make_another_answer() -> None:
    assert canonical("Ab", AnswerForm.VALUE) == "Ab"
    assert canonical("07", AnswerForm.VALUE) == "07"


@given(st.text(), st.sampled_from(AnswerForm))
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str, form: AnswerForm) -> None:
    assert canonical(canonical(text, form), form) == canonical(text, form)


@given(st.lists(st.integers(), max_size=5).flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_a_set_is_the_same_in_any_order_and_with_any_separator(orders: tuple[list[int], list[int]]) -> None:
    first, second = orders
    spaced = " ".join(map(str, first))
    assert canonical(spaced, AnswerForm.SET) == canonical(", ".join(map(str, second)), AnswerForm.SET)
    assert canonical(spaced, AnswerForm.SET) == canonical(";".join(map(str, second)), AnswerForm.SET)


def test_a_set_keeps_a_value_that_stands_twice() -> None:
    assert canonical("3,3", AnswerForm.SET) == "3 3"


@pytest.mark.parametrize(
    ("answers", "form", "kind"),
    [
        (["12", "-3"], AnswerForm.VALUE, AnswerKind.DIGITS),
        (["1 2", "3 4"], AnswerForm.SET, AnswerKind.DIGITS),
        (["ab", "é"], AnswerForm.VALUE, AnswerKind.LETTERS),
        (["a b"], AnswerForm.SET, AnswerKind.LETTERS),
        (["a b"], AnswerForm.VALUE, AnswerKind.TEXT),
        (["a1"], AnswerForm.VALUE, AnswerKind.TEXT),
        ([], AnswerForm.VALUE, AnswerKind.TEXT),
        (None, AnswerForm.VALUE, AnswerKind.TEXT),
    ],
)
def test_a_typed_answers_kind_follows_from_its_characters(
    answers: list[str] | None, form: AnswerForm, kind: AnswerKind
) -> None:
    assert answer_kind(answers, form) is kind


def test_up_to_200_answers_close_a_field() -> None:
    field = answer_field(AnswerKind.DIGITS, AnswerForm.VALUE, map(str, range(200)))
    assert field.closed == frozenset(map(str, range(200)))
    assert field.alphabet == frozenset("0123456789")


def test_more_than_200_answers_leave_a_field_open_with_its_alphabet() -> None:
    field = answer_field(AnswerKind.DIGITS, AnswerForm.VALUE, map(str, range(201)))
    assert field.closed is None
    assert field.alphabet == frozenset("0123456789")


def test_answers_that_cannot_be_listed_may_have_any_character() -> None:
    field = answer_field(AnswerKind.TEXT, AnswerForm.VALUE, None)
    assert field.closed is None
    assert field.alphabet is None


def test_the_members_of_a_set_may_be_parted_while_typing() -> None:
    field = answer_field(AnswerKind.DIGITS, AnswerForm.SET, ["2 1"])
    assert field.closed == {"1 2"}
    assert field.alphabet == frozenset("12 ,")
    assert open_field(AnswerKind.DIGITS, AnswerForm.SET, "01").alphabet == frozenset("01 ,")


def test_a_choice_is_typed_by_its_number() -> None:
    field = answer_field(AnswerKind.CHOICE, AnswerForm.VALUE, ["yes"], ("no ", "yes"))
    assert field.choices == ("no", "yes")
    assert field.closed == {"1", "2"}
    assert field.alphabet == frozenset("12")
