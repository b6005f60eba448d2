"""Options and arguments that several commands take, and how every group of commands speaks."""

from typing import Annotated, Any

import typer

NamedDeck = Annotated[str, typer.Argument(metavar="DECK", help="A deck's id, or a path to a deck file.")]
LearnerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who is meant, when several share a machine.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="By lines: for screen readers, pipes, bare terminals.")]
SoundOption = Annotated[bool, typer.Option("--sound", help="Play what can be heard.")]
VolumeOption = Annotated[int, typer.Option(min=0, max=100, metavar="N", help="How loud with --sound, 0 to 100 (60).")]

PLAIN_HELP: Any = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
"""Help as plain text, and no tracebacks, for every group of commands."""
