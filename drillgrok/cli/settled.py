"""The learner's settings as a command begins. Light: `drillgrok` alone needs no more of the command line."""

from __future__ import annotations

import os

from drillgrok.days import let_days_end
from drillgrok.names import let_default_be
from drillgrok.settings import Settings, read_settings


def settled() -> Settings:
    """The learner's settings, those that hold for the whole process in force.

    Raises DrillgrokError with file and line of a mistake in them.
    """
    found = read_settings()
    let_days_end(found.day_ends)
    let_default_be(found.learner)
    if found.looks == "plain":
        os.environ.setdefault("NO_COLOR", "1")
    return found
