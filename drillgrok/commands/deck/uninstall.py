"""`drillgrok deck uninstall`: an installed deck goes, what was answered in it stays."""

from __future__ import annotations

from collections.abc import Collection

from drillgrok.bundled import bundled
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.installed import remove


def uninstall(deck_id: str) -> str:
    """Take the deck away and say what stays. Raises DrillgrokError for a deck that was not installed."""
    installed = catalog.installed()
    if deck_id not in installed:
        raise _refusal(deck_id, installed)
    remove(installed[deck_id], deck_id)
    return f"{deck_id} is uninstalled. Your answers stay; once it is installed again, you go on where you were."


def _refusal(deck_id: str, installed: Collection[str]) -> DrillgrokError:
    file = catalog.files().get(deck_id)
    if file is None:
        return DrillgrokError(f"There is no installed deck {deck_id!r}.", mend=catalog.meant(deck_id, installed))
    if file.is_relative_to(bundled("decks")):
        return DrillgrokError(f"{deck_id} comes with drillgrok.", mend="Only an installed deck can be taken away.")
    return DrillgrokError(f"{deck_id} is your own deck.", where=str(file), mend="Delete the file if you mean it.")
