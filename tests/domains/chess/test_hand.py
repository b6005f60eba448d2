"""Moves by letters, cursor, mouse and line: whatever the way, the same move is the same answer."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import chess
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains.chess.board import EDGE_CELLS, SCALES, square_at
from drillgrok.domains.chess.hand import MoveHand, board_after, reply_to
from drillgrok.domains.chess.spelling import read_move

COLUMNS, ROWS = SCALES[0]


START = chess.Board()
BUSY = chess.Board("r3k2r/pPp2ppp/2n5/3pP3/1b1N1B2/2N5/PPP2PpP/R3K2R w KQkq d6 0 1")


def moves(text: str) -> tuple[chess.Move, ...]:
    return tuple(map(chess.Move.from_uci, text.split()))


def typed(hand: MoveHand, text: str) -> MoveHand:
    for char in text:
        hand = hand.key(char, char, 0)
        assert not hand.slipped
    return hand.key("enter", None, 0)


def click_at(hand: MoveHand, square: chess.Square) -> MoveHand:
    cells = (
        (column, row)
        for row in range(0, 8 * ROWS, ROWS)
        for column in range(EDGE_CELLS + 2, EDGE_CELLS + 8 * COLUMNS, COLUMNS)
    )
    column, row = next(cell for cell in cells if square_at(*cell, hand.start.turn) == square)
    return hand.click(column, row, 0)


def walked_to(hand: MoveHand, square: chess.Square) -> MoveHand:
    hand = hand if hand.cursor is not None else hand.key("up", None, 0)
    assert hand.cursor is not None
    turned = hand.start.turn == chess.BLACK
    across = chess.square_file(square) - chess.square_file(hand.cursor)
    up = chess.square_rank(square) - chess.square_rank(hand.cursor)
    for steps, names in ((across, ("left", "right")), (up, ("down", "up"))):
        for _ in range(abs(steps)):
            hand = hand.key(names[(steps > 0) is not turned], None, 0)
    return hand


@st.composite
def positions(draw: st.DrawFn) -> chess.Board:
    """Somewhere in a game of random moves."""
    rng = Random(draw(st.integers(0, 2**32)))
    board = draw(st.sampled_from([START, BUSY])).copy()
    for _ in range(draw(st.integers(0, 40))):
        legal = list(board.legal_moves)
        if not legal:
            board.pop()
            break
        board.push(rng.choice(legal))
    if board.is_game_over():
        board.pop()
    return board.copy(stack=False)


@given(positions(), st.data())
def test_every_legal_move_can_be_given_in_every_way_and_is_the_same_answer(
    board: chess.Board, data: st.DataObject
) -> None:
    move = data.draw(st.sampled_from(sorted(board.legal_moves, key=chess.Move.uci)))
    hand = MoveHand(board, (move,))
    ways = [
        typed(hand, board.san(move)),
        typed(hand, board.san(move).strip("+#").replace("x", "").replace("=", "").replace("-", "")),
        typed(hand, move.uci()),
        hand.line(board.san(move)),
        hand.line(move.uci()),
    ]
    picked = walked_to(hand, move.from_square).key("enter", None, 0)
    by_cursor = walked_to(picked, move.to_square).key("enter", None, 0)
    by_space = walked_to(walked_to(hand, move.from_square).key("space", " ", 0), move.to_square).key("space", " ", 0)
    by_mouse = click_at(click_at(hand, move.from_square), move.to_square)
    if move.promotion is not None:
        assert not by_cursor.done, "it is asked what the pawn becomes"
        place = [chess.QUEEN, chess.ROOK, chess.BISHOP, chess.KNIGHT].index(move.promotion)
        by_cursor = by_cursor.key(letter := "qrbn"[place], letter, 0)
        for _ in range(place):
            by_space = by_space.key("down", None, 0)
        by_space = by_space.key("enter", None, 0)
        by_mouse = by_mouse.click(EDGE_CELLS + 8 * COLUMNS + 4, 4 + place, 0)
    ways += [by_cursor, by_space, by_mouse]
    assert {(way.text, way.done, way.slipped) for way in ways} == {(move.uci(), True, False)}


@given(positions(), st.text(max_size=20))
def test_a_line_of_anything_is_a_legal_move_or_a_slip(board: chess.Board, text: str) -> None:
    hand = MoveHand(board, (next(iter(board.legal_moves)),))
    after = hand.line(text)
    if after.done:
        assert chess.Move.from_uci(after.text) in board.legal_moves
    else:
        assert after.slipped or not text.split()
        assert after.played == ()


KEYS = st.one_of(
    st.sampled_from(["up", "down", "left", "right", "enter", "space", "backspace", "tab", "f1"]).map(
        lambda key: (key, None)
    ),
    st.characters().map(lambda char: (char, char)),
)


@given(positions(), st.lists(st.one_of(KEYS, st.tuples(st.integers(-2, 70), st.integers(-2, 20))), max_size=30))
def test_no_keys_and_no_clicks_break_it_or_play_what_is_not_legal(board: chess.Board, given_keys: list[tuple]) -> None:
    hand = MoveHand(board, (next(iter(board.legal_moves)),))
    for one, two in given_keys:
        hand = hand.click(one, two, 0) if isinstance(one, int) else hand.key(one, two, 0)
        drawing = hand.drawing(0)
        assert len(drawing.lines) == 17
        if hand.done:
            assert chess.Move.from_uci(hand.text) in board.legal_moves
            return


def test_nothing_is_given_before_the_first_key() -> None:
    hand = MoveHand(START, moves("e2e4"))
    assert (hand.text, hand.done, hand.slipped) == ("", False, False)
    assert hand.key("enter", None, 0) == hand
    assert hand.changes_at_ms(0) is None


@pytest.mark.parametrize("text", ["Nf6", "e5", "e2e5", "Nd", "O-O", "Ke3", "e8=Q"])
def test_what_cannot_be_played_is_a_slip_that_can_be_mended(text: str) -> None:
    hand = MoveHand(START, moves("e2e4"))
    for char in text:
        hand = hand.key(char, char, 0)
    hand = hand.key("enter", None, 0)
    assert (hand.slipped, hand.done) == (True, False)
    for _ in text:
        hand = hand.key("backspace", None, 0)
    assert not hand.slipped
    assert typed(hand, "e4").text == "e2e4"


def test_a_typed_move_stands_as_text_until_it_is_given() -> None:
    hand = MoveHand(START, moves("e2e4 e7e5 g1f3"))
    hand = typed(hand, "e4").key("N", "N", 0)
    assert (hand.text, hand.done) == ("e2e4 N", False)


@pytest.mark.parametrize(
    ("fen", "text", "uci"),
    [
        ("4k3/8/8/8/2p5/1P6/8/B3K3 w - - 0 1", "bc4", "b3c4"),
        ("4k3/8/8/2b5/8/8/8/4KB2 w - - 0 1", "bc4", "f1c4"),
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "0-0", "e1g1"),
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "ooo", "e1c1"),
        ("8/4P2k/8/8/8/8/8/4K3 w - - 0 1", "e8n", "e7e8n"),
        ("8/4P2k/8/8/8/8/8/4K3 w - - 0 1", "e8", None),
        ("4k3/8/8/8/8/8/8/N3K2N w - - 0 1", "Nb3", "a1b3"),
        ("4k3/8/8/2N5/8/8/8/N3K3 w - - 0 1", "Nb3", None),
        ("4k3/8/8/2N5/8/8/8/N3K3 w - - 0 1", "n5b3", "c5b3"),
        ("4k3/8/8/2N5/8/8/8/N3K3 w - - 0 1", "nab3", "a1b3"),
    ],
)
def test_case_matters_only_where_it_parts_two_moves(fen: str, text: str, uci: str | None) -> None:
    move = read_move(chess.Board(fen), text)
    assert (move.uci() if move else None) == uci


@pytest.mark.parametrize(
    ("fen", "text", "uci"),
    [
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "0–0", "e1g1"),
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "о-о", "e1g1"),
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "e1a1", "e1c1"),
        ("4k3/8/8/8/8/8/8/R3K2R w KQ - 0 1", "Kg1", "e1g1"),
        ("8/8/8/3pP3/8/8/k7/6K1 w - d6 0 1", "e×d6 e.p.", "e5d6"),
        ("8/8/8/3pP3/8/8/k7/6K1 w - d6 0 1", "e:d6", "e5d6"),
        ("8/P5k1/8/8/8/8/8/6K1 w - - 0 1", "a8(Q)", "a7a8q"),
        ("8/P5k1/8/8/8/8/8/6K1 w - - 0 1", "12. a8=♕", "a7a8q"),
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "1.♖a8#", "a1a8"),
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "Ｒａ８", "a1a8"),
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "1.", None),
    ],
)
def test_a_move_may_be_written_as_books_and_other_programs_write_it(fen: str, text: str, uci: str | None) -> None:
    move = read_move(chess.Board(fen), text)
    assert (move.uci() if move else None) == uci


LINE = moves("e2e4 e7e5 g1f3 b8c6 f1b5")


def test_the_opponent_answers_from_the_line_while_it_is_followed() -> None:
    hand = MoveHand(START, LINE)
    for text, said in (("e4", "e2e4"), ("Nf3", "e2e4 g1f3"), ("Bb5", "e2e4 g1f3 f1b5")):
        hand = typed(hand, text)
        assert hand.text == said
    assert hand.done
    assert hand.played == LINE


@given(st.randoms(use_true_random=False))
def test_an_item_never_told_right_or_wrong_has_as_many_moves_whatever_is_played(rng: Random) -> None:
    hand = MoveHand(START, LINE).unmarked()
    right = [move.uci() for move in LINE[::2]]
    given: list[str] = []
    for _ in range(3):
        assert not hand.done
        given.append(rng.choice(sorted(map(chess.Move.uci, hand.board.legal_moves))))
        hand = hand.line(given[-1])
        until = next((k + 1 for k, move in enumerate(given) if move != right[k]), len(given))
        assert hand.text.split() == given[:until], "what comes after a wrong move is no part of the answer"
    assert hand.done


def test_a_line_is_over_at_its_first_wrong_move() -> None:
    hand = MoveHand(START, LINE).line("g1f3")
    assert (hand.done, hand.text, len(hand.played)) == (True, "g1f3", 1)
    later = MoveHand(START, LINE).line("e2e4 a2a3 h2h3")
    assert (later.done, later.text) == (True, "e2e4 a2a3")


def test_enter_on_nothing_is_of_no_use_to_the_board_at_any_move() -> None:
    hand = MoveHand(START, LINE)
    assert hand.key("enter", None, 0) == hand
    second = hand.line("e2e4")
    assert not second.done
    assert second.key("enter", None, 0) == second


def test_a_pawn_that_arrives_may_think_again() -> None:
    board = chess.Board("4k3/P7/8/8/8/8/8/4K3 w - - 0 1")
    asked = click_at(click_at(MoveHand(board, moves("a7a8n")), chess.A7), chess.A8)
    assert asked.text == "a7a8"
    assert "It becomes:" in asked.drawing(0).lines[3][-1].text
    assert asked.key("backspace", None, 0).text == ""
    assert asked.key("x", "x", 0).slipped
    assert asked.click(0, 0, 0).promoting is not None, "beside the board nothing happens"
    assert click_at(asked, chess.E1).picked == chess.E1


def test_an_opponent_led_astray_takes_the_most_it_can_and_always_the_same() -> None:
    board = chess.Board("4k3/8/8/3q4/8/8/3R1B2/4K3 b - - 0 1")
    assert reply_to(board) == reply_to(board.copy()) == chess.Move.from_uci("d5d2")
    hand = MoveHand(START, LINE).unmarked().line("g1f3")
    assert hand.played[1] == reply_to(board_after(START, moves("g1f3")))


def test_a_mate_ends_a_line() -> None:
    hand = MoveHand(chess.Board("6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1"), moves("a1a8 g8h8 d1d8")).line("d1d8")
    assert (hand.done, hand.text) == (True, "d1d8")


def test_a_line_with_one_bad_move_is_a_slip_as_a_whole() -> None:
    hand = MoveHand(START, LINE)
    assert hand.line("e4 Nf3 Bb5").done
    bad = hand.line("e4 Nf6")
    assert (bad.slipped, bad.played) == (True, ())
    assert hand.line("e4 Nf3 Bb5 O-O").slipped


def test_a_picked_piece_can_be_put_down_and_another_picked() -> None:
    hand = click_at(MoveHand(START, moves("e2e4")), chess.E2)
    assert (hand.picked, hand.text) == (chess.E2, "e2")
    assert click_at(hand, chess.E2).picked is None
    assert click_at(hand, chess.G1).picked == chess.G1
    assert click_at(hand, chess.E5).slipped


def test_the_cursor_stays_on_the_board_and_moves_as_it_is_turned() -> None:
    for turn, up in ((chess.WHITE, 1), (chess.BLACK, -1)):
        board = chess.Board()
        board.turn = turn
        hand = MoveHand(board, (), chess.Move.from_uci("e7e5")).key("up", None, 0)
        assert hand.cursor == chess.E5
        ranks = [chess.E5]
        for _ in range(9):
            hand = hand.key("up", None, 0)
            assert hand.cursor is not None
            ranks.append(hand.cursor)
        assert all(b - a in {8 * up, 0} for a, b in pairwise(ranks))
        assert chess.square_rank(ranks[-1]) == (7 if up > 0 else 0)


def test_a_whole_answer_is_seen_off_by_the_position_it_was_asked_from() -> None:
    hand = MoveHand(START, LINE)
    asked = [line[:17] for line in hand.drawing(0).lines]
    played = typed(hand, "e4")
    assert [line[:17] for line in played.drawing(0).lines] != asked
    assert "e4" in "".join(span.text for span in played.drawing(0).lines[2])
    done = played.line("Nf3 Bb5")
    assert [line[:9] for line in done.drawing(0).lines] == [line[:9] for line in asked]


def test_a_move_that_was_refused_is_typed_over_and_one_that_is_being_typed_is_not() -> None:
    hand = MoveHand(chess.Board(), (chess.Move.from_uci("g1f3"),))
    refused = hand.line("")
    for key in ("Q", "d", "8"):
        refused = refused.key(key, key, 0)
    refused = refused.key("enter", None, 0)
    assert (refused.slipped, refused.typed) == (True, "Qd8")
    assert refused.key("backspace", None, 0).typed == "Qd"
    for key in ("N", "f", "3"):
        refused = refused.key(key, key, 0)
    assert refused.typed == "Nf3"
    assert refused.key("enter", None, 0).done
    slipped = hand.key("N", "N", 0).key("ä", "ä", 0)
    assert slipped.slipped
    assert slipped.key("f", "f", 0).typed == "Nf"
