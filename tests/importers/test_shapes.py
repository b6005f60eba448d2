"""Files as tutors have them: what is taken of each, what is left out and why, and that the docs say so."""

from __future__ import annotations

from tests.helpers.goldens import Goldens
from tools.shapes.made import shapes
from tools.shapes.table import PAGE, page, taken

ITEMS = {
    "verbs.csv": 12,
    "intervals.tsv": 3,
    "new.txt": 2,
    "old.txt": 3,
    "old.apkg": 2,
    "new.apkg": 2,
    "gaps.txt": 2,
    "cards.md": 4,
    "tides.md": 4,
    "quiz.gift": 5,
    "norsk.csv": 3,
    "mer.csv": 2,
    "umi.csv": 3,
    "ruby.txt": 4,
}


def test_of_each_file_of_a_tutor_as_much_is_taken_as_was_looked_at_once() -> None:
    assert {shape.name: taken(shape).items for shape in shapes()} == ITEMS


def test_nothing_is_left_out_without_its_place_and_a_reason() -> None:
    for shape in shapes():
        for said in taken(shape).left_out:
            place, _, why = said.partition(": ")
            assert place.split()[-1].isdigit(), said
            assert why.endswith("."), said


def test_the_docs_say_what_becomes_of_each_file(goldens: Goldens) -> None:
    goldens.hold(PAGE, page())
