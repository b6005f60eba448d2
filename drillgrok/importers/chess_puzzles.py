"""The public puzzle file of lichess -> the rows of a chess list. Lines are sieved as bytes and only what is chosen is
looked at as chess. Nothing is believed of the file; its size costs time but no memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.console.files import refuse_endless
from drillgrok.console.progress import Reached
from drillgrok.console.zstd import FRAME_MARK, unpacking, zstd
from drillgrok.domains.chess.chances import chance_of
from drillgrok.domains.chess.motifs import line_of
from drillgrok.errors import DrillgrokError
from drillgrok.importers import explained

DEFAULT_LIMIT: Final = 2_000
MOST: Final = 100_000
"""Positions in one deck; each is checked as chess."""
HEADER: Final = ("key", "group", "prompt", "answer", "chance", "rating", "fen", "last", "best")
PROMPT: Final = "Find the best move."
_CHUNK_BYTES: Final = 1 << 20
_LONGEST_LINE: Final = 10_000
_MOST_MOVES: Final = 40
_LONGEST_FEN: Final = 100
_RATING_DIGITS: Final = 4
_SPARE: Final = 50
"""Chosen above the limit, in case some of the chosen turn out to be no chess."""
_TOLD: Final = 5
"""Bad rows that are reported one by one."""
_SEED: Final = 1
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_GAME: Final = re.compile(r"lichess\.org/([A-Za-z0-9]{8})")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which puzzles are wanted: of one theme, within two ratings, at most so many."""

    theme: str | None = None
    lowest: int | None = None
    highest: int | None = None
    limit: int = DEFAULT_LIMIT


@dataclass
class Harvest:
    """What came of reading a file."""

    read: int = 0
    fitting: int = 0
    bad: int = 0
    told: list[str] = field(default_factory=list)
    """The first few bad rows, each with its line."""
    rows: list[tuple[str, ...]] = field(default_factory=list)
    """Columns as in HEADER, in the order of the file."""

    def refuse(self, line: int, why: str) -> None:
        """Count a row that cannot be used."""
        self.bad += 1
        if len(self.told) < _TOLD:
            self.told.append(f"line {line:,}: {why}")


def read_rating(text: str) -> tuple[int, int]:
    """`A..B`. Raises DrillgrokError for anything else."""
    found = re.fullmatch(r"(\d{1,4})\.\.(\d{1,4})", text, re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise DrillgrokError(f"The rating is {text!r}.", mend="Write two numbers, such as 1200..1600.")
    return int(found[1]), int(found[2])


def read_puzzles(file: Path, wish: Wish, reached: Reached) -> Harvest:
    """A seeded sample, even over the whole file, of the puzzles that fit; `reached` hears how many bytes are read.

    The same file and wish give the same sample. Raises DrillgrokError where the file cannot be read or is no puzzle
    file.
    """
    refuse_endless(file)
    try:
        with explained(file), file.open("rb") as raw:
            return _harvest(_opened(raw), wish, lambda: reached(raw.tell()), str(file))
    except (zstd.ZstdError, EOFError):
        raise DrillgrokError("The file is damaged.", where=str(file), mend="Load it down again.") from None


def _opened(raw: BufferedReader) -> BufferedIOBase:
    """The text of a plain or a zstandard file, told apart by its first bytes."""
    if not raw.peek(4).startswith(FRAME_MARK):
        return raw
    return unpacking(raw)


def _harvest(stream: BufferedIOBase, wish: Wish, progress: Callable[[], None], where: str) -> Harvest:
    batches = _batches(stream, progress)
    header, *lines = next(batches, [b""])
    columns = _ColumnPlaces.of(header, where)
    columns.require(wish, where)
    sieve = _Sieve(columns, wish)
    sieve.sift(lines)
    for batch in batches:
        sieve.sift(batch)
    return sieve.taken()


def _batches(stream: BufferedIOBase, progress: Callable[[], None]) -> Iterator[list[bytes]]:
    """The lines of a stream, about a megabyte at a time; a line without end is cut into bad rows."""
    rest = b""
    while chunk := stream.read(_CHUNK_BYTES):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _CHUNK_BYTES:
            lines, rest = [*lines, rest[:_LONGEST_LINE]], b""
        progress()
        if lines:
            yield lines
    if rest:
        yield [rest]


@dataclass(frozen=True, slots=True)
class _ColumnPlaces:
    """Where the columns stand; None for one that the file lacks."""

    count: int
    fen: int
    moves: int
    name: int | None
    rating: int | None
    themes: int | None
    game: int | None

    @classmethod
    def of(cls, header: bytes, where: str) -> _ColumnPlaces:
        """From the first line. Raises DrillgrokError without a position or its moves."""
        names = [name.strip() for name in header.decode("utf-8-sig", "replace").strip().split(",")]
        place = {name: number for number, name in enumerate(names)}
        for needed in ("FEN", "Moves"):
            if needed not in place:
                mend = "Give lichess's puzzle file as it is."
                raise DrillgrokError(f"The first line names no column {needed}.", where=where, mend=mend)
        optional = (place.get(name) for name in ("PuzzleId", "Rating", "Themes", "GameUrl"))
        return cls(len(names), place["FEN"], place["Moves"], *optional)

    def require(self, wish: Wish, where: str) -> None:
        """Raises DrillgrokError where a wish is about a column that is not there."""
        asked = {"Themes": (wish.theme, self.themes), "Rating": (wish.lowest, self.rating)}
        for name, (value, place) in asked.items():
            if value is not None and place is None:
                mend = "Ask for puzzles of any kind."
                raise DrillgrokError(f"The first line names no column {name}.", where=where, mend=mend)


class _Reservoir:
    """A reservoir: every line offered has the same chance to be among the kept."""

    def __init__(self, size: int, rng: Random) -> None:
        self.kept: list[tuple[int, bytes]] = []
        """(line number, line), in no order."""
        self._size = size
        self._rng = rng
        self._offered = 0

    def offer(self, number: int, line: bytes) -> None:
        """One more line."""
        self._offered += 1
        if len(self.kept) < self._size:
            self.kept.append((number, line))
        elif (place := int(self._rng.random() * self._offered)) < self._size:
            self.kept[place] = number, line


class _Sieve:
    """The lines of a file go in; the sample of those that fit comes out, checked."""

    def __init__(self, columns: _ColumnPlaces, wish: Wish) -> None:
        self._columns = columns
        self._wish = wish
        self._theme = wish.theme.encode() if wish.theme is not None else b""
        self._sample = _Reservoir(wish.limit + _SPARE, Random(_SEED))
        self._harvest = Harvest()
        self._line = 1

    def sift(self, lines: list[bytes]) -> None:
        """The next lines of the file."""
        for line in lines:
            self._line += 1
            if self._theme in line and line and self._fits(line):
                self._harvest.fitting += 1
                self._sample.offer(self._line, line)
        self._harvest.read += len(lines) - lines.count(b"")

    def _fits(self, line: bytes) -> bool:
        """Cheap looks at a line that mentions the theme; a row that makes no sense is counted."""
        cells, columns, wish = _cells(line), self._columns, self._wish
        if cells is None or len(cells) != columns.count:
            self._harvest.refuse(self._line, f"it does not have {columns.count} cells")
            return False
        if columns.themes is not None and self._theme and self._theme not in cells[columns.themes].split():
            return False
        if columns.rating is None or wish.lowest is None or wish.highest is None:
            return True
        rating = cells[columns.rating]
        if not rating.isdigit() or len(rating) > _RATING_DIGITS:
            self._harvest.refuse(self._line, "its rating is no number")
            return False
        return wish.lowest <= int(rating) <= wish.highest

    def taken(self) -> Harvest:
        """Up to the limit of the sampled lines as rows; the spare ones fill the gaps of those that are no chess."""
        rows: list[tuple[int, tuple[str, ...]]] = []
        met: set[str] = set()
        for number, line in self._sample.kept:
            if len(rows) == self._wish.limit:
                break
            try:
                row = _row(number, _cells(line) or [], self._columns)
            except ValueError as error:
                self._harvest.refuse(number, str(error))
                continue
            name, fen = row[0], row[6]
            if met & {name, fen}:
                self._harvest.refuse(number, "the puzzle is there twice")
                continue
            met |= {name, fen}
            rows.append((number, row))
        self._harvest.rows = [row for _, row in sorted(rows)]
        return self._harvest


def _cells(line: bytes) -> list[bytes] | None:
    """The cells of a row; None for one that is no CSV or much too long."""
    if len(line) > _LONGEST_LINE:
        return None
    if b'"' not in line:
        return line.rstrip(b"\r").split(b",")
    try:
        rows = list(csv.reader([line.decode("utf-8", "replace")], strict=True))
    except csv.Error:
        return None
    return [cell.encode() for cell in rows[0]] if len(rows) == 1 else None


def _row(number: int, cells: list[bytes], columns: _ColumnPlaces) -> tuple[str, ...]:
    """One puzzle as in HEADER. Raises ValueError with what is wrong with it."""

    def text(place: int | None) -> str:
        return "" if place is None else cells[place].decode("utf-8", "replace").strip()

    name = text(columns.name) or f"line-{number}"
    if not _ID.fullmatch(name):
        raise ValueError("its name is not made of letters and digits")
    rating = text(columns.rating) or "0"
    if not (rating.isascii() and rating.isdigit() and len(rating) <= _RATING_DIGITS):
        raise ValueError("its rating is no number")
    board = _position(text(columns.fen))
    first, *moves = _moves(board, text(columns.moves).split())
    board.push(first)
    line = line_of(board, tuple(moves))
    game = _GAME.search(text(columns.game))
    best = " ".join(move.uci() for move in moves)
    return (
        name,
        game[1] if game else name,
        PROMPT,
        board.san(moves[0]),
        f"{min(max(chance_of(line), 0.001), 0.9):.3f}",
        rating,
        board.fen(),
        board.peek().uci(),
        best,
    )


def _position(fen: str) -> chess.Board:
    """The listed position. Raises ValueError where it could not come about."""
    try:
        board = chess.Board(fen[:_LONGEST_FEN])
    except ValueError:
        raise ValueError("its position is no FEN") from None
    if not board.is_valid():
        raise ValueError("its position could not come about")
    return board


def _moves(board: chess.Board, words: list[str]) -> list[chess.Move]:
    """The listed moves, the opponent's first. Raises ValueError where they cannot be played."""
    if not 2 <= len(words) <= _MOST_MOVES or len(words) % 2:
        raise ValueError("it needs an even number of moves")
    after = board.copy(stack=False)
    try:
        return [after.push_uci(word) for word in words]
    except ValueError:
        raise ValueError("one of its moves is not legal") from None
