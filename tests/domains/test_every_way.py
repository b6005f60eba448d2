"""What holds for every way to show or to judge the rows of a list, whichever domain makes it. Each has an example here:
a way without one fails by its name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest

from drillgrok.domains import JUDGES, SHOWS, way
from drillgrok.errors import DrillgrokError
from drillgrok.items.answers import canonical
from drillgrok.model.corrected import RIGHT_SIGN
from drillgrok.model.domain import Way
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Item, ItemKey
from tests.helpers.hand_laws import check_fits, check_hand, rows_of


@dataclass(frozen=True)
class Example:
    """What a deck tells a way, and rows of a list that it can read."""

    told: dict[str, str]
    rows: tuple[dict[str, str], ...]


POSITIONS = (
    {"fen": "3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1", "last": "b8d8", "best": "c3a5 d8a5 e2e8", "answer": "Bxa5"},
    {"fen": "6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1", "last": "", "best": "a1a8", "answer": "Ra8#"},
    {"fen": "4k3/1p6/8/8/8/8/8/4K2R b K - 0 1", "last": "", "best": "b7b5", "answer": "b5"},
)
STAVES = (
    {"notes": "C4+E4+G4 F4", "clef": "", "signs": "", "key": "C major", "opening": "C4+E4+G4", "answer": "C4+E4+G4 F4"},
    {"notes": "Eb3 G3", "clef": "bass", "signs": "-3", "key": "", "opening": "Eb3", "answer": "Eb3 G3"},
)
EXAMPLES = {
    "board": Example({"board": "fen", "last": "last", "turned": "yes"}, POSITIONS),
    "move": Example({"move": "best", "board": "fen", "last": "last"}, POSITIONS),
    "staff": Example({"staff": "notes", "clef": "clef", "signature": "signs", "caption": "key"}, STAVES),
    "play": Example({"play": "notes", "after": "opening"}, STAVES),
    "notes": Example({"notes": "any-octave"}, STAVES),
}
HOSTILE = ("", "nonsense", "\x1b[2J", "日本", "9" * 5_000, "\x00", "-", "+ + +")
FIELD = AnswerField(AnswerKind.TEXT)


@pytest.fixture(params=[*SHOWS, *JUDGES])
def example(request: pytest.FixtureRequest) -> Example:
    """That of every way."""
    assert request.param in EXAMPLES, f"the way {request.param!r} has no row in EXAMPLES"
    return EXAMPLES[request.param]


def made(example: Example) -> Way:
    return way({**SHOWS, **JUDGES}, example.told)


def item_of(row: dict[str, str]) -> Item:
    right = row["answer"]
    return Item(ItemKey("0" * 12), "What is it?", frozenset({canonical(right, AnswerForm.VALUE)}), right, 0.1)


def dressed(example: Example, row: dict[str, str], item: Item | None = None) -> Item:
    return made(example).dress(item or item_of(row), row, Random(1))


def test_no_way_to_show_has_the_name_of_a_way_to_judge() -> None:
    assert not set(SHOWS) & set(JUDGES)


def test_it_reads_columns_of_the_row_and_finds_nothing_wrong_with_a_sound_one(example: Example) -> None:
    for row in example.rows:
        assert set(made(example).columns) <= set(row)
        assert made(example).flaw(row) is None


def test_a_strange_option_is_refused_with_what_to_do(example: Example) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        way({**SHOWS, **JUDGES}, {**example.told, "colour": "red"})
    assert refusal.value.mend


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_its_columns_is_sound_or_told_in_a_sentence(example: Example, text: str) -> None:
    flaws = [
        made(example).flaw({**row, column: text})
        for row in example.rows
        for column in (*made(example).columns, "answer")
    ]
    assert all(flaw.endswith(".") for flaw in flaws if flaw is not None)
    assert any(flaws) or text == ""


def test_a_showing_is_settled_by_its_chance_alone_and_keeps_the_item(example: Example) -> None:
    for row in example.rows:
        for presentation in ("plain", "r1"):
            item = replace(item_of(row), presentation=presentation)
            one, again = dressed(example, row, item), dressed(example, row, item)
            assert replace(one, judge=None) == replace(again, judge=None)
            assert (one.key, one.prompt, one.presentation, one.chance) == (item.key, item.prompt, presentation, 0.1)
            assert one != item


def test_whatever_it_draws_or_plays_fits_the_terminal_and_is_told_as_well(example: Example) -> None:
    for row in example.rows:
        item = dressed(example, row)
        if item.drawing is not None:
            check_fits(item.drawing)
        assert item.sound is None or item.sound.spoken.strip()


def test_rows_that_differ_are_told_apart(example: Example) -> None:
    items = [dressed(example, row) for row in example.rows]
    told = [(item.drawing, item.sound, item.right) for item in items]
    assert len(set(told)) == len(told)


def test_what_it_judges_right_is_the_right_answer(example: Example) -> None:
    for row in example.rows:
        item = dressed(example, row)
        if item.hand is not None:
            check_hand(item, item.hand)
        elif item.judge is not None:
            assert item.judge(item.right)
            assert not any(item.judge(text) for text in HOSTILE)


def test_a_miss_is_drawn_by_it_or_left_to_another_way(example: Example) -> None:
    for row in example.rows:
        item = dressed(example, row)
        for given in ("", *HOSTILE, "a2a3", "C4"):
            drawn = made(example).corrected(item, row, given)
            if drawn is None:
                assert item.hand is None, "only the way that made the hand can read its answers"
                continue
            assert drawn.spoken[0]
            for frame in drawn.frames:
                check_fits(frame)
        drawn = made(example).corrected(item, row, "a2a3") if item.hand else None
        assert drawn is None or RIGHT_SIGN in "".join(rows_of(drawn.frames[0]))


def test_the_field_that_it_makes_takes_the_right_answer(example: Example) -> None:
    field = made(example).field(FIELD)
    for row in example.rows:
        assert field.alphabet is None or set(dressed(example, row).right) <= field.alphabet
        assert (dressed(example, row).hand is not None) is (field.kind is AnswerKind.MOVE)


def test_what_can_be_gone_by_has_the_same_cues_in_every_row(example: Example) -> None:
    assert len({tuple(made(example).surface(row).cues) for row in example.rows}) == 1
