"""The names that a shell asks for while a person waits: decks and learners. Standard library only."""

from __future__ import annotations

from contextlib import suppress

from drillgrok import places
from drillgrok.errors import DrillgrokError
from drillgrok.library.kept_index import kept_heads
from drillgrok.store.glance import learner_names

DECKS, LEARNERS = "decks", "learners"


def names(kind: str) -> list[str]:
    """All decks' ids or all learners' names, in order; none where they cannot be read, for nobody asked aloud."""
    with suppress(DrillgrokError):
        return (
            learner_names(places.database())
            if kind == LEARNERS
            else sorted(head.id for head in kept_heads()) or _looked_up()
        )
    return []


def _looked_up() -> list[str]:
    """Once, before there is an index; this makes one."""
    from drillgrok.library.catalog import heads

    return sorted(head.id for head in heads())
