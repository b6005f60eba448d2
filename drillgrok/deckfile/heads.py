"""The neutral facts of a deck as JSON, for packs and the index, and the version of its texts. Standard library only;
nothing that fixes an answer may enter a head."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from drillgrok.deckfile.characters import unsafe_character
from drillgrok.errors import DrillgrokError
from drillgrok.model.head import DeckHead

_MOST_CHARACTERS = 2000


def damaged(where: str) -> DrillgrokError:
    """All that is said of what is wrong with a sealed deck."""
    mend = "Install it again; its author sees why with 'drillgrok deck check PATH'."
    return DrillgrokError("This deck is damaged.", where=where, mend=mend)


def content_version(files: Mapping[str, str]) -> str:
    """32 hex digits that change with any text of a deck."""
    from hashlib import blake2b  # not needed for the heads that an index holds

    texts = json.dumps(sorted(files.items()))
    return blake2b(texts.encode(), digest_size=16).hexdigest()


def head_as_json(head: DeckHead) -> dict[str, str]:
    """A head as plain values."""
    return asdict(head)


def head_from_json(value: Any) -> DeckHead:
    """A head from values that a stranger may have written.

    Raises ValueError unless every field is there, short, one line, and safe to show.
    """
    names = {field.name for field in fields(DeckHead)}
    if not isinstance(value, dict) or value.keys() != names:
        raise ValueError("not the fields of a head")
    for text in value.values():
        if not isinstance(text, str) or len(text) > _MOST_CHARACTERS or "\n" in text or unsafe_character(text):
            raise ValueError("not a short, safe text")
    return DeckHead(**value)
