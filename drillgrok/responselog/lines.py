"""A response log's rows as the file has them, whichever program saved it last: its letters, what parts its cells, its
columns' names. What a row means is for the readers."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from drillgrok.console.progress import Reached, unwatched
from drillgrok.errors import DrillgrokError
from drillgrok.tables.encodings import encoding_of
from drillgrok.tables.names import folded
from drillgrok.tables.rows import SAMPLE_CHARACTERS, BrokenRow, Dialect, naming_dialect, rows_of, said_dialect, width_of

_RECORDS_A_LOOK = 2048
_RESTARTS = "Export it anew, or save it as CSV in UTF-8."


def log_lines(path: Path, needed: Collection[str], reached: Reached = unwatched) -> Iterator[tuple[int, list[str]]]:
    """The names of the columns, then every row that is not empty, each with the number of its first line. Cells come as
    they stand: white space and line ends inside them are part of an answer.

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
            yield from _numbered(text, replace(dialect, exact=True), path, raw, reached, before=int(said is not None))
        except UnicodeDecodeError:
            raise DrillgrokError("The file ends within a letter.", where=str(path), mend=_RESTARTS) from None
        reached(raw.tell())


def _numbered(
    text: io.TextIOWrapper, dialect: Dialect, path: Path, raw: io.BufferedReader, reached: Reached, *, before: int
) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows_of(text, dialect, str(path), before)):
        if isinstance(row, BrokenRow):
            raise DrillgrokError(f"This is no CSV. {row.why}", where=f"{path}:{row.line}", mend=_RESTARTS)
        if width_of(row.cells):
            yield row.line, row.cells
        if number % _RECORDS_A_LOOK == 0:
            reached(raw.tell())


def named_columns(names: list[str]) -> list[str]:
    """The names of a log's columns as this program writes them, but for those that it does not know."""
    return [folded(name) for name in names]
