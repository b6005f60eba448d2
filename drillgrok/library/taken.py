"""An id that another deck has: its author hears of it before any learner does."""

from __future__ import annotations

from drillgrok.bundled import bundled
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.model.head import DeckHead


def is_bundled(head: DeckHead) -> bool:
    """The id is that of a deck that comes with drillgrok, and this is not that deck."""
    holder = catalog.files().get(head.id)
    if holder is None or not holder.is_relative_to(bundled("decks")):
        return False
    return all(head.version != other.version for other in catalog.heads() if other.id == head.id)


def refuse_bundled(head: DeckHead) -> None:
    """Raise DrillgrokError where nobody could install the deck, and what it is answered would count for another one."""
    if is_bundled(head):
        raise DrillgrokError(
            f"The id {head.id!r} belongs to a deck that comes with drillgrok: nobody could install this one.",
            mend="Give it another id.",
        )
