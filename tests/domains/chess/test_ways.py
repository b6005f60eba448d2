"""Rows become boards and moves: what is right, what an author is told, and how a position looks turned."""

from __future__ import annotations

from random import Random

import chess
import pytest

from drillgrok.domains import JUDGES, SHOWS, way
from drillgrok.domains.chess.ways import JudgeMove, Solution, turned_move
from drillgrok.errors import DrillgrokError
from drillgrok.model.item import AnswerField, AnswerKind, Item, ItemKey

FEN = "3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1"
CELLS = {"fen": FEN, "last": "b8d8", "best": "c3a5 d8a5 e2e8"}
ITEM = Item(ItemKey("0" * 12), "Find the best move.", frozenset({"Bxa5"}), "Bxa5", 0.1)
JUDGE = {"move": "best", "board": "fen", "last": "last"}


def judged(options: dict[str, str] = JUDGE, **cells: str) -> Item:
    return way(JUDGES, options).dress(ITEM, CELLS | cells, Random(0))


def line(text: str) -> tuple[chess.Move, ...]:
    return tuple(map(chess.Move.from_uci, text.split()))


def test_an_item_is_answered_on_its_board() -> None:
    item = judged()
    assert item.hand is not None
    assert item.judge is not None
    assert item.right == "Bxa5 Qxa5 Re8#"
    assert item.right in item.accepts
    assert "c3a5 e2e8" in item.accepts
    done = item.hand.line("Bxa5 Re8")
    assert done.done
    assert item.judge(done.text)
    assert way(JUDGES, JUDGE).field(AnswerField(AnswerKind.TEXT)).kind is AnswerKind.MOVE


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("c3a5 e2e8", True),
        ("c3a5", False),
        ("c3a5 e2e7", False),
        ("e2e8 c3a5", False),
        ("", False),
        ("c3a5 e2e8 g1f1", False),
    ],
)
def test_right_is_the_whole_line(text: str, right: bool) -> None:
    assert Solution(chess.Board(FEN), (line(CELLS["best"]),))(text) is right


def test_any_mate_is_right_in_the_place_of_a_move() -> None:
    board = chess.Board("6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1")
    assert Solution(board, (line("a1a8"),))("d1d8")
    assert Solution(board, (line("a1a2 g8f8 d1d8"),))("d1d8")
    assert not Solution(board, (line("a1a8"),))("d1d7")


def test_a_board_alone_is_seen_from_the_side_to_move() -> None:
    shown = way(SHOWS, {"board": "fen", "last": "last"})
    drawing = shown.dress(ITEM, CELLS, Random(0)).drawing
    assert drawing is not None
    assert drawing.spoken.startswith("White to move.\nWhite: Kg1, Re2, Bc3.\nBlack: Kg8, Qd8")
    assert drawing.spoken.endswith("The last move was b8 to d8.")
    assert shown.field(AnswerField(AnswerKind.KEY)).kind is AnswerKind.KEY


def test_turned_the_sides_change_and_the_answer_with_them() -> None:
    item = judged({**JUDGE, "turned": "yes"})
    assert item.hand is not None
    assert item.judge is not None
    assert item.right == "Bxa4 Qxa4 Re1#"
    assert item.hand.drawing(0).spoken.startswith("Black to move.\nWhite: Kg1, Qd1, f2, g2, h2, a4.\n")
    assert item.judge("c6a4 e7e1")
    assert not item.judge("c3a5 e2e8")
    shown = way(SHOWS, {"board": "fen", "turned": "yes"}).dress(ITEM, CELLS, Random(0)).drawing
    assert shown is not None
    assert shown.spoken.startswith("Black to move.")


def test_a_move_turned_twice_is_itself() -> None:
    move = chess.Move.from_uci("e7e8q")
    assert turned_move(move).uci() == "e2e1q"
    assert turned_move(turned_move(move)) == move


@pytest.mark.parametrize(
    ("cells", "flaw"),
    [
        ({}, None),
        ({"last": ""}, None),
        ({"fen": "nonsense"}, "The position is not FEN, or the last move is not like e2e4."),
        ({"fen": ""}, "The position is not FEN, or the last move is not like e2e4."),
        ({"last": "d8"}, "The position is not FEN, or the last move is not like e2e4."),
        ({"fen": "8/8/8/8/8/8/8/K7 w - - 0 1"}, "The position cannot come about in a game."),
        ({"last": "e2e4"}, "The last move did not end on a piece of the side that made it."),
        ({"best": "c3c4"}, "The line 'c3c4' cannot be played."),
        ({"best": "pass"}, "The line 'pass' cannot be played."),
        ({"best": "c3a5 d8a5"}, "A line ends with a move of the side that begins it."),
        ({"best": ""}, "A line ends with a move of the side that begins it."),
    ],
)
def test_an_author_hears_what_is_wrong_with_a_row(cells: dict[str, str], flaw: str | None) -> None:
    made = way(JUDGES, JUDGE)
    assert made.flaw(CELLS | cells) == flaw


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"move": "best"}, "The way 'move' needs the option 'board'. Add board."),
        ({**JUDGE, "turned": "maybe"}, "'turned' cannot be 'maybe'. Choose one of: yes, no."),
        ({**JUDGE, "colour": "red"}, "The way 'move' has no option 'colour'."),
    ],
)
def test_a_deck_hears_what_a_way_cannot_be_told(options: dict[str, str], told: str) -> None:
    with pytest.raises(DrillgrokError) as caught:
        way(JUDGES, options)
    assert str(caught.value).startswith(told)


def test_it_reads_the_columns_it_is_told() -> None:
    made = way(JUDGES, JUDGE)
    assert isinstance(made, JudgeMove)
    assert made.columns == ("best", "fen", "last")
    assert way(SHOWS, {"board": "fen"}).columns == ("fen",)


QUIET = {"fen": "4k3/4p3/8/8/8/8/4P3/R3K3 w - - 0 1"}
UNTOLD = {"board": "fen", "mover": "untold"}


def test_where_the_mover_is_untold_the_board_looks_alike_whoever_is_to_move() -> None:
    drawn = {}
    for side in "wb":
        item = way(SHOWS, UNTOLD).dress(ITEM, {"fen": QUIET["fen"].replace(" w ", f" {side} ")}, Random(0))
        assert item.drawing is not None
        assert "to move" not in item.drawing.spoken
        drawn[side] = item.drawing
    assert drawn["w"] == drawn["b"]
    assert (way(SHOWS, UNTOLD).surface(QUIET)).cues["material"] == "3"


def test_where_the_mover_is_untold_nobody_may_be_in_check() -> None:
    told = way(SHOWS, UNTOLD)
    assert told.flaw(QUIET) is None
    assert told.flaw({"fen": "4k3/8/8/8/8/8/8/R3K2r w - - 0 1"}) == (
        "A king is in check, so only one side can be to move."
    )
    assert way(SHOWS, {"board": "fen"}).flaw({"fen": "4k3/8/8/8/8/8/8/R3K2r w - - 0 1"}) is None
