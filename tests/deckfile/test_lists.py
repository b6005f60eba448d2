"""A deck's list as other programs save it: the same items whichever letters, separator and spelling it has."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

import pytest

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck

DECK = "deck: birds-1\ntitle: Birds\nitems:\n  list: {name}\n  group: stem\nrule: x\n"
ROWS = [("prompt", "answer", "stem"), *((f"möwe {k}", f"möwe {k}k", f"s{k}") for k in range(30))]


def deck(folder: Path, data: bytes, name: str = "birds.csv", text: str = DECK) -> Deck:
    path = folder / "birds.yaml"
    path.write_text(text.format(name=name), encoding="utf-8")
    (folder / name).write_bytes(data)
    return read_deck(load_source(path))


def saved(separator: str = ",", end: str = "\n", head: str = "") -> str:
    return head + "".join(separator.join(row) + end for row in ROWS)


@pytest.mark.parametrize(
    "data",
    [
        saved(";", "\r\n").encode("utf-8-sig"),
        saved("\t").encode("utf-16"),
        saved(";", "\r\n").encode("cp1252"),
        saved(",", "\r").encode(),
        saved(";", head="sep=;\n").encode(),
        saved(", ").encode(),
        saved(",,,\n,").replace(",,,\n,", ",").encode() + b",,\n,,,\n",
        saved().replace("prompt,answer,stem", "Prompt,ANSWER ,Stem,,").encode(),
        ("\n\n" + saved()).encode(),
    ],
)
def test_a_list_is_the_same_whatever_program_saved_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "plain").mkdir()
    plain, other = deck(tmp_path / "plain", saved().encode()), deck(tmp_path, data)
    assert list(other.items.keys) == list(plain.items.keys)
    assert list(other.items.group_hashes) == list(plain.items.group_hashes)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_is_found_whichever_way_its_name_is_composed(tmp_path: Path, form: str) -> None:
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    (tmp_path / unicodedata.normalize(form, "übung.csv")).write_text(saved(), encoding="utf-8")
    path = tmp_path / "birds.yaml"
    path.write_text(DECK.format(name=unicodedata.normalize(other, "übung.csv")), encoding="utf-8")
    assert len(read_deck(load_source(path)).items) == 30


@pytest.mark.parametrize(
    ("head", "mend"),
    [
        ("promt,answer", "Rename 'promt' to 'prompt'"),
        ("front,back", r"names: front, back, stem\. Rename two, or let `drillgrok deck import`"),
    ],
)
def test_columns_that_are_not_there_are_told_from_those_that_are(tmp_path: Path, head: str, mend: str) -> None:
    with pytest.raises(DrillgrokError, match=mend):
        deck(tmp_path, saved().replace("prompt,answer", head).encode())


def test_a_spreadsheets_own_file_is_told_how_to_save_it(tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError, match="choose 'Save as'"):
        deck(tmp_path, b"PK\x03\x04" + b"\0" * 200, "birds.xlsx")


def test_a_row_with_a_cell_too_many_is_named(tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError, match=r"birds\.csv:32: The row has 4 cells, the header 3"):
        deck(tmp_path, saved().encode() + b"a,b,c,d\n")


@pytest.mark.parametrize(
    "failed", ["#NAME?", "#REF!", "#WERT!", "#¡DIV/0!", "#N/A", "#NV", "#NOM?", "#VALEUR!", "Err:508"]
)
def test_a_formula_that_came_to_nothing_is_no_answer_and_its_rows_are_named(tmp_path: Path, failed: str) -> None:
    with pytest.raises(DrillgrokError, match=r"birds\.csv:32: .* stands here: the spreadsheet could not") as raised:
        deck(tmp_path, saved().encode() + f"a,{failed},s\nb,c,s\n{failed},d,s\n".encode())
    assert "birds.csv:34" in str(raised.value)
    assert "birds.csv:33" not in str(raised.value)


def test_an_apostrophe_keeps_a_text_that_only_looks_like_a_formula(tmp_path: Path) -> None:
    read = deck(tmp_path, saved().encode() + b"'=a,'#REF!,s\n'-en,+5,s\n'tis,''-x,s\n")
    found = [read.items.item(k, (), Random(1)) for k in range(30, 33)]
    assert [(one.prompt, one.right) for one in found] == [("=a", "#REF!"), ("-en", "+5"), ("'tis", "'-x")]


def test_whoever_watches_is_told_of_the_rows_of_a_long_list_as_they_are_read(tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "birds.yaml"
    path.write_text(DECK.format(name="birds.csv"), encoding="utf-8")
    rows = "".join(f"w{k},a{k % 7},s{k}\n" for k in range(9_000))
    (tmp_path / "birds.csv").write_text(f"prompt,answer,stem\n{rows}", encoding="utf-8")
    assert len(read_deck(load_source(path), told.append).items) == 9_000
    assert 8_000 < sum(told) <= 9_000
    assert len(told) > 1


@pytest.mark.parametrize("title", ["Birds of the shore;;\n;;\n", "Table 1\n\n"])
def test_titles_above_the_names_of_the_columns_are_told_with_the_line_to_begin_with(tmp_path: Path, title: str) -> None:
    with pytest.raises(DrillgrokError, match="They are named in line 3: delete the lines above it"):
        deck(tmp_path, (title + saved(";")).encode())
