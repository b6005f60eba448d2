"""A line of the settings that a command writes for the learner: who is meant where nobody is named, or own keys."""

from __future__ import annotations

from drillgrok import places
from drillgrok.console.files import private_folder, written_whole
from drillgrok.errors import explaining_files
from drillgrok.names import let_default_be
from drillgrok.settings import TEMPLATE, with_setting


def say_in_settings(name: str, value: str | None) -> None:
    """Write the setting; None takes it out. Nothing is written where nothing changes.

    Raises DrillgrokError where the file cannot be written.
    """
    path = places.settings()
    with explaining_files(path):
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        changed = with_setting(there or TEMPLATE, name, value)
        if changed != there and (there or value is not None):
            private_folder(path.parent)
            with written_whole(path) as file:
                file.write(changed.encode())


def say_learner_in_settings(learner: str | None) -> None:
    """Who is meant where nobody is named, for this process too; None takes the name out. Raises as the other does."""
    say_in_settings("learner", learner)
    let_default_be(learner)
