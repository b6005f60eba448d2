"""What the second derivations share: a deck's rows as they stand in its file, and what is told of one of them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
FOLDER = Path(__file__).parents[2] / "decks" / "language"


@dataclass(frozen=True, slots=True)
class Told:
    """What a row's answer should be, and the form that a claim about it states when it is true."""

    answer: str
    form: str = ""


def rows_of(deck_id: str) -> list[Row]:
    """The rows of a deck's list."""
    with (FOLDER / f"{deck_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def word_of(row: Row) -> str:
    """The word that the prompt begins with."""
    return re.split(r"[ _\n]", row["prompt"])[0]


def key_of(row: Row, text: str) -> str:
    """The key that the prompt's own legend gives for a text."""
    legend = row["prompt"].split("\n")[1].replace("·", "").split()
    return legend[legend.index(text) - 1]
