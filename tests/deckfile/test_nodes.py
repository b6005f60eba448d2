"""What the node tree keeps of a deck's text, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.nodes import Mapping, Scalar, Sequence, parse_nodes
from drillgrok.errors import DrillgrokError


def tree(text: str) -> Mapping:
    report = Report()
    root = parse_nodes(text, "deck.yaml", report)
    report.raise_if_any()
    assert root is not None
    return root


def text_at(root: Mapping, key: str) -> Scalar:
    node = root.get(key)
    assert isinstance(node, Scalar)
    return node


def refusal(text: str) -> str:
    with pytest.raises(DrillgrokError) as caught:
        tree(text)
    return str(caught.value)


@pytest.mark.parametrize("written", ["07", "0x1F", "2020-01-01", "yes", "~", "1e3", "null", "1_000", "0..30", ".inf"])
def test_every_scalar_is_the_text_that_stands_in_the_file(written: str) -> None:
    assert text_at(tree(f"key: {written}\n"), "key").text == written


def test_keys_keep_their_order_and_lists_their_items() -> None:
    root = tree("b: [x, 'y']\na: {c: d}\n")
    assert [key.text for key, _ in root.entries] == ["b", "a"]
    listed = root.get("b")
    assert isinstance(listed, Sequence)
    assert [item.text for item in listed.items if isinstance(item, Scalar)] == ["x", "y"]


@pytest.mark.parametrize(
    ("document", "sought", "line", "column"),
    [
        ("k: a + ?b\n", "?", 1, 8),
        ("k: 'it''s ?'\n", "?", 1, 11),
        ('k: "\\u00e9\\t ?"\n', "?", 1, 14),
        ('k: "one\n   two ?"\n', "?", 2, 8),
        ('k: "one \\\n   two ?"\n', "?", 2, 8),
        ("k: |\n  one\n    ?two\n", "?", 3, 5),
        ("k: >-\n  one\n  two\n\n  ?\n", "?", 5, 3),
        ("k: one\n  two ?\n", "?", 2, 7),
        ("k: [x,\n    a ?]\n", "x", 1, 5),
    ],
)
def test_a_character_is_found_again_through_quotes_escapes_and_folds(
    document: str, sought: str, line: int, column: int
) -> None:
    node = tree(document).get("k")
    scalar = node.items[0] if isinstance(node, Sequence) else node
    assert isinstance(scalar, Scalar)
    place = scalar.at(scalar.text.index(sought))
    assert (place.line, place.column) == (line, column)


@given(st.text(st.sampled_from("ab'\"\\é "), min_size=1, max_size=30))
def test_the_place_of_every_visible_character_of_a_double_quoted_text_shows_that_character(text: str) -> None:
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    document = f'k: "{written}"\n'
    scalar = text_at(tree(document), "k")
    assert scalar.text == text
    for offset, character in enumerate(text):
        if character != " ":
            shown = document[scalar.at(offset).column - 1 :].removeprefix("\\")
            assert shown.startswith(character) or character == "\\"


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("prompt: {a} + b\n", "deck.yaml:1:13: The value ends before its line does"),
        ("title: a: b\n", "deck.yaml:1:9: ': ' stands inside a text"),
        ("rule: @home\n", "deck.yaml:1:7: A text cannot begin with this sign. Put quotes round the text"),
        ("rule: %x\n", "deck.yaml:1:7: A text cannot begin with this sign."),
        ("rule: * b\n", "deck.yaml:1:8: '*' and '&' have a meaning of their own"),
        ("a: b\n\tc: d\n", "deck.yaml:2:1: A tab cannot indent. Indent with spaces."),
        ("a: [b, c\n", "deck.yaml:1:4: A list is opened with '[' and not closed."),
        ('a: "b\n', "deck.yaml:1:4: A quote is opened here and not closed on its line."),
        ('a: "\\q"\n', "deck.yaml:1:6: There is no such escape."),
        ("", "deck.yaml:1: The file is empty."),
        ("- a\n", "deck.yaml:1:1: A deck is a list of 'key: value' lines."),
    ],
)
def test_a_syntax_error_comes_alone_with_its_place_and_a_mend(document: str, told: str) -> None:
    report = refusal(document)
    assert report.startswith(told)
    assert "\n" not in report


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("a: &x b\n", "anchor"),
        ("a: *x\n", "alias"),
        ("a: !!python/object b\n", "tag"),
        ("a: ! b\n", "tag"),
        ("<<: {a: b}\n", "merges keys"),
        ("a: 1\na: 2\n", "line 1"),
        ("a: 1\n---\nb: 2\n", "second document"),
        ("%YAML 1.1\n---\na: b\n", "directive"),
        ("? [a]\n: b\n", "A key is a word"),
    ],
)
def test_what_could_hide_or_multiply_content_is_refused(document: str, told: str) -> None:
    assert told in refusal(document)


def test_structural_mistakes_are_reported_together() -> None:
    assert refusal("a: &x b\nc: *x\nc: d\n").count("\n") == 2
