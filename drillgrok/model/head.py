"""What may be shown of a deck before its exam, and the texts that it is made of. Light: the first screen and every list
of decks need no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DeckHead:
    """What may be shown of a deck before its exam: all of it neutral."""

    id: str
    title: str
    family: str
    about: str
    domain: str
    """The folder it is listed under."""
    next: str
    version: str
    """Hash of the deck's whole content."""


@dataclass(frozen=True, slots=True)
class DeckSource:
    """The texts a deck is made of and where they came from. Texts only: no path is opened after this."""

    main: str
    """The deck file's name, a key of `files`."""
    files: Mapping[str, str]
    """Text of the deck file and of every file beside it that it names."""
    path: Path | None
    """Where an author edits it; None for a sealed pack."""
    domain: str
    """The folder it is listed under."""
    sealed: bool
    """Found by deck id: nothing that fixes answers may be shown."""
