"""The deck that asks who could win something: its balance, what can be counted at a glance, and a plain search."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import median

import chess
import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains.chess.sides import as_if_moving, either_may_move, sides_surface
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item
from oracles.chess.agreement import rows_of
from oracles.chess.material import gain
from oracles.chess.shipped import SIDES

ROWS = rows_of(SIDES)
BOARDS = [chess.Board(row["fen"]) for row in ROWS]
SEEN = [sides_surface(board).cues for board in BOARDS]
GUESS = 1 / 3
SAMPLE = 12
PLIES = 2


@pytest.fixture(scope="module")
def jade() -> Deck:
    return read_deck(load_source(bundled("decks") / "chess" / f"{SIDES}.yaml"))


def test_each_answer_is_right_as_often() -> None:
    assert len(set(Counter(row["answer"] for row in ROWS).values())) == 1
    assert {row["answer"] for row in ROWS} == {"w", "b", "n"}


def test_the_list_is_large_and_of_many_games() -> None:
    assert len(ROWS) >= 240
    assert len({row["group"] for row in ROWS}) >= 100
    assert median(chess.popcount(board.occupied) for board in BOARDS) >= 14


def test_either_side_may_move_and_the_list_never_says_who_did() -> None:
    assert all(either_may_move(board) for board in BOARDS)
    assert {row["fen"].split(" ", 1)[1].split(" ", 2)[0] for row in ROWS} == {"w"}
    assert {" ".join(row["fen"].split(" ")[3:]) for row in ROWS} == {"- 0 1"}


def shown(deck: Deck, number: int) -> tuple[Item, Item]:
    """An item as it stands in the list, and with the colours changed."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
    turned = deck.items.rephrased(number, 0, symbols, Random(1))
    assert turned is not None
    return deck.items.item(number, symbols, Random(1)), turned


def test_with_the_colours_changed_the_other_side_is_right(jade: Deck) -> None:
    other = {"w": "b", "b": "w", "n": "n"}
    for number, row in enumerate(ROWS):
        plain, turned = shown(jade, number)
        assert (plain.right, turned.right) == (row["answer"], other[row["answer"]])


def test_no_picture_and_no_word_says_whose_move_it_is(jade: Deck) -> None:
    for number in range(SAMPLE):
        for item in shown(jade, number):
            assert item.drawing is not None
            assert "to move" not in item.drawing.spoken
            assert "to move" not in "".join(span.text for line in item.drawing.lines for span in line)


def best_by_table(cues: tuple[str, ...]) -> float:
    """How often a table over cues is right, learnt from four fifths of the games and asked of the others."""
    games = sorted({row["group"] for row in ROWS})
    Random(1).shuffle(games)
    fold = {game: place % 5 for place, game in enumerate(games)}
    told = [
        (tuple(each[name] for name in cues), row["answer"], fold[row["group"]])
        for each, row in zip(SEEN, ROWS, strict=True)
    ]
    right = 0.0
    for out in range(5):
        table: dict[tuple[str, ...], Counter[str]] = {}
        for key, answer, where in told:
            if where != out:
                table.setdefault(key, Counter())[answer] += 1
        for key, answer, where in told:
            if where == out:
                right += answer == table[key].most_common(1)[0][0] if key in table else GUESS
    return right / len(ROWS)


@pytest.mark.parametrize("cue", SEEN[0])
def test_nothing_that_can_be_counted_tells_the_answer(cue: str) -> None:
    assert best_by_table((cue,)) < GUESS + 0.15


@pytest.mark.parametrize("answer", ["w", "b"])
def test_a_plain_search_finds_more_for_the_side_that_has_something(answer: str) -> None:
    sample = Random(2).sample([row for row in ROWS if row["answer"] == answer], SAMPLE // 2)
    ahead = 0
    for row in sample:
        board = chess.Board(row["fen"])
        mine, theirs = (gain(as_if_moving(board, side), PLIES) for side in (answer == "w", answer != "w"))
        ahead += (mine > theirs) - (mine < theirs)
    assert ahead >= SAMPLE // 4
