"""The commands under `drillgrok learner`: names, options, help. Each body imports one command and calls it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drillgrok.cli.options import PLAIN_HELP
from drillgrok.cli.settled import settled
from drillgrok.console.text import counted
from drillgrok.errors import visible

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Who, as `drillgrok learner list` writes it.")]

learner_app = typer.Typer(help="Several people on one machine.", no_args_is_help=True, **PLAIN_HELP)


@learner_app.command("list", short_help="List who practises on this machine.", epilog="Example: drillgrok learner list")
def learner_list() -> None:
    """List who practises on this machine, and who is meant where nobody is named."""
    from drillgrok.commands.learner.list import list_learners

    settled()
    typer.echo(list_learners())


@learner_app.command(
    "use", short_help="Choose who is meant where nobody is named.", epilog="Example: drillgrok learner use ada"
)
def learner_use(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Who is meant; without it, the user of this machine.")
    ] = None,
) -> None:
    """Choose who is meant from now on where nobody is named; a new name is a new learner."""
    from drillgrok.commands.learner.use import use

    settled()
    typer.echo(use(name))


@learner_app.command("rename", epilog="Example: drillgrok learner rename ada 'Ada L.'")
def learner_rename(
    name: NameArgument, new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")]
) -> None:
    """Give a learner another name; all that is theirs stays theirs."""
    from drillgrok.commands.learner.rename import rename

    settled()
    typer.echo(rename(name, new))


@learner_app.command(
    "export",
    short_help="Write all that is one learner's into a file.",
    epilog="Example: drillgrok learner export ada ada.db",
)
def learner_export(name: NameArgument, file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to.")]) -> None:
    """Write all that is one learner's into a file that `data restore` takes on another machine."""
    from drillgrok.commands.learner.export import export

    found = export(name, file)
    held = f"{counted(found.responses, 'response')}, {counted(found.marks, 'note or mark', 'notes and marks')}"
    typer.echo(f"{held} of {name} written to {visible(file)}.")


@learner_app.command(
    "delete", short_help="Delete one learner's data for good.", epilog="Example: drillgrok learner delete ada"
)
def learner_delete(name: NameArgument) -> None:
    """Delete one learner's data for good, after saying what goes and asking."""
    from drillgrok.commands.learner.delete import delete

    settled()
    typer.echo(delete(name, stdin=sys.stdin, stdout=sys.stdout))
