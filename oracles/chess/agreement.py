"""Do the shipped positions hold? Every row by the rules of chess, a sample by a longer search than made them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import PREDICATES, Motif, MoveLine, forced_mates, line_of
from drillgrok.domains.chess.sides import as_if_moving, either_may_move
from oracles.chess.engine import MATE, Engine
from oracles.chess.shipped import DECKS, PAIRS, SIDES
from oracles.chess.sides import BLACK, NEITHER, WHITE, agrees
from oracles.chess.verify import DRAWS, WINS

FOLDER: Final = Path(__file__).parents[2] / "decks" / "chess"
MOTIF_OF: Final = {deck: motif for motif, deck in DECKS.items()}
NODES: Final = 300_000
"""More than twice what confirmed the positions."""
_SAMPLE: Final = 100
_TOLERANCE: Final = 100
"""Centipawns by which a longer search may move a score without changing what is right."""
_SEED: Final = 7

Row = dict[str, str]


def rows_of(deck: str) -> list[Row]:
    """The rows of a deck's list."""
    with (FOLDER / f"{deck}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verify(deck: str, row: Row) -> str | None:
    """What the rules of chess say against a row; None when nothing: the position is legal, its line can be played, its
    motif shows, and a mate is forced by one first move alone."""
    board = chess.Board(row["fen"])
    if deck == SIDES:
        return _flaw_of_sides(board, row)
    last = chess.Move.from_uci(row["last"])
    if not board.is_valid() or board.color_at(last.to_square) != (not board.turn) or board.piece_at(last.from_square):
        return "no legal position after its last move"
    if deck == PAIRS:
        return None if row["answer"] in {"y", "n"} else "no answer"
    try:
        return _flaw_of_lines(MOTIF_OF[deck], row["answer"], _line(board, row["best"]), _line(board, _idea(row)))
    except ValueError as error:
        return str(error)


def _flaw_of_sides(board: chess.Board, row: Row) -> str | None:
    if not either_may_move(board) or not all(any(as_if_moving(board, side).legal_moves) for side in chess.COLORS):
        return "not both sides may move"
    swapped = {WHITE: BLACK, BLACK: WHITE, NEITHER: NEITHER}
    return None if swapped.get(row["answer"]) == row["turned"] else "no answer, or another one with the colours changed"


def _flaw_of_lines(motif: Motif, answer: str, line: MoveLine, idea: MoveLine) -> str | None:
    board = line.boards[0]
    if answer != board.san(line.moves[0]) or len(line.moves) % 2 == 0:
        return "the answer is not the first move of a whole line"
    if idea.moves[: len(line.moves)] != line.moves or not PREDICATES[motif](idea):
        return "the motif does not show"
    if motif is Motif.MATE_IN_2 and forced_mates(board.copy(), 2) != [line.moves[0]]:
        return "another move mates as fast"
    return None


def _idea(row: Row) -> str:
    return row["idea"] or row["best"]


def _line(board: chess.Board, moves: str) -> MoveLine:
    return line_of(board, tuple(map(chess.Move.from_uci, moves.split())))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a longer search says of a sample."""

    asked: int
    wrong: tuple[str, ...]
    """The cases in which it disagrees."""


def agreement(engine: Engine, deck: str, most: int, nodes: int = NODES) -> Agreement:
    """A seeded sample of a deck, searched again."""
    rows = rows_of(deck)
    sample = Random(_SEED).sample(rows, min(most, len(rows)))
    return Agreement(len(sample), tuple(_disagreements(engine, deck, sample, nodes)))


def _disagreements(engine: Engine, deck: str, rows: list[Row], nodes: int) -> Iterator[str]:
    for row in rows:
        board = chess.Board(row["fen"])
        if deck == SIDES:
            if not agrees(engine, board, row["answer"], nodes=nodes, tolerance=_TOLERANCE):
                yield f"{row['fen']}: {row['answer']}"
            continue
        choices = engine.choices(board, nodes=nodes, width=2)
        best, second = choices[0], choices[1].score if len(choices) > 1 else -MATE
        wins = best.score >= WINS - _TOLERANCE and second <= DRAWS + _TOLERANCE
        if deck == PAIRS:
            agreed = wins if row["answer"] == "y" else best.score < WINS
        elif row["best"].split()[0] != best.move.uci():
            agreed = chess.Move.from_uci(row["best"].split()[0]) in forced_mates(board, 1)
        else:
            agreed = wins or best.score >= MATE - 2
        if not agreed:
            scores = " ".join(f"{choice.move.uci()} {choice.score}" for choice in choices)
            yield f"{row['fen']}: {row.get('best') or row['answer']}, but {scores}"


def table(engine: Engine, folder: Path) -> Iterator[str]:
    """A line a deck for the record, and the cases of disagreement in `folder`."""
    yield "| deck | positions | groups | against the rules | asked again | disagreements |"
    yield "|---|---|---|---|---|---|"
    for deck in sorted({*MOTIF_OF, PAIRS, SIDES}):
        rows = rows_of(deck)
        flaws = [flaw for row in rows if (flaw := verify(deck, row)) is not None]
        found = agreement(engine, deck, _SAMPLE)
        (folder / f"{deck}-disagreements.txt").write_text("\n".join((*flaws, *found.wrong)), encoding="utf-8")
        groups = len({row["group"] for row in rows})
        yield f"| {deck} | {len(rows)} | {groups} | {len(flaws)} | {found.asked} | {len(found.wrong)} |"
