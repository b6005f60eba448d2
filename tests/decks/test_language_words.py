"""The words of the language decks against what people write, and forms that a grammar or an analyser was asked for
elsewhere: written down here by hand, derived from nothing."""

from __future__ import annotations

import re

import pytest

from oracles.language.told import rows_of
from tools.language.exists import LANGUAGES, in_arabic_letters, made_words, spellings

TWO_PARTITIVES = """
asia asiaa asiata   hopea hopeaa hopeata   hunaja hunajaa hunajata   video videota videoa
"""
"""Every noun of the list of which a second partitive is written. The types that Kotus (the institute for the languages
of Finland) gives to words such as omena, kulkija and myyjä have -a alone; an analyser that takes -ta after all of them
(Voikko) takes what nobody writes."""
ONE_PARTITIVE = {
    "kuu": "kuuta",
    "tie": "tietä",
    "huone": "huonetta",
    "auto": "autoa",
    "pöytä": "pöytää",
    "myyjä": "myyjää",
    "omena": "omenaa",
    "ystävä": "ystävää",
    "opettaja": "opettajaa",
    "kahvila": "kahvilaa",
    "risti": "ristiä",
}
ADDED = ("a", "ä", "ta", "tä", "tta", "ttä")

NOT_MADE_UP = {
    "turkish-many": "kasis koran tulun deyil",
    "english-many": "flick brock gran snit blep plip zomp",
    "english-past": "bred blest flick plip zomp",
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


def test_a_long_finnish_noun_in_a_takes_ta_exactly_where_people_write_it() -> None:
    pytest.importorskip("wordfreq")
    from wordfreq import get_frequency_dict

    written = get_frequency_dict("fi", "best")
    real = {row["key"] for row in rows_of("finnish-some") if row["made"] == "0"}
    long = {word: partitives()[word] for word in real if re.search(LONG_IN_A, word)}
    assert len(long) >= 30
    assert {word for word, forms in long.items() if any(form[-2] == "t" for form in forms)} == {
        word for word in long if {f"{word}ta", f"{word}tä"} & set(written)
    }


LONG_IN_A = r"[aeiouyäö].*([^aeiouyäö].*[aeiouyäö].*[^aeiouyäö][aä]|[ie][aä])$"
"""Three syllables or more, the last of which ends in a or ä."""


UNDECIDED = {
    "english-many": "moth bath path oath mouth truth wreath sheath youth roof hoof wharf dwarf",
    "turkish-many": "yar",
    "turkish-from": "yar",
    "turkish-my": "yar",
}
"""Deck -> words of which dictionaries give two answers: moths in s and in z, roofs and rooves; yar, a cliff, has back
endings and yar, a love (also written yâr), front ones."""
VOCALISED = {"ziyy": "zayy", "zayt": "zīt", "zubda": "zabda"}
"""Arabic words -> a way to read their letters that is not theirs."""


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_word_with_two_answers_is_not_asked(name: str) -> None:
    assert not set(UNDECIDED[name].split()) & {row["group"] for row in rows_of(name)}


@pytest.mark.parametrize("name", ["arabic-the", "arabic-the-whole"])
def test_an_arabic_word_has_the_vowels_of_its_dictionary_entry(name: str) -> None:
    words = {row["group"] for row in rows_of(name)}
    assert set(VOCALISED) <= words
    assert not set(VOCALISED.values()) & words


def test_a_spanish_word_may_be_marked_anywhere_and_an_arabic_one_is_written_without_short_vowels() -> None:
    assert set(spellings("es", "bramo")) == {"bramo", "brámo", "bramó"}
    assert [in_arabic_letters(word) for word in ("julūd", "thaqīl", "ʿumūm")] == ["جلود", "ثقيل", "عموم"]
