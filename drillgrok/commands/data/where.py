"""`drillgrok data where`: where the learner's files lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drillgrok import places
from drillgrok.errors import DrillgrokError
from drillgrok.store.copies import Copy, copies
from drillgrok.store.failures import explaining


@dataclass(frozen=True, slots=True)
class Locations:
    """Where everything that belongs to the learner lies."""

    home: Path
    database: Path
    database_bytes: int | None
    """None while there is no database."""
    backups: Path
    copies: tuple[Copy, ...]
    """Those that are there, the newest first."""
    trouble: str
    """What stands in the way of looking for copies; empty where nothing does."""
    own_decks: Path
    installed_decks: Path


def where() -> Locations:
    """The learner's files and folders; none of them need exist. Raises DrillgrokError when they cannot be looked at."""
    database = places.database()
    with explaining(database):
        size = database.stat().st_size if database.exists() else None
    found: tuple[Copy, ...] = ()
    trouble = ""
    try:
        found = copies(database)
    except DrillgrokError as error:  # all else can be told
        trouble = str(error)
    return Locations(
        home=places.home(),
        database=database,
        database_bytes=size,
        backups=places.backups(),
        copies=found,
        trouble=trouble,
        own_decks=places.own_decks(),
        installed_decks=places.installed_decks(),
    )
