"""A response log's rows as the file has them, whichever program saved it last: its letters, what parts its cells, its
columns' names. What a row means is for the readers."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from drillgrok.console.progress import Reached, unwatched
from drillgrok.errors import DrillgrokError
from drillgrok.tables.encodings import encoding_of
from drillgrok.tables.names import folded
from drillgrok.tables.rows import (
    SAMPLE_CHARACTERS,
    BrokenRow,
    Dialect,
    RowPage,
    naming_dialect,
    pages_of,
    said_dialect,
    width_of,
)

_RESTARTS = "Export it again, or save it as CSV in UTF-8."


def log_pages(path: Path, needed: Collection[str], reached: Reached = unwatched) -> Iterator[RowPage]:
    """The rows of the file, each with the number of its first line; the first names the columns. Cells come as they
    stand: white space and line ends inside them are part of an answer.

    Raises DrillgrokError with file and line where this is no table; OSError when it cannot be read.
    """
    encoding = encoding_of(path, most_bytes=None)
    with path.open("rb") as raw:
        start = raw.read(SAMPLE_CHARACTERS)
        raw.seek(0)
        newline = None if b"\r" in start and b"\n" not in start else ""
        text = io.TextIOWrapper(raw, encoding=encoding.name, newline=newline)
        sample = text.read(SAMPLE_CHARACTERS)
        said = said_dialect(sample.replace("\r\n", "\n", 1))
        dialect = said[0] if said else naming_dialect(sample, needed) or Dialect(",")
        text.detach()
        raw.seek(0)
        text = io.TextIOWrapper(raw, encoding=encoding.name, newline=newline)
        try:
            if said:
                text.readline()
            for page in pages_of(text, replace(dialect, exact=True), str(path), int(said is not None)):
                if isinstance(page, BrokenRow):
                    raise DrillgrokError(f"This is not CSV. {page.why}", where=f"{path}:{page.line}", mend=_RESTARTS)
                yield page
                reached(raw.tell())
        except UnicodeDecodeError:
            raise DrillgrokError("The file ends within a letter.", where=str(path), mend=_RESTARTS) from None


def header_and_rows(pages: Iterator[RowPage]) -> tuple[list[str], Iterator[RowPage]]:
    """The names of the columns and the rows below them; no names where there is no row."""
    for page in pages:
        first = next((k for k, row in enumerate(page.rows) if width_of(row)), None)
        if first is not None:
            rest = RowPage(page.lines[first + 1 :], page.rows[first + 1 :], page.starts[first + 1 :])
            return page.rows[first], chain([rest], pages)
    return [], iter(())


def lines_of(page: RowPage) -> Iterator[tuple[int, list[str]]]:
    """Its rows one by one, but for those that are empty."""
    return ((line, row) for line, row in zip(page.lines, page.rows, strict=True) if width_of(row))


def named_columns(names: list[str]) -> list[str]:
    """The names of a log's columns as this program writes them, but for those that it does not know."""
    return [folded(name) for name in names]
