"""The profile of each deck: shipped with the bundled ones, kept beside the learner's files for all others, and measured
once where there is none yet."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from importlib.resources import files
from typing import Any, Final

from drillgrok.console.files import contents, private_folder
from drillgrok.model.deck import Deck
from drillgrok.places import deck_profiles
from drillgrok.shortcuts.measure import Measured, Measuring
from drillgrok.shortcuts.profile import (
    SHORTCUTS_VERSION,
    DeckProfile,
    profile_as_json,
    profile_from_json,
    profile_of,
    profiled,
)

SHIPPED: Final = "profiles.json"
_MOST_KEPT: Final = 500
_UNREADABLE: Final = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def deck_profile(deck: Deck) -> DeckProfile:
    """What is known of a deck's shortcuts. Measured here takes from a tenth of a second to a few, once a version of the
    deck."""
    version = deck.head.version
    for rows in (shipped_profiles(), _kept()):
        with suppress(*_UNREADABLE):
            return profile_from_json(rows[version])
    found = profile_of(deck)
    _keep(version, profile_as_json(found))
    return found


def know_profile(deck: Deck, ground: Measuring, found: Measured) -> None:
    """Keep the profile that a measurement comes to, where none is known: nobody has to measure it again."""
    version = deck.head.version
    if version not in shipped_profiles() and version not in _kept():
        _keep(version, profile_as_json(profiled(ground, found)))


def is_shipped(deck: Deck) -> bool:
    """Whether it is a bundled deck, as it was when its profile was made."""
    return deck.head.version in shipped_profiles()


def _rows(text: bytes) -> dict[str, Any]:
    """The profiles of a file by their decks' versions; none where it cannot be used or is of another version."""
    try:
        value = json.loads(text)
        rows: dict[str, Any] = value["decks"] if value["shortcuts_version"] == SHORTCUTS_VERSION else {}
    except _UNREADABLE:
        return {}
    return rows if isinstance(rows, dict) else {}


def shipped_profiles() -> dict[str, Any]:
    """The profiles of bundled decks as plain values, by their decks' versions."""
    return _rows(files("drillgrok.library").joinpath(SHIPPED).read_bytes())


def _kept() -> dict[str, Any]:
    try:
        return _rows(contents(deck_profiles()))
    except OSError:
        return {}


def _keep(version: str, row: dict[str, Any]) -> None:
    """Whole or not at all; a folder that cannot be written costs only time at the next start."""
    file = deck_profiles()
    rows = dict(list((_kept() | {version: row}).items())[-_MOST_KEPT:])
    part = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        private_folder(file.parent)
        try:
            part.write_text(as_text(rows), encoding="utf-8")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def as_text(rows: dict[str, Any]) -> str:
    """The text of a file of profiles."""
    return json.dumps({"shortcuts_version": SHORTCUTS_VERSION, "decks": rows}, sort_keys=True, indent=0)
