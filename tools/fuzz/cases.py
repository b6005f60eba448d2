"""Damaged deck files, lists, packs and imports, a kind each, from a seed. Each must end in a deck or in a
DrillgrokError, in bounded time and memory."""

from __future__ import annotations

import json
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.library.arriving import arrivals
from drillgrok.library.origin import DeckOrigin
from drillgrok.library.pack import enclosed, seal
from drillgrok.responselog.reader import run_sizes
from tools.fuzz import imports
from tools.fuzz.mutate import mutated, mutated_json

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
    return seal(source, deck_head(source), DeckOrigin("0" * 32, "Ada", 3))


_LOG: Final = (
    "learner;deck;item;role;seen;chance;outcome;correct;at;flags\n"
    "ada;x;a1;practised;0;0,5;answered;WAHR;2026-01-01T10:00:00+01:00;baseline\n"
    "ada;x;b2;probe;1,0;0.25;timed_out;0;;\n"
)


def _log_case(rng: Random, folder: Path) -> None:
    """A response log that other programs and a bad line have changed."""
    folder.joinpath("log.csv").write_bytes(mutated(_LOG.encode(rng.choice(("utf-8", "utf-16", "cp1252"))), rng))
    run_sizes(folder / "log.csv", lambda _bytes: None)


KINDS: Final[dict[str, Callable[[Random, Path], None]]] = {
    "deck files": _deck_case,
    "lists": _list_case,
    "packs": _pack_case,
    "forged packs": _forged_case,
    "text imports": imports.text_case,
    "Anki packages": imports.package_case,
    "response logs": _log_case,
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
