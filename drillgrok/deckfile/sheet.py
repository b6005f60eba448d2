"""A list's text -> its columns page by page, one pass at a time; a single row is read again from its place in the text,
so that a list of a million items keeps no copy of its cells. How cells are parted and quoted is told by the tables' own
room."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from drillgrok.console.text import counted
from drillgrok.deckfile.flaws import Flaw, Report
from drillgrok.deckfile.texts import MAX_TABLE_CHARACTERS, text_flaw
from drillgrok.errors import DrillgrokError
from drillgrok.items.list_items import OWN_COLUMNS
from drillgrok.tables.formulas import SIGNS, first_failed, freed
from drillgrok.tables.names import spelled
from drillgrok.tables.rows import (
    SAMPLE_CHARACTERS,
    BrokenRow,
    Dialect,
    RowPage,
    TableRow,
    TextChunks,
    naming_dialect,
    pages_of,
    rows_of,
    said_dialect,
    sniff,
    width_of,
)

MOST_COLUMNS = 100
_UNCLOSED = "Close its quotes, and double a quote inside a quoted cell."


class SheetPage(NamedTuple):
    """Rows that came together, none of them empty, column by column: what is done to a column is done at the speed
    of C."""

    columns: Mapping[str, Sequence[str]]
    """By their names; white space round the cells is dropped."""
    lines: Sequence[int]
    """The first line of each row."""
    starts: Sequence[int]
    """Where each row starts in the text."""
    failed: Mapping[int, str]
    """Place of a row -> a cell of it in which a formula came to nothing, as the spreadsheet wrote it."""

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column; empty ones where the file has none of this name."""
        return self.columns.get(name) or [""] * len(self.lines)

    def cells(self, names: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """The cells of these columns, row by row."""
        return list(zip(*map(self.column, names), strict=True)) if names else [()] * len(self.lines)

    def only(self, kept: Sequence[bool]) -> SheetPage:
        """The rows that are kept."""
        columns = {name: list(compress(cells, kept)) for name, cells in self.columns.items()}
        places = list(compress(range(len(kept)), kept))
        failed = {new: self.failed[old] for new, old in enumerate(places) if old in self.failed}
        return SheetPage(columns, list(compress(self.lines, kept)), list(compress(self.starts, kept)), failed)


class Sheet:
    """A checked text of rows with a header; double quotes stand round what needs them."""

    def __init__(self, text: str, file: str, report: Report, head: TableRow, dialect: Dialect) -> None:
        self.header = _header(head)
        self._text = text
        self._file = file
        self._report = report
        self._dialect = dialect
        self._head = head
        self._is_marked = any(sign in text for sign in SIGNS)
        """Cells may have apostrophes before them, or hold formulas that failed."""
        self.flawed = False

    def flaw(self, line: int, what: str, mend: str = "") -> None:
        """Add a mistake in a line of this file."""
        self.flawed = True
        self._report.add(Flaw(self._file, line, None, what, mend))

    @property
    def given_up(self) -> bool:
        """So many mistakes are reported that looking for more is idle."""
        return self._report.full

    @property
    def head_line(self) -> int:
        """The line that names the columns."""
        return self._head.line

    def line_naming(self, names: Collection[str]) -> int | None:
        """The line soon below the first one that names all these columns, where titles stand above it."""
        page = next(self._written_pages(), None)
        rows = zip(page.lines, page.rows, strict=True) if page else ()
        return next((line for line, row in rows if set(names) <= set(spelled(row, OWN_COLUMNS))), None)

    def pages(self, most: int) -> Iterator[SheetPage]:
        """Every row after the header that is not empty: cells that a row leaves out at its end are empty ones. Stops
        with a flaw at `most` rows, or where nothing can be read any more."""
        left = most
        try:
            for page in self._even_pages():
                if len(page.lines) > left:
                    yield page.only([place < left for place in range(len(page.lines))])
                    self.flaw(page.lines[left], f"The file has more than {most:,} rows.", "Make it shorter.")
                    return
                left -= len(page.lines)
                yield page
        except DrillgrokError as error:
            self.flaw(int(error.where.rpartition(":")[2]), error.what, error.mend)

    def _even_pages(self) -> Iterator[SheetPage]:
        """The rows that are as wide as the header; a flaw for each that is wider."""
        width = len(self.header)
        for page in self._written_pages():
            even = set(map(len, page.rows)) == {width}
            rows = page.rows if even else [_fitted(row, width) for row in page.rows]
            wide = [] if even else [place for place, row in enumerate(rows) if len(row) > width]
            begun = 0
            for place in (*wide, len(rows)):
                yield self._in_columns(rows[begun:place], page.lines[begun:place], page.starts[begun:place])
                begun = place + 1
                if place < len(rows):
                    what = f"The row has {counted(len(rows[place]), 'cell')}, the header {width}."
                    self.flaw(page.lines[place], what, f"Quote cells with {self._dialect.separators}.")
                    if self.given_up:
                        return

    def _written_pages(self) -> Iterator[RowPage]:
        """Every row after the header, as it is written."""
        stream = TextChunks(self._text, self._head.start)
        for page in pages_of(stream, self._dialect, self._file, self._head.line - 1, self._head.start):
            if isinstance(page, BrokenRow):
                self.flaw(page.line, "The row is not CSV.", _UNCLOSED)
            elif page.starts:
                head = int(page.starts[0] == self._head.start)
                yield RowPage(page.lines[head:], page.rows[head:], page.starts[head:])

    def _in_columns(self, rows: list[list[str]], lines: Sequence[int], starts: Sequence[int]) -> SheetPage:
        stripped = [list(map(str.strip, cells)) for cells in zip(*rows, strict=True)] or [[] for _ in self.header]
        failed = enumerate(map(first_failed, zip(*stripped, strict=True))) if self._is_marked else ()
        columns = dict(zip(self.header, map(self._freed, stripped), strict=True))
        page = SheetPage(columns, lines, starts, {place: cell for place, cell in failed if cell})
        if all("" in cells for cells in stripped):
            return page.only([any(cells) for cells in zip(*stripped, strict=True)])
        return page

    def cells_at(self, start: int) -> list[str]:
        """The cells of the row that starts at character `start`."""
        dialect = self._dialect
        reader = csv.reader(
            _lines(self._text, start),
            delimiter=dialect.separator,
            quoting=dialect.quoting,
            skipinitialspace=True,
            strict=True,
        )
        return self._freed(_fitted([cell.strip() for cell in next(reader)], len(self.header)))

    def _freed(self, cells: list[str]) -> list[str]:
        return list(map(freed, cells)) if self._is_marked else cells


def open_sheet(text: str, file: str, report: Report, needed: Collection[str]) -> Sheet | None:
    """The sheet with its header read, its cells parted by what makes the first line name the `needed` columns, or else
    by what gives even rows; what is wrong with it goes to `report`."""
    flaw = text_flaw(text, file, MAX_TABLE_CHARACTERS)
    if flaw is not None:
        report.add(flaw)
        return None
    said = said_dialect(text)
    dialect, start = said or (_dialect(text[:SAMPLE_CHARACTERS], needed), 0)
    first = next(rows_of(TextChunks(text, start), dialect, file, int(start > 0), start), None)
    if isinstance(first, TableRow):
        header = _header(first)
        if header and len(set(header)) == len(header) <= MOST_COLUMNS:
            return Sheet(text, file, report, first, dialect)
    mend = f"Name up to {MOST_COLUMNS} columns, each once: prompt,answer."
    report.add(Flaw(file, first.line if first else 1, None, _headless(first), mend))
    return None


def _headless(first: TableRow | BrokenRow | None) -> str:
    """Why the first line is no header."""
    if first is None:
        return "The file is empty."
    names = _header(first) if isinstance(first, TableRow) else ()
    twice = next((name for name in names if names.count(name) > 1), None)
    return "The first line does not name the columns." if twice is None else f"The first line names {twice!r} twice."


def _dialect(sample: str, needed: Collection[str]) -> Dialect:
    named = naming_dialect(sample, needed)
    if named is not None or len(needed) < 2:
        return named or Dialect(",")
    try:
        return sniff(sample)
    except DrillgrokError:
        return Dialect(",")


def _header(head: TableRow) -> tuple[str, ...]:
    """The columns' names, one for each that has none; what a spreadsheet leaves empty on the right is no column."""
    names = spelled(head.cells[: width_of(head.cells)], OWN_COLUMNS)
    return tuple(name or f"column {k}" for k, name in enumerate(names, start=1))


def _fitted(cells: list[str], width: int) -> list[str]:
    """The cells with empty ones at the end added or taken away."""
    if len(cells) < width:
        return cells + [""] * (width - len(cells))
    return cells[: max(width, width_of(cells))] if len(cells) > width else cells


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines of a text from character `start` on."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
