"""Where the program begins. A shell that completes a name is answered before anything else is loaded."""

import sys

from drillgrok.cli.guard import guarded


def main() -> None:
    """The program."""
    if sys.argv[1:2] == ["completion"] and sys.argv[2:] in (["decks"], ["learners"]):
        guarded(_tell_names)
        return
    from drillgrok.cli.app import main as program

    program()


def _tell_names() -> None:
    from drillgrok.commands.completion.names import names

    sys.stdout.writelines(f"{name}\n" for name in names(sys.argv[2]))
