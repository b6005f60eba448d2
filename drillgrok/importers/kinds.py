"""Files that become decks of boards or staves, told by how they begin, plain or packed. What reads each lies elsewhere,
so that nothing heavy is imported to look at a table of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from drillgrok.importers.packed import unpacked

PUZZLES: Final = "lichess"
_HEAD_BYTES: Final = 1 << 14
_FEWEST_MEASURES: Final = 2
HARMONY_COLUMNS: Final = (b"globalkey", b"localkey", b"chord")
"""What a table of harmonies has to name."""

_START: Final = rb"\A(?:\xef\xbb\xbf)?\s*"
_EPD: Final = re.compile(_START + rb"(?:#[^\n]*\n\s*)*(?:[1-8pnbrqkPNBRQK]+/){7}[1-8pnbrqkPNBRQK]+ [wb] \S")
_PGN: Final = re.compile(_START + rb"(?:%[^\n]*\n\s*)*\[[A-Z][A-Za-z0-9]* \"")
_MEASURE: Final = re.compile(rb"(?m)^m\d+\w*\s")
_IN_A_KEY: Final = re.compile(rb"(?m)^m\d+\w*\s(?:[^\n]*\s)?[A-Ga-g][#b-]?;?:\s")


def puzzle_columns(line: bytes) -> tuple[bytes, list[str]] | None:
    """What parts the cells of a first line that names the columns of puzzles, and their names in small letters; None
    for any other line."""
    text = line.removeprefix(b"\xef\xbb\xbf")
    for separator in (b",", b";", b"\t"):
        names = [name.strip(b' "\r').decode("utf-8", "replace").casefold() for name in text.split(separator)]
        if {"fen", "moves"} <= set(names):
            return separator, names
    return None


def _is_romantext(head: bytes) -> bool:
    return len(_MEASURE.findall(head)) >= _FEWEST_MEASURES and _IN_A_KEY.search(head) is not None


def _is_harmonies(head: bytes) -> bool:
    names = head.split(b"\n")[0].removeprefix(b"\xef\xbb\xbf").strip().split(b"\t")
    return set(HARMONY_COLUMNS) <= set(names)


POSITIONS: Final[dict[str, Callable[[bytes], bool]]] = {
    PUZZLES: lambda head: puzzle_columns(head.split(b"\n")[0]) is not None,
    "epd": lambda head: _EPD.match(head) is not None,
    "pgn": lambda head: _PGN.match(head) is not None,
}
"""Kinds of files with chess positions -> whether a file begins so."""
ANALYSES: Final[dict[str, Callable[[bytes], bool]]] = {"romantext": _is_romantext, "dcml": _is_harmonies}
"""The same for analyses of music."""


def kind_of(file: Path) -> str | None:
    """The name of a file's kind in POSITIONS or ANALYSES; None for any other. Raises DrillgrokError where it cannot be
    read."""
    with unpacked(file) as (stream, _):
        head = stream.read(_HEAD_BYTES)
    return next((name for name, looks in (POSITIONS | ANALYSES).items() if looks(head)), None)
