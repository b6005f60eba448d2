"""What a deck may ask of the drills of movement, and what they all share."""

import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.movement import DRILLS
from drillgrok.domains.movement.orbits import groups_of
from drillgrok.domains.movement.phrases import PhraseItems
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import AnswerKind


def drill(**values: str) -> PhraseItems:
    made = domain_items(DomainOptions("movement", values))
    assert isinstance(made, PhraseItems)
    return made


@pytest.mark.parametrize("name", DRILLS)
def test_every_drill_is_tapped_and_has_two_or_four_keys(name: str) -> None:
    made = domain_items(DomainOptions("movement", {"drill": name}))
    assert made.field.kind is AnswerKind.TAPS
    assert made.field.alphabet in (frozenset("fj"), frozenset("dfjk"), frozenset("j"))


def test_a_deck_may_flash_its_stems_and_judge_rhythm() -> None:
    manner = drill(drill="fingers-walk", flash="450 ms", rhythm="25%").manner
    assert manner.flash_ms == 450
    assert manner.rhythm is not None
    assert (manner.rhythm.beat_ms, manner.rhythm.tolerance) == (450, 0.25)
    free = drill(drill="fingers-walk", rhythm="30 %").manner.rhythm
    assert free is not None
    assert free.beat_ms is None


def test_a_bar_of_notes_has_the_notes_beats_and_hands_that_a_deck_asks_for() -> None:
    made = drill(drill="sticks-notes", notes="3", beats="24", wood="birch")
    assert {len(one.stem[0]) for one in made.phrases} == {24}
    assert {one.stem[0].count("x") for one in made.phrases} == {3}
    assert made.manner.prompt == "Play these three notes, left and right."
    hands = {(one.stem[0], one.answer) for one in made.phrases}
    usual = drill(drill="sticks-notes", notes="3", beats="24")
    assert hands != {(one.stem[0], one.answer) for one in usual.phrases}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"drill": "waltz"},
        {"drill": "lamps", "flash": "400 ms"},
        {"drill": "sticks-notes", "rhythm": "20%"},
        {"drill": "sticks-notes", "notes": "8"},
        {"drill": "sticks-notes", "notes": "two"},
        {"drill": "sticks-notes", "beats": "20"},
        {"drill": "sticks-notes", "wood": "pine"},
        {"drill": "gaps", "notes": "4"},
        {"drill": "gaps", "keys": "fj"},
        {"drill": "fingers-walk", "keys": "asda"},
        {"drill": "fingers-walk", "keys": "axdf"},
        {"drill": "lamps", "pause": "2 s"},
        {"drill": "fingers-walk", "tempo": "3"},
        {"drill": "fingers-walk", "flash": "fast"},
        {"drill": "fingers-walk", "flash": "20 ms"},
        {"drill": "fingers-walk", "rhythm": "40%"},
        {"drill": "gaps", "rhythm": "x"},
    ],
)
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("movement", values))
    assert refusal.value.mend


def test_groups_are_what_the_moves_can_reach() -> None:
    figures = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)]
    least = groups_of(figures, [lambda figure: figure[::-1]])
    assert least == {(0, 0): (0, 0), (0, 1): (0, 1), (1, 0): (0, 1), (1, 1): (1, 1), (2, 2): (2, 2)}
