"""Which bundled decks a command was asked for. Reads no deck."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from drillgrok.bundled import bundled


def named_decks(names: Sequence[str], usage: str | None) -> list[str]:
    """The ids of the decks that are named, or of all where none is, in the order of the folders. Ends the program with
    its usage where a name is no bundled deck's."""
    every = [path.stem for path in sorted(bundled("decks").glob("*/*.yaml"))]
    strange = set(names) - set(every)
    if strange:
        sys.exit(f"No bundled deck is called {min(strange)}.\n{usage}")
    return [deck_id for deck_id in every if deck_id in names or not names]
