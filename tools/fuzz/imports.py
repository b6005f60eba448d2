"""Damaged files of other programs, gone through as `deck import` does, up to the deck that is made of them."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.importers import opened
from drillgrok.importers.for_people import for_people
from drillgrok.importers.gathering import Merging, merged, survey
from drillgrok.importers.making import DeckPlan, made
from drillgrok.importers.questions import ColumnWishes
from tools.fuzz.mutate import mutated

_CSV: Final = 'Front,Back,Tags\n"Hund, der",dog,a b\nKatze,"ca""t",\n"zwei\nZeilen",two,x\n=1+1,2,\n'
_ANKI: Final = (
    "#separator:tab\n#html:true\n#tags column:3\n#columns:Front\tBack\tTags\n"
    '<b>Hund</b>\tdog &amp; hound\tx\n"{{c1::Ka::hint}}tze"\tcat\t\nMaus\t<img src="m.png">mouse\ty\n'
)
_GIFT: Final = """\
$CATEGORY: animals

::One:: What barks? {=dog =hound ~cat#no ~%50%mouse}

Two and two is {#4:0.5}.

The sun is hot. {T}

Match {=a -> 1 =b -> 2 =c -> 3}

An escape \\{ \\~ \\= \\# {=right}
// a comment
"""
_MARKDOWN: Final = """\
# Animals

Q: What barks?
A: a dog

**Katze** :: cat

| front | back |
|---|---|
| Maus | mouse \\| mice |

- Hund - dog
1. Vogel: bird
"""
_VERBS: Final = "inf;tense;p1s;p2s\r\nlumar;present;lumo (x);lumas / lumes\r\nbedir;past;bedi[be];bed(i)ste\r\n"
_TEXTS: Final = {
    "a.csv": _CSV.encode(),
    "b.csv": _CSV.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig"),
    "c.csv": _CSV.encode("utf-16"),
    "d.csv": _CSV.replace("Katze", "Mäuse").encode("latin-1"),
    "e.tsv": _CSV.replace(",", "\t").replace("\n", "\r").encode(),
    "f.txt": _ANKI.encode(),
    "g.gift": _GIFT.encode(),
    "h.md": _MARKDOWN.encode(),
    "i.csv": _VERBS.encode("cp1252"),
    "j.txt": "食べる[たべる]\tto eat\n<ruby>水<rt>みず</rt></ruby>\t&auml;x; y\n".encode(),
    "k.md": b"C: The [a] and [b].\n\nQ: x\nA:\n\n- y\n- z\n\n==p== {{q}} {{c1::r}}\n\nP: s\nS: t\n",
}
_MODELS: Final = {"1": {"name": "Basic", "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}]}}


_WISHES: Final = (
    ColumnWishes(),
    ColumnWishes(),
    ColumnWishes(prompt="{1}, {2}", answer="3..4"),
    ColumnWishes(where=("1!=x",), header=True),
    ColumnWishes(encoding="windows-1250", header=False),
)
_SPLIT: Final = 0.7


def text_case(rng: Random, folder: Path) -> None:
    """A sheet, a text export, a file of questions."""
    name = rng.choice(sorted(_TEXTS))
    file = folder / name
    file.write_bytes(mutated(_TEXTS[name], rng))
    _imported(file, folder, rng)


def package_case(rng: Random, folder: Path) -> None:
    """An Anki package, damaged from outside, in its collection, or in what the collection says of its notes."""
    where = rng.randrange(3)
    models = mutated(json.dumps(_MODELS).encode(), rng).decode(errors="replace") if where == 0 else json.dumps(_MODELS)
    collection = _collection(models)
    package = _zipped(mutated(collection, rng) if where == 1 else collection)
    file = folder / "notes.apkg"
    file.write_bytes(mutated(package, rng) if where == 2 else package)
    _imported(file, folder, rng)


def _imported(file: Path, folder: Path, rng: Random) -> None:
    with opened(file, None, rng.choice(_WISHES)) as read:
        material, _ = for_people(read, split=rng.random() < _SPLIT)
        seen = survey(material)
        if seen.count == 0:
            raise DrillgrokError("There is no question in the file.", where=str(file))
        plan = DeckPlan(
            "imported", "Imported", file.name, chosen=seen.chosen, accepting=seen.accepting, more=material.more
        )
        with made("imported", plan.text(), plan.rows(merged(seen, Merging())), folder / "decks") as deck:
            read_deck(load_source(deck))


@lru_cache(maxsize=4)
def _collection(models: str) -> bytes:
    """The bytes of a small SQLite collection."""
    with TemporaryDirectory(prefix="drillgrok-") as name:
        path = Path(name, "collection")
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(
                "create table col (models text);"
                "create table notes (id integer primary key, mid integer, tags text, flds text);"
            )
            connection.execute("insert into col values (?)", (models,))
            rows = [(1, f"Wort {n}<br>\x1fword {n}") for n in range(20)]
            connection.executemany("insert into notes (mid, tags, flds) values (?, '', ?)", rows)
            connection.commit()
        return path.read_bytes()


def _zipped(collection: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("collection.anki2"), collection)
    return out.getvalue()
