"""Which Spanish words can be asked for their mark: those of which the sound says how they are written."""

import pytest

from oracles.language.told import rows_of
from tools.language.spanish import check_decided, real_word

UNDECIDABLE = {
    "a short word in two senses": "tú tu él el mí mi sí si té te más mas dé de sé se",
    "a question and what is no question": "qué que quién quien cuál cual cómo como cuándo cuando dónde donde cuánto",
    "an older mark that many still write": "sólo solo éste este ésa esa aquél aquel",
    "one syllable or two": "aún aun",
    "a mark that no rule asks for": "mésa hotél cancíon",
}
"""Kind -> words that are said alike and written both ways, or as nobody writes them."""
PARTED = ("tío", "baúl", "caída", "búho", "oír", "todavía")


@pytest.mark.parametrize("kind", UNDECIDABLE)
def test_a_word_that_is_written_both_ways_is_not_asked(kind: str) -> None:
    for written in UNDECIDABLE[kind].split():
        with pytest.raises(ValueError, match=written):
            check_decided(real_word(written), parted=False)
    asked = {row["claim"].split(" — ")[0].replace("·", "").lower() for row in rows_of("spanish-mark")}
    assert not asked & set(UNDECIDABLE[kind].split())


@pytest.mark.parametrize("written", ["café", "mesa", "reloj", "árbol", "país", "luz", "música"])
def test_a_word_that_follows_the_rule_is_asked(written: str) -> None:
    check_decided(real_word(written), parted=False)


@pytest.mark.parametrize("written", PARTED)
def test_a_mark_that_parts_two_vowels_is_an_exception_that_the_syllables_show(written: str) -> None:
    check_decided(real_word(written), parted=True)
    assert len(real_word(written).parts) > 1


def test_no_word_of_one_syllable_is_written_with_a_mark() -> None:
    short = [row for row in rows_of("spanish-mark") if "·" not in row["prompt"]]
    assert len(short) >= 10
    assert {(row["answer"], row["irregular"]) for row in short} == {("n", "no")}
