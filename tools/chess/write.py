"""From verified positions to the lists of the decks: which are taken, and what a row says of them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.chances import chance_of
from drillgrok.domains.chess.motifs import MoveLine, line_of
from oracles.chess.position import PairedPosition, Position, VerifiedPosition, placement, read_positions
from oracles.chess.shipped import DECKS, PAIRS
from oracles.chess.verify import greedy_rate

# `idea` is the line as far as it takes to show the motif, where that is further than one move wins.
HEADER: Final = ("key", "group", "prompt", "answer", "chance", "rating", "fen", "last", "best", "idea")
PROMPT: Final = "Find the best move."
ASKED: Final = "Is there a winning move? y or n"
MOST: Final = 560
GREEDY: Final = 0.35
"""At most this share of a deck falls to taking the greatest piece that can be taken."""
MOST_ALIKE: Final = 60
"""Positions of a deck with one and the same answer."""
VARIANT: Final = 2
MOST_CHANCE: Final = 0.5
"""A position with hardly another capture or check asks nothing."""


def write_lists(verified: Path, paired: Path, folder: Path) -> dict[str, int]:
    """The lists of all decks into `folder`; how many rows each has."""
    pairs: list[PairedPosition] = read_positions(paired)
    records: dict[str, VerifiedPosition] = {placement(record["fen"]): record for record in read_positions(verified)}
    for record in pairs:
        records.pop(placement(record["fen"]), None)
    counts = {}
    for motif, deck in DECKS.items():
        own = _chosen([record for record in records.values() if record["primary"] == motif])
        fixed_rate = _fixed_rate(own)
        counts[deck] = _write(folder / f"{deck}.csv", [_row(record, fixed_rate) for record in own])
    rows = [_paired_row(record) for record in pairs]
    counts[PAIRS] = _write(folder / f"{PAIRS}.csv", rows, without=("best", "idea"))
    return counts


def _chosen(records: list[VerifiedPosition]) -> list[VerifiedPosition]:
    """Up to MOST of them, variants last, mixed by a seed; neither greed nor one and the same move may win more than its
    share."""
    Random(3).shuffle(records)
    records.sort(key=lambda record: (record.get("composed") == VARIANT, greedy_rate(_line(record)) > 0))
    kept: list[VerifiedPosition] = []
    greedy = 0.0
    answers: Counter[str] = Counter()
    for record in records:
        line, answer = _line(record), _answer(record)
        rate = greedy_rate(line)
        if chance_of(line) > MOST_CHANCE:
            continue
        if len(kept) == MOST or (rate and greedy + rate > GREEDY * (len(kept) + 1)) or answers[answer] == MOST_ALIKE:
            continue
        kept.append(record)
        greedy += rate
        answers[answer] += 1
    return kept


def _fixed_rate(records: list[VerifiedPosition]) -> float:
    """The success rate in a deck of the better of two blind habits: always the commonest answer, always greed."""
    commonest = Counter(map(_answer, records)).most_common(1)[0][1]
    greedy = sum(greedy_rate(_line(record)) for record in records if " " not in record["line"])
    return max(commonest, greedy) / len(records)


def _answer(record: VerifiedPosition) -> str:
    line = _line(record)
    return line.boards[0].san(line.moves[0])


def _row(record: VerifiedPosition, fixed_rate: float) -> tuple[str, ...]:
    line = _line(record)
    return (
        _key(record),
        str(record["game"]),
        PROMPT,
        _answer(record),
        f"{max(chance_of(line), fixed_rate, 0.001):.3f}",
        str(_rating(record, line)),
        record["fen"],
        record["last"],
        record["line"],
        record["seen"] if len(record["seen"]) > len(record["line"]) else "",
    )


def _paired_row(record: PairedPosition) -> tuple[str, ...]:
    board = chess.Board(record["fen"])
    forcing = sum(board.is_capture(move) or board.gives_check(move) for move in board.legal_moves)
    return (
        _key(record),
        str(record["game"]),
        ASKED,
        record["answer"],
        "0.5",
        str(forcing),
        record["fen"],
        record["last"],
    )


def _rating(record: VerifiedPosition, line: MoveLine) -> int:
    """Difficulty: captures and checks to look at, moves to find, and searches that miss the first."""
    board = line.boards[0]
    forcing = sum(board.is_capture(move) or board.gives_check(move) for move in board.legal_moves)
    return forcing + 4 * (len(line.moves) // 2) + 2 * record["level"]


def _line(record: VerifiedPosition) -> MoveLine:
    return line_of(chess.Board(record["fen"]), tuple(map(chess.Move.from_uci, record["line"].split())))


def _key(record: Position) -> str:
    """Ten hex digits of the placement and the side to move: what names a position for ever."""
    placement, side, *_ = record["fen"].split(" ")
    return blake2b(f"{placement} {side}".encode(), digest_size=5).hexdigest()


def _write(file: Path, rows: Iterable[tuple[str, ...]], without: tuple[str, ...] = ()) -> int:
    """The rows by their keys, so that their order says nothing; the number of them."""
    ordered = sorted(rows)
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out, lineterminator="\n")
        sheet.writerow(column for column in HEADER if column not in without)
        sheet.writerows(ordered)
    return len(ordered)
