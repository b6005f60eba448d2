"""Prompts that stand in a file more than once, choices beside typed answers, and the report of what is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.importers import gathering
from drillgrok.importers.gathering import Merging, Survey, merged, survey
from drillgrok.importers.questions import Entry, Losses, OpenedFile, Question, Skipped, question


def material(*entries: Entry) -> OpenedFile:
    def once(losses: Losses) -> Iterator[Entry]:
        losses["pictures"] += 1
        return iter(entries)

    return OpenedFile("", once)


def gathered(*entries: Entry) -> tuple[Survey, list[Question], Merging]:
    merging, whole = Merging(), material(*entries)
    seen = survey(whole)
    return seen, list(merged(seen, merging)), merging


def test_other_answers_to_the_same_prompt_are_right_too_and_the_same_row_counts_once() -> None:
    _, questions, merging = gathered(
        Question(1, "a", "x"), Question(2, "b", "y"), Question(3, "a", "z", ("x", "w")), Question(4, "b", "y")
    )
    assert questions == [Question(1, "a", "x", ("z", "w")), Question(2, "b", "y")]
    assert (merging.joined, merging.same, merging.left_out.count) == (1, 1, 0)


def test_an_answer_that_cannot_stand_beside_another_is_left_out_with_the_reason() -> None:
    _, questions, merging = gathered(Question(1, "a", "x"), Question(2, "a", "y|z"))
    assert questions == [Question(1, "a", "x")]
    assert [one.place for one in merging.left_out.told] == [2]
    _, questions, merging = gathered(Question(3, "c", "p", (), ("p", "q")), Question(4, "c", "q", (), ("q", "r")))
    assert questions == [Question(3, "c", "p", (), ("p", "q"))]
    assert merging.left_out.told == [
        Skipped(4, "Its prompt stands in 3 with another answer, and the two cannot be joined.")
    ]


def test_choices_are_offered_where_all_questions_have_them_and_else_spelt_out() -> None:
    choice = Question(1, "Which?", "p", (), ("p", "q"))
    seen, questions, _ = gathered(choice)
    assert seen.chosen
    assert questions == [choice]
    seen, questions, _ = gathered(choice, Question(2, "Say", "x"))
    assert seen.mixed
    assert questions[0] == Question(1, "Which? (p / q)", "p")


def test_questions_that_become_the_same_by_spelling_out_are_joined() -> None:
    choice = Question(1, "Which?", "p", (), ("p", "q"))
    _, questions, merging = gathered(choice, Question(2, "Which? (p / q)", "q"), Question(3, "Say", "x"))
    assert [one.prompt for one in questions] == ["Say", "Which? (p / q)"]
    assert merging.joined == 1


def test_all_that_is_left_out_is_counted_and_the_first_of_it_told() -> None:
    seen, _, _ = gathered(*(Skipped(k, "why") for k in range(50)), Question(51, "a", "b"))
    assert seen.left_out.count == 50
    assert [one.place for one in seen.left_out.told] == list(range(20))
    assert seen.losses == {"pictures": 1}


def test_more_questions_than_a_deck_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_ITEMS", 5)
    assert survey(material(*(Question(k, str(k), "x") for k in range(5)))).count == 5
    with pytest.raises(DrillgrokError, match="more than 5 questions"):
        survey(material(*(Question(k, str(k), "x") for k in range(6))))


def test_other_answers_are_told_apart_from_the_first() -> None:
    assert question(1, " a ", "b ", ["b", "", "c", "c "]) == Question(1, "a", "b", ("c",))
