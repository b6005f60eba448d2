"""Notes in the rows of a list: shown, played and judged."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains import JUDGES, SHOWS, way
from drillgrok.domains.harmony.ways import parse_notes
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.domain import Way
from drillgrok.model.item import AnswerField, AnswerKind, Item, ItemKey

FIELD = AnswerField(AnswerKind.TEXT, closed=frozenset({"I"}))

DECK = """
deck: quiet-lines
title: Quiet lines
items: {list: lines.csv}
show: {staff: notes, clef: clef, signature: signs, caption: key}
judge: {notes: any-octave}
rule: As it stands.
"""
LINES = """prompt,answer,notes,clef,signs,key
Which notes?,C4 E4,C4 E4,,,C major
And now?,Eb3+G3,Eb3+G3,bass,-3,C minor
"""


def item(*accepts: str) -> Item:
    return Item(ItemKey("0" * 12), "What is it?", frozenset(accepts), accepts[0] if accepts else "", 0.1)


def show(**options: str) -> Way:
    return way(SHOWS, options)


def judged(likeness: str, right: str, *given_answers: str) -> list[bool]:
    judge = way(JUDGES, {"notes": likeness}).dress(item(right), {"answer": right}, Random(0)).judge
    assert judge is not None
    return [judge(answer) for answer in given_answers]


def test_a_row_is_drawn_on_the_staff_that_has_room() -> None:
    staff = show(staff="notes")
    assert staff.columns == ("notes",)
    assert staff.field(FIELD) == FIELD
    for notes, spoken in {
        "C4+E4+G4 F4": "Treble clef. Together: C 4, E 4, G 4. Together: F 4.",
        "C3": "Bass clef. C 3.",
        "eb4 D4": "Treble clef. E flat 4, D 4.",
    }.items():
        assert staff.flaw({"notes": notes}) is None
        drawing = staff.dress(item(), {"notes": notes}, Random(0)).drawing
        assert drawing is not None
        assert drawing.spoken == spoken


def test_columns_may_give_clef_signature_and_caption() -> None:
    staff = show(staff="n", clef="c", signature="s", caption="k")
    assert staff.columns == ("n", "c", "s", "k")
    drawing = staff.dress(item(), {"n": "C4", "c": "bass", "s": "-3", "k": "minor"}, Random(0)).drawing
    assert drawing is not None
    assert drawing.spoken == "Bass clef, three flats, minor. C 4."


@pytest.mark.parametrize(
    "cells",
    [
        {"n": "", "c": "", "s": ""},
        {"n": "C4 H4", "c": "", "s": ""},
        {"n": "C4+", "c": "", "s": ""},
        {"n": "C9", "c": "", "s": ""},
        {"n": "C4 C2", "c": "", "s": ""},
        {"n": "C4", "c": "soprano", "s": ""},
        {"n": "C4", "c": "", "s": "8"},
        {"n": "C4", "c": "", "s": "two"},
        {"n": "C4 " * 12, "c": "", "s": ""},
    ],
)
def test_what_cannot_stand_on_a_staff_is_a_flaw_and_then_only_text(cells: dict[str, str]) -> None:
    staff = show(staff="n", clef="c", signature="s")
    assert staff.flaw(cells)
    assert staff.dress(item("I"), cells, Random(0)) == item("I")


def test_a_row_is_played_after_what_comes_first() -> None:
    play = show(play="notes", after="opening")
    assert play.columns == ("notes", "opening")
    cells = {"notes": "A4", "opening": "C4+E4+G4"}
    assert play.flaw(cells) is None
    sound = play.dress(item(), cells, Random(0)).sound
    assert sound is not None
    assert sorted(note.midi % 12 for note in sound.notes[:3]) == [0, 4, 7]
    assert {note.start_ms for note in sound.notes[:3]} == {0}
    assert sound.notes[3].midi % 12 == 9
    assert sound.notes[3].start_ms > sound.notes[0].length_ms


def test_what_cannot_be_played_is_a_flaw_and_then_silent() -> None:
    play = show(play="notes")
    assert play.flaw({"notes": "la la"})
    assert play.dress(item("I"), {"notes": "la la"}, Random(0)).sound is None


def test_notes_are_judged_as_the_deck_says() -> None:
    assert judged("exact", "Eb4", "Eb4", "eb4", "E♭4", "Eb3", "Eb", "D#4", "x") == [True] * 3 + [False] * 4
    assert judged("any-octave", "Eb4", "Eb4", "eb", "Eb2", "D#4", "") == [True] * 3 + [False] * 2
    assert judged("any-spelling", "Eb4", "Eb", "D#", "Fbb2", "E") == [True] * 3 + [False]
    assert judged("exact", "Ebb4", "E♭♭4", "E𝄫4", "E𝄪4", "E♮4") == [True, True, False, False]
    assert judged("any-octave", "C4+E4+G4 F4", "G+E+C F", "C E G F") == [True, False]


def test_judged_notes_are_typed_in_an_open_line() -> None:
    field = way(JUDGES, {"notes": "exact"}).field(FIELD)
    assert field.closed is None
    assert field.alphabet is not None
    assert set("Eb4 +f#x") <= field.alphabet
    assert way(JUDGES, {"notes": "exact"}).flaw({"answer": "maybe"})
    assert way(JUDGES, {"notes": "any-octave"}).flaw({"answer": "Eb"}) is None


@pytest.mark.parametrize(
    ("named", "options"),
    [
        (SHOWS, {"staff": "notes", "colour": "red"}),
        (SHOWS, {"play": "notes", "speed": "fast"}),
        (JUDGES, {"notes": "roughly"}),
        (JUDGES, {"notes": "exact", "strictly": "yes"}),
    ],
)
def test_strange_options_are_refused_with_what_to_do(named: dict[str, str], options: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        way(named, options)
    assert refusal.value.mend


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_be_read_as_notes(text: str) -> None:
    read = parse_notes(text)
    assert read is None or all(chord for chord in read)
    assert all(isinstance(right, bool) for right in judged("any-spelling", "C4", text))


def test_a_list_deck_shows_and_judges_notes(deck_from: Callable[..., Deck]) -> None:
    deck = deck_from(DECK, lines_csv=LINES)
    shown = [deck.items.item(index, (), Random(0)) for index in range(2)]
    assert [each.drawing.spoken for each in shown if each.drawing] == [
        "Treble clef, C major. C 4, E 4.",
        "Bass clef, three flats, C minor. Together: E flat 3, G 3.",
    ]
    assert all(each.judge is not None for each in shown)
    assert shown[1].judge is not None
    assert shown[1].judge("G5+Eb2")
