"""GIFT questions of every kind, their escapes, and those that no deck can ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drillgrok.importers.gift import PARTIAL, TOLERANCE
from drillgrok.importers.questions import Question

FoundIn = Callable[..., Any]

ALL_KINDS = """\
// a remark
$CATEGORY: $course$/top

::Tomb:: Who is buried in that tomb?{~Grant ~Jefferson =no one # right! ~%0%nobody knows####Think of it.}

Two and two are {=four =4 =%50%5}.

::T:: Water is wet.{TRUE#wrong#right}

Fire is cold. {F}

When did it begin? {#1822:2}

What is pi? {#3.14:0.005}

Name one from 1 to 3. {#1..3}

When? {#
    =1822:0 # full
    =%50%1822:2
}

Match them. {
    =cat -> meow
    =dog -> wuff
    =puppy -> wuff
    = -> moo
}

Tell all you know. {}

Read this first.

[html]<p>What is 1 \\= 1 \\{x\\} \\~ a\\:b \\# c\\\\d?</p> {=ye\\=s}
"""


def test_every_kind_of_question_is_understood(found_in: FoundIn) -> None:
    found = found_in(ALL_KINDS, "quiz.gift")
    assert found.questions == [
        Question(4, "Who is buried in that tomb?", "no one", (), ("Grant", "Jefferson", "no one", "nobody knows")),
        Question(6, "Two and two are _____ .", "four", ("4",)),
        Question(8, "Water is wet.", "True", (), ("True", "False")),
        Question(10, "Fire is cold.", "False", (), ("True", "False")),
        Question(12, "When did it begin?", "1822", ("1820", "1821", "1823", "1824")),
        Question(14, "What is pi?", "3.14"),
        Question(16, "Name one from 1 to 3.", "1", ("2", "3")),
        Question(18, "When?", "1822"),
        Question(23, "Match them. cat", "meow", (), ("meow", "wuff", "moo")),
        Question(23, "Match them. dog", "wuff", (), ("meow", "wuff", "moo")),
        Question(23, "Match them. puppy", "wuff", (), ("meow", "wuff", "moo")),
        Question(34, "What is 1 = 1 {x} ~ a:b # c\\d?", "ye=s"),
    ]
    assert [(one.place, one.why) for one in found.left_out] == [
        (30, "It asks for an essay, which nothing can judge."),
        (32, "It has no answers: it is a description."),
    ]
    assert found.losses[TOLERANCE] == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Open {=a", "Its braces do not close."),
        ("Two {=a} gaps {=b}", "It has several sets of answers."),
        ("Which two? {~%50%a ~%50%b ~%-100%c}", "It asks for several choices at once, or marks none as right."),
        ("Which? {~a ~b}", "It asks for several choices at once, or marks none as right."),
        ("Which? {=a ~a}", "One of its choices is empty or there twice."),
        ("Which? {=a|b ~c}", "One of its several answers holds the sign |."),
        ("Which? {=%50%a}", "None of its answers is marked as right."),
        ("Pairs {=a -> b =c}", "One of its pairs has no '->'."),
        ("Number {#x}", "'x' is not a number."),
        ("Number {#}", "'' is not a number."),
        ("Number {#1..9999}", "More than 100 numbers are right."),
        ("Number {#0.2..0.8}", "No whole number is right."),
        ("Number {#5:1000}", "More than 100 numbers are right."),
        ("Number {#1e99:1e99}", "More than 100 numbers are right."),
        ("Which? {" + "".join(f"~a{k} " for k in range(20)) + "=b}", "It offers 21 choices; 2 to 20 can be offered."),
        ("Which? {=a ~" + "b" * 2000 + "}", "Its choices have more than 2,000 signs."),
        ("{=a}", "It has no prompt."),
        ("x" * 100_001 + "{=a}", "It has more than 100,000 signs."),
        ("nonsense {abc}", "None of its answers is marked as right."),
    ],
)
def test_what_no_deck_can_ask_is_left_out_with_the_reason(found_in: FoundIn, text: str, why: str) -> None:
    found = found_in(text, "quiz.gift")
    assert found.questions == []
    assert [one.why for one in found.left_out] == [why]


def test_answers_worth_a_part_of_the_marks_are_counted(found_in: FoundIn) -> None:
    found = found_in("Two {=4 ~%50%5 ~3}\n\nCapital {=Paris =%80%Lutetia}\n\nYear {#=1822 =%50%1822:2}\n", "quiz.gift")
    assert [one.accept for one in found.questions] == [(), (), ()]
    assert found.losses[PARTIAL] == 3


def test_a_gap_stands_where_the_answers_stood(found_in: FoundIn) -> None:
    assert found_in("Grant is {~buried =entombed} in it.", "q.gift").pairs == [("Grant is _____ in it.", "entombed")]


def test_whole_numbers_may_be_written_with_a_point_or_below_zero(found_in: FoundIn) -> None:
    assert found_in("n {#-2.0:1}", "q.gift").questions == [Question(1, "n", "-2", ("-3", "-1"))]


def test_gift_under_a_plain_name_is_known_by_its_look(found_in: FoundIn) -> None:
    assert found_in("::a:: b {=c}\n", "quiz.txt").pairs == [("b", "c")]
    assert found_in("b is here {T}\n", "quiz.txt").pairs == [("b is here", "True")]


def test_a_right_answer_among_wrong_ones_may_be_marked_twice(found_in: FoundIn) -> None:
    found = found_in("She _____ here.{~=has been~was}\n\nIt{=is =was}\n", "quiz.gift")
    assert found.questions == [
        Question(1, "She _____ here.", "has been", (), ("has been", "was")),
        Question(3, "It", "is", ("was",)),
    ]
