"""Each motif's predicate says yes to what shows it and no to its nearest neighbours."""

from __future__ import annotations

import chess
import pytest

from drillgrok.domains.chess.motifs import PREDICATES, Motif, forced_mates, line_of, motifs_of

SHOWN = [
    (Motif.HANGING_PIECE, "4k3/8/8/3n4/8/8/3R4/4K3 w - - 0 1", "d2d5"),
    (Motif.HANGING_PIECE, "4k3/3r4/8/8/3Q4/8/8/2K5 b - - 0 1", "d7d4"),
    (Motif.FORK, "r3k3/8/8/3N4/8/8/8/4K3 w - - 0 1", "d5c7 e8d7 c7a8"),
    (Motif.FORK, "4k3/8/8/8/2r1b3/8/3P4/6K1 w - - 0 1", "d2d3 c4c8 d3e4"),
    (Motif.FORK, "7k/8/8/1q6/8/8/8/R3K3 b - - 0 1", "b5e5 e1f2 e5a1"),
    (Motif.PIN, "4k3/4n3/8/3b4/8/8/8/3RR1K1 w - - 0 1", "d1d5"),
    (Motif.PIN, "6k1/8/4r3/8/8/8/8/5BK1 w - - 0 1", "f1c4 g8f7 c4e6"),
    (Motif.PIN, "4k3/4n3/8/8/3P4/8/8/4R1K1 w - - 0 1", "d4d5 e8d7 e1e7"),
    (Motif.SKEWER, "4q3/8/8/4k3/8/8/8/R5K1 w - - 0 1", "a1e1 e5d6 e1e8"),
    (Motif.SKEWER, "7r/8/8/4q3/8/8/6K1/2B5 w - - 0 1", "c1b2 e5c5 b2h8"),
    (Motif.DISCOVERED_ATTACK, "3q2k1/8/8/8/3N4/8/8/3R2K1 w - - 0 1", "d4f5 g8h7 d1d8"),
    (Motif.DISCOVERED_ATTACK, "4k3/8/8/2q5/4N3/8/8/4R1K1 w - - 0 1", "e4c5"),
    (Motif.DISCOVERED_ATTACK, "4k3/8/8/8/q3N3/8/8/4R1K1 w - - 0 1", "e4c5 e8d8 c5a4"),
    (Motif.DEFLECTION, "3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1", "c3a5 d8a5 e2e8"),
    (Motif.DEFLECTION, "8/8/3k4/2p1r3/8/1B6/4R3/2R3K1 w - - 0 1", "c1c5 d6c5 e2e5"),
    (Motif.BACK_RANK_MATE, "6k1/5ppp/8/8/8/8/8/3R2K1 w - - 0 1", "d1d8"),
    (Motif.BACK_RANK_MATE, "3r2k1/8/8/8/8/8/PP6/K7 b - - 0 1", "d8d1"),
    (Motif.SMOTHERED_MATE, "6rk/6pp/7N/8/8/8/8/6K1 w - - 0 1", "h6f7"),
    (Motif.SMOTHERED_MATE, "5r1k/6pp/7N/3Q4/8/8/8/6K1 w - - 0 1", "d5g8 f8g8 h6f7"),
    (Motif.MATE_IN_1, "6k1/5ppp/8/8/8/8/8/3R2K1 w - - 0 1", "d1d8"),
    (Motif.MATE_IN_2, "3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1", "c3a5 d8a5 e2e8"),
]
NOT_SHOWN = [
    pytest.param(Motif.HANGING_PIECE, "4k3/8/4p3/3n4/8/8/3R4/4K3 w - - 0 1", "d2d5", id="guarded by a pawn"),
    pytest.param(Motif.HANGING_PIECE, "3rk3/8/8/3n4/8/8/3R4/4K3 w - - 0 1", "d2d5", id="guarded from afar"),
    pytest.param(Motif.HANGING_PIECE, "4k3/8/8/3p4/8/8/3R4/4K3 w - - 0 1", "d2d5", id="only a pawn"),
    pytest.param(Motif.HANGING_PIECE, "r5k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "a1a8", id="it mates"),
    pytest.param(Motif.FORK, "r7/8/8/3N4/4k3/8/8/4K3 w - - 0 1", "d5c7 e4d4 c7a8", id="one aim only"),
    pytest.param(Motif.FORK, "r3k3/8/8/3N4/8/8/8/4K3 w - - 0 1", "d5c7 e8d7 c7b5", id="takes nothing"),
    pytest.param(Motif.FORK, "r3k3/8/8/3N4/8/8/8/4K3 w - - 0 1", "d5c7", id="no more is known"),
    pytest.param(Motif.FORK, "4k3/8/2p1p3/1p3p2/2n1b3/8/3R4/4K3 w - - 0 1", "d2d4 e8e7 d4c4", id="both guarded"),
    pytest.param(Motif.PIN, "4k3/4n3/8/3b4/8/8/8/3R2K1 w - - 0 1", "d1d5", id="the guard is free"),
    pytest.param(Motif.PIN, "7k/8/4r3/8/8/8/8/5BK1 w - - 0 1", "f1c4 h8h7 c4e6", id="no king behind"),
    pytest.param(Motif.PIN, "4k3/3pn3/4p3/3b4/8/8/8/3RR1K1 w - - 0 1", "d1d5", id="a second guard is free"),
    pytest.param(Motif.SKEWER, "4k3/8/8/4q3/8/8/8/R5K1 w - - 0 1", "a1e1 e8d7 e1e5", id="the lesser in front"),
    pytest.param(Motif.SKEWER, "4q3/8/8/4k3/8/8/8/R5K1 w - - 0 1", "a1e1 e5d6 e1e7", id="takes nothing"),
    pytest.param(Motif.DISCOVERED_ATTACK, "3q2k1/8/8/8/8/4N3/8/3R2K1 w - - 0 1", "e3f5 g8h7 d1d8", id="open before"),
    pytest.param(
        Motif.DISCOVERED_ATTACK, "4k3/8/8/q7/4N3/8/8/4R1K1 w - - 0 1", "e4c3", id="a check that takes nothing"
    ),
    pytest.param(Motif.DEFLECTION, "r2q2k1/5ppp/8/8/8/5B2/4R3/6K1 w - - 0 1", "f3a8 d8a8 e2e8", id="still guards"),
    pytest.param(Motif.DEFLECTION, "3q2k1/5ppp/8/p7/8/2B5/8/6K1 w - - 0 1", "c3a5 d8a5", id="nothing follows"),
    pytest.param(Motif.BACK_RANK_MATE, "3k4/8/3K4/8/8/8/8/7R w - - 0 1", "h1h8", id="the enemy's king shuts it in"),
    pytest.param(Motif.BACK_RANK_MATE, "6k1/5pp1/7p/8/8/8/8/3R2K1 w - - 0 1", "d1d8", id="a way out"),
    pytest.param(Motif.BACK_RANK_MATE, "6rk/6pp/7N/8/8/8/8/6K1 w - - 0 1", "h6f7", id="mated by a knight"),
    pytest.param(Motif.SMOTHERED_MATE, "7k/6pp/7N/8/8/8/8/6K1 w - - 0 1", "h6f7", id="a way out"),
    pytest.param(Motif.SMOTHERED_MATE, "7k/8/5NK1/4N3/8/8/8/8 w - - 0 1", "e5f7", id="held by the enemy"),
    pytest.param(Motif.SMOTHERED_MATE, "6k1/5ppp/8/8/8/8/8/3R2K1 w - - 0 1", "d1d8", id="mated by a rook"),
    pytest.param(Motif.MATE_IN_1, "6k1/5pp1/7p/8/8/8/8/3R2K1 w - - 0 1", "d1d8", id="only check"),
    pytest.param(Motif.MATE_IN_2, "6k1/5ppp/8/8/8/8/8/3R2K1 w - - 0 1", "d1d8", id="faster"),
]


def shows(motif: Motif, fen: str, moves: str) -> bool:
    return PREDICATES[motif](line_of(chess.Board(fen), tuple(map(chess.Move.from_uci, moves.split()))))


@pytest.mark.parametrize(("motif", "fen", "moves"), SHOWN)
def test_a_line_shows_its_motif(motif: Motif, fen: str, moves: str) -> None:
    assert shows(motif, fen, moves)


@pytest.mark.parametrize(("motif", "fen", "moves"), NOT_SHOWN)
def test_a_near_neighbour_does_not(motif: Motif, fen: str, moves: str) -> None:
    assert not shows(motif, fen, moves)


@pytest.mark.parametrize(("motif", "fen", "moves"), SHOWN)
def test_a_motif_shows_as_well_with_the_colours_changed(motif: Motif, fen: str, moves: str) -> None:
    board = chess.Board(fen).mirror()
    turned = (chess.Move.from_uci(move) for move in moves.split())
    line = line_of(
        board, tuple(chess.Move(move.from_square ^ 56, move.to_square ^ 56, move.promotion) for move in turned)
    )
    assert motif in motifs_of(line)


def test_every_motif_has_a_predicate_and_examples_of_both_kinds() -> None:
    assert set(PREDICATES) == set(Motif)
    assert {motif for motif, _, _ in SHOWN} == set(Motif)
    assert {case.values[0] for case in NOT_SHOWN} == set(Motif)


def test_a_line_refuses_an_illegal_move() -> None:
    with pytest.raises(ValueError, match="e2e5 is not legal"):
        line_of(chess.Board(), (chess.Move.from_uci("e2e5"),))


def test_forced_mates_are_those_that_no_reply_escapes() -> None:
    two_rooks = chess.Board("7k/8/8/8/8/8/R7/1R5K w - - 0 1")
    assert {move.uci() for move in forced_mates(two_rooks, 2)} >= {"a2a7", "b1b7"}
    assert forced_mates(two_rooks, 1) == []
    assert forced_mates(chess.Board(), 2) == []
