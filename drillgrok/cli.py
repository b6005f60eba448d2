"""Names, options, help and exit codes. Each body imports one command and calls it; nothing is computed here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from drillgrok.errors import DrillgrokError
from drillgrok.model import Pressure

_PLAIN_HELP: Any = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
_HELP_NAMES = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="drillgrok",
    help="Drill one hidden rule at a time until it clicks.",
    no_args_is_help=True,
    context_settings=_HELP_NAMES,
    **_PLAIN_HELP,
)
deck_app = typer.Typer(help="Look at decks and check your own.", no_args_is_help=True, **_PLAIN_HELP)
data_app = typer.Typer(help="Your responses: where they are, in and out.", no_args_is_help=True, **_PLAIN_HELP)
app.add_typer(deck_app, name="deck")
app.add_typer(data_app, name="data")

DeckArgument = Annotated[str | None, typer.Argument(metavar="[DECK]", help="A deck's id, or a path to a deck file.")]
LearnerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who is meant, when several share a machine.")]


@app.command(epilog="Example: drillgrok practice --minutes 20")
def practice(
    deck: DeckArgument = None,
    minutes: Annotated[float | None, typer.Option(min=0.1, metavar="N", help="Stop after so many minutes.")] = None,
    responses: Annotated[int | None, typer.Option(min=1, metavar="N", help="Stop after so many answers (300).")] = None,
    learner: LearnerOption = None,
    pressure: Annotated[Pressure, typer.Option(help="How hard the clock presses.")] = Pressure.FIRM,
    new_run: Annotated[bool, typer.Option("--new-run", help="Start this deck afresh; the old run is kept.")] = False,
    seed: Annotated[int | None, typer.Option(min=0, metavar="N", help="Fix the new run's chances.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="By lines: for screen readers, pipes, bare terminals.")] = False,
    trace: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the time of every key and prompt.")] = None,
) -> None:
    """Drill a deck: the last one, or the one you name."""
    if minutes is not None and responses is not None:
        raise typer.BadParameter("Give --minutes or --responses, not both.")
    from drillgrok.commands.practice import Wishes, run

    wishes = Wishes(deck, minutes, responses, learner, pressure, new_run=new_run, seed=seed, plain=plain, trace=trace)
    raise typer.Exit(run(wishes))


@app.command(epilog="Example: drillgrok stats --json")
def stats(
    deck: DeckArgument = None,
    learner: LearnerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="The figures as CSV.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No lines and colours.")] = False,
) -> None:
    """Show how your decks stand: practised and unseen kept apart."""
    if json and csv:
        raise typer.BadParameter("Give --json or --csv, not both.")
    from drillgrok.commands.stats import Form, show

    show(deck, learner, Form.JSON if json else Form.CSV if csv else Form.PLAIN if plain else Form.TABLE)


@deck_app.command("list", epilog="Example: drillgrok deck list")
def deck_list() -> None:
    """List the decks there are."""
    from drillgrok.commands.deck import list_decks

    list_decks()


@deck_app.command("check", epilog="Example: drillgrok deck check my-decks/lantern.yaml")
def deck_check(deck: Annotated[str, typer.Argument(metavar="DECK", help="A deck's id, or a path.")]) -> None:
    """Read a deck, report every mistake in it, and say what a learner would meet."""
    from drillgrok.commands.deck import check

    check(deck)


@data_app.command("where", epilog="Example: drillgrok data where")
def data_where() -> None:
    """Show which files are yours and where they lie."""
    from drillgrok.commands import data

    for name, path in data.where().items():
        typer.echo(f"{name:<12} {path}")


def main() -> None:
    """The program: runs a command, prints what went wrong in one sentence, and ends with the contract's exit code."""
    sys.exit(_run())


def _run() -> int:
    import click

    try:
        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DrillgrokError as error:
        typer.echo(str(error), err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader left: nothing more can be said, quietly
        return 0
    return code if isinstance(code, int) else 0
