"""What a text of a deck may hold: so much, and no sign that steers a terminal."""

from __future__ import annotations

from drillgrok.deckfile.characters import UNSAFE
from drillgrok.deckfile.flaws import Flaw
from drillgrok.tables.encodings import MOST_CHARACTERS

MAX_DECK_CHARACTERS = 1 << 20
MAX_TABLE_CHARACTERS = MOST_CHARACTERS


def text_flaw(text: str, file: str, most: int) -> Flaw | None:
    """What makes a whole file unfit to be read at all: too long, or a character that no deck may hold."""
    if len(text) > most:
        return Flaw(file, 1, None, f"The file has more than {most:,} characters.", "Make it shorter.")
    found = UNSAFE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    name = f"U+{ord(found.group()):04X}"
    return Flaw(file, line, column, f"The control character {name} cannot stand in a deck.", "Delete it.")
