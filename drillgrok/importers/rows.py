"""Delimited text -> rows, read as a stream; a row whose quotes are broken costs that row alone. What columns mean is
said in columns.py."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TextIO

from drillgrok.errors import DrillgrokError
from drillgrok.importers.questions import Skipped

LONGEST_LINE: Final = 1 << 20
"""Characters; a file with a longer line is no table."""
SAMPLE_CHARACTERS: Final = 1 << 16
_BATCH_CHARACTERS: Final = 1 << 16
_LONGEST_ROW: Final = 10_000
"""Lines; a longer row is one whose quotes never close."""
_SAMPLE_ROWS: Final = 500
_MOST_BROKEN: Final = 1_000
"""Rows with broken quotes: each may make the reader look ahead over much of the file."""
Record = tuple[int, list[str]]
"""The first line of a row and its cells."""
_SEPARATORS: Final = "\t;,|"
_QUOTES_MATTER: Final = 0.05
"""Quotes are plain signs where so many more rows fit without them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted, and whether quotes hold them together."""

    separator: str
    quoted: bool = True

    @property
    def quoting(self) -> Literal[0, 3]:
        """As the csv module names it."""
        return csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE

    @property
    def words(self) -> str:
        """For the preview."""
        names = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", ":": "colons", " ": "spaces"}
        return f"{names[self.separator]} between the cells"


def records(stream: TextIO, dialect: Dialect, where: str, before: int = 0) -> Iterator[Record | Skipped]:
    """Every row that is not empty; lines are counted on from `before`. The stream makes all line ends one.

    Raises DrillgrokError when a line is endless, or the quotes are broken all over.
    """
    pending = _Pending(dialect, where, before + 1)
    for batch in _batches(stream, where):
        pending.lines += batch
        yield from pending.rows(at_end=not batch)


class _Pending:
    """Lines that wait to become rows."""

    def __init__(self, dialect: Dialect, where: str, first: int) -> None:
        self.lines: list[str] = []
        self._dialect = dialect
        self._where = where
        self._first = first
        """The number of the first line that waits."""
        self._broken = 0

    def rows(self, *, at_end: bool) -> Iterator[Record | Skipped]:
        """The rows that are whole; the lines of one that may go on in the next batch wait for it."""
        separator, quoting = self._dialect.separator, self._dialect.quoting
        stuck = True
        while self.lines and stuck:
            whole = 0
            reader = csv.reader(self.lines, delimiter=separator, quoting=quoting, skipinitialspace=True, strict=True)
            try:
                for cells in reader:
                    if cells:
                        yield self._first + whole, cells
                    whole = reader.line_num
                stuck = False
            except csv.Error:
                may_go_on = reader.line_num == len(self.lines) and len(self.lines) - whole < _LONGEST_ROW
                stuck = at_end or not may_go_on
            if stuck:
                yield self._left_out(self._first + whole)
                whole += 1
            del self.lines[:whole]
            self._first += whole

    def _left_out(self, line: int) -> Skipped:
        """The row at a line is none; the next one may begin in the line after it."""
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            raise _unreadable("The quotes of too many rows are broken.", self._where, line)
        return Skipped(line, "Its quotes are broken, or a cell is endless.")


def _batches(stream: TextIO, where: str) -> Iterator[list[str]]:
    """Lines by the thousand, so that rows are made of them at the speed of C; an empty batch is the end."""
    rest, number = "", 0
    while chunk := stream.read(_BATCH_CHARACTERS):
        text = rest + chunk
        end = text.rfind("\n") + 1
        lines = io.StringIO(text[:end]).readlines()
        rest, number = text[end:], number + len(lines)
        if max(map(len, (rest, *lines))) > LONGEST_LINE:
            raise _unreadable("A line is endless.", where, number)
        yield lines
    if rest:
        yield [rest]
    yield []


def _unreadable(what: str, where: str, line: int) -> DrillgrokError:
    return DrillgrokError(what, where=f"{where}:{line}", mend="Save the file anew as CSV.")


def sniff(sample: str) -> Dialect:
    """The dialect in which most rows of the sample have the same number of cells, two at least.

    Raises DrillgrokError where no separator gives two cells.
    """
    at_end = len(sample) < SAMPLE_CHARACTERS
    lines = io.StringIO(sample if at_end else sample[: sample.rfind("\n") + 1]).readlines()
    shares: dict[Dialect, float] = {}
    for separator in _SEPARATORS:
        plain, quoted = Dialect(separator, quoted=False), Dialect(separator)
        share = _even_share(lines, quoted, at_end=at_end)
        literal = _even_share(lines, plain, at_end=at_end) if '"' in sample else 0.0
        shares |= {plain: literal} if literal > share + _QUOTES_MATTER else {quoted: share}
    best = max(shares, key=shares.__getitem__)
    if not shares[best]:
        raise DrillgrokError(
            "There are no two columns in the file.", mend="Part prompt and answer by a tab, a semicolon or a comma."
        )
    return best


def _even_share(lines: list[str], dialect: Dialect, *, at_end: bool) -> float:
    """The share of rows as wide as most are; 0 where that is one cell."""
    pending = _Pending(dialect, "", 1)
    pending.lines = list(lines)
    try:
        rows = list(islice(pending.rows(at_end=at_end), _SAMPLE_ROWS))
    except DrillgrokError:
        return 0.0
    widths = Counter(width_of(row[1]) for row in rows if not isinstance(row, Skipped))
    widths.pop(0, None)
    width, times = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return times / len(rows) if width > 1 else 0.0


def width_of(cells: list[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
