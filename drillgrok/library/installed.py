"""The learner's installed packs: `<id>.drill`, and `<id>.json` beside it, which remembers where the deck came from."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from drillgrok.console.files import private_folder, put
from drillgrok.library.catalog import PACK
from drillgrok.library.drill_file import explaining, write_whole
from drillgrok.library.origin import DeckOrigin, as_json, from_json
from drillgrok.places import installed_decks

_STAGING = ".new-"
_LEFT_S = 24 * 3600
"""A staging folder as old as this is left from a program that was killed."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What is remembered of an installed deck; None where that is not known."""

    source: str | None
    """Where it came from, as `place` was told."""
    origin: DeckOrigin | None


def remembered(deck_id: str) -> Installed:
    """Where an installed deck came from, and whose it is."""
    try:
        record = json.loads(_record_file(deck_id).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Installed(None, None)
    source = record.get("source") if isinstance(record, dict) else None
    return Installed(source if isinstance(source, str) else None, from_json(record))


@contextmanager
def staging() -> Iterator[Path]:
    """A folder beside the installed packs that no list of decks looks into; gone afterwards. Raises DrillgrokError."""
    folder = installed_decks()
    with explaining(folder):
        private_folder(folder.parent)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_STAGING}*"):
            if time.time() - left.stat().st_mtime > _LEFT_S:
                rmtree(left, ignore_errors=True)
        stage = TemporaryDirectory(dir=folder, prefix=_STAGING, ignore_cleanup_errors=True)
    with stage as name:
        yield Path(name)


def place(pack: Path, deck_id: str, source: str, origin: DeckOrigin) -> None:
    """Install a staged pack, in the place of what was installed by this id. Raises DrillgrokError.

    The source is written first: a pack whose source is not known could never be updated.
    """
    write_whole(_record_file(deck_id), json.dumps({"source": source} | as_json(origin)).encode())
    target = installed_decks() / f"{deck_id}{PACK}"
    with explaining(target):
        put(pack, target)


def remove(pack: Path, deck_id: str) -> None:
    """Take an installed pack away, then what is remembered of it. Raises DrillgrokError."""
    with explaining(pack):
        pack.unlink()
        _record_file(deck_id).unlink(missing_ok=True)


def _record_file(deck_id: str) -> Path:
    return installed_decks() / f"{deck_id}.json"
