"""Habits of choosing a move give legal answers in the form that is stored, and as many of them as is even."""

from __future__ import annotations

from collections import Counter

import chess
import pytest

from drillgrok.domains.chess.hand import MoveHand
from drillgrok.domains.chess.sides import as_if_moving, either_may_move, side_counts, sides_surface
from drillgrok.domains.chess.surface import MOST_ANSWERS, board_surface, move_surface
from drillgrok.domains.chess.ways import Solution

MATE = ("6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1", "a1a8")
LINE = ("3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1", "c3a5 d8a5 e2e8")
POSITIONS = [MATE, LINE, ("r1bqk2r/pppp1ppp/2n5/1B2p3/4n3/2N2N2/PPPP1PPP/R1BQR1K1 w kq - 0 1", "c3e4")]


def line(text: str) -> tuple[chess.Move, ...]:
    return tuple(map(chess.Move.from_uci, text.split()))


def habits(fen: str, best: str, last: str = "") -> dict[str, tuple[str, ...]]:
    found = move_surface(chess.Board(fen), line(best), chess.Move.from_uci(last) if last else None).habits
    return {name: answers for name, answers in found.items() if answers}


@pytest.mark.parametrize(("fen", "best"), POSITIONS)
def test_every_answer_by_habit_is_a_whole_one_that_the_hand_stores_alike(fen: str, best: str) -> None:
    found = habits(fen, best)
    for answers in found.values():
        assert 0 < len(answers) <= MOST_ANSWERS
        for answer in set(answers):
            hand = MoveHand(chess.Board(fen), line(best)).line(answer)
            assert (hand.done, hand.text) == (True, answer)


@pytest.mark.parametrize(
    ("habit", "answers"),
    [
        ("any check", {"a1a8", "d1d8"}),
        ("safe check", {"a1a8", "d1d8"}),
        ("sliding check", {"a1a8", "d1d8"}),
        ("knight check", None),
        ("capture", None),
        ("king move", {"g1f1", "g1h1", "g1f2", "g1g2", "g1h2"}),
    ],
)
def test_a_habit_gives_each_of_its_moves_and_no_others(habit: str, answers: set[str] | None) -> None:
    assert habits(*MATE).get(habit) == (None if answers is None else pytest.approx(tuple(sorted(answers))))


def test_free_is_what_nothing_takes_back_and_the_greatest_piece_is_told_by_its_worth() -> None:
    fen = "4k3/8/3p4/2p1q3/8/3N4/8/R5K1 w - - 0 1"
    found = habits(fen, "d3e5", last="e6e5")
    assert set(found["capture"]) == {"d3e5", "d3c5"}
    assert found["greatest capture"] == ("d3e5",)
    assert "free capture" not in found
    assert found["taking back"] == ("d3e5",)


def test_in_a_longer_line_every_first_move_is_as_likely() -> None:
    answers = habits(*LINE)["any move"]
    first = Counter(answer.split()[0] for answer in answers)
    assert len(set(first.values())) == 1
    best = LINE[1].split()[0]
    assert all((len(answer.split()) == 2) is (answer.split()[0] == best) for answer in answers), "a wrong move ends it"


def test_a_habit_that_finds_the_line_is_right_and_others_are_not() -> None:
    fen, best = LINE
    solution = Solution(chess.Board(fen), (line(best),))
    right = [name for name, answers in habits(fen, best).items() if all(map(solution, answers))]
    assert right == []
    assert any(map(solution, habits(fen, best)["capture"]))


def test_a_board_is_told_by_what_moved_last_and_by_what_stands_on_it() -> None:
    cues = board_surface(chess.Board(LINE[0]), chess.Move.from_uci("b8d8")).cues
    assert (cues["moved last"], cues["side to move"], cues["material"]) == ("queen", "white", "-1")


def test_an_answer_class_is_the_piece_and_the_kind_of_its_move() -> None:
    assert move_surface(chess.Board(MATE[0]), line(MATE[1]), None).answer_class == "rook check"
    assert move_surface(chess.Board(LINE[0]), line(LINE[1]), None).answer_class == "bishop capture"


def test_what_either_side_has_is_counted_as_if_it_were_to_move() -> None:
    board = chess.Board("4k3/8/8/3q4/8/2N5/8/4K3 b - - 0 1")
    white, black = (side_counts(board, side) for side in chess.COLORS)
    assert (white["captures"], white["greatest free capture"], white["attacked and unguarded"]) == (1, 9, 1)
    assert (black["captures"], black["unguarded"]) == (0, 1)
    cues = sides_surface(board).cues
    assert cues["material"] == "-3"
    assert cues == sides_surface(as_if_moving(board, chess.WHITE)).cues


def test_with_the_colours_changed_all_that_is_counted_changes_sides() -> None:
    board = chess.Board("r1bqk2r/1p3pbp/p1n1pnp1/2ppP3/2B2P2/2NP1N2/PPP3PP/R1BQ1RK1 w kq d6 0 9")
    one, other = sides_surface(board).cues, sides_surface(board.mirror()).cues
    assert {name: str(-int(one[name])) for name in side_counts(board, chess.WHITE)} == {
        name: other[name] for name in side_counts(board, chess.WHITE)
    }


def test_either_side_may_move_where_nobody_is_in_check() -> None:
    assert either_may_move(chess.Board())
    assert not either_may_move(chess.Board("4k3/8/8/8/8/8/8/R3K2r w - - 0 1"))
    assert as_if_moving(chess.Board("4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 1"), chess.WHITE).ep_square is None
