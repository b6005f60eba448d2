"""`drillgrok learner use`: who is meant from now on where nobody is named. It is a line of the settings."""

from __future__ import annotations

from drillgrok.commands.said_in_settings import say_learner_in_settings
from drillgrok.names import checked_learner_name, default_learner_name


def use(name: str | None) -> str:
    """Have the learner meant from now on; None: the user of this machine again. What was done is said.

    Raises DrillgrokError for a text that is no name, or where the settings cannot be written.
    """
    learner = None if name is None else checked_learner_name(name)
    say_learner_in_settings(learner)
    return f"From now on {learner or default_learner_name()} is meant where nobody is named."
