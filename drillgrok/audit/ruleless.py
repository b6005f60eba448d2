"""Whether a deck has no rule that the audit could find, kept by the deck's version: models take seconds and are never
loaded where somebody practises. `python -m drillgrok.audit.ruleless DECK` looks, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from typing import Final

import numpy as np

from drillgrok.audit.features import in_letters
from drillgrok.audit.rule import GROUPS_LEAST, SEED, RuleAnswer, drawn_rows, seek
from drillgrok.console.files import contents, private_folder
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items
from drillgrok.library import catalog
from drillgrok.library.drill_file import write_whole
from drillgrok.library.profiles import is_shipped
from drillgrok.model.deck import Deck
from drillgrok.places import deck_rules
from drillgrok.shortcuts.prompts import unframed
from drillgrok.shortcuts.readings import best_classes

AUDIT_VERSION: Final = 1
"""Rises with every change of what the audit finds; what was found by another is sought again."""
_MOST_KEPT: Final = 500


def known_ruleless(deck: Deck) -> bool | None:
    """Whether the audit found no rule; None where nobody has looked and models would have to. The rules of bundled
    decks are known."""
    items = plain_items(deck.items)
    if not isinstance(items, ListItems) or not is_text(items) or is_shipped(deck):
        return False
    kept = _kept().get(deck.head.version)
    return kept if isinstance(kept, bool) else _without_models(deck, items)


def ruleless(deck: Deck) -> bool:
    """The same, found out and kept where nobody has looked."""
    known = known_ruleless(deck)
    items = plain_items(deck.items)
    if known is not None or not isinstance(items, ListItems):
        return bool(known)
    found = seek(drawn_rows(deck, items, SEED), lambda _: None).answer is RuleAnswer.NONE
    keep_ruleless(deck, found=found)
    return found


def keep_ruleless(deck: Deck, *, found: bool) -> None:
    """What the audit came to. A folder that cannot be written costs only time."""
    rows = dict(list((_kept() | {deck.head.version: found}).items())[-_MOST_KEPT:])
    file = deck_rules()
    with suppress(OSError, DrillgrokError):
        private_folder(file.parent)
        write_whole(file, json.dumps({"audit_version": AUDIT_VERSION, "ruleless": rows}, indent=0).encode())


def look_aside(name: str) -> subprocess.Popen[bytes]:
    """The search in a process of its own, which keeps what it finds; to be ended by whoever began it."""
    command = [sys.executable, "-m", "drillgrok.audit.ruleless", name]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)


def _without_models(deck: Deck, items: ListItems) -> bool | None:
    """What follows from the number of items and of answers alone."""
    rows = drawn_rows(deck, items, SEED)
    prompts = unframed(rows.prompts) if rows.prompts else []
    if len(np.unique(rows.groups)) < GROUPS_LEAST or not in_letters(prompts):
        return False
    if best_classes(prompts, rows.rights, rows.groups).count < 2:
        return seek(rows, lambda _: None).answer is RuleAnswer.NONE
    return None


def _kept() -> dict[str, object]:
    try:
        value = json.loads(contents(deck_rules()))
        rows = value["ruleless"] if value["audit_version"] == AUDIT_VERSION else {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


if __name__ == "__main__":
    ruleless(read_deck(catalog.find(sys.argv[1])))
