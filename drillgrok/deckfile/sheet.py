"""CSV text -> rows with their lines, one pass at a time; a single row is read again from its place in the text, so that
a list of a million items keeps no copy of its cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from drillgrok.deckfile.flaws import Flaw, Report
from drillgrok.deckfile.texts import MAX_TABLE_CHARACTERS, text_flaw

MOST_COLUMNS = 100


class SheetRow(NamedTuple):
    """One row: its cells, white space round them dropped, its first line, and where it starts in the text."""

    cells: list[str]
    line: int
    start: int


class BrokenRowError(Exception):
    """The row that starts in `line` is no CSV."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class Sheet:
    """A checked CSV text with a header: commas between cells, double quotes round what needs them."""

    def __init__(self, text: str, file: str, report: Report, header: tuple[str, ...]) -> None:
        self.header = header
        self._text = text
        self._file = file
        self._report = report
        self.flawed = False

    def flaw(self, line: int, what: str, mend: str = "") -> None:
        """Add a mistake in a line of this file."""
        self.flawed = True
        self._report.add(Flaw(self._file, line, None, what, mend))

    @property
    def given_up(self) -> bool:
        """So many mistakes are reported that looking for more is idle."""
        return self._report.full

    def rows(self, most: int) -> Iterator[SheetRow]:
        """Every row after the header that is not empty; stops with a flaw at `most` rows or a broken quote."""
        try:
            yield from self._whole_rows(most)
        except BrokenRowError as error:
            self.flaw(error.line, "The row is no CSV.", "Close its quotes, and double a quote inside a quoted cell.")

    def _whole_rows(self, most: int) -> Iterator[SheetRow]:
        width = len(self.header)
        for count, row in enumerate(islice(_rows(self._text, 0), 1, None)):
            if count >= most:
                self.flaw(row.line, f"The file has more than {most:,} rows.", "Make it shorter.")
                return
            if len(row.cells) == width:
                yield row
            elif row.cells:
                self.flaw(
                    row.line, f"The row has {len(row.cells)} cells, the header {width}.", "Quote cells with commas."
                )
                if self.given_up:
                    return

    def cells_at(self, start: int) -> list[str]:
        """The cells of the row that starts at character `start`."""
        return next(_rows(self._text, start)).cells


def open_sheet(text: str, file: str, report: Report) -> Sheet | None:
    """The sheet with its header read; what is wrong with it goes to `report`."""
    flaw = text_flaw(text, file, MAX_TABLE_CHARACTERS)
    if flaw is not None:
        report.add(flaw)
        return None
    try:
        first = next(_rows(text, 0), None)
    except BrokenRowError:
        first = None
    header = tuple(first.cells) if first else ()
    if not header or not all(header) or len(set(header)) < len(header) or len(header) > MOST_COLUMNS:
        mend = f"Name up to {MOST_COLUMNS} columns, each once: prompt,answer."
        report.add(Flaw(file, 1, None, "The first line does not name the columns.", mend))
        return None
    return Sheet(text, file, report, header)


def _rows(text: str, start: int) -> Iterator[SheetRow]:
    """The rows from character `start` on, lines counted from there. Raises BrokenRowError."""
    lines = _TextLines(text, start)
    reader = csv.reader(lines, strict=True)
    while True:
        row_start, line = lines.at, reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise BrokenRowError(line) from None
        if cells is None:
            return
        yield SheetRow([cell.strip() for cell in cells], line, row_start)


class _TextLines:
    """The lines of a text one by one, `at` being where the next one starts."""

    def __init__(self, text: str, start: int) -> None:
        self.at = start
        self._text = text

    def __iter__(self) -> _TextLines:
        return self

    def __next__(self) -> str:
        start = self.at
        if start >= len(self._text):
            raise StopIteration
        self.at = self._text.find("\n", start) + 1 or len(self._text)
        return self._text[start : self.at]
