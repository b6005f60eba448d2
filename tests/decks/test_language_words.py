"""The words of the language decks against what people write, and forms that a grammar or an analyser was asked for
elsewhere: written down here by hand, derived from nothing."""

from __future__ import annotations

import pytest

from oracles.language.told import rows_of
from tools.language.exists import LANGUAGES, in_arabic_letters, made_words, spellings

TWO_PARTITIVES = """
apina apinaa apinata   asia asiaa asiata   historia historiaa historiata   hopea hopeaa hopeata
hunaja hunajaa hunajata   ikkuna ikkunaa ikkunata   kahvila kahvilaa kahvilata   kalastaja kalastajaa kalastajata
kattila kattilaa kattilata   kynttilä kynttilää kynttilätä   lattia lattiaa lattiata   laulaja laulajaa laulajata
leijona leijonaa leijonata   lentäjä lentäjää lentäjätä   makkara makkaraa makkarata   myyjä myyjää myyjätä
näyttelijä näyttelijää näyttelijätä   opettaja opettajaa opettajata   peruna perunaa perunata
pihlaja pihlajaa pihlajata   porkkana porkkanaa porkkanata   päärynä päärynää päärynätä
ravintola ravintolaa ravintolata   tarina tarinaa tarinata   vasara vasaraa vasarata   video videota videoa
"""
"""Every noun of the list of which Voikko (libvoikko 4.3, voikko-fi 2.5) reads a second form as its partitive."""
ONE_PARTITIVE = {
    "kuu": "kuuta",
    "tie": "tietä",
    "huone": "huonetta",
    "auto": "autoa",
    "pöytä": "pöytää",
    "risti": "ristiä",
}
ADDED = ("a", "ä", "ta", "tä", "tta", "ttä")

NOT_MADE_UP = {
    "turkish-many": "kasis koran tulun",
    "english-many": "flick brock gran snit",
    "english-past": "bred blest flick",
    "korean-topic": "그나마 자시지",
    "spanish-mark": "bramo brama fleto fletar clima",
    "arabic-the": "julūd barād ʿumūm faqid",
    "finnish-in-long": "työmatka päätähti kesäpuku",
}
"""Deck -> words that exist and were once thought to be made up."""


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_made_up_word_is_one_that_people_write(name: str) -> None:
    pytest.importorskip("wordfreq")
    from tools.language.exists import written_often

    assert written_often(name) == set()
    assert len(made_words(name)) >= 100


@pytest.mark.parametrize("name", NOT_MADE_UP)
def test_a_word_that_exists_is_not_said_to_be_made_up(name: str) -> None:
    assert not set(NOT_MADE_UP[name].split()) & set(made_words(name))


def partitives() -> dict[str, set[str]]:
    return {
        row["key"]: {row["key"] + ADDED[int(key) - 1] for key in (row["answer"], row["accept"]) if key}
        for row in rows_of("finnish-some")
    }


def test_a_finnish_noun_with_two_partitives_takes_both_and_no_other_noun_does() -> None:
    words = TWO_PARTITIVES.split()
    told = {word: {first, second} for word, first, second in zip(words[::3], words[1::3], words[2::3], strict=True)}
    found = partitives()
    assert {word: forms for word, forms in found.items() if len(forms) > 1} == told
    assert {word: found[word] for word in ONE_PARTITIVE} == {word: {form} for word, form in ONE_PARTITIVE.items()}


def test_a_spanish_word_may_be_marked_anywhere_and_an_arabic_one_is_written_without_short_vowels() -> None:
    assert set(spellings("es", "bramo")) == {"bramo", "brámo", "bramó"}
    assert [in_arabic_letters(word) for word in ("julūd", "thaqīl", "ʿumūm")] == ["جلود", "ثقيل", "عموم"]
