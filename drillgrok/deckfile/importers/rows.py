"""Delimited text -> rows, read as a stream; a row whose quotes are broken costs that row alone. What columns mean is
said in columns.py."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TextIO

from drillgrok.deckfile.importers.questions import Skipped
from drillgrok.errors import DrillgrokError

LONGEST_LINE: Final = 1 << 20
"""Characters; a longer line is left out."""
SAMPLE_CHARACTERS: Final = 1 << 16
_SAMPLE_ROWS: Final = 500
_MOST_BROKEN: Final = 1_000
"""Rows with broken quotes: each may make the reader look ahead over much of the file."""
_SEPARATORS: Final = "\t;,|"
_QUOTES_MATTER: Final = 0.05
"""Quotes are plain signs where so many more rows fit without them."""


class Record(NamedTuple):
    """The cells of one row and its first line."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted, and whether quotes hold them together."""

    separator: str
    quoted: bool = True

    @property
    def words(self) -> str:
        """For the preview."""
        names = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", ":": "colons", " ": "spaces"}
        return f"{names[self.separator]} between the cells"


class LongLineError(Exception):
    """A line is too long to be looked at."""


def records(stream: TextIO, dialect: Dialect, where: str, before: int = 0) -> Iterator[Record | Skipped]:
    """Every row that is not empty; lines are counted on from `before`. The stream must not translate line ends.

    Raises DrillgrokError when the quotes are broken all over.
    """
    lines = _Lines(stream, before)
    quoting = csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=dialect.separator, quoting=quoting, skipinitialspace=True, strict=True)
    broken = 0
    while True:
        line = lines.mark()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except LongLineError:
            yield Skipped(line, f"The line has more than {LONGEST_LINE:,} signs.")
        except csv.Error:
            broken += 1
            if broken > _MOST_BROKEN:
                what, mend = "The quotes of too many rows are broken.", "Save the file anew as CSV."
                raise DrillgrokError(what, where=f"{where}:{line}", mend=mend) from None
            lines.go_back()
            yield Skipped(line, "Its quotes are broken, or a cell is endless.")
        else:
            if cells:
                yield Record(line, cells)


class _Lines:
    """The lines of a stream. Those of the row that is being read are kept until the next one begins: a quote that
    never closes would swallow the rows after it."""

    def __init__(self, stream: TextIO, before: int) -> None:
        self._stream = stream
        self._number = before
        self._of_row: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self._number += 1
        self._of_row.append(line)
        if len(line) == LONGEST_LINE:
            while len(self._stream.readline(LONGEST_LINE)) == LONGEST_LINE:
                pass
            raise LongLineError
        return line

    def mark(self) -> int:
        """A row begins; its first line."""
        self._of_row.clear()
        return self._number + 1

    def go_back(self) -> None:
        """Begin again after the first line of the row."""
        later = self._of_row[1:]
        self._again.extendleft(reversed(later))
        self._number -= len(later)


def sniff(sample: str) -> Dialect:
    """The dialect in which most rows of the sample have the same number of cells, two at least.

    Raises DrillgrokError where no separator gives two cells.
    """
    whole = sample[: sample.rfind("\n") + 1] if len(sample) == SAMPLE_CHARACTERS else sample
    shares: dict[Dialect, float] = {}
    for separator in _SEPARATORS:
        plain, quoted = Dialect(separator, quoted=False), Dialect(separator)
        share = _even_share(whole or sample, quoted)
        literal = _even_share(whole or sample, plain) if '"' in whole else 0.0
        shares |= {plain: literal} if literal > share + _QUOTES_MATTER else {quoted: share}
    best = max(shares, key=shares.__getitem__)
    if not shares[best]:
        raise DrillgrokError(
            "There are no two columns in the file.", mend="Part prompt and answer by a tab, a semicolon or a comma."
        )
    return best


def _even_share(sample: str, dialect: Dialect) -> float:
    """The share of rows as wide as most are; 0 where that is one cell."""
    try:
        rows = [row for row, _ in zip(records(io.StringIO(sample, newline=""), dialect, ""), range(_SAMPLE_ROWS))]
    except DrillgrokError:
        return 0.0
    widths = Counter(width_of(row.cells) for row in rows if isinstance(row, Record))
    widths.pop(0, None)
    width, times = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return times / len(rows) if width > 1 else 0.0


def width_of(cells: list[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
