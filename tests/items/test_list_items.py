"""Lists: what the columns of a CSV file mean, and what is wrong with a row."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck, Items
from drillgrok.model.head import DeckSource
from drillgrok.model.item import AnswerKind, Item

DECK = "deck: words\ntitle: Words\nitems: {list: items.csv}\nrule: As in the book.\n"


def deck_of(rows: str, text: str = DECK) -> Deck:
    return read_deck(DeckSource("deck.yaml", {"deck.yaml": text, "items.csv": rows}, None, "words", sealed=False))


def item(items: Items, index: int) -> Item:
    return items.item(index, (), Random(0))


def refusal(rows: str, text: str = DECK) -> str:
    with pytest.raises(DrillgrokError) as caught:
        deck_of(rows, text)
    return str(caught.value)


def test_a_row_is_an_item_with_every_right_answer() -> None:
    items = deck_of('prompt,answer,accept\n"Hund, der",dog,hound | doggy\nKatze,cat,\n').items
    assert (item(items, 0).prompt, item(items, 0).right) == ("Hund, der", "dog")
    assert item(items, 0).accepts == {"dog", "hound", "doggy"}
    assert item(items, 1).accepts == {"cat"}
    assert items.field(()).closed == {"dog", "hound", "doggy", "cat"}


def test_a_key_survives_rewording_and_reordering() -> None:
    before = deck_of("key,prompt,answer\n1,Hund,dog\n2,Katze,cat\n").items
    after = deck_of("prompt,key,answer\nKatze,2,cat\nHunde,1,dog\n").items
    assert set(before.keys) == set(after.keys)


def test_without_a_key_the_composed_prompt_names_the_item() -> None:
    composed, decomposed = "prompt,answer\n\u00e9t\u00e9,summer\n", "prompt,answer\ne\u0301te\u0301,summer\n"
    assert list(deck_of(composed).items.keys) == list(deck_of(decomposed).items.keys)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("prompt,answer\nHund,dog\nKatze,cat\nHund,hound\n", "items.csv:4: The row has the same prompt as line 2."),
        ("key,prompt,answer\n1,Hund,dog\n1,Katze,cat\n", "items.csv:3: The row has the same key as line 2."),
        ("key,prompt,answer\n1,Hund,dog\n2,Hund,hound\n", "items.csv:3: The row has the same prompt as line 2."),
        ("prompt,antwort\nHund,dog\n", "items.csv:1: There is no column 'answer'."),
        ("prompt,answer\n", "items.csv:1: The list has no items."),
        ("", "items.csv:1: The file is empty."),
        ("prompt,answer,answer\nHund,dog,dog\n", "items.csv:1: The first line names 'answer' twice."),
        (
            "prompt;answer\nHund;dog; or hound\n",
            "items.csv:2: The row has 3 cells, the header 2. Quote cells with semic",
        ),
        ("prompt;answer;chance\nHund;dog;1,5\n", "items.csv:2: The chance is '1.5'."),
        ("prompt,answer\nHund\n", "items.csv:2: The prompt or the answer is empty or too long."),
        ("prompt,answer\nHund,\n", "items.csv:2: The prompt or the answer is empty"),
        ('prompt,answer\nHund,dog\n"Katze,cat\n', "items.csv:3: The row is not CSV."),
        ("prompt,answer,chance\nHund,dog,1.5\n", "items.csv:2: The chance is '1.5'."),
        ('prompt,answer\n"Hund\nder",dog\nKatze\n', "items.csv:4: The prompt or the answer is empty or too long."),
    ],
)
def test_a_wrong_row_is_told_with_its_line(rows: str, told: str) -> None:
    assert refusal(rows).startswith(told)


def test_a_chance_is_read_as_spreadsheets_write_it() -> None:
    deck = deck_of("prompt;answer;chance\nHund;dog;0,25\nKatze;cat;25 %\nMaus;mouse;.25\n")
    assert deck.items.chances.tolist() == [0.25, 0.25, 0.25]


def test_mistakes_in_the_deck_and_in_its_list_are_told_together() -> None:
    report = refusal("prompt,answer\nHund\nKatze\n", DECK + "held_out: 99%\n")
    assert [line.split(": ")[0] for line in report.splitlines()] == ["deck.yaml:5:11", "items.csv:2", "items.csv:3"]


def test_a_hundred_thousand_wrong_rows_give_a_short_report() -> None:
    assert refusal("prompt,answer\n" + "Hund\n" * 100_000).count("\n") <= 100


def test_groups_come_from_the_group_column_or_the_columns_that_the_deck_names() -> None:
    rows = "prompt,answer,group,stem,case\na,1,x,s,1\nb,2,x,t,1\nc,3,,s,1\nd,4,,t,2\n"
    assert len(set(deck_of(rows).items.group_of)) == 3
    named = DECK.replace("{list: items.csv}", "{list: items.csv, group: [stem, case]}")
    assert list(deck_of(rows, named).items.group_of[[0, 2]]) == [deck_of(rows, named).items.group_of[0]] * 2
    assert len(set(deck_of(rows, named).items.group_of)) == 3


def test_apart_is_a_column_whose_text_groups_share() -> None:
    rows = "prompt,answer,group,ending\na,1,x,t\nb,2,x,t\nc,3,,t\nd,4,,u\ne,5,,\nf,6,,\n"
    items = deck_of(rows, DECK.replace("{list: items.csv}", "{list: items.csv, apart: ending}")).items
    of_row = items.apart_hashes[items.group_of].tolist()
    assert len(items.group_hashes) == 5
    assert of_row[0] == of_row[1] == of_row[2]
    assert len({*of_row[2:]}) == 4  # rows without a text stand by themselves


def test_a_row_that_apart_parts_from_its_group_is_told_with_its_line() -> None:
    rows = "prompt,answer,group,ending\na,1,x,t\nb,2,x,u\nc,3,,t\n"
    report = refusal(rows, DECK.replace("{list: items.csv}", "{list: items.csv, apart: ending}"))
    assert report.startswith("items.csv:3: An earlier row of its group has another value under `apart`.")


def test_a_named_column_that_is_not_there_is_told_with_the_nearest_one() -> None:
    report = refusal("prompt,answer,rating\nHund,dog,3\n", DECK + "match: raiting\n")
    assert report == "deck.yaml:5:8: 'raiting' is not a column of the list. Did you mean 'rating'?"


def test_exceptions_match_and_parts_are_columns() -> None:
    text = DECK.replace("{list: items.csv}", "{list: items.csv, parts: [stem]}") + "match: rating\nexception: odd\n"
    items = deck_of("prompt,answer,stem,rating,odd\na,1,x,2.5,no\nb,2,y,3,yes\nc,3,x,4,\n", text).items
    assert items.parts.tolist() == [[0], [1], [0]]
    assert items.exceptions.tolist() == [False, True, False]
    assert items.balance is not None
    assert items.balance.tolist() == [2.5, 3, 4]


def test_chance_is_the_most_frequent_answers_share_unless_given() -> None:
    items = deck_of("prompt,answer,chance\na,x,\nb,x,\nc,x,\nd,y,0.25\n").items
    assert [item(items, index).chance for index in range(4)] == [0.75, 0.75, 0.75, 0.25]
    assert item(deck_of("prompt,answer\na,x\nb,y\n", DECK + "chance: 10%\n").items, 0).chance == pytest.approx(0.1)


def test_each_row_can_offer_choices_of_its_own() -> None:
    rows = "prompt,answer,choices\na,x,x|y\nb,z,w|z\nc,u,t|u|v\nd,s,s|r\n"
    items = deck_of(rows, DECK + "answers: choice\n").items
    assert items.field(()).kind is AnswerKind.CHOICE
    assert item(items, 2).choices == ("t", "u", "v")
    assert item(items, 0).chance == 0.5
    assert "none of the choices" in refusal(rows.replace("a,x", "a,q"), DECK + "answers: choice\n")


def test_every_answer_that_a_rephrasing_leaves_open_is_right() -> None:
    text = DECK + 'rephrased:\n  - {prompt: "What is {answer}?", answer: prompt}\n'
    items = deck_of("prompt,answer\nHund,dog\nRüde,dog\nKatze,cat\n", text).items
    asked = items.rephrased(0, 0, (), Random(0))
    assert asked is not None
    assert (asked.prompt, asked.accepts, asked.presentation) == ("What is dog?", {"Hund", "Rüde"}, "r1")
    assert asked.chance == pytest.approx(2 / 3)
    field = items.field(())
    assert field.closed is not None
    assert {"Hund", "Katze", "cat"} <= field.closed


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1, unique=True))
def test_every_row_gives_back_its_own_texts(prompts: list[str]) -> None:
    unique = sorted({deck_prompt(prompt) for prompt in prompts})
    quoted = [f'"{prompt.replace(chr(34), chr(34) * 2)}",answer {number}' for number, prompt in enumerate(unique)]
    items = deck_of("prompt,answer\n" + "\n".join(quoted)).items
    assert [item(items, index).prompt for index in range(len(items))] == unique
    assert [item(items, index).right for index in range(len(items))] == [f"answer {n}" for n in range(len(unique))]


def deck_prompt(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text).strip()
