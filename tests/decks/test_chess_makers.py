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
from drillgrok.domains.chess.sides import either_may_move, side_counts
from oracles.chess.engine import MATE, Choice, Engine
from oracles.chess.position import GlancedPosition, SidedPosition, VerifiedPosition
from oracles.chess.sides import owner
from tools.chess import selfplay, weak_play
from tools.chess.choose import Candidate, chosen, habit_hits
from tools.chess.even import even, hits, seen_of
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
PAWNS = ("5PPP", "4PPP1", "3PPP2", "2PPP3", "5PP1", "4PP2", "3PP3", "2PP4", "4P1P1", "3P1P2", "2P1P3", "2P2P2", "1P3P2")
LISTS = (
    "agate",
    "amber",
    "beryl",
    "garnet",
    "jade",
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


def sided(number: int, answer: str, fen: str) -> SidedPosition:
    return {"game": number, "ply": 0, "fen": fen, "last": "h7h6", "answer": answer, "level": 0}


PIECES = "QRBN"


def placed(number: int) -> str:
    """A position with pieces of either side by lot, in which nobody is in check."""
    rng = Random(number)
    while True:
        board = chess.Board("4k3/pp4pp/8/8/8/8/PP4PP/4K3 w - - 0 1")
        for square in rng.sample(range(16, 48), 6):
            board.set_piece_at(square, chess.Piece.from_symbol(rng.choice(PIECES + PIECES.lower())))
        if either_may_move(board):
            return board.fen()


def test_a_list_of_sides_has_each_answer_as_often_and_the_colours_by_lot() -> None:
    records = [sided(number, "wbwn"[number % 4], placed(number)) for number in range(400)]
    taken = even(records)
    told = Counter(answer for _, answer, _ in taken)
    assert told["w"] == told["b"] == told["n"] > 50
    for board, answer, record in taken:
        other = {"w": "b", "b": "w", "n": "n"}[record["answer"]]
        is_turned = board.board_fen() != record["fen"].partition(" ")[0]
        assert answer == (other if is_turned else record["answer"])


def test_what_a_count_tells_is_weeded_out_as_far_as_there_is_enough() -> None:
    free = [placed(number) for number in range(300)]
    material = [side_counts(chess.Board(fen), chess.WHITE)["material"] for fen in free]
    theirs = [side_counts(chess.Board(fen), chess.BLACK)["material"] for fen in free]
    rng = Random(1)
    records = [
        sided(number, "n" if mine == other or rng.random() < 0.3 else "w" if mine > other else "b", fen)
        for number, (fen, mine, other) in enumerate(zip(free, material, theirs, strict=True))
    ]
    seen = hits([seen_of(record) for record in records])
    left = hits([seen_of(record) for _, _, record in even(records)])
    assert left["material"] < seen["material"]


def test_a_side_has_something_where_one_move_of_it_wins_and_no_move_of_the_other() -> None:
    class Told(Engine):
        """Says what it was told of either side."""

        def __init__(self, white: tuple[int, int], black: tuple[int, int]) -> None:
            self.scores = {chess.WHITE: white, chess.BLACK: black}

        def choices(self, board: chess.Board, *, nodes: int, width: int, game: object = None) -> list[Choice]:
            moves = list(board.legal_moves)
            return [Choice(score, (move,)) for score, move in zip(self.scores[board.turn], moves, strict=False)]

    board = chess.Board()
    assert owner(Told((300, 0), (0, -20)), board, nodes=1) == "w"
    assert owner(Told((0, -20), (MATE - 3, 90)), board, nodes=1) == "b"
    assert owner(Told((100, 90), (0, -20)), board, nodes=1) == "n"
    assert owner(Told((300, 200), (0, -20)), board, nodes=1) is None, "two moves win"
    assert owner(Told((300, 0), (300, 0)), board, nodes=1) is None, "both sides win"
    assert owner(Told((300, 0), (-400, -500)), board, nodes=1) == "w", "what it threatens cannot be met"
    assert owner(Told((300, 0), (200, 0)), board, nodes=1) is None, "the other side nearly wins"
    assert owner(Told((0, 0), (0, 0)), chess.Board("4k3/8/8/8/8/8/8/4K2r w - - 0 1"), nodes=1) is None, "in check"
