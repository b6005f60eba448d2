"""Sections to Markdown: the same text on the screen and in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.measuring import Figure, Section, Table

FIGURES: Final = Path(__file__).with_name("figures")
"""Where what was measured is written."""

_PROMISES = ("figure", "measured", "at most", "")


def report(command: str, machine: Sequence[tuple[str, str]], sections: Sequence[Section]) -> str:
    """The whole page, as `command` writes it."""
    lines = [
        "# Figures",
        "",
        f"Written by `{command}` from what it measured; not edited by hand.",
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


def renewed(page: str, section: Section, measured: str) -> str:
    """The page with one section measured again, its promises too; `measured` says when and on how busy a machine. A
    section that the page has not got stands at its end."""
    head, promised, *texts = page.split("\n## ")
    titles = [text.partition("\n")[0] for text in texts]
    if section.title not in titles:
        titles.append(section.title)
        texts[-1] += "\n"
        texts.append(section.title)
    place = titles.index(section.title)
    before, old = (sum(map(_bars, texts[:end])) for end in (place, place + 1))
    heading, _, table = promised.partition("\n")
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.strip().splitlines()[2:]]
    bound = [one for one in section.figures if one.bar is not None]
    rows[before:old] = [_promise(one) for one in bound]
    last = place == len(texts) - 1
    texts[place] = f"{section_text(section).removeprefix('## ')}\n\n{measured}{'' if last else chr(10)}"
    promised = "\n".join([heading, "", *_table(_PROMISES, rows), ""])
    return "\n## ".join([head, promised, *texts]).rstrip("\n") + "\n"


def _bars(text: str) -> int:
    """How many promises a section's first table holds."""
    head = re.search(r"\| at most +\|\n", text)
    table = text[head.end() :].partition("\n\n")[0] if head else ""
    return sum(1 for line in table.splitlines()[1:] if line.strip("|").split("|")[2].strip())


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
    return _table(_PROMISES, map(_promise, bound))


def _promise(one: Figure) -> tuple[str, str, str, str]:
    return one.name, _value(one), _bar(one), "reached" if one.reached else "**missed**"


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
