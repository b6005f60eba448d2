"""How chess positions are looked for and chosen, with an engine that answers by lot."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path
from random import Random

import chess
import pytest

from drillgrok.domains.chess.motifs import Motif, line_of
from oracles.chess.engine import MATE, Choice, Engine
from oracles.chess.position import GlancedPosition, VerifiedPosition
from tools.chess import selfplay, weak_play
from tools.chess.choose import Candidate, chosen, habit_hits
from tools.chess.glances import Glance, Glances
from tools.chess.write import COMPOSED, GAMES, HEADER, write_lists

SAID = """info string NNUE evaluation using a file
info depth 1 seldepth 1 multipv 1 score cp 30 nodes 20 pv e2e4
info depth 2 seldepth 2 multipv 1 score cp 25 upperbound nodes 60 pv e2e4 a7a6
info depth 2 seldepth 2 multipv 1 score cp 20 nodes 70 pv e2e4 e7e5
info depth 2 seldepth 2 multipv 2 score cp -15 nodes 90 pv a2a3 d7d5 d2d4
info depth 2 seldepth 2 multipv 3 score mate -1 nodes 99 pv g2g4 d8h4
info depth 2 seldepth 2 multipv 4 score mate 1 nodes 99 pv b2b3
bestmove e2e4 ponder e7e5
info depth 9 multipv 1 score cp 999 pv d2d4
"""


class DrawnGlances(Glances):
    """A score between six pawns less and six more for every move, and some answer to it."""

    def __init__(self) -> None:
        super().__init__(StringIO(), StringIO())

    def moves(self, board: chess.Board, *, depth: int) -> dict[chess.Move, Glance]:
        found = {}
        for move in sorted(board.legal_moves, key=chess.Move.uci):
            step = board.copy(stack=False)
            step.push(move)
            rng = Random(step.fen())
            answers = sorted(step.legal_moves, key=chess.Move.uci)
            line = rng.choice(answers).uci() if answers else ""
            found[move] = Glance(rng.randint(-100, 600), line, rng.randint(-100, 300))
        best = min(found, key=lambda move: found[move].score)
        return found | {best: found[best]._replace(score=0)}


class DrawnEngine(Engine):
    """Two moves of which one seems to win."""

    def __init__(self) -> None:
        self.asked = 0

    def choices(self, board: chess.Board, *, nodes: int, width: int, game: object = None) -> list[Choice]:
        self.asked += 1
        moves = sorted(board.legal_moves, key=chess.Move.uci)
        Random(board.fen()).shuffle(moves)
        return [Choice(300 - 300 * place, (move,)) for place, move in enumerate(moves[:width])]


def test_a_glance_keeps_the_last_word_on_each_move_as_whoever_answers_it_sees_it() -> None:
    asked = StringIO()
    found = Glances(asked, StringIO(SAID)).moves(chess.Board(), depth=2)
    assert {move.uci(): glance for move, glance in found.items()} == {
        "a2a3": Glance(15, "d7d5 d2d4", 15),
        "b2b3": Glance(1 - MATE, "", 1 - MATE),
        "e2e4": Glance(-20, "e7e5", -30),
        "g2g4": Glance(MATE - 1, "d8h4", MATE - 1),
    }
    assert asked.getvalue() == f"position fen {chess.STARTING_FEN}\ngo depth 2\n"


@pytest.fixture(scope="module")
def overlooked() -> list[GlancedPosition]:
    return [record for number in range(8) for record in weak_play.play(DrawnGlances(), number)]


def test_what_a_player_may_overlook_follows_a_position_of_the_game_by_one_move(
    overlooked: list[GlancedPosition],
) -> None:
    assert len(overlooked) > 100
    assert {record["aside"] for record in overlooked} == {0, 1}
    for record in overlooked:
        board = chess.Board(record["parent"])
        board.push_uci(record["last"])
        assert board.fen() == record["fen"]
        assert record["best"][0][0] >= 220


def test_a_piece_that_is_taken_where_it_was_just_put_is_no_tactic(overlooked: list[GlancedPosition]) -> None:
    for record in overlooked:
        assert record["best"][0][1][2:4] != record["last"][2:4]


def test_a_move_that_was_not_made_seems_nearly_as_good_at_sight_as_any(
    overlooked: list[GlancedPosition],
) -> None:
    glances = DrawnGlances()
    for record in overlooked[:40]:
        seen = glances.moves(chess.Board(record["parent"]), depth=3)
        seems = seen[chess.Move.from_uci(record["last"])].at_sight
        assert not record["aside"] or seems <= min(one.at_sight for one in seen.values()) + 150


def test_an_answer_is_kept_once_of_all_moves_that_let_it_in(overlooked: list[GlancedPosition]) -> None:
    told = Counter((one["game"], one["parent"], one["best"][0][1]) for one in overlooked)
    assert set(told.values()) == {1}


def test_the_same_number_gives_the_same_game(overlooked: list[GlancedPosition]) -> None:
    assert [one for one in overlooked if one["game"] == 3] == list(weak_play.play(DrawnGlances(), 3))


def test_a_game_played_again_without_looks_aside_has_all_boards_that_it_had() -> None:
    engine = DrawnEngine()
    told = {record["fen"].split(" ")[0] for record in selfplay.play(engine, 5)}
    looks, engine.asked = engine.asked, 0
    assert told <= selfplay.boards_of(engine, 5)
    assert engine.asked < looks / 2


def test_a_habit_has_to_find_the_whole_line() -> None:
    board = chess.Board("r3k3/4pppp/8/1N6/8/8/5PPP/6K1 w q - 0 30")
    line = line_of(board, tuple(map(chess.Move.from_uci, ["b5c7", "e8d8", "c7a8"])))
    first = line_of(board, line.moves[:1])
    last = chess.Move.from_uci("h8g8")
    assert habit_hits(first, last)["any check"] == 0.5
    assert habit_hits(line, last)["any check"] == 0


def candidate(number: int, game: int, *, natural: bool, men: int) -> Candidate:
    record: VerifiedPosition = {
        "game": game,
        "ply": 0,
        "fen": "",
        "last": "",
        "aside": 0,
        "best": [],
        "line": "",
        "seen": "",
        "scores": [],
        "motifs": [],
        "primary": Motif.FORK,
        "level": 0,
    }
    return Candidate(record, natural, f"N{number}", 0.2, {"any check": 0.1}, men)


def test_of_compositions_the_fullest_are_taken_and_few_of_one_group() -> None:
    games = [candidate(number, number, natural=True, men=12) for number in range(20)]
    crowd = [candidate(100 + number, 100, natural=False, men=64) for number in range(20)]
    others = [candidate(200 + number, 200 + number, natural=False, men=number) for number in range(60)]
    kept = chosen([*games, *crowd, *others], least=40, most=50)
    assert len(kept) == 40
    assert sum(one.natural for one in kept) == 20
    assert sum(one.record["game"] == 100 for one in kept) == 3
    assert min(one.men for one in kept if not one.natural) >= 40


ROW = {
    "prompt": "Find the best move.",
    "answer": "Nc7+",
    "chance": "0.2",
    "last": "h7h6",
    "best": "b5c7 e8d8 c7a8",
    "idea": "",
    "source": COMPOSED,
}
BOARD = "r3k3/4pppp/8/1N6/8/8/{pawns}/6K1"
PAWNS = ("5PPP", "4PPP1", "3PPP2", "2PPP3", "5PP1", "4PP2", "3PP3", "2PP4", "4P1P1", "3P1P2", "2P1P3", "2P2P2")
LISTS = (
    "agate",
    "amber",
    "beryl",
    "garnet",
    "jasper",
    "onyx",
    "opal",
    "peridot",
    "topaz",
    "zircon",
    "citrine",
    "citrine",
)


def test_a_position_of_a_game_that_was_played_again_counts_as_one(tmp_path: Path) -> None:
    rows: dict[str, list[str]] = {name: [",".join(HEADER)] for name in LISTS}
    for number, (name, pawns) in enumerate(zip(LISTS, PAWNS, strict=True)):
        row = ROW | {"key": f"{number}", "group": f"{number}", "rating": "5"}
        row["fen"] = f"{BOARD.format(pawns=pawns)} w q - 0 30"
        rows[name].append(",".join(row[column] for column in HEADER))
    for name, lines in rows.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    again = BOARD.format(pawns=PAWNS[-1])
    write_lists([], None, tmp_path, frozenset({again}))
    with (tmp_path / "citrine.csv").open(encoding="utf-8", newline="") as file:
        told = {row["fen"].split(" ")[0]: row["source"] for row in csv.DictReader(file)}
    assert told == {BOARD.format(pawns=PAWNS[-2]): COMPOSED, again: GAMES}
