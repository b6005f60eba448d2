"""`drillgrok learner rename`: another name for the same person."""

from __future__ import annotations

from drillgrok import places
from drillgrok.commands.said_in_settings import say_learner_in_settings
from drillgrok.settings import read_settings
from drillgrok.store.database import open_store
from drillgrok.store.learners import rename_learner


def rename(old: str, new: str) -> str:
    """Rename, in the settings too; what was done is said. Raises DrillgrokError as `rename_learner` does."""
    name = new.strip()
    with open_store(places.database()) as engine:
        rename_learner(engine, old, name)
    if read_settings().learner == old:
        say_learner_in_settings(name)
    return f"{old} is called {name} from now on. Copies and files written before keep the old name."
