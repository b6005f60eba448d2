"""A log as `data export` writes it, read back: every column is there and every cell is as it was written, or it is said
what is wrong. Looser logs are for reader.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from drillgrok.console.progress import Reached, unwatched
from drillgrok.errors import DrillgrokError
from drillgrok.responselog.columns import ColumnReader, LogPage
from drillgrok.responselog.lines import header_and_rows, lines_of, log_pages, named_columns
from drillgrok.responselog.row import HEADER, LATER, READERS, LogRow, RowError, from_fields


def rows_of(
    lines: Sequence[int], page: LogPage | Sequence[LogRow | RowError]
) -> Iterator[tuple[int, LogRow | RowError]]:
    """The rows of a page one by one, each with its line."""
    return zip(lines, page.rows() if isinstance(page, LogPage) else page, strict=True)


def exact_pages(
    path: Path, reached: Reached = unwatched
) -> Iterator[tuple[Sequence[int], LogPage | Sequence[LogRow | RowError]]]:
    """Every row below the header, or what is wrong with it, in pages, each with the lines of its rows: by column, or
    row by row where anything in it is out of the common; blank lines are passed over. The order of a run's rows is for
    whoever takes them. `reached` is told how many bytes are read. Raises DrillgrokError where this is no log."""
    needed = [name for name in HEADER if name not in LATER]
    header, pages = header_and_rows(log_pages(path, needed, reached))
    names = named_columns(header)
    if not set(needed) <= set(names):
        raise DrillgrokError(
            "This is not a response log: its first line is not the header of one.",
            where=f"{path}:1",
            mend=f"It has to read {','.join(HEADER)}",
        )
    places = {name: names.index(name) for name in HEADER if name in names}
    in_order = _in_order(names, places)
    columns = ColumnReader(READERS, places, dict.fromkeys(LATER), width=len(names), exact=True)
    for page in pages:
        try:
            read = columns.read(page.rows)
        except (ValueError, OverflowError, IndexError):
            odd = list(lines_of(page))
            yield [line for line, _ in odd], [_row(in_order(fields)) for _, fields in odd]
        else:
            yield page.lines, read


def _row(fields: list[str]) -> LogRow | RowError:
    try:
        return from_fields(fields)
    except RowError as error:
        return error


def _in_order(names: list[str], places: dict[str, int]) -> Callable[[list[str]], list[str]]:
    """A row's fields in the order of HEADER; those of a row that is too short as they are."""
    if tuple(names) == HEADER:
        return lambda fields: fields
    last = max(places.values())
    by_name = [places.get(name) for name in HEADER]

    def ordered(fields: list[str]) -> list[str]:
        whole = len(fields) > last
        return ["" if place is None else fields[place] for place in by_name] if whole else fields

    return ordered
