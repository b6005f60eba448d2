"""Notes as Anki exports them to text: rows under lines such as `#separator:tab`, `#html:true` and `#tags column:3`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from drillgrok.importers.columns import SAMPLES, Layout, lay_out
from drillgrok.importers.markup import looks_like_html
from drillgrok.importers.notes import plain_fields, questions_of
from drillgrok.importers.questions import ColumnWishes, Entry, Losses, OpenedFile, Skipped
from drillgrok.importers.separated import filled, sampled
from drillgrok.tables.encodings import encoding_of
from drillgrok.tables.rows import SAMPLE_CHARACTERS, BrokenRow, Dialect, RowPage, TableRow, pages_of, sniff

_SEPARATORS: Final = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_APART: Final = ("notetype column", "deck column", "tags column", "guid column")
_COLUMN: Final = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_LONGEST_HEAD_LINE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines before the rows say; None where they do not."""

    lines: int
    separator: str | None
    html: bool | None
    columns: str
    """Their names, parted like the cells."""
    apart: tuple[int, ...]
    """Columns that are no fields of a note, counted from 0."""


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The file's notes. Raises DrillgrokError where it has no two columns, or not those that are wished for."""
    encoding = encoding_of(file, wishes.encoding)

    def opened() -> TextIO:
        return file.open(encoding=encoding.name)

    with opened() as stream:
        head = read_head(stream)
    with opened() as stream:
        _pass_head(stream, head)
        sample = stream.read(SAMPLE_CHARACTERS)
    dialect = Dialect(head.separator) if head.separator else sniff(sample)
    html = looks_like_html(sample) if head.html is None else head.html

    def pages() -> Iterator[RowPage | BrokenRow]:
        with opened() as stream:
            _pass_head(stream, head)
            yield from pages_of(stream, dialect, str(file), before=head.lines)

    names = next(csv.reader([head.columns], delimiter=dialect.separator), []) if head.columns else []
    first = [TableRow(row.line, plain_fields(row.cells, Losses(), html=html)) for row in sampled(pages())]
    widest = max((len(row.cells) for row in first), default=0)
    names += [f"field {k}" for k in range(len(names) + 1, widest + 1)]
    layout = lay_out(first, wishes, names, head.apart)
    yield OpenedFile(
        f"notes as text, {dialect.words}, {encoding.words}{', HTML taken out' if html else ''}",
        lambda losses: _entries(pages(), layout, losses, html=html),
        layout.preview(first),
        tuple(row.line for row in first[:SAMPLES]),
        layout.more_names,
        guessed_encoding=encoding.guessed,
        free_text=not layout.own,
        telling_apart=layout.telling_apart,
    )


def read_head(stream: TextIO) -> Head:
    """The lines at the start that begin with #; the stream is left anywhere."""
    said: dict[str, str] = {}
    lines = 0
    while (line := stream.readline(_LONGEST_HEAD_LINE)).startswith("#"):
        lines += 1
        key, _, value = line[1:].rstrip("\r\n").partition(":")
        said[key.strip().casefold()] = value
    separator = said.get("separator", "")
    named = _SEPARATORS.get(separator.strip().casefold())
    numbers = (said.get(key, "").strip() for key in _APART)
    return Head(
        lines,
        named or (separator if separator in _SEPARATORS.values() else None),
        {"true": True, "false": False}.get(said.get("html", "").strip().casefold()),
        said.get("columns", ""),
        tuple(int(number) - 1 for number in numbers if _COLUMN.fullmatch(number)),
    )


def _pass_head(stream: TextIO, head: Head) -> None:
    for _ in range(head.lines):
        stream.readline(_LONGEST_HEAD_LINE)


def _entries(pages: Iterator[RowPage | BrokenRow], layout: Layout, losses: Losses, *, html: bool) -> Iterator[Entry]:
    for line, cells in filled(pages):
        if cells:
            yield from questions_of(line, plain_fields(cells, losses, html=html), layout, losses)
        else:
            yield Skipped(line, BrokenRow(line).why)
