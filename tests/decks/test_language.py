"""The language decks: every item against a second derivation, and what their lists hold."""

import csv
from collections import Counter
from random import Random
from textwrap import wrap
from unicodedata import is_normalized

import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.items.spelling import belongs, submits_itself
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerKind
from oracles.language.oracle import ORACLES, agreement
from oracles.language.oracle_sounds import said_as_looked_up
from oracles.language.told import FOLDER, Row, rows_of
from tools.language.lists import lists

every_list = pytest.mark.parametrize("name", ORACLES)
BY_ENTER = {"arabic-the-whole", "japanese-te-kana"}
"""Decks whose answers are too many to list."""


@pytest.fixture(scope="module")
def decks() -> dict[str, Deck]:
    """The decks of the folder by id."""
    return {path.stem: read_deck(load_source(path)) for path in FOLDER.glob("*.yaml")}


def columns(name: str, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in wanted) for row in rows_of(name)]


def best_by(rows: list[Row], feature: str | slice) -> float:
    """How often the best guess is right that knows only a part of the prompt."""
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        known = str(len(row["prompt"])) if isinstance(feature, str) else row["prompt"].removesuffix("_")[feature]
        seen.setdefault(known, Counter())[row["answer"]] += 1
    return sum(max(counts.values()) for counts in seen.values()) / len(rows)


@every_list
def test_every_answer_and_claim_is_derived_a_second_time(name: str) -> None:
    found = agreement(name)
    assert found.wrong == ()
    assert found.items >= 480


def test_every_deck_of_the_folder_has_an_oracle() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {path.stem for path in FOLDER.glob("*.csv")} == set(ORACLES)


def test_the_lists_are_those_that_are_made_from_the_words() -> None:
    for name, text in lists().items():
        assert (FOLDER / f"{name}.csv").read_text(encoding="utf-8") == text


@every_list
def test_a_list_is_written_in_composed_letters(name: str) -> None:
    assert is_normalized("NFC", (FOLDER / f"{name}.csv").read_text(encoding="utf-8"))


@every_list
def test_the_order_of_a_list_tells_nothing(name: str) -> None:
    prompts = [prompt for (prompt,) in columns(name, "prompt")]
    assert prompts == sorted(prompts)


@every_list
def test_half_of_the_claims_are_true(name: str) -> None:
    held = Counter(holds for (holds,) in columns(name, "holds") if holds)
    assert all(0.43 < count / held.total() < 0.57 for count in held.values())
    assert len(held) in {0, 2}


@every_list
def test_what_is_taken_instead_of_an_answer_is_no_other_answer(name: str) -> None:
    rows = rows_of(name)
    answers = {row["answer"] for row in rows}
    taken = {row["prompt"]: answers & set(row.get("accept", "").split("|")) - {row["answer"]} for row in rows}
    both = {row["prompt"] for row in rows if name == "finnish-some" and row["accept"]}
    assert {prompt for prompt, others in taken.items() if others} == both


@pytest.mark.parametrize("name", ["english-many", "english-past"])
def test_the_dictionary_says_the_written_forms_as_the_list_does(name: str) -> None:
    found = [(said_as_looked_up(row), row["form"]) for row in rows_of(name)]
    assert [form for said, form in found if said is False] == []
    assert sum(said is True for said, _ in found) >= 380


# How the decks ask.


@every_list
def test_an_introduction_fits_the_two_lines_of_the_first_screen(name: str, decks: dict[str, Deck]) -> None:
    assert len(wrap(decks[name].head.about, 72)) <= 2


@every_list
def test_items_of_one_stem_are_one_group(name: str, decks: dict[str, Deck]) -> None:
    deck, rows = decks[name], rows_of(name)
    groups = {
        (row.get("group") or row["prompt"], int(number)) for row, number in zip(rows, deck.items.group_of, strict=True)
    }
    assert len(groups) == len({stem for stem, _ in groups}) == len(deck.items.group_hashes)


@every_list
def test_exceptions_are_counted_apart(name: str, decks: dict[str, Deck]) -> None:
    flags = [flag == "yes" for (flag,) in columns(name, "irregular")]
    assert decks[name].items.exceptions.tolist() == flags


@every_list
def test_an_answer_needs_no_enter_where_answers_can_be_listed(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    field = deck.items.field(())
    assert (field.closed is None) == (name in BY_ENTER)
    for index in Random(name).sample(range(len(deck.items)), 100):
        item = deck.items.item(index, (), Random(0))
        assert all(submits_itself(field, answer) for answer in item.accepts) == (name not in BY_ENTER)


def typed_without_its_letters(deck: Deck, right: str, accepts: frozenset[str]) -> bool:
    """Whether an ASCII keyboard can answer: by the answer itself or by what is taken for it."""
    field = deck.items.field(())
    return any(text.isascii() and all(belongs(field, char) for char in text) for text in {right, *accepts})


@every_list
def test_an_ascii_keyboard_is_enough_for_every_item(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    items = [deck.items.item(index, (), Random(0)) for index in range(len(deck.items))]
    assert all(typed_without_its_letters(deck, item.right, item.accepts) for item in items)


@every_list
def test_an_ascii_keyboard_is_enough_for_every_rephrasing(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    for index in Random(name).sample(range(len(deck.items)), 60):
        for which in range(deck.rephrasings):
            item = deck.items.rephrased(index, which, (), Random(0))
            assert item is None or all(answer.isascii() for answer in item.accepts)


KEYS = {
    "arabic-the": "dlnrstz",
    "cowries-kpt": "KPT",
    "cowries-mvx": "MVX",
    "cowries-rows": "ny",
    "cowries-turned": "KPT",
    "english-many": "isz",
    "english-past": "dit",
    "finnish-in": "12",
    "finnish-in-long": "12",
    "finnish-some": "123456",
    "korean-topic": "12",
    "spanish-loud": "123",
    "spanish-mark": "ny",
    "turkish-many": "ae",
    "turkish-my": "1234",
}
"""The keys of the decks that are answered by one, whatever the wording."""


@pytest.mark.parametrize("name", KEYS)
def test_a_deck_of_few_answers_takes_one_key_and_no_others(name: str, decks: dict[str, Deck]) -> None:
    field = decks[name].items.field(())
    assert (field.kind, field.closed) == (AnswerKind.KEY, frozenset(KEYS[name]))


# What looks at less than the rule does is no better than the chance that a deck states.


@pytest.mark.parametrize("name", ["cowries-kpt", "cowries-mvx", "cowries-turned"])
def test_the_first_or_the_last_letter_alone_does_not_tell_the_next(name: str, decks: dict[str, Deck]) -> None:
    chance = decks[name].items.item(0, (), Random(0)).chance
    assert all(best_by(rows_of(name), part) <= chance for part in ("length", slice(0, 1), slice(-1, None)))


def test_pairs_of_letters_do_not_tell_whether_a_row_can_be_laid() -> None:
    rows = rows_of("cowries-rows")
    parts = ("length", slice(0, 2), slice(-1, None))
    assert all(best_by(rows, part) < 0.55 for part in parts)
    pairs = {row["prompt"][k : k + 2] for row in rows if row["answer"] == "y" for k in range(len(row["prompt"]) - 1)}
    assert len(pairs) == 9


def test_the_whole_of_a_long_finnish_word_tells_no_more_than_chance(decks: dict[str, Deck]) -> None:
    deck = decks["finnish-in-long"]
    naive = [
        ("a" if set(prompt) & set("aou") else "ä") == answer for prompt, answer in columns(deck.id, "prompt", "answer")
    ]
    assert sum(naive) / len(naive) <= deck.items.item(0, (), Random(0)).chance


def test_chance_covers_the_one_ending_or_article_that_fits_most(decks: dict[str, Deck]) -> None:
    te = Counter(ending for (ending,) in columns("japanese-te", "answer"))
    articles = Counter(form.startswith("al-") for (form,) in columns("arabic-the-whole", "answer"))
    topics = Counter(answer for role, answer in columns("korean-three", "role", "answer") if role == "topic")
    for name, counts in (("japanese-te-kana", te), ("arabic-the-whole", articles), ("korean-three", topics)):
        chance = decks[name].items.item(0, (), Random(0)).chance
        assert counts.most_common(1)[0][1] / counts.total() <= chance < 0.7


# Sentences around words suit every one of them.

PLAIN_FRAMES = {
    "english-past": "In the past: {} — t, d or i",
    "korean-topic": "{}_ 무슨 뜻이에요?\n1 은 · 2 는",
    "korean-toward": "{} 바꿔요. — yes or no",
}
"""Deck -> its rephrasing, in which any word can stand: what dies has not been died, and nobody goes to a banana or
likes yesterday as one likes a coat."""


@pytest.mark.parametrize("name", PLAIN_FRAMES)
def test_a_word_stands_in_a_frame_that_suits_any_word(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    column = {"english-past": "form", "korean-topic": "key", "korean-toward": "claim"}[name]
    for index, (word,) in enumerate(columns(name, column)):
        asked = deck.items.rephrased(index, 0, (), Random(0))
        assert asked is not None
        assert asked.prompt == PLAIN_FRAMES[name].format(word)


# The sealed rules, worked as they say.


def test_the_cowrie_rules_name_the_barred_letter_of_each_room(decks: dict[str, Deck]) -> None:
    assert "In the first room K stays, P leads on, T is not" in " ".join(decks["cowries-kpt"].rule.split())
    barred = {row["prompt"]: row["answer"] for row in rows_of("cowries-kpt")}
    assert (barred["KKKK_"], barred["KKPT_"], barred["KPKP_"]) == ("T", "P", "K")


def test_a_list_can_be_read_by_any_reader_of_csv() -> None:
    for name in ORACLES:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert {len(row) for row in rows} == {len(header)}


def test_the_page_on_the_language_decks_holds_the_record_of_the_full_run() -> None:
    page = (FOLDER.parents[1] / "docs" / "language.md").read_text(encoding="utf-8")
    for name in ORACLES:
        found = agreement(name)
        assert f"\n| {name} | {found.items:,} | {found.exceptions} | none |\n" in page
