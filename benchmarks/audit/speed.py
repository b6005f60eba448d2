"""How long `deck check` takes and how much memory: ten thousand items with all models, and a CSV of a million rows."""

from __future__ import annotations

import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import perf_counter
from typing import Final

from benchmarks.homes import DRILLGROK
from benchmarks.measuring import Figure, Section

_BAR_S: Final = 20.0
_BAR_MB: Final = 500.0
_DECK: Final = "deck: {name}\ntitle: Words\nitems:\n  list: {name}.csv\nrule: None.\n"
_HOW: Final = """\
`drillgrok deck check PATH` as a command of its own on decks without a rule, for which the audit tries every model:
10,000 made words with six answers by lot, and 1,000,000 rows with an answer each. Processor time is what the check
takes of a machine that has nothing else to do; from the shell and back it takes longer when others are at work. The
most memory that the command held is as the system counts it."""


def run(*, quick: bool) -> Section:
    """Each once; a tenth of the items when quick."""
    share = 10 if quick else 1
    with tempfile.TemporaryDirectory() as folder:
        few = _written(Path(folder), "ten-thousand", 10_000 // share, answers=6)
        many = _written(Path(folder), "a-million", 1_000_000 // share, answers=0)
        figures = [*_measured("10,000 items", few), *_measured("1,000,000 rows", many)]
    return Section("How long a check takes", _HOW, tuple(figures))


def _measured(name: str, deck: Path) -> Iterator[Figure]:
    started, worked = perf_counter(), _worked_s()
    subprocess.run([DRILLGROK, "deck", "check", str(deck)], check=True, stdout=subprocess.DEVNULL)
    yield Figure(f"{name}, processor time", _worked_s() - worked, "s", _BAR_S)
    yield Figure(f"{name}, from the shell and back", perf_counter() - started, "s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure(f"{name}, most memory of any check so far", peak, "MB", _BAR_MB)


def _worked_s() -> float:
    """Seconds of processor time of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _written(folder: Path, name: str, rows: int, *, answers: int) -> Path:
    rng = Random(1)
    with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
        file.write("prompt,answer\n")
        for row in range(rows):
            answer = f"answer {rng.randrange(answers)}" if answers else "".join(rng.choices(ascii_lowercase, k=6))
            file.write(f"{''.join(rng.choices(ascii_lowercase, k=8))} {_letters(row)},{answer}\n")
    deck = folder / f"{name}.yaml"
    deck.write_text(_DECK.format(name=name), encoding="utf-8")
    return deck


def _letters(number: int) -> str:
    """A number in letters, so that every prompt is another."""
    return "".join(ascii_lowercase[int(digit)] for digit in str(number))
