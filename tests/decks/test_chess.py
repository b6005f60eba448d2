"""Every shipped chess position against the rules of chess; a seeded sample against the engine where there is one."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median

import chess
import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains.chess.motifs import Motif
from drillgrok.library.profiles import SHIPPED
from drillgrok.model.deck import Deck
from oracles.chess.agreement import FOLDER, MOTIF_OF, agreement, rows_of, verify
from oracles.chess.engine import engine
from oracles.chess.shipped import PAIRS, SIDES
from tools.chess.pairs import manner
from tools.chess.write import COMPOSED, GAMES

DECKS = sorted(path.stem for path in FOLDER.glob("*.csv"))
"""Those of a list; endings have a test of their own."""
PROVED = 20
"""Mates in two of a deck that are proved by trying all moves: a quarter of a second each."""
ENGINE_SAMPLE = 2
MOST_BYTES = 2_000_000
SHIPPED_PROFILES = json.loads((bundled("drillgrok") / "library" / SHIPPED).read_text(encoding="utf-8"))["decks"]
FEWEST = 200
"""Positions of a deck: so many that half of them can be held back."""
MEN, MEN_COMPOSED = 14, 10
"""Pieces on a board: the median, as puzzles from games have them, and the fewest of a composition."""


def deck_of(deck_id: str) -> Deck:
    return read_deck(load_source(FOLDER / f"{deck_id}.yaml"))


def test_there_is_a_deck_for_every_motif_and_two_that_ask_whether_there_is_any() -> None:
    assert sorted({*MOTIF_OF, PAIRS, SIDES}) == DECKS
    assert set(MOTIF_OF.values()) == set(Motif)


@pytest.mark.parametrize("deck_id", DECKS)
def test_every_position_holds_by_the_rules_of_chess(deck_id: str) -> None:
    rows = rows_of(deck_id)
    if MOTIF_OF.get(deck_id) is Motif.MATE_IN_2:
        rows = Random(5).sample(rows, PROVED)
    assert [(row["key"], flaw) for row in rows if (flaw := verify(deck_id, row)) is not None] == []


@pytest.mark.parametrize("deck_id", MOTIF_OF)
def test_a_deck_holds_enough_positions_and_none_twice(deck_id: str) -> None:
    boards = [" ".join(row["fen"].split(" ")[:2]) for row in rows_of(deck_id)]
    assert len(boards) == len(set(boards)) >= FEWEST


@pytest.mark.parametrize("deck_id", MOTIF_OF)
def test_a_deck_says_how_many_of_its_positions_stood_in_games(deck_id: str) -> None:
    rows = rows_of(deck_id)
    games, head = sum(row["source"] == GAMES for row in rows), (FOLDER / f"{deck_id}.yaml").read_text("utf-8")
    told = "all positions" if games == len(rows) else f"{games} of {len(rows)} positions; the others are composed"
    assert f", {told}; made by" in head.partition("\n")[0]
    assert ("Not all of these boards" in head) == (games < 0.8 * len(rows))
    assert median(chess.popcount(chess.Board(row["fen"]).occupied) for row in rows) >= MEN


@pytest.mark.parametrize("deck_id", MOTIF_OF)
def test_no_composition_has_what_a_game_hardly_brings_about(deck_id: str) -> None:
    """Few pieces, or one that a pawn became and that is no queen; more such pieces than pawns are gone least of all."""
    for row in rows_of(deck_id):
        if row["source"] == COMPOSED:
            board = chess.Board(row["fen"])
            assert chess.popcount(board.occupied) >= MEN_COMPOSED
            for side in chess.COLORS:
                count = {kind: len(board.pieces(kind, side)) for kind in chess.PIECE_TYPES}
                light = len(board.pieces(chess.BISHOP, side) & chess.BB_LIGHT_SQUARES)
                assert max(count[chess.KNIGHT], count[chess.ROOK]) <= 2
                assert max(light, count[chess.BISHOP] - light) <= 1
                assert count[chess.PAWN] + count[chess.QUEEN] <= 9


def test_mates_come_from_games_alone() -> None:
    assert {row["source"] for deck_id in ("beryl", "zircon") for row in rows_of(deck_id)} == {GAMES}


@pytest.mark.parametrize("deck_id", [name for name, motif in MOTIF_OF.items() if motif is not Motif.MATE_IN_2])
def test_no_slower_mate_is_asked_for_where_another_move_may_win_too(deck_id: str) -> None:
    """A line of more than one move that ends in mate has to be the only way to win, and only harvested ones are known
    to be: the older ones have been struck out."""
    for row in rows_of(deck_id):
        if " " in row["best"] and row["source"] == COMPOSED:
            board = chess.Board(row["fen"])
            for move in row["best"].split():
                board.push_uci(move)
            assert not board.is_checkmate()


@pytest.mark.parametrize("deck_id", ["citrine", "jasper", "onyx", "opal", "topaz", "zircon"])
def test_no_cheap_habit_is_far_above_a_guess(deck_id: str) -> None:
    """As the shipped profile measures it; of agate, beryl, garnet and peridot docs/chess.md tells."""
    profile = SHIPPED_PROFILES[deck_of(deck_id).head.version]
    assert profile["habit"] <= profile["guess"] + 0.15


def test_no_position_stands_in_two_decks() -> None:
    boards = Counter(row["fen"].split(" ")[0] for deck_id in DECKS for row in rows_of(deck_id))
    assert [board for board, count in boards.items() if count > 1] == []


def test_half_of_the_pairs_are_decoys_of_the_same_games_with_as_many_captures_and_checks() -> None:
    rows = rows_of(PAIRS)
    assert Counter(row["answer"] for row in rows) == {"y": len(rows) // 2, "n": len(rows) // 2}
    assert Counter(row["group"] for row in rows if row["answer"] == "y") == Counter(
        row["group"] for row in rows if row["answer"] == "n"
    )
    forcing = {"y": 0, "n": 0}
    for row in rows:
        board = chess.Board(row["fen"])
        forcing[row["answer"]] += sum(board.is_capture(move) or board.gives_check(move) for move in board.legal_moves)
    assert abs(forcing["y"] - forcing["n"]) < 0.5 * len(rows) / 2


def glance(row: dict[str, str]) -> dict[str, object]:
    """What is seen of a pair's position without looking for a win."""
    board, last = chess.Board(row["fen"]), chess.Move.from_uci(row["last"])
    piece = board.piece_at(last.to_square)
    assert piece is not None
    aside = chess.square_file(last.from_square) != chess.square_file(last.to_square)
    return {
        "piece": piece.symbol().upper(),
        "took": aside if piece.piece_type == chess.PAWN else board.halfmove_clock == 0,
        "check": board.is_check(),
        "can be taken": any(move.to_square == last.to_square for move in board.legal_moves),
        "steps": chess.square_distance(last.from_square, last.to_square),
    }


def best_by_table(rows: list[dict[str, str]], seen: tuple[str, ...]) -> float:
    """How often a table over what is seen is right, learnt from four fifths of the games and asked of the others."""
    games = sorted({row["group"] for row in rows})
    Random(1).shuffle(games)
    fold = {game: place % 5 for place, game in enumerate(games)}
    told = [(tuple(glance(row)[name] for name in seen), row["answer"], fold[row["group"]]) for row in rows]
    right = 0.0
    for out in range(5):
        table: dict[tuple[object, ...], Counter[str]] = {}
        for key, answer, where in told:
            if where != out:
                table.setdefault(key, Counter())[answer] += 1
        for key, answer, where in told:
            if where == out:
                counts = table.get(key, Counter())
                right += 0.5 if counts["y"] == counts["n"] else float(counts.most_common(1)[0][0] == answer)
    return right / len(rows)


def test_how_the_last_move_was_made_is_as_frequent_in_both_halves_of_the_pairs() -> None:
    made = {"y": Counter[object](), "n": Counter[object]()}
    for row in rows_of(PAIRS):
        seen = glance(row)
        made[row["answer"]][seen["piece"], seen["took"], seen["check"]] += 1
    assert made["y"] == made["n"]
    assert len({piece for piece, *_ in made["y"]}) == len(chess.PIECE_TYPES)


SEEN = ("piece", "took", "check", "can be taken", "steps")


@pytest.mark.parametrize("seen", [*((name,) for name in SEEN), *combinations(SEEN, 2)], ids=" and ".join)
def test_what_a_glance_at_the_last_move_shows_does_not_tell_whether_anything_wins(seen: tuple[str, ...]) -> None:
    assert best_by_table(rows_of(PAIRS), seen) < 0.56


def test_a_decoy_is_made_as_the_move_was_made() -> None:
    board = chess.Board("r1bqkbnr/pppp1ppp/2n5/4p3/2B1P3/5N2/PPPP1PPP/RNBQK2R w KQkq - 0 4")
    assert manner(board, chess.Move.from_uci("c4f7")) == (chess.BISHOP, True, True, True)
    assert manner(board, chess.Move.from_uci("d2d4")) == (chess.PAWN, False, False, True)
    assert manner(board, chess.Move.from_uci("d2d3")) == (chess.PAWN, False, False, False)
    assert manner(board, chess.Move.from_uci("f3e5")) == (chess.KNIGHT, True, False, True)


@pytest.mark.parametrize("deck_id", DECKS)
def test_positions_of_one_game_are_one_group_and_no_other_positions_are(deck_id: str) -> None:
    groups = deck_of(deck_id).items.group_of
    together = {(row["group"], int(group)) for row, group in zip(rows_of(deck_id), groups, strict=True)}
    assert len(together) == len({game for game, _ in together}) == len({group for _, group in together})


@pytest.mark.parametrize("deck_id", MOTIF_OF)
def test_one_move_learnt_by_heart_gets_nobody_above_chance(deck_id: str) -> None:
    rows = rows_of(deck_id)
    commonest = Counter(row["answer"] for row in rows).most_common(1)[0][1] / len(rows)
    assert all(float(row["chance"]) >= commonest - 0.001 for row in rows)


def test_the_lists_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < MOST_BYTES


@pytest.mark.skipif(
    not (shutil.which("stockfish") or Path("/usr/games/stockfish").exists()), reason="there is no stockfish here"
)
def test_a_longer_search_agrees_with_nine_in_ten_of_a_sample() -> None:
    with engine() as stockfish:
        found = [agreement(stockfish, deck_id, ENGINE_SAMPLE, nodes=100_000) for deck_id in DECKS]
    assert sum(len(each.wrong) for each in found) <= 0.1 * sum(each.asked for each in found)
