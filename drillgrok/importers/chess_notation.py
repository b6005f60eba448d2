"""Positions with their best moves in EPD and in PGN -> the rows of a chess list. Nothing is believed of the file; it is
read a position at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedIOBase, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, cast

import chess
import chess.pgn

from drillgrok.console.progress import Reached
from drillgrok.importers.chess_puzzles import ANY_THEME, COLOURS, Wish
from drillgrok.importers.chess_rows import Harvest, Row, position_from, row_of
from drillgrok.importers.packed import unpacked

_LONGEST_LINE: Final = 4_000
_MOST_PLIES: Final = 39
_SOLVER: Final = {colour: colour == "white" for colour in COLOURS}

Entry = tuple[str, Callable[[], Row]]
"""Where a position stands, and what makes its row or raises ValueError with what is wrong with it."""


def read_epd(file: Path, wish: Wish, reached: Reached) -> Harvest:
    """The positions of an EPD file that name a best move (`bm`); each of several is right.

    `reached` hears how many bytes are read. Raises DrillgrokError where the file cannot be read or is cut short.
    """
    with unpacked(file) as (stream, raw):
        return _harvest(_epd(stream, lambda: reached(raw.tell())), wish)


def read_pgn(file: Path, wish: Wish, reached: Reached) -> Harvest:
    """The games of a PGN file that begin from a position of their own: their moves are the solution, and where that is
    one move, others that stand beside it are right as well.

    `reached` hears how many bytes are read. Raises DrillgrokError where the file cannot be read or is cut short.
    """
    with unpacked(file) as (stream, raw):
        return _harvest(_pgn(stream, lambda: reached(raw.tell())), wish)


def _harvest(entries: Iterator[Entry], wish: Wish) -> Harvest:
    found = Harvest(taken={ANY_THEME: []})
    rows = found.taken[ANY_THEME]
    met: set[str] = set()
    for place, make in entries:
        found.read += 1
        try:
            row = make()
        except ValueError as error:
            found.refuse(place, str(error))
            continue
        board = chess.Board(row[6])
        if wish.colour and board.turn is not _SOLVER[wish.colour]:
            continue
        if board.epd() in met:
            found.refuse(place, "the position is there twice")
            continue
        met.add(board.epd())
        found.fitting += 1
        if len(rows) < wish.limit:
            rows.append(row)
    return found


def _epd(stream: BufferedIOBase, progress: Callable[[], None]) -> Iterator[Entry]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        text = line.decode("utf-8-sig", "replace").strip()
        if text and not text.startswith("#"):
            progress()
            yield f"line {number:,}", lambda text=text, number=number: _epd_row(text, number)  # type: ignore[misc]


def _epd_row(text: str, number: int) -> Row:
    board = chess.Board()
    try:
        told = board.set_epd(text)
    except (ValueError, AssertionError, IndexError):
        raise ValueError("it is not an EPD") from None
    moves = told.get("bm")
    if not isinstance(moves, list) or not moves:
        raise ValueError("it names no best move (bm)")
    return row_of(f"line-{number}", position_from(board.fen()), [(move,) for move in moves])


class _Quiet(chess.pgn.GameBuilder[chess.pgn.Game]):
    """Keeps what cannot be read for whoever asks, and tells nobody."""

    def handle_error(self, error: Exception) -> None:
        """One more mistake."""
        self.game.errors.append(error)


def _pgn(stream: BufferedIOBase, progress: Callable[[], None]) -> Iterator[Entry]:
    text = TextIOWrapper(cast("BinaryIO", stream), "utf-8", errors="replace")
    number = 0
    while (game := chess.pgn.read_game(text, Visitor=_Quiet)) is not None:
        number += 1
        progress()
        yield f"game {number:,}", lambda game=game, number=number: _pgn_row(game, number)  # type: ignore[misc]
    text.detach()


def _pgn_row(game: chess.pgn.Game, number: int) -> Row:
    if game.errors:
        raise ValueError("one of its moves cannot be read")
    if "FEN" not in game.headers:
        raise ValueError("it has no position of its own (FEN)")
    line = tuple(game.mainline_moves())[:_MOST_PLIES]
    if not line:
        raise ValueError("it has no moves")
    line = line[: len(line) - (len(line) + 1) % 2]
    others = [(node.move,) for node in game.variations[1:]] if len(line) == 1 else []
    return row_of(f"game-{number}", position_from(game.board().fen()), [line, *others])
