"""Sections to Markdown: the same text on the screen and in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.measuring import Figure, Section, Table


def report(machine: Sequence[tuple[str, str]], sections: Sequence[Section]) -> str:
    """The whole page."""
    lines = [
        "# Figures",
        "",
        "Written by `python -m benchmarks` from what it measured; not edited by hand.",
        "",
        *_table(("", ""), machine),
        "",
        "## What was promised",
        "",
        *_promises(sections),
    ]
    for section in sections:
        lines += ["", section_text(section)]
    return "\n".join(lines) + "\n"


def section_text(section: Section) -> str:
    """One benchmark's part of the page."""
    lines = [f"## {section.title}", "", section.how]
    if section.figures:
        rows = [(one.name, _value(one), _bar(one)) for one in section.figures]
        lines += ["", *_table(("figure", "measured", "at most"), rows)]
    for table in section.tables:
        lines += ["", *_rows_of(table)]
    return "\n".join(lines)


def _promises(sections: Iterable[Section]) -> Iterator[str]:
    bound = [one for section in sections for one in section.figures if one.bar is not None]
    rows = [(one.name, _value(one), _bar(one), "reached" if one.reached else "**missed**") for one in bound]
    return _table(("figure", "measured", "at most", ""), rows)


def _rows_of(table: Table) -> Iterator[str]:
    return _table(table.header, table.rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [tuple(header), *map(tuple, rows)]
    widths = [max(3, *(len(line[column]) for line in lines)) for column in range(len(header))]
    for number, line in enumerate(lines):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        if number == 0:
            yield "|" + "|".join("-" * (width + 2) for width in widths) + "|"


def _value(figure: Figure) -> str:
    return _amount(figure.value, figure.unit)


def _bar(figure: Figure) -> str:
    return "" if figure.bar is None else _amount(figure.bar, figure.unit)


def _amount(value: float, unit: str) -> str:
    """Three digits are enough for anything measured."""
    number = f"{value:.0f}" if not unit or value >= 100 else f"{value:.3g}"
    return f"{number} {unit}".strip()
