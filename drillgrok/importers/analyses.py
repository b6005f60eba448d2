"""Analyses that musicians keep, as RomanText and as DCML's tables of harmonies -> chords in their keys. What is left
out comes with its reason; nothing is believed of a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, TextIO, cast

from drillgrok.domains.harmony.analysed import AnalysedChord, Notation, NotDrilled, analysed, key_of_degree
from drillgrok.domains.harmony.chords import MusicalKey
from drillgrok.domains.harmony.pitches import LETTERS, spelling
from drillgrok.importers.packed import unpacked
from drillgrok.importers.questions import Skipped

_LONGEST_LINE: Final = 10_000

_ROMANTEXT: Final = Notation(raised_implied=True, sevenths_in_key=True)
_DCML: Final = Notation(raised_implied=False, sevenths_in_key=False)
_KEY: Final = re.compile(r"([A-Ga-g])(#|b|-|)")
_MEASURE: Final = re.compile(r"m\d+")
_BEFORE: Final = re.compile(r"m\d+\w*|b\d+(?:\.\d+)?|\|\|:?|:\|\|:?|\||NC|=")
"""What stands among numerals in RomanText and is none."""

Entry = AnalysedChord | Skipped


@dataclass(frozen=True, slots=True)
class AnalysisFormat:
    """A format of analyses."""

    told: str
    """As the end of a sentence: what the file is."""
    read: Callable[[TextIO], Iterator[Entry]]


def entries(file: Path, kind: AnalysisFormat) -> Iterator[Entry]:
    """Every chord of a file in its order, and what has to be left out. Raises DrillgrokError where it cannot be read or
    is cut short."""
    with unpacked(file) as (stream, _):
        text = TextIOWrapper(cast("BinaryIO", stream), "utf-8-sig", errors="replace", newline="")
        yield from kind.read(text)
        text.detach()


def _lines(text: TextIO) -> Iterator[str]:
    """Lines as they stand; one without end is cut."""
    while line := text.readline(_LONGEST_LINE):
        yield line


# RomanText.


def _romantext(text: TextIO) -> Iterator[Entry]:
    key: MusicalKey | None = None
    for number, line in enumerate(_lines(text), start=1):
        if not _MEASURE.match(line):
            continue
        for word in line.split()[1:]:
            if "=" in line.split()[1:2] or _BEFORE.fullmatch(word):
                continue
            told = _key_told(word)
            if told is not None:
                key = told
            else:
                yield _chord(number, key, word, _ROMANTEXT)


def _key_told(word: str) -> MusicalKey | None:
    """`f#:` -> F sharp minor; a semicolon before the colon says that the change is sudden."""
    return _key(word.removesuffix(":").removesuffix(";")) if word.endswith(":") else None


def _key(text: str) -> MusicalKey | None:
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    tonic = spelling(LETTERS.index(found[1].upper()), {"#": 1, "b": -1, "-": -1, "": 0}[found[2]])
    return MusicalKey(tonic, minor=found[1].islower())


def _chord(place: int, key: MusicalKey | None, told: str, notation: Notation) -> Entry:
    if key is None:
        return Skipped(place, f"{told!r} stands in no key.")
    try:
        found = analysed(key, told, notation)
    except NotDrilled as why:
        return Skipped(place, f"{told!r} {why}.")
    return found if abs(key.signature) <= 7 else Skipped(place, f"{told!r} stands in a key of more than seven signs.")


# DCML's tables.


def _dcml(text: TextIO) -> Iterator[Entry]:
    rows = csv.reader(_lines(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=False))
        told = row.get("chord", "").strip()
        if not told or told == "@none":
            yield Skipped(number, "It names no chord.")
        elif row.get("pedal", "").strip():
            yield Skipped(number, f"{told!r} stands over a pedal point.")
        else:
            yield _dcml_chord(number, row, told)


def _dcml_chord(number: int, row: Mapping[str, str], told: str) -> Entry:
    home = _key(row["globalkey"].strip()) if "globalkey" in row else None
    try:
        key = home and key_of_degree(home, row.get("localkey", "").strip())
    except NotDrilled as why:
        return Skipped(number, f"{told!r} {why}.")
    return _chord(number, key, told, _DCML)


ANALYSIS_FORMATS: Final = {
    "romantext": AnalysisFormat("an analysis in RomanText", _romantext),
    "dcml": AnalysisFormat("a table of harmonies", _dcml),
}
"""By the names in kinds.ANALYSES."""
