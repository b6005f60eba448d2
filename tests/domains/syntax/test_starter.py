"""What `deck new --domain syntax` writes works as it stands, in made words and in real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.commands.deck.new import Wanted, new
from drillgrok.deckfile.flaws import DeckFlaws
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.model.deck import Deck


def started(folder: Path, **changes: str) -> Deck:
    new(Wanted(title="Quarry", domain="syntax", folder=folder), stdin=None, stdout=None)  # type: ignore[arg-type]
    for name, change in changes.items():
        before, _, after = change.partition(" => ")
        path = next(folder.glob(f"*.{name}"))
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
    return read_deck(load_source(folder / "quarry.yaml"))


def test_a_new_syntax_deck_is_sound_and_large_enough(tmp_path: Path) -> None:
    deck = started(tmp_path)
    assert len(deck.items.group_hashes) * deck.held_out >= 120
    assert deck.items.answer_codes.mean() == 0.5


def test_it_has_a_sister_with_real_words(tmp_path: Path) -> None:
    deck = started(tmp_path, yaml="quarry.grammar} => quarry.grammar, words: real}")
    from random import Random

    words = {word for index in range(40) for word in deck.items.item(index, (), Random(1)).prompt.split()}
    assert words & {"cat", "dog", "car", "tree", "book", "chair"}


def test_a_mistake_in_the_grammar_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(DeckFlaws) as found:
        started(tmp_path, grammar="  Be[n=two] = are => Be[n=two = are")
    assert "quarry.grammar:" in str(found.value)


def test_a_grammar_that_is_not_there_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(DeckFlaws) as found:
        started(tmp_path, yaml="quarry.grammar} => quay.grammar}")
    assert "There is no file 'quay.grammar'" in str(found.value)
