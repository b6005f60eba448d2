"""`python -m benchmarks.importing [--quick]`: tables of a million rows imported and read as decks, each in a process of
its own so that its memory is its own. Writes benchmarks/figures/importing.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.machine import machine
from benchmarks.measuring import Figure, Section
from benchmarks.report import FIGURES, report, section_text
from drillgrok import importers
from drillgrok.commands.deck.check import check
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.importers.for_people import for_people
from drillgrok.importers.gathering import Merging, merged, survey
from drillgrok.importers.making import DeckPlan, made
from drillgrok.importers.questions import ColumnWishes

_COMMAND: Final = "python -m benchmarks.importing"
_FIGURES: Final = FIGURES / "importing.md"
_ONCE: Final = "--once"
_BAR_S, _BAR_MB = 20.0, 500.0
_KILOBYTES_A_MB: Final = 1024
_QUICK: Final = 20
_ROWS: Final = 1_000_000


class _Kind(NamedTuple):
    """A file to be imported."""

    name: str
    encoding: str
    rows: int
    promised: bool


_KINDS: Final = {
    "a plain CSV, UTF-8": _Kind("plain.csv", "utf-8", 1_000_000, promised=True),
    "semicolons, Windows-1252, every tenth prompt twice": _Kind("twice.csv", "cp1252", 1_000_000, promised=True),
    "Anki's text export with HTML, 100,000 notes": _Kind("anki.txt", "utf-8", 100_000, promised=False),
}
_HOW: Final = """\
Files of 1,000,000 rows, where nothing else is said, of made-up words with as many different answers. The time runs
from opening the file to the deck that has been written, read again and checked, without the audit; of a deck's list it
is the whole of `deck check`, the audit included. The memory is the most that the process ever held, Python and its
libraries included. What counts is processor time: what else ran on the machine is not in it."""


def run(*, quick: bool) -> Section:
    """Each file once; a twentieth of its rows when quick."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for words, kind in _KINDS.items():
            file = Path(folder, kind.name)
            with file.open("w", encoding=kind.encoding, newline="") as out:
                out.writelines(_lines(kind.name, kind.rows // _QUICK if quick else kind.rows))
            seconds, megabytes = _measured(file, Path(folder, "decks"))
            figures += [
                Figure(f"{words}: imported and checked", seconds, "s", _BAR_S if kind.promised else None),
                Figure(f"{words}: memory", megabytes, "MB", _BAR_MB if kind.promised else None),
            ]
        figures += _checked(Path(folder), _ROWS // _QUICK if quick else _ROWS)
    return Section("A million rows imported", _HOW, tuple(figures))


def _lines(name: str, rows: int) -> Iterator[str]:
    """The file line by line; the same each time."""
    rng = Random(1)
    if name == "anki.txt":
        yield "#separator:tab\n#html:true\n"
        yield from (f"<b>word</b> {_word(k)}<br>\t{_word(k * 7)} {k}&nbsp;\n" for k in range(rows))
    elif name == "twice.csv":
        yield "Wort;Bedeutung;Notiz\r\n"
        yield from (
            f"Größe {_word(k - 1 if k % 10 == 9 else k)};{_word(k * 7)} {k};{rng.random()}\r\n" for k in range(rows)
        )
    else:
        yield "front,back\n"
        yield from (f'{_word(k)},"{_word(k * 7)}, {k}"\n' for k in range(rows))


def _checked(folder: Path, rows: int) -> Iterator[Figure]:
    """A list of so many rows, gone through by `deck check` with its whole audit."""
    with Path(folder, "list.csv").open("w", encoding="utf-8") as out:
        out.write("prompt,answer,group\n")
        out.writelines(
            f"{_word(k)},{_word(k)[:3]}{'t' if k % 3 else 'n'}{k % 997},{_word(k)[:6]}\n" for k in range(rows)
        )
    deck = folder / "list.yaml"
    deck.write_text("deck: list-1\ntitle: Many\nitems:\n  list: list.csv\nrule: None.\n", encoding="utf-8")
    seconds, megabytes = _measured(deck, folder)
    yield Figure("a deck's list: checked and audited", seconds, "s", _BAR_S)
    yield Figure("a deck's list: memory", megabytes, "MB", _BAR_MB)


def _word(number: int) -> str:
    """A word that no other number has."""
    letters = []
    for _ in range(8):
        number, place = divmod(number, 20)
        letters.append("bcdfghjklmnpqrstvwxz"[place] + "aeiou"[(number + place) % 5])
    return "".join(letters)


def _measured(file: Path, folder: Path) -> tuple[float, float]:
    """Seconds and the most megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.importing", _ONCE, str(file), str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _once(file: Path, folder: Path) -> str:
    """Import and check one file; what it took."""
    import resource

    before = time.process_time()
    if file.suffix == ".yaml":
        check(str(file))
    else:
        _import(file, folder)
    return f"{time.process_time() - before} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES_A_MB}"


def _import(file: Path, folder: Path) -> None:
    with importers.opened(file, None, ColumnWishes()) as read:
        material, _ = for_people(read, split=True)
        seen = survey(material)
        plan = DeckPlan(file.stem, "Many", file.name, chosen=seen.chosen, accepting=seen.accepting, more=material.more)
        with made(plan.deck_id, plan.text(), plan.rows(merged(seen, Merging())), folder) as path:
            read_deck(load_source(path))


def main() -> int:
    """1 when a promise was missed."""
    if sys.argv[1:2] == [_ONCE]:
        print(_once(*map(Path, sys.argv[2:4])))
        return 0
    measured_on, section = machine(), run(quick="--quick" in sys.argv)
    print(section_text(section))
    if "--quick" not in sys.argv:
        _FIGURES.write_text(report(_COMMAND, measured_on, [section]), encoding="utf-8")
    return int(not all(figure.reached for figure in section.figures))


if __name__ == "__main__":
    sys.exit(main())
