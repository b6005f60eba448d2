"""Decks from strangers: whatever the text, reading gives a deck or a clear error, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.head import DeckSource

VALID = """\
deck: lantern-7
title: Lantern
items:
  table: {a: 0..6, b: 0..6}
  where: a != b or a > 0
  let: {c: a * b}
  prompt: "{a} ∘ {b}"
  answer: (a + b + c) % 7
  symbols: letters
  group: {unordered: [a, b]}
  parts: [a, b, answer]
rephrased:
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
vary: {carrier: frames.csv}
never_say: [modular]
rule: |
  Add.
"""
FRAMES = "carrier\nNow {prompt}\n"
LIST = "deck: words\ntitle: Words\nitems: {list: items.csv}\nrule: x\n"
ROWS = 'key,prompt,answer,accept,choices,chance\n1,"Hund, der",dog,hound|x,a|b,0.5\n2,Katze,cat,,,\n'
ANYTHING = st.text(st.characters(codec=None), max_size=6) | st.sampled_from(
    list("{}[]:,*&!|>'\"%@`\\\n\t #-?=.()\x00\x1b")
)


def read(text: str, **files: str) -> Deck | DrillgrokError:
    beside = {f"{name}.csv": content for name, content in files.items()}
    try:
        return read_deck(DeckSource("deck.yaml", {"deck.yaml": text, **beside}, None, "signs", sealed=False))
    except DrillgrokError as error:
        return error


def refusal(text: str, **files: str) -> str:
    outcome = read(text, **files)
    assert isinstance(outcome, DrillgrokError)
    return str(outcome)


def mutated(text: str, edits: list[tuple[float, int, str]]) -> str:
    for share, length, inserted in edits:
        place = int(share * len(text))
        text = text[:place] + inserted + text[place + length :]
    return text


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), ANYTHING), min_size=1, max_size=4)


@given(EDITS)
def test_a_damaged_deck_file_is_a_deck_or_a_clear_error(edits: list[tuple[float, int, str]]) -> None:
    assert read(VALID, frames=FRAMES) is not None
    assert str(read(mutated(VALID, edits), frames=FRAMES))


@given(EDITS)
def test_a_damaged_list_is_a_deck_or_a_clear_error(edits: list[tuple[float, int, str]]) -> None:
    assert str(read(LIST, items=mutated(ROWS, edits)))


@given(EDITS)
def test_a_damaged_file_of_frames_is_a_deck_or_a_clear_error(edits: list[tuple[float, int, str]]) -> None:
    assert str(read(VALID, frames=mutated(FRAMES, edits)))


def with_answer(answer: str) -> str:
    return VALID.replace("(a + b + c) % 7", answer)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(with_answer("9**9**9"), id="tower of powers"),
        pytest.param(with_answer("9999999999999999999999"), id="number beyond 64 bits"),
        pytest.param(with_answer("shl(1, 63) * 2"), id="overflow"),
        pytest.param(with_answer("(" * 1000 + "a" + ")" * 1000), id="brackets"),
        pytest.param(with_answer("-" * 1900 + "a"), id="minus signs"),
        pytest.param(with_answer("__import__('os')"), id="python"),
        pytest.param(VALID.replace("0..6", "0..999999999999"), id="giant range"),
        pytest.param(VALID.replace("0..6", "0..9999999"), id="giant product"),
        pytest.param(VALID.replace("0..6", "9223372036854775807..9223372036854775807"), id="range beyond 64 bits"),
        pytest.param("[" * 100_000, id="deep list"),
        pytest.param("{a: " * 100_000, id="deep mapping"),
        pytest.param("- " * 100_000, id="deep block"),
        pytest.param("a: [" + "x, " * 300_000 + "]", id="long list"),
        pytest.param("a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(5000)), id="many aliases"),
        pytest.param("a: " + "x" * 2_000_000, id="large file"),
        pytest.param(VALID.replace("{a} ∘", "{a:999999999}"), id="wide field"),
        pytest.param(VALID.replace("{a} ∘", "{a.__class__}"), id="attribute"),
        pytest.param(VALID.replace("40%", "9" * 5000), id="long number"),
        pytest.param(VALID.replace("8 s", "1e999 s"), id="infinite time"),
        pytest.param('a: "\\U00110000"', id="escape of no character"),
        pytest.param('a: "\\UFFFFFFFF"', id="escape beyond all characters"),
    ],
)
def test_a_bomb_is_refused_with_a_short_report(text: str) -> None:
    assert len(refusal(text, frames=FRAMES)) < 20_000


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[2J", "\x7f", "\x9b2J", "\u202e", "\u2066", "\ud800", "\u2028"])
def test_no_character_that_steers_a_terminal_gets_in(sign: str) -> None:
    told = f"U+{ord(sign[0]):04X}"
    assert told in refusal(VALID.replace("Lantern", f"Lan{sign}tern"), frames=FRAMES)
    assert told in refusal(LIST, items=ROWS.replace("Katze", f"Kat{sign}ze"))


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\e", "\\u202e", "\\ud800", "\\x9b", "\\N", "\\L"])
def test_no_such_character_gets_in_by_an_escape(escape: str) -> None:
    assert refusal(VALID.replace("title: Lantern", f'title: "Lan{escape}tern"'), frames=FRAMES).startswith(
        "deck.yaml:2:8: "
    )


@pytest.mark.parametrize(
    "name",
    ["../items.csv", "/etc/passwd", "sub/items.csv", "..", "deck.yaml", "C:\\\\x.csv", "~/x.csv", "a\\nb.csv", ""],
)
def test_a_deck_names_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deck"
    (folder / "sub").mkdir(parents=True)
    for place in (tmp_path, folder / "sub"):
        (place / "items.csv").write_text(ROWS)
    file = folder / "deck.yaml"
    file.write_text(LIST.replace("items.csv", f'"{name}"'))
    source = load_source(file)
    assert set(source.files) == {"deck.yaml"}
    with pytest.raises(DrillgrokError):
        read_deck(source)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text(ROWS)
    (folder / "items.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "deck.yaml").write_text(LIST)
    with pytest.raises(DrillgrokError, match="link that leads out of"):
        load_source(folder / "deck.yaml")


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_bytes("deck: x\ntitle: Tür ".encode() + b"\xff\n")
    with pytest.raises(DrillgrokError, match=r"deck\.yaml:2: Byte 21 is not UTF-8"):
        load_source(tmp_path / "deck.yaml")


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\U000e0041", "\u3164", "\u200d", "\u00ad"])
def test_a_title_holds_nothing_that_cannot_be_seen(unseen: str) -> None:
    from drillgrok.deckfile.characters import unseen_character

    assert unseen_character(f"Lan{unseen} tern") or unseen_character(f"{unseen}Lantern")
    assert unseen_character("می‌خواهم क्‍ष 👩‍🚀 Lantern") is None
