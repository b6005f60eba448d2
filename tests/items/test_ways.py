"""`show` and `judge` of a list: what a deck may say there, what a row must hold, other ways in a rephrasing. The two
ways here are small and whole: dots that are counted, and a judge that lets near numbers pass."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.domains import JUDGES, SHOWS
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.domain import WayKind
from drillgrok.model.drawing import Drawing, Span
from drillgrok.model.head import DeckSource
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.options import COLUMN, DomainOption, Whole


@dataclass(frozen=True)
class Dots:
    """As many dots as the column says, in the ink that the deck names."""

    columns: tuple[str, ...]
    ink: str

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        cell = cells[self.columns[0]]
        return None if cell.isdecimal() else f"{cell!r} is not a number of dots."

    def field(self, answers: AnswerField) -> AnswerField:
        return replace(answers, kind=AnswerKind.TAPS)

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        dots = self.ink * int(cells[self.columns[0]])
        return replace(item, drawing=Drawing(((Span(dots),),), spoken=f"{len(dots)} dots"))


DOTS = WayKind(
    "dots",
    (DomainOption("dots", "how many", COLUMN, default=None), DomainOption("ink", "the sign", COLUMN, default="*")),
    lambda told: Dots((told["dots"],), told["ink"]),
)


@dataclass(frozen=True)
class Near:
    """A number within `within` of the column's."""

    columns: tuple[str, ...]
    within: int

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        return None

    def field(self, answers: AnswerField) -> AnswerField:
        assert answers.kind in {AnswerKind.TAPS, AnswerKind.DIGITS}
        return answers

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        right = int(cells[self.columns[0]])
        return replace(item, judge=lambda text: text.isdecimal() and abs(int(text) - right) <= self.within)


NEAR = WayKind(
    "a number near another",
    (DomainOption("near", "the number", COLUMN, default=None), DomainOption("within", "how near", Whole(0, 9), "1")),
    lambda told: Near((told["near"],), int(told["within"])),
)


@pytest.fixture(autouse=True)
def _ways(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("ways_of_a_test")
    vars(module).update(DOTS=DOTS, NEAR=NEAR)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(SHOWS, "dots", "ways_of_a_test:DOTS")
    monkeypatch.setitem(JUDGES, "near", "ways_of_a_test:NEAR")


DECK = "deck: dots\ntitle: Dots\nitems: {list: items.csv}\n{}\nrule: Count.\n"
ROWS = "prompt,answer,shown,other,other_answer\nFirst?,10,10,7,7\nSecond?,20,20,,\n"


def deck_of(ways: str, rows: str = ROWS, *, path: Path | None = None, sealed: bool = False) -> Deck:
    files = {"deck.yaml": DECK.replace("{}", ways), "items.csv": rows}
    return read_deck(DeckSource("deck.yaml", files, path, "dots", sealed=sealed))


def refusal(ways: str, rows: str = ROWS, *, path: Path | None = None) -> list[str]:
    with pytest.raises(DrillgrokError) as caught:
        deck_of(ways, rows, path=path)
    return str(caught.value).split("\n")


def item(deck: Deck, index: int) -> Item:
    return deck.items.item(index, (), Random(0))


def test_a_row_is_shown_and_then_judged_as_the_deck_says() -> None:
    deck = deck_of("show: {dots: shown, ink: o}\njudge: {near: answer, within: 2}")
    first = item(deck, 0)
    assert first.drawing is not None
    assert first.drawing.spoken == "10 dots"
    assert first.drawing.lines == ((Span("o" * 10),),)
    assert first.judge is not None
    assert [first.judge(text) for text in ("8", "12", "13", "ten")] == [True, True, False, False]
    assert deck.items.field(()).kind is AnswerKind.TAPS


def test_the_plain_ways_need_not_be_named() -> None:
    assert item(deck_of(""), 0) == item(deck_of("show: text\njudge: exact"), 0)


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ("show: {dot: shown}", "deck.yaml:4:8: 'dot' is not a way to show. Did you mean 'dots'?"),
        ("judge: {fuzzy: shown}", "deck.yaml:4:9: 'fuzzy' is not a way to judge. Choose one of: exact,"),
        ("show: fuzzy", "deck.yaml:4:7: 'fuzzy' is not a way to show. Choose one of: text,"),
        ("show: {}", "deck.yaml:4:7: '{}' is not a way to show. Choose one of: text,"),
        ("show: [dots]", "deck.yaml:4:7: show is a mapping of keys and values."),
        ("show: dots", "deck.yaml:4:7: 'dots' is not told what to read. Name a column: {dots: column}."),
        ("show: {dots: [shown]}", "deck.yaml:4:14: dots is a text."),
        ("show: {dots: show}", "deck.yaml:4:7: The list has no column 'show'. Did you mean 'shown'?"),
        ("judge: {near: answer, within: far}", "deck.yaml:4:8: 'within' cannot be 'far'. Write 0 to 9."),
    ],
)
def test_what_a_deck_may_not_say_of_its_ways(ways: str, told: str) -> None:
    (flaw,) = refusal(ways)
    assert flaw.startswith(told)


def test_ways_belong_to_lists() -> None:
    table = DECK.replace("{list: items.csv}", "{table: {a: 1..3}, prompt: '{a}', answer: a}").replace("{}", "%")
    source = DeckSource("deck.yaml", {"deck.yaml": table.replace("%", "show: {dots: a}")}, None, "dots", sealed=False)
    with pytest.raises(DrillgrokError, match="A deck from a table has no way to show but 'text'"):
        read_deck(source)


BAD_ROWS = ROWS + "Third?,3,three,,\nFourth?,4,4,four,4\n"


def test_an_author_hears_of_every_row_that_cannot_be_shown(tmp_path: Path) -> None:
    told = refusal(
        "show: {dots: shown}\nrephrased: [{show: {dots: other}, answer: other_answer}]",
        BAD_ROWS,
        path=tmp_path / "deck.yaml",
    )
    assert [line.removeprefix(f"{tmp_path}/") for line in told] == [
        "items.csv:4: 'three' is not a number of dots.",
        "items.csv:5: 'four' is not a number of dots.",
    ]


def test_a_sealed_deck_is_opened_without_looking_at_its_rows(tmp_path: Path) -> None:
    assert len(deck_of("show: {dots: shown}", BAD_ROWS, path=tmp_path / "deck.yaml", sealed=True).items) == 4


def test_a_rephrasing_may_show_and_ask_other_columns_under_the_same_prompt() -> None:
    deck = deck_of("show: {dots: shown}\nrephrased: [{show: {dots: other, ink: o}, answer: other_answer}]")
    assert deck.rephrasings == 1
    other = deck.items.rephrased(0, 0, (), Random(0))
    assert other is not None
    assert other.drawing is not None
    assert (other.prompt, other.drawing.spoken, other.presentation) == ("First?", "7 dots", "r1")
    assert (other.accepts, other.right, other.chance) == ({"7"}, "7", item(deck, 0).chance)
    assert deck.items.rephrased(1, 0, (), Random(0)) is None, "its own columns are empty in the second row"
    closed = deck.items.field(()).closed
    assert closed == {"10", "20", "7"}


def test_a_rephrasing_that_only_shows_otherwise_keeps_answer_and_judge() -> None:
    deck = deck_of("show: {dots: shown}\njudge: {near: answer}\nrephrased: [{show: {dots: shown, ink: o}}]")
    other = deck.items.rephrased(1, 0, (), Random(0))
    assert other is not None
    assert other.drawing is not None
    assert other.judge is not None
    assert (other.drawing.lines[0][0].text, other.right, other.judge("21")) == ("o" * 20, "20", True)


def test_a_rephrasing_with_a_prompt_is_shown_as_it_says_itself() -> None:
    deck = deck_of(
        "show: {dots: shown}\nrephrased:\n  - {prompt: 'What has {answer}?', answer: prompt}\n"
        "  - {prompt: 'How many, {prompt}', show: {dots: other}, answer: answer}"
    )
    in_words, in_dots = (deck.items.rephrased(0, which, (), Random(0)) for which in (0, 1))
    assert in_words is not None
    assert in_dots is not None
    assert (in_words.drawing, in_words.right) == (None, "First?")
    assert in_dots.drawing is not None
    assert (in_dots.prompt, in_dots.drawing.spoken) == ("How many, First?", "7 dots")


def test_a_chosen_answer_may_be_shown_otherwise_but_not_asked_in_other_words() -> None:
    chosen = 'show: {dots: shown}\nanswers: choice\nchoices: ["10", "20"]\nrephrased: [%s]'
    other = deck_of(chosen % "{show: {dots: shown, ink: o}}").items.rephrased(0, 0, (), Random(0))
    assert other is not None
    assert other.choices == ("10", "20")
    (flaw,) = refusal(chosen % "{prompt: '{answer}?', answer: prompt}")
    assert "An answer that is chosen cannot be rephrased." in flaw


def test_a_rephrasing_needs_words_or_a_way() -> None:
    assert [flaw.split(": ", 1)[1] for flaw in refusal("rephrased: [{answer: prompt}]")] == [
        "A rephrasing has no 'prompt'. Add a wording of columns, such as prompt: \"{answer}?\"."
    ]


def test_how_a_list_is_judged_fixes_its_answers_and_how_it_is_shown_does_not() -> None:
    plain, shown = deck_of("").answers_version, deck_of("show: {dots: shown}").answers_version
    near_by, far_off = (deck_of(f"judge: {{near: answer, within: {n}}}").answers_version for n in (1, 9))
    assert plain == shown
    assert len({plain, near_by, far_off}) == 3
