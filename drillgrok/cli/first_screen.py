"""`drillgrok` alone, in a terminal."""

from drillgrok.cli.settled import settled
from drillgrok.commands.practice import run
from drillgrok.runs.wishes import wished


def first_screen() -> int:
    """The day as it is planned, and what is taken from it. Returns the exit code; raises DrillgrokError as practice
    does."""
    return run(wished(settled()))
