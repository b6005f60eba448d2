"""The editors' schema and the reading of deck files know the same keys and refuse the same mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from drillgrok.bundled import bundled
from drillgrok.deckfile.flaws import DeckFlaws
from drillgrok.deckfile.keys import BESIDE, COMMON, INSIDE
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.deckfile.schema import deck_schema, schema_text
from tests.helpers.goldens import Goldens

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
SCHEMA = Draft202012Validator(deck_schema())

TABLE = """
deck: quiet-13
title: Quiet
items:
  table: {a: 0..12, b: [1, 2, 3]}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
rule: Five times the first, and the second.
"""
LIST = """
deck: words
title: Words
items:
  list: words.csv
rule: Add a letter.
"""
DOMAIN = """
deck: trays
title: Trays
items:
  domain: {name: coins, cue: basalt}
rule: Look closely.
"""


def as_an_editor_sees(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def accepted(text: str) -> bool:
    return SCHEMA.is_valid(as_an_editor_sees(text))


def flaws(text: str, folder: Path) -> list[str]:
    """What reading says, by mistake."""
    (folder / "words.csv").write_text("prompt,answer\na,b\nc,d\n", encoding="utf-8")
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read_deck(load_source(path))
    except DeckFlaws as error:
        return [f"{flaw.what} {flaw.mend}" for flaw in error.flaws]
    return []


def test_the_committed_schema_is_the_one_that_the_program_makes(goldens: Goldens) -> None:
    goldens.hold(ROOT / "docs" / "decks.schema.json", schema_text())
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("path", sorted(bundled("decks").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_bundled_deck_is_accepted(path: Path) -> None:
    assert list(SCHEMA.iter_errors(as_an_editor_sees(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("text", re.findall(r"^```yaml\n(deck: .*?)^```$", DOCS, re.MULTILINE | re.DOTALL))
def test_every_example_of_the_docs_is_accepted(text: str) -> None:
    assert accepted(text)


BAD = [
    (TABLE, "title: Quiet", "titel: Quiet"),
    (TABLE, "title: Quiet", f"title: {'Quiet' * 20}"),
    (TABLE, "deck: quiet-13", "deck: Quiet 13"),
    (TABLE, "rule: Five times the first, and the second.", ""),
    (TABLE, "0..12", "twelve"),
    (TABLE, "  prompt:", "  promt:"),
    (TABLE, "answer: (5 * a + b) % 13", "answer: {either: [a, b]}"),
    (TABLE, "rule:", "pressure: {calm: 8}\nrule:"),
    (TABLE, "rule:", "pressure: {slow: 8 s}\nrule:"),
    (TABLE, "rule:", "answers: spoken\nrule:"),
    (TABLE, "rule:", "choices: [one]\nanswers: choice\nrule:"),
    (TABLE, "rule:", "held_out: 2\nrule:"),
    (TABLE, "rule:", "judge: {move: best}\nrule:"),
    (TABLE, "rule:", "rephrased: [{wording: x, answer: a}]\nrule:"),
    (TABLE, "  table:", "  list: words.csv\n  table:"),
    (LIST, "  list: words.csv", "  list: words.csv\n  where: a > 1"),
    (LIST, "words.csv", "../words.csv"),
    (LIST, "rule:", "show: aloud\nrule:"),
    (LIST, "rule:", "judge: {guess: best}\nrule:"),
    (DOMAIN, "name: coins", "name: notes"),
    (DOMAIN, "  domain:", "  apart: cue\n  domain:"),
    (DOMAIN, "rule:", "answers: key\nrule:"),
    (DOMAIN, "rule:", "items: 7\nrule:"),
]


@pytest.mark.parametrize("text", [TABLE, LIST, DOMAIN])
def test_a_deck_that_reads_is_accepted(text: str, tmp_path: Path) -> None:
    assert flaws(text, tmp_path) == []
    assert accepted(text)


@pytest.mark.parametrize(("text", "whole", "broken"), BAD)
def test_a_mistake_that_reading_reports_is_refused(text: str, whole: str, broken: str, tmp_path: Path) -> None:
    bad = text.replace(whole, broken, 1)
    assert bad != text
    assert flaws(bad, tmp_path) != []
    if bad.count("items:") == 1:  # a key that stands twice never comes to a schema
        assert not accepted(bad)


def properties(schema: Any, *keys: str) -> set[str]:
    """The keys that the schema knows below these keys, over all that may stand there."""
    if keys:
        return {name for inner in _below(schema, keys[0]) for name in properties(inner, *keys[1:])}
    return {name for form in _forms(schema) for name in form.get("properties", {})}


def _below(schema: Any, key: str) -> Iterator[Any]:
    for form in _forms(schema):
        if key in form.get("properties", {}):
            yield form["properties"][key]


def _forms(schema: Any) -> Iterator[Any]:
    yield schema
    for way in ("oneOf", "anyOf"):
        for form in schema.get(way, ()):
            yield from _forms(form)
    if isinstance(schema.get("items"), dict):
        yield from _forms(schema["items"])


UNKNOWN = "zzzzzzzzzzzz"
LEVELS = [
    ((), TABLE + f"{UNKNOWN}: 1\n"),
    (("items",), TABLE.replace("  prompt:", f"  {UNKNOWN}: 1\n  prompt:")),
    (("pressure",), TABLE + f"pressure: {{{UNKNOWN}: 1}}\n"),
    (("items", "answer"), TABLE.replace("(5 * a + b) % 13", f"{{{UNKNOWN}: 1, set: [a]}}")),
    (("items", "group"), TABLE.replace("  prompt:", f"  group: {{{UNKNOWN}: 1, unordered: [a, b]}}\n  prompt:")),
    (("items", "apart"), TABLE.replace("  prompt:", f"  apart: {{{UNKNOWN}: 1, unordered: [a, b]}}\n  prompt:")),
    (("rephrased",), LIST + f"rephrased: [{{{UNKNOWN}: 1, prompt: x, answer: prompt}}]\n"),
]


@pytest.mark.parametrize(("keys", "text"), LEVELS)
def test_at_every_level_the_schema_knows_the_keys_that_reading_knows(
    keys: tuple[str, ...], text: str, tmp_path: Path
) -> None:
    said = next(flaw for flaw in flaws(text, tmp_path) if UNKNOWN in flaw)
    known = said.partition("Choose one of: ")[2].rstrip(".").split(", ")
    assert set(known) == properties(deck_schema(), *keys)


def test_the_docs_tell_of_every_key_what_editors_tell() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| ?(.*?) ?\|$", DOCS.split("| key |")[1].split("\n\n")[0], re.MULTILINE)
    told = {name: (says, default) for name, says, default in rows}
    assert told == {name: (key.says, key.default) for name, key in {**COMMON, **BESIDE}.items()}
    assert properties(deck_schema()) == {*COMMON, *BESIDE}
    assert properties(deck_schema(), "items") == set(INSIDE)
