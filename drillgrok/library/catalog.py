"""Which decks there are, and where. Heads come from an index that is renewed by file time and size, so that the first
screen opens no deck; nothing sealed is ever written there. Standard library only until a deck must be read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from time import time_ns
from typing import Any, Final

from drillgrok.bundled import bundled
from drillgrok.console.files import private_folder
from drillgrok.deckfile.heads import damaged, head_as_json, head_from_json
from drillgrok.errors import DrillgrokError
from drillgrok.library.drill_file import MAX_PACK_BYTES
from drillgrok.library.kept_index import MADE_BY, kept_rows
from drillgrok.library.ladder import rungs
from drillgrok.model.head import DeckHead, DeckSource
from drillgrok.places import deck_index, installed_decks, own_decks

FIRST_DECK = "lantern-31"
"""The deck a new learner meets; it stands first in every list."""

PACK = ".drill"
TEXTS = frozenset({".yaml", ".yml"})
OWN = "own"
"""Where the learner's decks are listed that lie in no folder of their own."""

_MOST_MEANT: Final = 3
_SETTLED_NS = 2_000_000_000
"""A file written so recently may change once more within one tick of its file time."""

Stamps = dict[str, list[int]]
"""File -> its time in nanoseconds and its size; [0, 0] where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deck file and its head; a deck that cannot be read has the error instead."""

    path: Path
    head: DeckHead | None
    error: DrillgrokError | None
    stamps: Stamps


def heads() -> tuple[DeckHead, ...]:
    """The head of every deck that can be drilled by its id: the first deck, then by domain and title."""
    return tuple(sorted((head for head, _ in _decks(_entries()).values()), key=_order))


def broken() -> tuple[DrillgrokError, ...]:
    """Why decks are left out of `heads`: they cannot be read, or their id is taken."""
    errors: list[DrillgrokError] = []
    entries = _entries()
    decks = _decks(entries)
    for entry in entries:
        if entry.head is None:
            errors.extend(filter(None, [entry.error or _examined(entry.path, entry.path.parent.name).error]))
        elif decks[entry.head.id][1] != entry.path:
            taken = f"The id {entry.head.id!r} is taken by another deck."
            errors.append(DrillgrokError(taken, where=str(entry.path), mend="Give this deck another id."))
    return tuple(errors)


def files() -> dict[str, Path]:
    """The file of every deck by the id that it is drilled by."""
    return {deck_id: path for deck_id, (_, path) in _decks(_entries()).items()}


def installed() -> dict[str, Path]:
    """The file of every installed deck by its id, also where another deck goes by that id; a deck that cannot be read
    goes by its file's name."""
    folder = installed_decks()
    inside = (entry for entry in _entries() if entry.path.is_relative_to(folder))
    return {entry.head.id if entry.head else entry.path.stem: entry.path for entry in inside}


def find(deck: str) -> DeckSource:
    """The source of a deck: by id a sealed one, by path its author's.

    Anything with a separator or a deck file's ending is a path, and so is the name of a file that is there.
    Raises DrillgrokError when there is no such deck or it cannot be read.
    """
    path = Path(deck)
    if os.sep in deck or "/" in deck or path.suffix in {PACK, *TEXTS} or _is_file(path):
        return _load(path)
    decks = _decks(_entries())
    if deck not in decks:
        raise DrillgrokError(f"There is no deck {deck!r}.", mend=meant(deck, decks))
    head, path = decks[deck]
    try:
        source = _load(path)
    except DrillgrokError:
        raise damaged(deck) from None
    return replace(source, path=None, sealed=True, domain=head.domain)


def meant(deck: str, known: Iterable[str]) -> str:
    """Which of the known decks may be meant by a name that none has: the nearest first, of equally near ones the easier
    one."""
    place = {one: number for number, one in enumerate(rungs())}
    matcher = SequenceMatcher(b=deck)

    def distance(one: str) -> tuple[float, int]:
        matcher.set_seq1(one)
        return 1 - matcher.ratio(), place.get(one, len(place))

    there = list(known)
    near = sorted(get_close_matches(deck, there, n=max(len(there), 1)), key=distance)[:_MOST_MEANT]
    return f"Did you mean {' or '.join(near)}?" if near else "'drillgrok deck list' names them all."


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for any file
        return False


def _order(head: DeckHead) -> tuple[bool, str, str, str]:
    return head.id != FIRST_DECK, head.domain, head.title.casefold(), head.id


def _decks(entries: list[Entry]) -> dict[str, tuple[DeckHead, Path]]:
    """The decks by id. Where two share one, the bundled deck comes before the installed, that before the learner's."""
    decks: dict[str, tuple[DeckHead, Path]] = {}
    for entry in entries:
        if entry.head is not None:
            decks.setdefault(entry.head.id, (entry.head, entry.path))
    return decks


def _entries() -> list[Entry]:
    """Every deck file, from the index where it has not changed; the index is renewed where it has."""
    rows = kept_rows()
    entries, renewed = [], {}
    now_ns = time_ns()
    for path, domain in _deck_files():
        entry = _known(path, rows.get(str(path))) or _examined(path, domain)
        entries.append(entry)
        if all(now_ns - time > _SETTLED_NS for time, _ in entry.stamps.values()):
            renewed[str(path)] = {"head": entry.head and head_as_json(entry.head), "stamps": entry.stamps}
    if renewed != rows:
        _write_index(renewed)
    return entries


def _deck_files() -> Iterator[tuple[Path, str]]:
    """Every deck file with the folder it is listed under."""
    for root in (bundled("decks"), installed_decks(), own_decks()):
        for path in deck_files(root):
            yield path, OWN if path.parent == root else path.parent.name


def deck_files(root: Path) -> Iterator[Path]:
    """Every file in a folder and the folders in it that is named like a deck, in order; hidden ones are none."""
    for folder, folders, names in os.walk(root):
        inner = Path(folder)
        folders[:] = sorted(name for name in folders if inner == root and not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix in {PACK, *TEXTS} and not name.startswith("."):
                yield inner / name


def _known(path: Path, row: Any) -> Entry | None:
    """What the index says of a deck file, unless the deck has changed since or the row makes no sense."""
    try:
        head = None if row["head"] is None else head_from_json(row["head"])
        stamps: Stamps = row["stamps"]
        fresh = str(path) in stamps and all(_stamp(Path(file)) == stamp for file, stamp in stamps.items())
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
    return Entry(path, head, None, stamps) if fresh else None


def _examined(path: Path, domain: str) -> Entry:
    """What a deck file itself says. The stamps are taken first: a change meanwhile is seen next time."""
    stamps = {str(path): _stamp(path)}
    try:
        if path.suffix == PACK:
            from drillgrok.library.pack import MAX_HEAD_BYTES, read_head  # as YAML below

            return Entry(path, read_head(_read(path, MAX_HEAD_BYTES), str(path)), None, stamps)
        from drillgrok.deckfile.source import (  # YAML, only when a deck has changed
            beside_path,
            deck_head,
            load_source,
            named_files,
        )

        source = replace(load_source(path), domain=domain)
        beside = (beside_path(path.parent, name) for name in named_files(source.files[source.main]))
        stamps |= {str(file): _stamp(file) for file in beside}
        return Entry(path, deck_head(source), None, stamps)
    except DrillgrokError as error:
        return Entry(path, None, error, stamps)


def _load(path: Path) -> DeckSource:
    if path.suffix == PACK:
        from drillgrok.library.pack import open_pack

        return open_pack(_read(path, MAX_PACK_BYTES + 1), str(path))
    from drillgrok.deckfile.source import load_source  # YAML

    return load_source(path)


def _read(path: Path, most_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most_bytes)
    except OSError as error:
        reason = error.strerror or "The file cannot be read"
        raise DrillgrokError(f"{reason}.", where=str(path), mend="Check the path and who may read it.") from None


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return [0, 0]
    return [found.st_mtime_ns, found.st_size]


def _write_index(rows: dict[str, Any]) -> None:
    """Whole or not at all; a folder that cannot be written costs only time at the next start."""
    file = deck_index()
    part = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        private_folder(file.parent)
        try:
            part.write_text(json.dumps({"made_by": MADE_BY, "decks": rows}), encoding="utf-8")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
