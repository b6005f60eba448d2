"""What people write in one cell, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.importers.for_people import read_apart, rights_of


@pytest.mark.parametrize(
    ("written", "rights"),
    [
        ("car", ("car",)),
        ("car; automobile", ("car", "automobile")),
        ("big / large", ("big", "large")),
        ("big/large", ("big", "large", "big/large")),
        ("red (colour)", ("red", "red (colour)")),
        ("colo(u)r", ("color", "colour", "colo(u)r")),
        ("(to) go", ("go", "to go", "(to) go")),
        ("car (vehicle; four wheels); auto", ("car", "car (vehicle; four wheels)", "auto")),
        ("km/h", ("km/h",)),
        ("24/7", ("24/7",)),
        ("f(x) = 2x", ("f(x) = 2x",)),
        ("(nothing)", ("(nothing)",)),
        ("open (only", ("open (only",)),
        ("犬；いぬ", ("犬", "いぬ")),
        (";", (";",)),
    ],
)
def test_several_answers_are_taken_apart_and_formulas_are_not(written: str, rights: tuple[str, ...]) -> None:
    assert rights_of(written) == rights


@given(st.text(st.sampled_from("ab ;/()（）1"), max_size=20))
def test_there_is_always_an_answer_and_none_is_empty(written: str) -> None:
    rights = rights_of(written)
    assert rights
    assert rights == (written,) or all(rights)


@pytest.mark.parametrize(
    ("text", "plain", "reading"),
    [
        ("食べる[たべる]", "食べる", "たべる"),
        (" 漢[かん] 字[じ]", "漢字", "かんじ"),
        ("the sign 水[mizu] is", "the sign 水 is", "the sign mizu is"),
        ("你好[nǐ hǎo]", "你好", "nǐ hǎo"),
        ("a [note]", "a [note]", ""),
        ("x[1]", "x[1]", ""),
    ],
)
def test_a_reading_is_kept_apart_from_its_characters(text: str, plain: str, reading: str) -> None:
    assert read_apart(text) == (plain, reading)


def test_a_long_text_of_signs_is_read_at_once() -> None:
    text = "漢" * 2000 + "["
    assert read_apart(text) == (text, "")
