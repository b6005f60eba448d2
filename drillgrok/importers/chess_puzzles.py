"""The public puzzle file of lichess -> the rows of chess lists. Lines are sieved as bytes and only what is chosen is
looked at as chess. Nothing is believed of the file; its size costs time but no memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BufferedIOBase
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.console.progress import Reached
from drillgrok.errors import DrillgrokError
from drillgrok.importers.chess_rows import Harvest, Row, position_from, row_of
from drillgrok.importers.chess_themes import theme_named
from drillgrok.importers.kinds import puzzle_columns
from drillgrok.importers.packed import cut_short, unpacked

DEFAULT_LIMIT: Final = 2_000
MOST: Final = 100_000
"""Positions in one deck; each is checked as chess."""
ANY_THEME: Final = ""
COLOURS: Final = {"white": b"b", "black": b"w"}
"""Who finds the move -> who makes the one before it, as the file has it."""
_CHUNK_BYTES: Final = 1 << 20
_LONGEST_LINE: Final = 10_000
_MOST_MOVES: Final = 40
_RATING_DIGITS: Final = 4
_SPARE: Final = 50
"""Chosen above the limit, in case some of the chosen turn out to be no chess."""
_SEED: Final = 1
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_GAME: Final = re.compile(r"lichess\.org/([A-Za-z0-9]{8})")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which puzzles are wanted: of these themes, within two ratings, at most so many of each theme."""

    themes: tuple[str, ...] = (ANY_THEME,)
    """A puzzle that has several is one of the last."""
    lowest: int | None = None
    highest: int | None = None
    colour: str | None = None
    """Who finds the move: a key of COLOURS."""
    limit: int = DEFAULT_LIMIT


def read_rating(text: str) -> tuple[int, int]:
    """`A..B`. Raises DrillgrokError for anything else."""
    found = re.fullmatch(r"(\d{1,4})\.\.(\d{1,4})", text, re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise DrillgrokError(f"The rating is {text!r}.", mend="Write two numbers, such as 1200..1600.")
    return int(found[1]), int(found[2])


def read_puzzles(file: Path, wish: Wish, reached: Reached) -> Harvest:
    """A seeded sample, even over the whole file, of the puzzles that fit; `reached` hears how many bytes are read.

    The same file and wish give the same sample. Raises DrillgrokError where the file cannot be read, is cut short or is
    no puzzle file, and for a theme that there is not.
    """
    with unpacked(file) as (stream, raw):
        return _harvest(_PuzzleLines(stream, lambda: reached(raw.tell())), wish, file)


def _harvest(lines: _PuzzleLines, wish: Wish, file: Path) -> Harvest:
    batches = iter(lines)
    header, *rows = next(batches, [lines.rest])
    columns = _ColumnPlaces.of(header, str(file))
    columns.require(wish, str(file))
    met = {theme.decode("utf-8", "replace") for row in rows for theme in columns.themes_of(row)}
    named = tuple(theme_named(theme, met) if theme else theme for theme in wish.themes)
    sieve = _Sieve(columns, replace(wish, themes=named))
    sieve.sift(rows)
    for batch in batches:
        sieve.sift(batch)
    if lines.rest and lines.rest is not header:
        if len(columns.cells(lines.rest) or ()) < columns.count:
            raise cut_short(file)
        sieve.sift([lines.rest])
    return sieve.harvested()


class _PuzzleLines:
    """The lines of a stream, about a megabyte at a time; a line without end is cut into bad rows."""

    def __init__(self, stream: BufferedIOBase, progress: Callable[[], None]) -> None:
        self.rest = b""
        """Once all is read, what stands there without an end of line."""
        self._stream = stream
        self._progress = progress

    def __iter__(self) -> Iterator[list[bytes]]:
        while chunk := self._stream.read(_CHUNK_BYTES):
            *lines, self.rest = (self.rest + chunk).split(b"\n")
            if len(self.rest) > _CHUNK_BYTES:
                lines, self.rest = [*lines, self.rest[:_LONGEST_LINE]], b""
            self._progress()
            if lines:
                yield lines


@dataclass(frozen=True, slots=True)
class _ColumnPlaces:
    """Where the columns stand; None for one that the file lacks."""

    separator: bytes
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
        found = puzzle_columns(header)
        if found is None:
            lacking = "Moves" if b"FEN" in header else "FEN"
            mend = "Give lichess's puzzle file as it is."
            raise DrillgrokError(f"The first line names no column {lacking}.", where=where, mend=mend)
        separator, names = found
        place = {name: number for number, name in enumerate(names)}
        optional = (place.get(name) for name in ("puzzleid", "rating", "themes", "gameurl"))
        return cls(separator, len(names), place["fen"], place["moves"], *optional)

    def cells(self, line: bytes) -> list[bytes] | None:
        """The cells of a row; None for one that is no CSV or much too long."""
        if len(line) > _LONGEST_LINE:
            return None
        if b'"' not in line:
            return line.rstrip(b"\r").split(self.separator)
        try:
            text = line.decode("utf-8", "replace")
            rows = list(csv.reader([text], delimiter=self.separator.decode(), strict=True))
        except csv.Error:
            return None
        return [cell.encode() for cell in rows[0]] if len(rows) == 1 else None

    def require(self, wish: Wish, where: str) -> None:
        """Raises DrillgrokError where a wish is about a column that is not there."""
        asked = {"Themes": (any(wish.themes), self.themes), "Rating": (wish.lowest is not None, self.rating)}
        for name, (is_asked, place) in asked.items():
            if is_asked and place is None:
                mend = "Ask for puzzles of any kind."
                raise DrillgrokError(f"The first line names no column {name}.", where=where, mend=mend)

    def themes_of(self, line: bytes) -> list[bytes]:
        """What a row says of its themes; nothing where it has no such column."""
        cells = self.cells(line) or []
        return cells[self.themes].split() if self.themes is not None and self.themes < len(cells) else []


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
    """The lines of a file go in; for each theme the sample of those that fit comes out, checked."""

    def __init__(self, columns: _ColumnPlaces, wish: Wish) -> None:
        self._columns = columns
        self._wish = wish
        self._samples = {theme.encode(): _Reservoir(wish.limit + _SPARE, Random(_SEED)) for theme in wish.themes}
        self._only = next(iter(self._samples)) if len(self._samples) == 1 else b""
        """What every line has to mention that is looked at."""
        self._harvest = Harvest()
        self._line = 1

    def sift(self, lines: list[bytes]) -> None:
        """The next lines of the file."""
        for line in lines:
            self._line += 1
            if self._only in line and line:
                theme = self._theme_of(line)
                if theme is not None:
                    self._harvest.fitting += 1
                    self._samples[theme].offer(self._line, line)
        self._harvest.read += len(lines) - lines.count(b"")

    def _theme_of(self, line: bytes) -> bytes | None:
        """The last of the wished themes that a line has, by cheap looks; None where it does not fit. A row that makes
        no sense is counted."""
        columns = self._columns
        cells = columns.cells(line)
        if cells is None or len(cells) != columns.count:
            self._refuse(self._line, f"it does not have {columns.count} cells")
            return None
        has = set() if columns.themes is None else set(cells[columns.themes].split())
        theme = next((theme for theme in reversed(self._samples) if not theme or theme in has), None)
        return theme if theme is not None and self._is_wished(cells) else None

    def _is_wished(self, cells: list[bytes]) -> bool:
        """Whether the colour and the rating are those that are wished."""
        columns, wish = self._columns, self._wish
        if wish.colour and cells[columns.fen].split()[1:2] != [COLOURS[wish.colour]]:
            return False
        if columns.rating is None or wish.lowest is None or wish.highest is None:
            return True
        rating = cells[columns.rating]
        if not rating.isdigit() or len(rating) > _RATING_DIGITS:
            self._refuse(self._line, "its rating is not a number")
            return False
        return wish.lowest <= int(rating) <= wish.highest

    def _refuse(self, line: int, why: str) -> None:
        self._harvest.refuse(f"line {line:,}", why)

    def harvested(self) -> Harvest:
        """What came of the whole file."""
        for theme, sample in self._samples.items():
            self._harvest.taken[theme.decode()] = self._taken(sample)
        return self._harvest

    def _taken(self, sample: _Reservoir) -> list[Row]:
        """Up to the limit of the sampled lines as rows; the spare ones fill the gaps of those that are no chess."""
        rows: list[tuple[int, Row]] = []
        met: set[str] = set()
        for number, line in sample.kept:
            if len(rows) == self._wish.limit:
                break
            try:
                row = _row(number, self._columns.cells(line) or [], self._columns)
            except ValueError as error:
                self._refuse(number, str(error))
                continue
            name, fen = row[0], row[6]
            if met & {name, fen}:
                self._refuse(number, "the puzzle is there twice")
                continue
            met |= {name, fen}
            rows.append((number, row))
        return [row for _, row in sorted(rows)]


def _row(number: int, cells: list[bytes], columns: _ColumnPlaces) -> Row:
    """One puzzle as in HEADER. Raises ValueError with what is wrong with it."""

    def text(place: int | None) -> str:
        return "" if place is None else cells[place].decode("utf-8", "replace").strip()

    name = text(columns.name) or f"line-{number}"
    if not _ID.fullmatch(name):
        raise ValueError("its name is not made of letters and digits")
    rating = text(columns.rating) or "0"
    if not (rating.isascii() and rating.isdigit() and len(rating) <= _RATING_DIGITS):
        raise ValueError("its rating is not a number")
    board = position_from(text(columns.fen))
    first, *moves = _moves(board, text(columns.moves).split())
    board.push(first)
    game = _GAME.search(text(columns.game))
    return row_of(name, board, [tuple(moves)], group=game[1] if game else "", rating=rating, last=board.peek().uci())


def _moves(board: chess.Board, words: list[str]) -> list[chess.Move]:
    """The listed moves, the opponent's first. Raises ValueError where they cannot be played."""
    if not 2 <= len(words) <= _MOST_MOVES or len(words) % 2:
        raise ValueError("it needs an even number of moves")
    after = board.copy(stack=False)
    try:
        return [after.push_uci(word) for word in words]
    except ValueError:
        raise ValueError("one of its moves is not legal") from None
