"""`python -m benchmarks.fuzz [--cases N] [--seed N] [KIND ...]`: damaged deck files, lists, packs and imports. Each
must end in a deck or in a DrillgrokError, in bounded time and memory; a whole run writes fuzz-figures.md."""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks import fuzz_imports
from benchmarks.machine import machine
from benchmarks.measuring import Figure, Section, Table
from benchmarks.mutate import mutated, mutated_json
from benchmarks.report import section_text
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.library.arriving import arrivals
from drillgrok.library.pack import enclosed, seal

_FIGURES: Final = Path(__file__).with_name("fuzz-figures.md")
_MOST_S: Final = 30.0
_MOST_MB: Final = 1500.0

_TABLE = """\
deck: lantern-7
title: Lantern
about: Two signs go in, one comes out.
items:
  table: {a: 0..6, b: [0, 1, 2, 3]}
  where: a != b or a > 0
  let: {c: a * b}
  prompt: "{a} ∘ {b:02}"
  answer: (a + b + c) % 7 if a > b else max(a, b)
  symbols: letters
  group: {unordered: [a, b]}
  parts: [a, b, answer]
rephrased:
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
vary: {carrier: frames.csv}
never_say: [modular]
rule: |
  Add.
"""
_LIST = """\
deck: words
title: Words
items: {list: items.csv, group: group}
match: rating
exception: odd
answers: typed
rephrased:
  - {prompt: other, answer: answer}
rule: Look at the end.
"""
_BOARD = """\
deck: board-1
title: Board
items: {list: items.csv}
show: {board: prompt}
judge: {move: answer, board: prompt}
rule: Look.
"""
_ROWS = (
    "key,prompt,answer,accept,choices,chance,group,rating,odd,other\n"
    '1,"Hund, der",dog,hound|x,,0.5,h,1200,0,der Hund\n2,Katze,cat,,,,k,1300.5,0,\n3,Maus,"mo""use",,,,m,900,1,Mäuse\n'
)
_MOVES = "prompt,answer\n6k1/5ppp/8/8/8/8/5PPP/R5K1 w - - 0 1,a1a8\n8/P6k/8/8/8/8/7K/8 w - - 0 1,a7a8q\n"
_FRAMES = "carrier\nNow {prompt}\nAnd {prompt}?\n"
_DOMAIN = "deck: coins\ntitle: Coins\nitems: {domain: {name: coins, cue: basalt}}\nrule: Weigh.\n"

_Files = dict[str, str]
_DECKS: Final[tuple[_Files, ...]] = (
    {"deck.yaml": _TABLE, "frames.csv": _FRAMES},
    {"deck.yaml": _LIST, "items.csv": _ROWS},
    {"deck.yaml": _BOARD, "items.csv": _MOVES},
    {"deck.yaml": _DOMAIN},
)


def _deck_case(rng: Random, folder: Path) -> None:
    """A deck file with a few edits, read as `deck check` reads it."""
    files = dict(rng.choice(_DECKS))
    for name, text in files.items():
        data = mutated(text.encode(), rng) if name.endswith(".yaml") else text.encode()
        folder.joinpath(name).write_bytes(data)
    read_deck(load_source(folder / "deck.yaml"))


def _list_case(rng: Random, folder: Path) -> None:
    """A deck whose tables have a few edits."""
    files = dict(rng.choice([one for one in _DECKS if len(one) > 1]))
    for name, text in files.items():
        data = text.encode() if name.endswith(".yaml") else mutated(text.encode(), rng)
        folder.joinpath(name).write_bytes(data)
    read_deck(load_source(folder / "deck.yaml"))


def _pack_case(rng: Random, folder: Path) -> None:
    """A pack with changed bytes, as it comes over a bad line."""
    folder.joinpath("deck.drill").write_bytes(mutated(_pack(rng.choice(_DECKS), folder), rng))
    arrivals(folder / "deck.drill", folder)


def _forged_case(rng: Random, folder: Path) -> None:
    """A pack whose head, body or compressed body was changed and sealed again, as a stranger would."""
    pack = _pack(rng.choice(_DECKS), folder)
    magic, head, _ = pack.split(b"\n", 2)
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("[di]*.*")}
    body = json.dumps({"main": "deck.yaml", "files": files}, ensure_ascii=False).encode()
    where = rng.randrange(4)
    head = mutated_json(head, rng) if where == 0 else head
    body = mutated_json(body, rng) if where == 1 else mutated(body, rng) if where == 2 else body
    packed = zlib.compress(body)
    packed = mutated(packed, rng) if where == 3 else packed
    folder.joinpath("deck.drill").write_bytes(enclosed(magic + b"\n" + head + b"\n", packed))
    arrivals(folder / "deck.drill", folder)


def _pack(files: _Files, folder: Path) -> bytes:
    for name, text in files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    source = load_source(folder / "deck.yaml")
    return seal(source, deck_head(source))


KINDS: Final[dict[str, Callable[[Random, Path], None]]] = {
    "deck files": _deck_case,
    "lists": _list_case,
    "packs": _pack_case,
    "forged packs": _forged_case,
    "text imports": fuzz_imports.text_case,
    "Anki packages": fuzz_imports.package_case,
}


@dataclass
class Tally:
    """What became of one kind of case."""

    cases: int = 0
    taken: int = 0
    """Read without an error."""
    unclean: list[str] = field(default_factory=list)
    """Cases that ended in anything but a deck or a DrillgrokError."""
    slowest_s: float = 0.0
    slowest: str = ""
    seconds: float = 0.0


def fuzz(kind: str, cases: int, seed: int) -> Tally:
    """So many cases of one kind; case n is the same whenever the seed is."""
    tally = Tally()
    for number in range(cases):
        name = f"{seed} {kind} {number}"
        with TemporaryDirectory(prefix="drillgrok-") as folder:
            started_s = perf_counter()
            try:
                KINDS[kind](Random(name), Path(folder))
                tally.taken += 1
            except DrillgrokError as error:
                if not str(error).strip():
                    tally.unclean.append(f"{name}: an error without words")
            except Exception:  # anything else is what is looked for
                tally.unclean.append(f"{name}: {traceback.format_exc(limit=-3)}")
            took_s = perf_counter() - started_s
        tally.cases += 1
        tally.seconds += took_s
        if took_s > tally.slowest_s:
            tally.slowest_s, tally.slowest = took_s, name
    return tally


_HOW: Final = """\
Small decks of every origin are damaged by one to four edits a case: signs of YAML, CSV and the terminal put in, pieces
taken out, doubled, repeated, exchanged or cut off, bytes changed. Deck files and lists are read as `deck check` reads
them; packs are opened as `deck install` does, with bytes changed or, forged, changed inside and sealed anew; imports go
all the way to the deck that is made of them. A case is clean when it ends in a deck or in a DrillgrokError."""


def section(tallies: dict[str, Tally]) -> Section:
    """The figures of a whole run."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cases = sum(tally.cases for tally in tallies.values())
    figures = (
        Figure(
            f"cases that did not end cleanly, of {cases:,}", sum(len(one.unclean) for one in tallies.values()), "", 0
        ),
        Figure("slowest case", max(one.slowest_s for one in tallies.values()), "s", _MOST_S),
        Figure("peak memory of the whole run", peak_mb, "MB", _MOST_MB),
    )
    rows = [
        (
            kind,
            f"{one.cases:,}",
            f"{one.taken:,}",
            f"{1000 * one.seconds / max(one.cases, 1):.1f}",
            f"{one.slowest_s:.2f}",
        )
        for kind, one in tallies.items()
    ]
    header = ("kind", "cases", "still a deck", "ms a case", "slowest, s")
    tables = (Table(header, tuple(rows)), Table(("machine", ""), machine()))
    return Section("Mutated decks, packs and imports", _HOW, figures, tables)


def main() -> int:
    """1 when a promise was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"only these: {', '.join(KINDS)}")
    parser.add_argument("--cases", type=int, default=100_000, metavar="N", help="over all kinds (100,000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    kinds = asked.kinds or list(KINDS)
    tallies = {}
    for kind in kinds:
        tallies[kind] = fuzz(kind, math.ceil(asked.cases / len(kinds)), asked.seed)
        print(f"{kind}: {tallies[kind].cases:,} cases", *tallies[kind].unclean[:20], sep="\n", flush=True)
    found = section(tallies)
    text = section_text(found)
    print(text)
    if not asked.kinds:
        _FIGURES.write_text(
            f"# Figures of the fuzz run\n\nWritten by `python -m benchmarks.fuzz`.\n\n{text}\n", encoding="utf-8"
        )
    return int(not all(figure.reached for figure in found.figures))


if __name__ == "__main__":
    sys.exit(main())
