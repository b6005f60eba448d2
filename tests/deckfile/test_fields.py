"""Reading whole decks: the format's own example, every mistake at once, and what changes a version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from drillgrok.deckfile.flaws import DeckFlaws
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck, SymbolKind
from drillgrok.model.head import DeckSource
from drillgrok.model.item import AnswerKind, Pace
from tests.helpers.goldens import Goldens

GOLDENS = Path(__file__).parent / "goldens"

EXAMPLE = """\
deck: lantern-31
title: Lantern
family: lantern
about: Two signs go in, one comes out.
items:
  table: {a: 0..30, b: 0..30}
  where: a != b or a > 0
  let: {c: a * b}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 31
  symbols: shuffled letters
  group: {unordered: [a, b]}
  parts: [a, b, answer]
answers: typed
show: text
judge: exact
rephrased:
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
held_out: 30%
pressure: {calm: 8 s, quick: 2500 ms, floor: 1.2 s}
next: lantern-97
never_say: [modular, clock]
rule: |
  Add, and start again from 0 after 30.
"""

SMALL = """\
deck: small
title: Small
items:
  table: {a: 1..3}
  prompt: "{a}"
  answer: a
rule: The same.
"""


def source_of(text: str, *, sealed: bool = False, **files: str) -> DeckSource:
    beside = {name.replace("_csv", ".csv"): content for name, content in files.items()}
    return DeckSource("deck.yaml", {"deck.yaml": text, **beside}, None, "signs", sealed)


def deck_of(text: str, **files: str) -> Deck:
    return read_deck(source_of(text, **files))


def test_the_formats_own_example_is_read_whole() -> None:
    deck = deck_of(EXAMPLE)
    assert (deck.head.id, deck.head.title, deck.head.family) == ("lantern-31", "Lantern", "lantern")
    assert (deck.head.about, deck.head.next) == ("Two signs go in, one comes out.", "lantern-97")
    assert len(deck.items) == 31 * 31 - 1
    assert deck.items.parts.shape[1] == 3
    assert (deck.symbol_kind, deck.symbol_count) == (SymbolKind.SHUFFLED_LETTERS, 31)
    assert deck.pace == Pace(8000, 2500, 1200)
    assert deck.held_out == 0.3
    assert deck.rephrasings == 1
    assert deck.never_say == ("modular", "clock")
    assert deck.rule == "Add, and start again from 0 after 30."


def test_everything_but_deck_title_items_and_rule_has_a_default() -> None:
    deck = deck_of(SMALL)
    assert (deck.head.family, deck.head.about, deck.head.next) == ("small", "", "")
    assert (deck.pace, deck.held_out, deck.never_say) == (Pace(), 0.4, ())


def test_every_mistake_of_a_deck_is_reported_at_once_with_its_place_and_a_mend(goldens: Goldens) -> None:
    text = (GOLDENS / "mistakes.yaml").read_text(encoding="utf-8")
    with pytest.raises(DeckFlaws) as caught:
        read_deck(DeckSource("mistakes.yaml", {"mistakes.yaml": text}, None, "signs", sealed=False))
    goldens.hold(GOLDENS / "mistakes.txt", f"{caught.value}\n")


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("10 // (a - 2)", "6:14"),
        ("'10 // (a - 2)'", "6:15"),
        (">\n    10\n    // (a - 2)", "8:5"),
    ],
)
def test_a_rule_without_a_value_somewhere_is_placed_at_its_operator(answer: str, place: str) -> None:
    with pytest.raises(DeckFlaws) as caught:
        deck_of(SMALL.replace("answer: a", f"answer: {answer}"))
    assert str(caught.value).startswith(f"deck.yaml:{place}: ")
    assert "a = 2" in str(caught.value)


def test_several_right_answers_are_read_in_any_order_or_each_alone() -> None:
    items = SMALL.replace("answer: a", "answer: {KIND: [a, a + 1]}")
    together = deck_of(items.replace("KIND", "set")).items.item(0, (), Random(0))
    either = deck_of(items.replace("KIND", "any")).items.item(0, (), Random(0))
    assert together.accepts == {"1 2"}
    assert either.accepts == {"1", "2"}


def test_answer_n_of_a_choice_is_the_nth_choice() -> None:
    deck = deck_of(SMALL + "answers: choice\nchoices: [one, two, three]\n")
    field = deck.items.field(())
    assert (field.kind, field.choices) == (AnswerKind.CHOICE, ("one", "two", "three"))
    assert [deck.items.item(index, (), Random(0)).right for index in range(3)] == ["one", "two", "three"]


def test_a_frame_is_drawn_afresh_round_the_same_item() -> None:
    framed = deck_of(SMALL + "vary: {carrier: frames.csv}\n", frames_csv="carrier\nNow {prompt}!\nAnd {prompt}?\n")
    plain = deck_of(SMALL)
    shown = {framed.items.item(1, (), Random(seed)).prompt for seed in range(20)}
    assert shown == {"Now 2!", "And 2?"}
    assert list(framed.items.keys) == list(plain.items.keys)
    assert framed.answers_version == plain.answers_version


def test_wording_and_pressure_change_the_version_but_not_what_fixes_answers() -> None:
    before = deck_of(EXAMPLE)
    after = deck_of(EXAMPLE.replace("∘ {b}", "and {b}").replace("8 s", "9 s").replace("(a + b) % 31", "(a+b)  %  31"))
    assert after.head.version != before.head.version
    assert list(after.items.keys) == list(before.items.keys)
    assert after.answers_version == deck_of(EXAMPLE.replace("(a + b) % 31", "(a+b) % 31")).answers_version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(a + b) % 31", "(a + b + 1) % 31"),
        ("group: {unordered: [a, b]}", "group: [a, b]"),
        ("symbols: shuffled letters", "symbols: letters"),
        ("{c: a * b}", "{c: a + b}"),
    ],
)
def test_a_changed_answer_expression_or_grouping_changes_what_fixes_answers(old: str, new: str) -> None:
    assert deck_of(EXAMPLE.replace(old, new)).answers_version != deck_of(EXAMPLE).answers_version


def test_of_a_broken_sealed_deck_only_its_damage_is_told() -> None:
    broken = EXAMPLE.replace("% 31", "% thirty_one")
    with pytest.raises(DrillgrokError) as caught:
        read_deck(source_of(broken, sealed=True))
    assert "damaged" in str(caught.value)
    assert "thirty_one" not in str(caught.value)
    assert "thirty_one" not in repr(caught.value.__cause__)


def test_a_source_holds_the_deck_and_the_files_it_names_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("deck: words\ntitle: Words\nitems: {list: items.csv}\nrule: x\n")
    (tmp_path / "items.csv").write_text("prompt,answer\nhund,dog\nkatze,cat\n")
    (tmp_path / "other.csv").write_text("secret\n")
    source = load_source(tmp_path / "deck.yaml")
    assert set(source.files) == {"deck.yaml", "items.csv"}
    assert (source.domain, source.sealed) == (tmp_path.name, False)
    assert len(read_deck(source).items) == 2


def test_windows_line_ends_and_a_byte_order_mark_make_no_other_deck(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_bytes(EXAMPLE.encode())
    plain = load_source(file)
    file.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
    assert replace(load_source(file), path=file) == plain


def test_a_missing_deck_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError, match="No such file") as caught:
        load_source(tmp_path / "none.yaml")
    assert "\n" not in str(caught.value)


WORDS = "prompt,answer,stem\nkapi,a,kap\nevi,e,ev\n"


@pytest.mark.parametrize(
    ("text", "files", "reads"),
    [
        (SMALL, {}, "a"),
        (EXAMPLE, {}, "[a, b]"),
        ("deck: w\ntitle: W\nitems: {list: w.csv}\nrule: x\n", {"w_csv": WORDS}, "[last vowel, last 2 letters, stem]"),
        ("deck: d\ntitle: D\nitems: {domain: {name: dots, rule: cedar}}\nrule: x\n", {}, "more full dots in the left"),
    ],
)
def test_a_deck_says_what_its_rule_goes_by_in_the_names_of_its_cues(
    text: str, files: dict[str, str], reads: str
) -> None:
    deck = deck_of(f"{text}reads: {reads}\n", **files)
    assert deck.reads == {name.strip() for name in reads.strip("[]").split(",")}


@pytest.mark.parametrize(
    ("reads", "mend"),
    [("c", "Choose one of: a."), ("[a, aa]", "Did you mean 'a'?")],
)
def test_a_cue_that_no_item_has_is_a_flaw_with_the_nearest_one(reads: str, mend: str) -> None:
    with pytest.raises(DeckFlaws) as caught:
        deck_of(f"{SMALL}reads: {reads}\n")
    (flaw,) = caught.value.flaws
    assert flaw.line == SMALL.count("\n") + 1
    assert flaw.mend == mend
    assert "is called" in flaw.what
