"""A board can be read from its cells alone, without colours, from either side; and in words."""

from __future__ import annotations

import chess
import pytest

from drillgrok.console.styles import styles
from drillgrok.domains.chess.board import EDGE_CELLS, SCALES, View, board_drawing, square_at
from drillgrok.model.drawing import Drawing, Ground, Span, Tone
from tests.helpers.contrast import contrast

COLUMNS, ROWS = SCALES[0]


BOARD = chess.Board("r3k2r/1pp2ppp/8/3Nn3/8/8/PP3PPP/R4RK1 b kq - 0 1")


def text_of(drawing: Drawing) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in drawing.lines]


SEEN_BY_WHITE = """\
 8 (♜ r)·····     ·····(♚ k)·····     (♜ r)
        ·····     ·····     ·····     ·····
 7 ·····( ♟ )( ♟ )     ·····( ♟ )( ♟ )( ♟ )
   ·····~~~~~·····     ·····     ·····
 6      ·····     ·····     ·····     ·····
        ·····     ·····     ·····     ·····
 5 ·····~~~~~·····<♞ N>(♞ n)     ·····
   ·····~~~~~·····     ·····     ·····
 4      ·····     ·····     ·····     [···]
        ·····     ·····     ·····     ·····
 3 ·····     ·····     ·····     ·····
   ·····     ·····     ·····     ·····
 2   ♟  · ♟ ·     ·····     · ♟ ·  ♟  · ♟ ·
        ·····     ·····     ·····     ·····
 1 ·♜ R·     ·····     ····· ♜ R ·♚ K·
   ·····     ·····     ·····     ·····
     a    b    c    d    e    f    g    h"""
SEEN_BY_BLACK = """\
 1      ·♚ K· ♜ R ·····     ·····     ·♜ R·
        ·····     ·····     ·····     ·····
 2 · ♟ ·  ♟  · ♟ ·     ·····     · ♟ ·  ♟
   ·····     ·····     ·····     ·····"""


def test_a_board_without_colours_looks_like_this() -> None:
    view = View(
        BOARD, chess.WHITE, chess.Move.from_uci("b5b7"), cursor=chess.H4, picked=chess.D5, panel=((Span("To move"),),)
    )
    lines = text_of(board_drawing(view))
    assert lines[0].endswith("   To move")
    assert [line.removesuffix("   To move").rstrip() for line in lines] == SEEN_BY_WHITE.splitlines()


def test_the_side_at_the_lower_edge_can_be_black() -> None:
    lines = text_of(board_drawing(View(BOARD, chess.BLACK)))
    assert lines[:4] == SEEN_BY_BLACK.splitlines()
    assert lines[-1].split() == list("hgfedcba")


def test_it_fits_a_small_terminal() -> None:
    drawing = board_drawing(View(BOARD, chess.WHITE))
    assert (drawing.width, len(drawing.lines)) == (EDGE_CELLS + 8 * COLUMNS, 8 * ROWS + 1)


@pytest.mark.parametrize("below", chess.COLORS)
def test_every_cell_of_a_square_leads_back_to_it(below: chess.Color) -> None:
    found = [square_at(column, row, below) for row in range(8 * ROWS) for column in range(EDGE_CELLS, EDGE_CELLS + 40)]
    assert {square: found.count(square) for square in chess.SQUARES} == dict.fromkeys(chess.SQUARES, COLUMNS * ROWS)
    assert square_at(EDGE_CELLS, 0, below) == (chess.A8 if below == chess.WHITE else chess.H1)


@pytest.mark.parametrize(("column", "row"), [(0, 0), (2, 5), (43, 0), (10, 16), (60, 3), (-1, -1)])
def test_beside_the_board_there_is_no_square(column: int, row: int) -> None:
    assert square_at(column, row, chess.WHITE) is None


def test_in_words_it_holds_as_much_as_the_picture() -> None:
    view = View(BOARD, chess.BLACK, chess.Move.from_uci("b5b7"))
    assert board_drawing(view).spoken == (
        "Black to move.\n"
        "White: Kg1, Ra1, Rf1, Nd5, a2, b2, f2, g2, h2.\n"
        "Black: Ke8, Ra8, Rh8, Ne5, b7, c7, f7, g7, h7. The last move was b5 to b7."
    )


def test_a_piece_is_inked_by_its_side_and_its_ground() -> None:
    inks = {
        (span.tone, span.ground)
        for line in board_drawing(View(chess.Board(), chess.WHITE, chess.Move.from_uci("e7e5"))).lines
        for span in line
        if span.text[:2].strip()[:1] in {*"♟♞♝♜♛♚"}
    }
    assert inks == {
        (Tone.WHITE, Ground.LIGHT),
        (Tone.WHITE, Ground.DARK),
        (Tone.BLACK, Ground.LIGHT),
        (Tone.BLACK, Ground.DARK),
        (Tone.BLACK, Ground.MARKED),
    }


def test_every_piece_is_told_by_its_letter_too_and_black_by_brackets_and_small_letters() -> None:
    lines = text_of(board_drawing(View(chess.Board(), chess.WHITE)))
    assert lines[0].split("(")[1:] == ["♜ r)", "♞ n)", "♝ b)", "♛ q)", "♚ k)", "♝ b)", "♞ n)", "♜ r)"]
    assert [word for word in lines[14].replace("·", " ").split() if word.isalpha()] == list("RNBQKBNR")


def test_whatever_stands_on_a_square_is_read_at_a_contrast_of_four_and_a_half_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    inked = styles()
    for tone in (Tone.WHITE, Tone.BLACK, Tone.RIGHT, Tone.WRONG):
        for ground in (Ground.LIGHT, Ground.DARK, Ground.MARKED):
            style = inked[tone, ground]
            assert style.color is not None
            assert style.bgcolor is not None
            assert contrast(style.color.name, style.bgcolor.name) >= 4.5


@pytest.mark.parametrize("below", [chess.WHITE, chess.BLACK])
def test_on_a_larger_board_every_cell_leads_to_the_same_square(below: chess.Color) -> None:
    small = board_drawing(View(BOARD, below, panel=((Span("To move"),),)))
    assert small.larger is not None
    large = small.larger.drawing()
    assert small.larger.size == (large.width, len(large.lines))
    columns, rows = SCALES[1]
    for row in range(8 * rows):
        for column in range(EDGE_CELLS, EDGE_CELLS + 8 * columns):
            small_cell = (EDGE_CELLS + (column - EDGE_CELLS) // columns * COLUMNS, row // rows * ROWS)
            assert square_at(*small.larger.cell(column, row), below) == square_at(*small_cell, below)
    assert small.larger.cell(EDGE_CELLS + 8 * columns + 5, 4) == (EDGE_CELLS + 8 * COLUMNS + 5, 4)
    assert large.larger is not None
    assert large.larger.drawing().larger is None
