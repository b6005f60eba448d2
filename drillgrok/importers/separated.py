"""CSV and its kin: cells parted by commas, semicolons, tabs or bars, as spreadsheets and flashcard tools write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from drillgrok.importers.columns import SAMPLES, Layout, freed, lay_out
from drillgrok.importers.encodings import encoding_of
from drillgrok.importers.questions import ColumnWishes, Entry, OpenedFile, Skipped
from drillgrok.importers.rows import SAMPLE_CHARACTERS, Dialect, Record, records, sniff

_SAID: Final = re.compile(r"sep=([,;\t|:])[ \t]*\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""
_SAMPLED: Final = 200
"""Rows that the choice of columns is made from."""


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The file's rows. Raises DrillgrokError where it has no two columns, or not those that are wished for."""
    encoding = encoding_of(file)

    def opened() -> TextIO:
        return file.open(encoding=encoding.name)

    with opened() as stream:
        sample = stream.read(SAMPLE_CHARACTERS)
    said = _SAID.match(sample)
    dialect = Dialect(said[1]) if said else sniff(sample)

    def rows() -> Iterator[Record | Skipped]:
        with opened() as stream:
            if said:
                stream.readline()
            yield from records(stream, dialect, str(file), before=1 if said else 0)

    first = sampled(rows)
    layout = lay_out(first, wishes)
    shown = first[1:] if layout.headed else first
    named = "the first line names the columns" if layout.headed else "no line names the columns"
    yield OpenedFile(
        f"{dialect.words}, {encoding.words}, {named}",
        lambda _losses: _entries(rows(), layout),
        layout.preview(shown),
        tuple(line for line, _ in shown[:SAMPLES]),
        layout.more_names,
    )


def sampled(rows: Callable[[], Iterator[Record | Skipped]]) -> list[Record]:
    """The first sound rows: enough to choose the columns from."""
    sound = (row for row in rows() if not isinstance(row, Skipped) and any(row[1]))
    return list(islice(sound, _SAMPLED))


def _entries(rows: Iterator[Record | Skipped], layout: Layout) -> Iterator[Entry]:
    headed = layout.headed
    for row in rows:
        if isinstance(row, Skipped):
            yield row
            continue
        line, cells = row
        if headed:
            headed = False
        elif any(cells):
            yield layout.entry(line, [freed(cell) for cell in cells] if layout.own else cells)
