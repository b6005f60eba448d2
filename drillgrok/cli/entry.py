"""Where the program begins. A shell that completes a name, and `drillgrok` alone in a terminal, which is the first
screen, are answered before the library of the command line is loaded."""

import signal
import sys


def main() -> None:
    """The program. While it loads Ctrl+C ends it at once and in silence."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from drillgrok.cli.guard import guarded
    from drillgrok.console.terminal import is_terminal

    if sys.argv[1:2] == ["completion"] and sys.argv[2:] in (["decks"], ["learners"]):
        guarded(_tell_names)
        return
    if len(sys.argv) == 1 and is_terminal():
        guarded(_first_screen)
        return
    from drillgrok.cli.app import main as program

    program()


def _first_screen() -> None:
    from drillgrok.cli.first_screen import first_screen

    sys.exit(first_screen())


def _tell_names() -> None:
    from drillgrok.commands.completion.names import names

    sys.stdout.writelines(f"{name}\n" for name in names(sys.argv[2]))
