"""The index of deck heads as it was kept: for whoever cannot wait until it is compared with the files. Standard library
only, and little of it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from drillgrok import __version__
from drillgrok.console.files import contents
from drillgrok.places import deck_index

MADE_BY = f"{__version__}.1"
"""Another version may read heads otherwise; the last number counts changes of the index between versions."""


class KeptHead(NamedTuple):
    """What a plan wants of a deck."""

    id: str
    title: str
    family: str
    domain: str
    next: str


def kept_heads() -> tuple[KeptHead, ...]:
    """The head of every deck that could be drilled when the index was last renewed; none where there is no index that
    can be used. A deck that came since is missing, one that went is still there."""
    found: dict[str, KeptHead] = {}
    try:
        for row in kept_rows().values():
            if row["head"] is not None:
                head = KeptHead(*(str(row["head"][name]) for name in KeptHead._fields))
                found.setdefault(head.id, head)
    except (TypeError, KeyError):
        return ()
    return tuple(found.values())


def kept_rows() -> dict[str, Any]:
    """The rows of the index by path; none when there is no index that can be used."""
    try:
        index = json.loads(contents(deck_index()))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(index, dict) or index.get("made_by") != MADE_BY or not isinstance(index.get("decks"), dict):
        return {}
    rows: dict[str, Any] = index["decks"]
    return rows
