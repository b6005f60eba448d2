"""A learner at the command line."""

from tests.helpers.command_line import days_of, log, quiet, run

__all__ = ["days_of", "log", "quiet", "run"]
