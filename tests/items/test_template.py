"""Wordings: values go where they are asked for, and no wording reaches anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.items.template import TemplateError, parse_template


def test_values_go_into_their_places() -> None:
    template = parse_template("{a} ∘ {b} = {a}", {"a", "b", "c"})
    assert template.names == {"a", "b"}
    assert template.fill({"a": 3, "b": "x"}) == "3 ∘ x = 3"


def test_a_number_is_written_in_symbols_unless_its_place_has_a_format() -> None:
    template = parse_template("{a} {a:03} {a:b} {a:04b} {a:x} {a:02X} {a:5}", {"a"})
    assert template.fill({"a": 2}, ("p", "q", "r")) == "r 002 10 0010 2 02     2"


def test_a_number_is_written_as_lamps_a_bit_each() -> None:
    assert parse_template("{a:05l}|{a:l}|{b:04l}", {"a", "b"}).fill({"a": 6, "b": 9}) == "○○●●○|●●○|●○○●"


def test_doubled_braces_are_braces() -> None:
    assert parse_template("{{{a}}} {{}}", {"a"}).fill({"a": 1}) == "{1} {}"


@given(st.text(max_size=60), st.integers())
def test_any_text_with_its_braces_doubled_is_itself(text: str, number: int) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert parse_template(doubled + "{a}", {"a"}).fill({"a": number}) == f"{text}{number}"


@given(st.text(alphabet="ab{}:0!.[]9x %", max_size=30))
def test_any_text_is_a_wording_or_a_template_error(text: str) -> None:
    refusal = None
    try:
        parse_template(text, {"a", "b"}).fill({"a": 1, "b": 2})
    except TemplateError as caught:
        refusal = caught
    assert refusal is None or (0 <= refusal.offset < len(text) and refusal.mend)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a {", 2),
        ("a }", 2),
        ("{}", 0),
        ("x {c}", 2),
        ("{a.real}", 0),
        ("{a[0]}", 0),
        ("{a!r}", 0),
        ("{a:}", 0),
        ("{a:>9}", 0),
        ("{a:65}", 0),
        ("{a:999999999}", 0),
        ("{a:{b}}", 0),
        ("{0}", 0),
    ],
)
def test_what_is_no_plain_place_is_refused_where_it_stands(text: str, offset: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(text, {"a", "b"})
    assert caught.value.offset == offset


def test_a_wording_is_bounded() -> None:
    with pytest.raises(TemplateError, match="at most 2000"):
        parse_template("a" * 2001, set())


def test_a_text_cannot_stand_in_a_place_for_numbers() -> None:
    with pytest.raises(TemplateError, match="a is a text"):
        parse_template("{a:02}", {"a"}).fill({"a": "7"})
