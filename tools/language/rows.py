"""What all makers of lists share: word files, made-up words in a fixed order, true and false claims, rows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import product
from pathlib import Path

WORDS = Path(__file__).parent / "words"

Row = dict[str, str]


def sections(name: str) -> dict[str, list[str]]:
    """The entries of a word file by the heading above them; those above the first heading stand under "".

    Under "taken" stand words that exist, or offend, and are made up by chance.
    Raises ValueError when an entry stands twice under one heading.
    """
    found: dict[str, list[str]] = {"": [], "taken": []}
    heading = ""
    for line in (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = []
        elif not line.startswith("#"):
            found[heading] += line.split()
    for entries in found.values():
        twice = {entry for entry in entries if entries.count(entry) > 1}
        if twice:
            raise ValueError(f"{name}.txt names {', '.join(sorted(twice))} twice")
    return found


def order(text: str) -> int:
    """A number that shuffles texts the same way on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def made_up(slots: Sequence[Sequence[str]], count: int, known: Iterable[str]) -> list[str]:
    """`count` words built of one piece from every slot, none of them known."""
    taken = set(known)
    words = sorted({"".join(pieces) for pieces in product(*slots)} - taken, key=order)
    return words[:count]


def claim(key: str, right: str, wrong: str, yes: str = "yes", no: str = "no") -> Row:
    """The columns `claim` and `holds`: the right form or, as often, a wrong one, and whether it is right."""
    true = order(f"claim {key}") % 2 == 0
    return {"claim": right if true else wrong, "holds": yes if true else no}


def legend(texts: Sequence[str]) -> str:
    """What stands below a prompt whose answers are keys: `1 a · 2 ä`."""
    return " · ".join(f"{number} {text}" for number, text in enumerate(texts, start=1))


def flag(true: bool) -> str:
    """As a list writes yes and no."""
    return "yes" if true else "no"


def as_csv(rows: Iterable[Row]) -> str:
    """The rows as the text of a list, sorted by prompt: their order tells nothing."""
    ordered = sorted(rows, key=lambda row: row["prompt"])
    text = io.StringIO()
    writer = csv.DictWriter(text, list(ordered[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    return text.getvalue()
