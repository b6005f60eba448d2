"""A miss is set beside what the given answer would have been right for, on the staff and for the ear."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from drillgrok.domains import domain_items
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected
from drillgrok.model.domain import DomainOptions
from drillgrok.model.drawing import Drawing

STAVES = ("intervals", "qualities", "numerals", "degrees", "cadences")
HEARD = ("heard-intervals", "heard-qualities", "heard-degrees", "heard-cadences", "heard-rows", "dictation")


def items_of(drill: str) -> DomainDeckItems:
    return DomainDeckItems(drill, domain_items(DomainOptions("harmony", {"drill": drill})))


def missed(drill: str, index: int, other: int) -> tuple[Corrected, str, str]:
    items = items_of(drill)
    item = items.item(index, (), Random(1))
    given = items.domain.item(other).right
    return items.corrected(index, item, given, ()), item.right, given


def without_others(drawn: Corrected) -> Iterator[Corrected]:
    """As it is, then as it is where what it showed is held out, and so on."""
    while True:
        yield drawn
        if drawn.alone is None:
            return
        drawn = drawn.alone()


def text(drawing: Drawing) -> str:
    return "\n".join("".join(span.text for span in line) for line in drawing.lines)


def two(drill: str) -> tuple[int, int]:
    """An item and another with another answer."""
    domain = items_of(drill).domain
    first = len(domain) // 2
    return first, next(k for k in range(len(domain)) if domain.item(k).right != domain.item(first).right)


@pytest.mark.parametrize("drill", STAVES)
def test_both_stand_on_the_staff_by_name_and_can_be_heard(drill: str) -> None:
    drawn, right, given = missed(drill, *two(drill))
    picture = text(drawn.frames[0])
    assert f"{RIGHT_SIGN} {right}" in picture
    if drawn.others:
        assert f"{WRONG_SIGN} {given}" in picture
        assert len(drawn.sounds) == 2
        assert items_of(drill).domain.item(drawn.others[0]).right == given
        *_, last = without_others(drawn)
        assert WRONG_SIGN not in text(last.frames[0])
    assert max(map(len, picture.split("\n"))) <= 80
    assert len(drawn.frames[0].lines) <= 18


@pytest.mark.parametrize("drill", HEARD)
def test_ones_own_answer_can_be_heard_in_the_octave_of_the_question(drill: str) -> None:
    drawn, _, given = missed(drill, *two(drill))
    right_sound, own_sound = drawn.sounds
    assert own_sound.spoken == given
    assert own_sound.notes != right_sound.notes
    lowest = [min(note.midi for note in sound.notes) for sound in drawn.sounds]
    assert abs(lowest[0] - lowest[1]) <= 12
    assert own_sound.timbre == right_sound.timbre
    *_, last = without_others(drawn)
    assert len(last.sounds) == 1


@pytest.mark.parametrize("drill", ["heard-intervals", "heard-cadences", "dictation"])
def test_ones_own_answer_is_heard_in_the_key_of_the_question(drill: str) -> None:
    """All three begin with the first chord of the key."""
    drawn, _, _ = missed(drill, *two(drill))
    bass = [min(note.midi for note in sound.notes if note.start_ms == 0) % 12 for sound in drawn.sounds]
    assert bass[0] == bass[1]


@pytest.mark.parametrize("drill", ["sums", "mirrors"])
def test_a_note_that_is_asked_for_stands_on_the_staff_beside_the_given_one(drill: str) -> None:
    drawn, right, given = missed(drill, *two(drill))
    picture = text(drawn.frames[0])
    assert f"{RIGHT_SIGN} {right}" in picture
    assert f"{WRONG_SIGN} {given}" in picture
    assert picture.count("▟█▛") == 4
    assert len(drawn.sounds) == 2
    assert max(map(len, picture.split("\n"))) <= 80
