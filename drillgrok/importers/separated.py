"""CSV and its kin: cells parted by commas, semicolons, tabs or bars, as spreadsheets and flashcard tools write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import dropwhile, islice
from pathlib import Path
from typing import Final, TextIO

from drillgrok.errors import DrillgrokError
from drillgrok.importers.columns import SAMPLES, Layout, lay_out
from drillgrok.importers.markup import looks_like_html
from drillgrok.importers.notes import plain_fields, questions_of
from drillgrok.importers.questions import ColumnWishes, Entry, Losses, OpenedFile, Skipped
from drillgrok.tables.encodings import encoding_of
from drillgrok.tables.formulas import freed
from drillgrok.tables.names import folded
from drillgrok.tables.rows import (
    SAMPLE_CHARACTERS,
    BrokenRow,
    RowPage,
    TableRow,
    pages_of,
    said_dialect,
    sniff,
)

_SAMPLED: Final = 200
"""Rows that the choice of columns is made from."""
_FEWEST_NAMES: Final = 2
_NAMELESS: Final = "no line names the columns"
_OTHERS: Final = {
    "a web page": re.compile(r"\s*<(?:!doctype|html|head|body|table)\b", re.IGNORECASE),
    "XML": re.compile(r"\s*<\?xml\b"),
    "JSON": re.compile(r'\s*(?:\[\s*)?\{\s*"'),
    "a PDF": re.compile(r"%PDF-"),
    "a word processor's file": re.compile(r"\{\\rtf"),
}
_PUZZLES: Final = frozenset({"fen", "moves"})
_POSITION: Final = re.compile(r"(?:[1-8pnbrqkPNBRQK]+/){7}[1-8pnbrqkPNBRQK]+ [wb] \S")


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The file's rows. Raises DrillgrokError where it has no two columns, or not those that are wished for."""
    encoding = encoding_of(file, wishes.encoding)

    def opened() -> TextIO:
        return file.open(encoding=encoding.name)

    with opened() as stream:
        sample = stream.read(SAMPLE_CHARACTERS)
    _refuse_others(sample, file)
    said = said_dialect(sample)
    dialect = said[0] if said else sniff(sample)

    def pages() -> Iterator[RowPage | BrokenRow]:
        with opened() as stream:
            if said:
                stream.readline()
            yield from pages_of(stream, dialect, str(file), before=1 if said else 0)

    first = sampled(pages())
    _refuse_puzzles(first, file)
    first, layout = _laid_out(first, wishes)
    head = first[0].line if layout.headed else 0
    html = not layout.own and looks_like_html(sample)
    shown = first[1:] if layout.headed else first
    if html:
        shown = [TableRow(row.line, plain_fields(row.cells, Losses(), html=True)) for row in shown[:SAMPLES]]
    named = f"{'the first line' if head == 1 else f'line {head}'} names the columns" if head else _NAMELESS
    yield OpenedFile(
        f"{dialect.words}, {encoding.words}, {named}{', HTML taken out' if html else ''}",
        lambda losses: _entries(pages(), layout, losses, html=html, head=head),
        layout.preview(shown),
        tuple(row.line for row in shown[:SAMPLES]),
        layout.more_names,
        unsure=tuple(first[0].cells) if layout.unsure else (),
        guessed_encoding=encoding.guessed,
        free_text=not layout.own,
        telling_apart=layout.telling_apart,
    )


def _laid_out(rows: list[TableRow], wishes: ColumnWishes) -> tuple[list[TableRow], Layout]:
    """The rows from the one on that names the columns, and the layout; all of them where none does. Titles may stand
    above it, each in one cell."""
    below = list(dropwhile(lambda row: sum(map(bool, map(str.strip, row.cells))) < _FEWEST_NAMES, rows))
    if len(rows) > len(below) > 0:
        layout = lay_out(below, wishes)
        if layout.headed:
            return below, layout
    return rows, lay_out(rows, wishes)


def _refuse_others(sample: str, file: Path) -> None:
    """What is no table, though its signs could be taken for one."""
    found = next((words for words, begins in _OTHERS.items() if begins.match(sample)), None)
    if found:
        mend = "Save what is in it as CSV: a column of prompts, a column of answers."
        raise DrillgrokError(f"This is {found}, not a table.", where=str(file), mend=mend)


def _refuse_puzzles(rows: list[TableRow], file: Path) -> None:
    """Chess puzzles are no cards: their positions are played. Those that can be read have not come here."""
    if rows and set(map(folded, rows[0].cells)) >= _PUZZLES:
        raise DrillgrokError(
            "These are chess puzzles.", where=str(file), mend="Save them as CSV in UTF-8, with commas."
        )
    if rows and any(_POSITION.match(cell) for cell in rows[0].cells):
        mend = "Write a first line: PuzzleId,FEN,Moves and so on."
        raise DrillgrokError("These are chess puzzles whose columns have no names.", where=str(file), mend=mend)


def sampled(pages: Iterator[RowPage | BrokenRow]) -> list[TableRow]:
    """The first sound rows: enough to choose the columns from."""
    return list(islice((TableRow(line, cells) for line, cells in filled(pages) if cells), _SAMPLED))


def filled(pages: Iterator[RowPage | BrokenRow]) -> Iterator[tuple[int, list[str]]]:
    """The line and the cells of each row that is not empty; no cells where the row is broken."""
    for page in pages:
        if isinstance(page, BrokenRow):
            yield page.line, []
            continue
        for line, cells in zip(page.lines, page.rows, strict=True):
            if any(map(str.strip, cells)):
                yield line, cells


def _entries(
    pages: Iterator[RowPage | BrokenRow], layout: Layout, losses: Losses, *, html: bool, head: int
) -> Iterator[Entry]:
    """`head` is the line that names the columns, 0 where none does."""
    for line, cells in filled(pages):
        if line < head:
            yield Skipped(line, "It stands above the names of the columns.")
        elif line == head:
            continue
        elif not cells:
            yield Skipped(line, BrokenRow(line).why)
        elif failed := layout.failed(cells):
            yield Skipped(line, f"{failed} stands in it: the spreadsheet could not work out a formula.")
        elif layout.own:
            yield from layout.entries(line, [freed(cell) for cell in cells], losses)
        else:
            yield from questions_of(line, plain_fields(cells, losses, html=html), layout, losses)
