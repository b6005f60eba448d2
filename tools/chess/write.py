"""From verified positions to the lists of the decks: which are taken, and what a row says of them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from statistics import median
from typing import Final

import chess

from drillgrok.domains.chess.chances import chance_of
from drillgrok.domains.chess.motifs import Motif, MoveLine, line_of
from drillgrok.domains.chess.sides import as_if_moving
from oracles.chess.position import PairedPosition, Position, SidedPosition, VerifiedPosition, placement, read_positions
from oracles.chess.shipped import DECKS, PAIRS, SIDES
from oracles.chess.verify import DRAWS
from tools.chess.choose import Candidate, chosen, could_be_played, habit_hits
from tools.chess.even import TURNED, even

# `idea` is the line as far as it takes to show the motif, where that is further than one move wins. `source` says
# whether a position stood in a game or was composed.
HEADER: Final = ("key", "group", "prompt", "answer", "chance", "rating", "fen", "last", "best", "idea", "source")
PROMPT: Final = "Find the best move."
ASKED: Final = "Is there a winning move? y or n"
PAIRS_HEADER: Final = HEADER[:8]
SIDES_HEADER: Final = ("key", "group", "prompt", "answer", "turned", "rating", "fen")
ASKED_OF_SIDES: Final = "Who could win something: White, Black or neither? w, b or n"
MOST: Final = 560
LEAST: Final = 250
"""Where games bring fewer, compositions fill up, the fullest boards first: few that look like games rather than many
that do not, but enough that half of them can be held back."""
LEAST_OF_GAMES: Final = 300
"""Where all come from games, so many are left at least when habits are weeded out."""
GAMES, COMPOSED = "game", "composed"
MOST_CHANCE: Final = 0.5
"""A position with hardly another capture or check asks nothing."""
OLD_GAMES: Final = 546
"""The first games, of which both positions as they stood and changed ones were taken."""
MATES: Final = frozenset({Motif.MATE_IN_1, Motif.MATE_IN_2, Motif.SMOTHERED_MATE, Motif.BACK_RANK_MATE})
FROM_GAMES_ALONE: Final = frozenset({Motif.MATE_IN_1, Motif.MATE_IN_2})
"""Motifs of which nothing is composed: games bring enough."""


def write_lists(
    harvested: Sequence[VerifiedPosition], paired: Path | None, folder: Path, games: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The lists of all decks into `folder`, from what was harvested and from what they hold already; of each how many
    rows it has, how many of them stood in games, and the median of their pieces. `games` are boards of games that were
    played again: what a list holds of them stood in a game, whatever it says."""
    if paired is not None:
        pairs: list[PairedPosition] = read_positions(paired)
        _write(folder / f"{PAIRS}.csv", [_paired_row(record) for record in pairs], PAIRS_HEADER)
    told = {}
    taken = _asked_otherwise(folder)
    for motif, deck in DECKS.items():
        file = folder / f"{deck}.csv"
        pool = _pool(harvested, motif, _shipped(file, motif, games))
        least = LEAST_OF_GAMES if motif in FROM_GAMES_ALONE else LEAST
        kept = chosen([one for board, one in pool.items() if board not in taken], least=least, most=MOST)
        taken |= {placement(one.record["fen"]) for one in kept}
        _write(file, _rows(kept))
        told[deck] = _told(kept)
    return told


def _asked_otherwise(folder: Path) -> set[str]:
    """The boards of the decks that ask for no move, as they stand and with the colours changed."""
    boards = set()
    for deck in (PAIRS, SIDES):
        with (folder / f"{deck}.csv").open(encoding="utf-8", newline="") as file:
            boards |= {board for row in csv.DictReader(file) for board in _both_colours(row["fen"])}
    return boards


def _pool(harvested: Sequence[VerifiedPosition], motif: Motif, shipped: Sequence[Candidate]) -> dict[str, Candidate]:
    """What may be asked of a motif, by its board; of one that is shipped already what the harvest says of it."""
    fresh = [_candidate(record, natural="composed" not in record) for record in harvested if record["primary"] == motif]
    fit = (one for one in reversed([*fresh, *shipped]) if could_be_played(one) and _asks(one, motif))
    return {placement(one.record["fen"]): one for one in fit}


def _rows(kept: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """No chance is lower than what always giving the commonest answer gets."""
    commonest = Counter(one.answer for one in kept).most_common(1)[0][1] / len(kept)
    return [_row(one, commonest) for one in kept]


def _told(kept: Sequence[Candidate]) -> str:
    natural, men = sum(one.natural for one in kept), median(one.men for one in kept)
    return f"{len(kept)} rows, {natural} of games, {men:.0f} pieces"


def write_sides(proved: Sequence[SidedPosition], folder: Path) -> int:
    """The list of who could win something into `folder`; the number of its rows."""
    rows = [_sided_row(*one) for one in even(proved)]
    return _write(folder / f"{SIDES}.csv", rows, SIDES_HEADER)


def _both_colours(fen: str) -> tuple[str, str]:
    return placement(fen), chess.Board(fen).mirror().board_fen()


def old_games(folder: Path) -> list[int]:
    """Games from which a list may hold positions that it takes for composed, since it does not tell."""
    found = set()
    for deck in DECKS.values():
        with (folder / f"{deck}.csv").open(encoding="utf-8", newline="") as rows:
            found |= {int(row["group"]) for row in csv.DictReader(rows) if row["source"] == COMPOSED}
    return sorted(game for game in found if game <= OLD_GAMES)


def _asks(one: Candidate, motif: Motif) -> bool:
    """It is a question with one answer: something else can be tried, and what else is tried does not win as well. Where
    mate itself is asked for, a slower win is no answer."""
    line, scores = _line(one.record), one.record["scores"]
    if one.natural and not scores:
        return one.guess <= MOST_CHANCE
    slower = line.boards[-1].is_checkmate() and len(line.moves) > 1
    if slower and motif is not Motif.MATE_IN_2 and not (scores and scores[1] <= DRAWS):
        return False
    return one.guess <= MOST_CHANCE and (motif in MATES or not line.boards[-1].is_checkmate() or bool(scores))


def _candidate(record: VerifiedPosition, *, natural: bool) -> Candidate:
    line = _line(record)
    board = line.boards[0]
    hits = habit_hits(line, chess.Move.from_uci(record["last"]))
    answer, men = board.san(line.moves[0]), chess.popcount(board.occupied)
    return Candidate(record, natural, answer, chance_of(line), hits, men)


def _shipped(file: Path, motif: Motif, games: frozenset[str]) -> list[Candidate]:
    """What a list holds already, as a harvest has it but for the scores, which were looked at then."""
    found = []
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            natural = row["source"] == GAMES or placement(row["fen"]) in games
            forcing = _forcing(chess.Board(row["fen"]))
            further = len(row["best"].split()) // 2
            record: VerifiedPosition = {
                "game": int(row["group"]),
                "ply": 0,
                "fen": row["fen"],
                "last": row["last"],
                "aside": 0,
                "best": [],
                "line": row["best"],
                "seen": row["idea"] or row["best"],
                "scores": [],
                "motifs": [motif],
                "primary": motif,
                "level": max((int(row["rating"]) - forcing - 4 * further) // 2, 0),
            }
            found.append(_candidate(record, natural=natural))
    return found


def _row(one: Candidate, commonest: float) -> tuple[str, ...]:
    record, line = one.record, _line(one.record)
    return (
        _key(record),
        str(record["game"]),
        PROMPT,
        one.answer,
        f"{max(one.guess, commonest):.3f}",
        str(_rating(record, line)),
        record["fen"],
        record["last"],
        record["line"],
        record["seen"] if len(record["seen"]) > len(record["line"]) else "",
        GAMES if one.natural else COMPOSED,
    )


def _forcing(board: chess.Board) -> int:
    """How many captures and checks can be made."""
    return sum(board.is_capture(move) or board.gives_check(move) for move in board.legal_moves)


def _paired_row(record: PairedPosition) -> tuple[str, ...]:
    board = chess.Board(record["fen"])
    forcing = _forcing(board)
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


def _sided_row(board: chess.Board, answer: str, record: SidedPosition) -> tuple[str, ...]:
    """White is to move in all of them, as far as the list says."""
    shown = as_if_moving(board, chess.WHITE)
    shown.halfmove_clock, shown.fullmove_number = 0, 1
    forcing = sum(_forcing(as_if_moving(board, side)) for side in chess.COLORS)
    return (
        _key(record | {"fen": shown.fen()}),
        str(record["game"]),
        ASKED_OF_SIDES,
        answer,
        TURNED[answer],
        str(forcing + 2 * record["level"]),
        shown.fen(),
    )


def _rating(record: VerifiedPosition, line: MoveLine) -> int:
    """Difficulty: captures and checks to look at, moves to find, and searches that miss the first."""
    return _forcing(line.boards[0]) + 4 * (len(line.moves) // 2) + 2 * record["level"]


def _line(record: VerifiedPosition) -> MoveLine:
    return line_of(chess.Board(record["fen"]), tuple(map(chess.Move.from_uci, record["line"].split())))


def _key(record: Position) -> str:
    """Ten hex digits of the placement and the side to move: what names a position for ever."""
    men, side, *_ = record["fen"].split(" ")
    return blake2b(f"{men} {side}".encode(), digest_size=5).hexdigest()


def _write(file: Path, rows: Iterable[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> int:
    """The rows by their keys, so that their order says nothing; the number of them."""
    ordered = sorted(rows)
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out, lineterminator="\n")
        sheet.writerow(header)
        sheet.writerows(ordered)
    return len(ordered)
