"""Whose a deck is, and which of its versions: an origin is drawn at the first pack, kept beside the deck and carried by
every later one. It tells one deck from another that took the same id. It is no security: whoever reads it can write
it."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.console.files import contents, private_folder
from drillgrok.deckfile.characters import unsafe_character
from drillgrok.errors import DrillgrokError
from drillgrok.library.drill_file import write_whole

BESIDE: Final = ".origin"
"""The end of the file's name, in place of the deck file's own."""
MOST_AUTHOR: Final = 80
_MOST_ID: Final = 80
_MOST_REVISION: Final = 10**9
_MOST_BYTES: Final = 1 << 20
_UNREADABLE: Final = (OSError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class DeckOrigin:
    """A deck's origin, its author as they want to be called, and the number of this version, from 1."""

    id: str
    author: str = ""
    revision: int = 1

    @property
    def by(self) -> str:
        """Whose it is, in words."""
        return self.author or "an author who gives no name"


def as_json(origin: DeckOrigin) -> dict[str, Any]:
    """The origin as plain values."""
    return {"origin": origin.id, "author": origin.author, "revision": origin.revision}


def from_json(value: Any) -> DeckOrigin | None:
    """An origin from values that a stranger may have written; None where they are none."""
    if not isinstance(value, dict):
        return None
    name, author, revision = value.get("origin"), value.get("author"), value.get("revision")
    if not isinstance(name, str) or not isinstance(author, str) or type(revision) is not int:
        return None
    fits = 0 < len(name) <= _MOST_ID and name.isascii() and name.isprintable() and is_author(author)
    return DeckOrigin(name, author, revision) if fits and 0 <= revision <= _MOST_REVISION else None


def is_author(text: str) -> bool:
    """Short, one line, safe to show."""
    return len(text) <= MOST_AUTHOR and text.isprintable() and unsafe_character(text) is None


def bundled_origin(deck_id: str) -> DeckOrigin:
    """That of a deck that comes with drillgrok."""
    return DeckOrigin(f"drillgrok/{deck_id}", "drillgrok", 0)


def origin_beside(path: Path, deck_id: str) -> DeckOrigin | None:
    """The origin of the deck file at `path`: kept beside it, or remembered on this machine; None where it was never
    packed."""
    if path.resolve().is_relative_to(bundled("decks").resolve()):
        return bundled_origin(deck_id)
    return from_json(_kept(path.with_suffix(BESIDE))) or from_json(_remembered().get(deck_id))


def next_origin(path: Path, deck_id: str, version: str, author: str | None) -> DeckOrigin:
    """The origin to pack a deck file with: drawn now where it has none; its number is one more than that of the last
    version that was packed. It is kept beside the deck where that can be written, and on this machine.

    Raises DrillgrokError where the author's name is none.
    """
    if author is not None and not is_author(author):
        mend = f"Take up to {MOST_AUTHOR} signs on one line."
        raise DrillgrokError("This cannot be an author's name.", where="--author", mend=mend)
    kept: tuple[Any, Any] = (_kept(path.with_suffix(BESIDE)), _remembered().get(deck_id))
    rows = [row for row in kept if from_json(row)]
    rows = [row for row in rows if row["origin"] == rows[0]["origin"]]
    last = max(rows, key=lambda row: int(row["revision"]), default=None)
    known = from_json(last)
    if known is None:
        found = DeckOrigin(secrets.token_hex(16), author or "", 1)
    else:
        same = last is not None and last.get("version") == version
        found = DeckOrigin(known.id, known.author if author is None else author, known.revision + (not same))
    _keep(path.with_suffix(BESIDE), deck_id, as_json(found) | {"version": version})
    return found


def _kept(file: Path) -> Any:
    try:
        return json.loads(contents(file)[:_MOST_BYTES])
    except _UNREADABLE:
        return None


def _remembered() -> dict[str, Any]:
    """Deck ids and their origins, as packed on this machine."""
    found = _kept(places.deck_origins())
    return found if isinstance(found, dict) else {}


def _keep(beside: Path, deck_id: str, row: dict[str, Any]) -> None:
    """Beside the deck and on this machine; a folder that cannot be written, as on a stick, is left as it is."""
    memory = places.deck_origins()
    with suppress(OSError, DrillgrokError):
        private_folder(memory.parent)
        write_whole(memory, _text(_remembered() | {deck_id: row}))
    with suppress(DrillgrokError):
        if _kept(beside) != row:
            write_whole(beside, _text(row))


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
