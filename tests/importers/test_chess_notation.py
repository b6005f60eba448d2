"""Positions in EPD and PGN: what is taken of them, and what is refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.domains import JUDGES, way
from drillgrok.domains.chess.ways import MOVE, SEPARATOR
from drillgrok.importers.chess_files import PUZZLE_FORMATS
from drillgrok.importers.chess_puzzles import Wish
from drillgrok.importers.chess_rows import BETWEEN, HEADER, Harvest
from drillgrok.importers.kinds import kind_of

EPD = """\
# a comment
1k1r4/pp1b1R2/3q2pp/4p3/2B5/4Q3/PPP2B2/2K5 b - - bm Qd1+; id "BK.01";
6k1/5ppp/8/8/8/8/8/R2R2K1 w - - bm Ra8# Rd8+; c0 "either";
8/8/8/8/8/8/8/R2R2K1 w - - bm Ra2;
6k1/5ppp/8/8/8/8/8/R2R2K1 w - - am Ra2;
6k1/5ppp/8/8/8/8/8/R2R2K1 w - - bm Ra8;
6k1/5ppp/8/8/8/8/8/R2R2K1 w - - bm Qh5;
nonsense
"""
PGN = """\
[Event "One"]
[SetUp "1"]
[FEN "3q2k1/5ppp/8/p7/8/2B5/4R3/6K1 w - - 0 1"]

1. Bxa5 {well} Qxa5 2. Re8# 1-0

[Event "Two"]
[FEN "6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1"]

1. Ra8# (1. Rd8#) 1-0

[Event "A game"]

1. e4 e5 2. Nf3 *

[Event "Three"]
[FEN "6k1/5ppp/8/8/8/8/8/R2R2K1 b - - 0 1"]

1... Kf8 2. Qxh7 *

[Event "Four"]
[FEN "4k3/1p6/8/8/8/8/8/4K2R b K - 0 1"]

1... b5 2. Kd2 *
"""


def found_in(tmp_path: Path, text: str, wish: Wish = Wish()) -> Harvest:  # noqa: B008
    path = tmp_path / "positions"
    path.write_text(text, encoding="utf-8")
    kind = kind_of(path)
    assert kind is not None
    return PUZZLE_FORMATS[kind].read(path, wish, lambda _: None)


def best(found: Harvest) -> list[str]:
    return [row[HEADER.index("best")] for row in found.rows]


def test_several_best_moves_of_an_epd_are_each_right(tmp_path: Path) -> None:
    found = found_in(tmp_path, EPD)
    assert best(found) == ["d6d1", f"a1a8{BETWEEN}d1d8"]
    assert found.told == [
        "line 4: its position could not come about",
        "line 5: it names no best move (bm)",
        "line 6: the position is there twice",
        "line 7: it is not an EPD",
        "line 8: it is not an EPD",
    ]


def test_a_game_from_a_position_is_its_solution_and_ends_with_a_move_of_the_solver(tmp_path: Path) -> None:
    found = found_in(tmp_path, PGN)
    assert best(found) == ["c3a5 d8a5 e2e8", f"a1a8{BETWEEN}d1d8", "b7b5"]
    assert found.told == ["game 3: it has no position of its own (FEN)", "game 4: one of its moves cannot be read"]


def test_nothing_that_is_wrong_with_a_file_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found_in(tmp_path, PGN + "\x1b[2J [[[ (( 1. Qxz9 } {")
    assert capfd.readouterr() == ("", "")


def test_one_side_alone_can_be_asked_for(tmp_path: Path) -> None:
    found = found_in(tmp_path, EPD, Wish(colour="black"))
    assert best(found) == ["d6d1"]


def test_the_chance_counts_every_move_that_is_right(tmp_path: Path) -> None:
    text = "4k3/8/8/8/8/8/8/4K2R w K - bm Rh7{};\n"
    one, two = (float(found_in(tmp_path, text.format(more)).rows[0][HEADER.index("chance")]) for more in ("", " Kd2"))
    assert two == pytest.approx(2 * one, abs=0.002)


def test_a_list_and_its_judge_agree_on_what_parts_moves() -> None:
    assert BETWEEN == SEPARATOR
    made = way(JUDGES, {"move": "best", "board": "fen"})
    cells = {"fen": "6k1/5ppp/8/8/8/8/8/R2R2K1 w - - 0 1", "best": "a1a2|d1d2"}
    assert made.flaw(cells) is None
    assert made.flaw({**cells, "best": "a1a2 g8f8 a2a8|d1d2"}) is not None
    assert made.flaw({**cells, "best": "a1a2|d1h5"}) is not None
    assert MOVE.options[0].name == "move"


@pytest.mark.parametrize("text", ["prompt,answer\na,b\n", "", "Q: What?\nA: That.\n", "\0" * 50])
def test_other_files_are_not_taken_for_positions(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    assert kind_of(path) is None
