"""What people type is taken for the answer that it means, by one judge; no folding joins two answers of a deck."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.domains import domain_items
from drillgrok.items.answers import answer_field, open_field
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.items.spelling import (
    begins_longer,
    belongs,
    is_among,
    is_complete,
    meant,
    submits_itself,
    with_spellings,
)
from drillgrok.model.deck import Deck
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind


def field_of(*answers: str, prompts: tuple[str, ...] = (), form: AnswerForm = AnswerForm.VALUE) -> AnswerField:
    made = answer_field(AnswerKind.TEXT, form, answers)
    return with_spellings(made, ((answer,) for answer in answers), prompts)


def typed_in(field: AnswerField, text: str) -> str:
    """What stands in the field after these keys."""
    return "".join(belongs(field, char) or "" for char in text)


@pytest.mark.parametrize(
    ("answers", "text", "answer"),
    [
        (("Tokyo", "Paris"), "tokyo", "Tokyo"),
        (("Tokyo", "Paris"), "TOKYO", "Tokyo"),
        (("it’s", "its"), "it's", "it’s"),
        (("it’s", "its"), "it´s", "it’s"),
        (("İzmir", "ev"), "izmir", "İzmir"),
        (("12", "7"), "１２", "12"),
        (("a–b", "ab"), "a-b", "a–b"),
        (("a...b", "x"), "a…b", "a...b"),
        (("minor 7", "minor"), "minor7", "minor 7"),
        (("minor 7", "minor"), "  minor   7 ", "minor 7"),
        (("kız", "ev"), "kiz", "kız"),
        (("Mädchen", "Haus"), "maedchen", "Mädchen"),
        (("straße", "weg"), "strasse", "straße"),
        (("ın", "in"), "in", "in"),
        (("I", "i"), "i", "i"),
        (("I", "i"), "I", "I"),
    ],
)
def test_what_people_type_is_the_answer_that_it_means(answers: tuple[str, ...], text: str, answer: str) -> None:
    field = field_of(*answers)
    assert meant(field, text) == answer
    assert meant(field, typed_in(field, text)) == answer, "by keys as by lines"
    assert is_complete(field, text)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        (("I", "i", "V"), "v"),
        (("B", "b"), "B "),
        (("x²", "x2"), "x²"),
        (("e g", "eg"), "e g"),
        (("kız", "kiz"), "kiz"),
        (("kızım", "ev"), "kızim"),
    ],
)
def test_a_folding_that_would_join_two_answers_is_off(answers: tuple[str, ...], text: str) -> None:
    field = field_of(*answers)
    assert meant(field, text) == text.strip()
    assert all(meant(field, answer) == answer for answer in answers)


def test_spellings_that_a_row_accepts_anyway_join_nothing() -> None:
    field = answer_field(AnswerKind.TEXT, AnswerForm.VALUE, ["Tokyo", "tokyo", "Paris"])
    assert meant(with_spellings(field, [("Tokyo", "tokyo"), ("Paris",)]), "PARIS") == "Paris"
    assert meant(with_spellings(field, [("Tokyo",), ("tokyo",), ("Paris",)]), "PARIS") == "PARIS"


@settings(deadline=None)
@given(st.sets(st.text("aAbB1１ ’'-–ıiä", min_size=1, max_size=4).map(str.strip).filter(bool), min_size=1, max_size=12))
def test_every_answer_means_itself_and_no_two_are_one(answers: set[str]) -> None:
    answers = {" ".join(answer.split()) for answer in answers}
    field = field_of(*sorted(answers))
    assert {meant(field, answer) for answer in answers} == answers
    for answer in answers:
        assert is_complete(field, answer)
        assert not (submits_itself(field, answer) and begins_longer(field, answer))


@pytest.mark.parametrize(
    "text",
    ["tsuzuite", "tuzuite", "tsudzuite", "tuduite", "つづいて", "ツヅイテ", "TSUZUITE", "ﾂﾂﾞｲﾃ"],
)
def test_kana_and_every_romanisation_are_one_answer(text: str) -> None:
    field = with_spellings(
        open_field(AnswerKind.TEXT, AnswerForm.VALUE, "tsuzuiteつづいて"),
        [("tsuzuite", "つづいて"), ("atte", "あって")],
        ["つづく、つづきます"],
    )
    assert is_among(field, meant(field, text), frozenset({"tsuzuite", "つづいて"}))
    assert not is_among(field, meant(field, text), frozenset({"atte", "あって"}))
    assert typed_in(field, text) == text


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("しって", ("shitte", "sitte")),
        ("よんで", ("yonde", "yon'de")),
        ("こんにちは", ("konnichiha", "konnitiha")),
        ("ちゃんと", ("chanto", "tyanto")),
        ("まっちゃ", ("matcha", "maccha", "mattya")),
        ("とうきょう", ("toukyou", "tōkyō")),
        ("しんぶん", ("shimbun", "shinbun", "sinbun")),
        ("きんえん", ("kin'en",)),
        ("じゅう", ("juu", "zyuu", "jū")),
    ],
)
def test_romanisations_in_use(kana: str, latin: tuple[str, ...]) -> None:
    field = field_of(kana, "あって")
    assert {meant(field, text) for text in latin} == {kana}


@pytest.mark.parametrize(
    ("text", "answer"), [("은", "eun"), ("는", "neun"), ("를", "reul"), ("nŭn", "neun"), ("lŭl", "reul")]
)
def test_hangul_and_its_romanisations_are_one_answer_where_a_deck_shows_hangul(text: str, answer: str) -> None:
    field = field_of("eun", "neun", "reul", prompts=("가게",))
    assert meant(field, text) == answer
    assert typed_in(field, text) == text
    assert belongs(field_of("eun", "neun"), "은") is None


@pytest.mark.parametrize(
    ("drill", "text", "answer"),
    [
        ("sums", "b", "B"),
        ("sums", "bb", "Bb"),
        ("sums", "B♭", "Bb"),
        ("sums", "bbb", "Bbb"),
        ("sums", "c##", "Cx"),
        ("sums", "c#", "C#"),
        ("sums", "C♯♯", "Cx"),
        ("sums", "f×", "Fx"),
        ("intervals", "b", "B"),
        ("intervals", "m3", "m3"),
        ("intervals", "M3", "M3"),
        ("numerals", "vii°6", "viio6"),
        ("numerals", "viiº", "viio"),
        ("numerals", "V", "V"),
    ],
)
def test_flats_sharps_and_signs_are_taken_as_musicians_type_them(drill: str, text: str, answer: str) -> None:
    field = DomainDeckItems(drill, domain_items(DomainOptions("harmony", {"drill": drill}))).field(())
    assert meant(field, typed_in(field, text)) == answer


def test_nothing_submits_itself_while_a_longer_spelling_begins_with_it() -> None:
    field = DomainDeckItems("sums", domain_items(DomainOptions("harmony", {"drill": "sums"}))).field(())
    assert not submits_itself(field, "c#"), "c## is C double sharp"
    assert not submits_itself(field, "b")
    assert submits_itself(field, "c##")
    assert submits_itself(field, "bbb")


def test_a_set_of_many_members_is_looked_through_at_once() -> None:
    many = " ".join(str(n) for n in range(10, 22))
    field = field_of(many, "10 99", form=AnswerForm.SET)
    assert begins_longer(field, "21, 10")
    assert not submits_itself(field, "10")
    assert submits_itself(field, "99 10")
    assert submits_itself(field, " ".join(reversed(many.split())))


def test_what_a_prompt_offers_by_a_key_can_be_typed_itself(deck_from: Callable[..., Deck]) -> None:
    text = "deck: offered\ntitle: Offered\nitems: {list: offered.csv}\nanswers: key\nrule: The ending.\n"
    rows = "".join(
        f'"{word}_\n1 은 · 2 는",{k % 2 + 1},{word}\n' for k, word in enumerate(("가게", "가구", "가방", "가을"))
    )
    field = deck_from(text, offered_csv=f"prompt,answer,key\n{rows}").items.field(())
    assert belongs(field, "는") == "는"
    assert meant(field, "는") == "2"
    assert submits_itself(field, "는")
    assert submits_itself(field, "2")


def test_short_options_can_be_typed_instead_of_their_number() -> None:
    field = with_spellings(answer_field(AnswerKind.CHOICE, AnswerForm.VALUE, None, ("ä", "a", "ta")), [("ä",), ("a",)])
    assert meant(field, "ä") == "ä"
    assert meant(field, "2") == "a"
    assert submits_itself(field, "ta")
    long = with_spellings(answer_field(AnswerKind.CHOICE, AnswerForm.VALUE, None, ("Monday", "Tuesday")), [("Monday",)])
    assert belongs(long, "M") is None
    assert meant(long, "tuesday") == "Tuesday", "a line has no commands that a letter could be"
