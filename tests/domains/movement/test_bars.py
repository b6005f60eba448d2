"""A miss as bars below each other: what is right, and what was tapped, stand under the notes that they played."""

from __future__ import annotations

from drillgrok.domains.movement.bars import TappedBar
from drillgrok.domains.movement.taps import on_the_beat


def rows_of(given: str) -> list[str]:
    bar = TappedBar("jxf", ("x..x.x..",), "jfj", on_the_beat(given, 300), None)
    return ["".join(span.text for span in line).rstrip() for line in bar.drawing().lines]


def test_each_hand_stands_under_the_note_that_it_plays() -> None:
    stem, _, right_j, right_f, wrong_j, wrong_f = rows_of("fff")
    notes = [column for column, sign in enumerate(stem) if sign == "■"]
    assert len(notes) == 3
    assert [right_j[column : column + 1] for column in notes] == ["■", " ", "■"]
    assert right_f[notes[1]] == "■"
    assert wrong_j.strip() == "✗ j│"
    assert [wrong_f[column] for column in notes] == ["✗", "■", "✗"]


def test_beats_without_a_note_are_marked_as_where_it_was_asked() -> None:
    assert rows_of("jfj")[0].replace(" ", "") == "│■··■·■··"


def test_a_tap_too_many_stands_behind_the_bar() -> None:
    stem, *_, wrong_j, _ = rows_of("jfjj")
    assert wrong_j.rindex("✗") > len(stem)
