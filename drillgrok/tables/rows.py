"""Delimited text -> rows, read as a stream; a row whose quotes are broken costs that row alone. What columns mean is
said by whoever reads them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from drillgrok.errors import DrillgrokError
from drillgrok.tables.names import folded

if TYPE_CHECKING:
    from _csv import Reader

LONGEST_LINE: Final = 1 << 20
"""Characters; a file with a longer line is no table."""
SAMPLE_CHARACTERS: Final = 1 << 16
_BATCH_CHARACTERS: Final = 1 << 16
_LONGEST_ROW: Final = 10_000
"""Lines; a longer row is one whose quotes never close."""
_SAMPLE_ROWS: Final = 500
_MOST_BROKEN: Final = 1_000
"""Rows with broken quotes: each may make the reader look ahead over much of the file."""
_SAID: Final = re.compile(r"\ufeff?sep=([,;\t|:])[ \t]*\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""
_QUOTED: Final = re.compile(r'"(?:[^"]|"")+"')
_SEPARATORS: Final = "\t;,|"
_QUOTES_MATTER: Final = 0.05
"""Quotes are plain signs where so many more rows fit without them."""


class TableRow(NamedTuple):
    """A row that is not empty."""

    line: int
    """The first of its lines."""
    cells: list[str]
    start: int = 0
    """The character of the text at which it begins."""


class BrokenRow(NamedTuple):
    """A line that begins no row, and why."""

    line: int
    why: str = "Its quotes are broken, or a cell is endless."


class RowPage(NamedTuple):
    """Rows that came together, each with the number of its first line."""

    lines: Sequence[int]
    rows: list[list[str]]
    starts: list[int]
    """The characters of the text at which they begin."""


class Chunks(Protocol):
    """A text that comes piece by piece."""

    def read(self, size: int, /) -> str:
        """The next characters, `size` at most; none at the end."""


class TextChunks:
    """A text at hand as a stream, from a character on, without a copy of it."""

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self._at = start

    def read(self, size: int, /) -> str:
        """The next characters; none at the end."""
        piece = self._text[self._at : self._at + size]
        self._at += size
        return piece


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted, and whether quotes hold them together."""

    separator: str
    quoted: bool = True
    exact: bool = False
    """White space after a separator is part of the cell."""

    @property
    def quoting(self) -> Literal[0, 3]:
        """As the csv module names it."""
        return csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE

    @property
    def separators(self) -> str:
        """What parts the cells, in a word."""
        return {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", ":": "colons", " ": "spaces"}[
            self.separator
        ]

    @property
    def words(self) -> str:
        """For the preview."""
        return f"{self.separators} between the cells"


def rows_of(
    stream: Chunks, dialect: Dialect, where: str, before: int = 0, start: int = 0
) -> Iterator[TableRow | BrokenRow]:
    """Every row that is not empty; lines are counted on from `before`, characters from `start`. The stream makes all
    line ends one.

    Raises DrillgrokError when a line is endless, or the quotes are broken all over.
    """
    pending = _Pending(dialect, where, before + 1, start)
    for batch in _batches(stream, where):
        pending.lines += batch
        yield from pending.rows(at_end=not batch)


def pages_of(
    stream: Chunks, dialect: Dialect, where: str, before: int = 0, start: int = 0
) -> Iterator[RowPage | BrokenRow]:
    """The same rows many at a time. Where every line is a row, which is as a rule, they come at the speed of C; those
    whose cells are all white space are among them."""
    pending = _Pending(dialect, where, before + 1, start)
    for batch in _batches(stream, where):
        pending.lines += batch
        page = pending.page()
        if page is not None:
            yield page
            continue
        whole: list[TableRow] = []
        for row in pending.rows(at_end=not batch):
            if isinstance(row, BrokenRow):
                yield _paged(whole)
                whole = []
                yield row
            else:
                whole.append(row)
        yield _paged(whole)


def _paged(rows: list[TableRow]) -> RowPage:
    return RowPage([row.line for row in rows], [row.cells for row in rows], [row.start for row in rows])


class _Pending:
    """Lines that wait to become rows."""

    def __init__(self, dialect: Dialect, where: str, first: int, start: int) -> None:
        self.lines: list[str] = []
        self._start = start
        self._dialect = dialect
        self._where = where
        self._first = first
        """The number of the first line that waits."""
        self._broken = 0

    def page(self) -> RowPage | None:
        """All that waits, where every line of it is a row; None where something else is the case, and nothing is
        taken."""
        try:
            rows = [cells for cells in self._reader() if cells]
        except csv.Error:
            return None
        if len(rows) != len(self.lines):
            return None
        *starts, end = accumulate(map(len, self.lines), initial=self._start)
        page = RowPage(range(self._first, self._first + len(rows)), rows, starts)
        self._first += len(rows)
        self._start = end
        self.lines.clear()
        return page

    def _reader(self) -> Reader:
        return csv.reader(
            self.lines,
            delimiter=self._dialect.separator,
            quoting=self._dialect.quoting,
            skipinitialspace=not self._dialect.exact,
            strict=True,
        )

    def rows(self, *, at_end: bool) -> Iterator[TableRow | BrokenRow]:
        """The rows that are whole; the lines of one that may go on in the next batch wait for it."""
        stuck = True
        while self.lines and stuck:
            whole = 0
            starts = list(accumulate(map(len, self.lines), initial=self._start))
            reader = self._reader()
            try:
                for cells in reader:
                    if cells:
                        yield TableRow(self._first + whole, cells, starts[whole])
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
            self._start = starts[whole]

    def _left_out(self, line: int) -> BrokenRow:
        """The row at a line is none; the next one may begin in the line after it."""
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            raise _unreadable("The quotes of too many rows are broken.", self._where, line)
        return BrokenRow(line)


def _batches(stream: Chunks, where: str) -> Iterator[list[str]]:
    """Lines by the thousand, so that rows are made of them at the speed of C; an empty batch is the end."""
    rest, number = "", 0
    while chunk := stream.read(_BATCH_CHARACTERS):
        text = rest + chunk
        end = text.rfind("\n") + 1
        lines = io.StringIO(text[:end]).readlines()
        rest = text[end:]
        if max(map(len, (*lines, rest))) > LONGEST_LINE:
            endless = next(k for k, line in enumerate((*lines, rest), start=1) if len(line) > LONGEST_LINE)
            raise _unreadable("A line is endless.", where, number + endless)
        number += len(lines)
        yield lines
    if rest:
        yield [rest]
    yield []


def _unreadable(what: str, where: str, line: int) -> DrillgrokError:
    return DrillgrokError(what, where=f"{where}:{line}", mend="Save the file again as CSV.")


def said_dialect(sample: str) -> tuple[Dialect, int] | None:
    """What a first line such as `sep=;` says, and the length of that line; None where there is none."""
    found = _SAID.match(sample)
    return (Dialect(found[1]), found.end()) if found else None


def naming_dialect(sample: str, names: Collection[str]) -> Dialect | None:
    """The dialect in which the first row names all these columns; None where there is none."""
    for separator in ",;\t|":
        first = next((row for row in rows_of(TextChunks(sample), Dialect(separator), "")), None)
        if isinstance(first, TableRow) and set(map(folded, names)) <= set(map(folded, first.cells)):
            return Dialect(separator)
    return None


def sniff(sample: str) -> Dialect:
    """The dialect in which most rows of the sample have the same number of cells, two at least.

    Raises DrillgrokError where no separator gives two cells, or every row is one cell that holds another row.
    """
    at_end = len(sample) < SAMPLE_CHARACTERS
    lines = io.StringIO(sample if at_end else sample[: sample.rfind("\n") + 1]).readlines()
    if _stand_in_quotes(list(filter(None, map(str.strip, lines)))):
        mend = "In the spreadsheet part the text into columns, and save it again."
        raise DrillgrokError("Every row stands in one cell, in quotes.", mend=mend)
    shares: dict[Dialect, float] = {}
    for separator in _SEPARATORS:
        plain, quoted = Dialect(separator, quoted=False), Dialect(separator)
        share = _even_share(lines, quoted, at_end=at_end)
        literal = _even_share(lines, plain, at_end=at_end) if '"' in sample else 0.0
        shares |= {plain: literal} if literal > share + _QUOTES_MATTER else {quoted: share}
    best = max(shares, key=shares.__getitem__)
    if not shares[best]:
        raise DrillgrokError(
            "There are no two columns in the file.", mend="Separate prompt and answer by a tab, a semicolon or a comma."
        )
    return best


def _stand_in_quotes(lines: list[str]) -> bool:
    """Whether each line is one cell in quotes and holds what would part cells: a spreadsheet did not part them."""
    return bool(lines) and all(_QUOTED.fullmatch(line) and any(map(line.count, _SEPARATORS)) for line in lines)


def _even_share(lines: list[str], dialect: Dialect, *, at_end: bool) -> float:
    """The share of rows as wide as most are; 0 where that is one cell."""
    pending = _Pending(dialect, "", 1, 0)
    pending.lines = list(lines)
    try:
        rows = list(islice(pending.rows(at_end=at_end), _SAMPLE_ROWS))
    except DrillgrokError:
        return 0.0
    widths = Counter(width_of(row.cells) for row in rows if isinstance(row, TableRow))
    widths.pop(0, None)
    width, times = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return times / len(rows) if width > 1 else 0.0


def width_of(cells: list[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
