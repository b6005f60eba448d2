"""Names, options, help and exit codes. Each body imports one command and calls it; nothing is computed here."""

import sys
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup
from typer.models import TyperInfo

from drillgrok import __version__
from drillgrok.cli.data import data_app
from drillgrok.cli.deck import deck_app
from drillgrok.cli.guard import drop_output, guarded
from drillgrok.cli.learner import learner_app
from drillgrok.cli.options import (
    PLAIN_HELP,
    LearnerOption,
    NamedDeck,
    OverwriteOption,
    PlainOption,
    SoundOption,
    TimeOption,
    VolumeOption,
    factor_of,
    loudness,
    number,
    whole_number,
)
from drillgrok.cli.settled import settled
from drillgrok.console.text import safe_lines
from drillgrok.errors import DrillgrokError

_HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Program(TyperGroup):
    """Runs a command and turns what went wrong into one sentence and the contract's exit code."""

    def invoke(self, ctx: Any) -> Any:
        """The command's own result."""
        try:
            return super().invoke(ctx)
        except DrillgrokError as error:
            typer.echo(safe_lines(str(error)), err=True)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except BrokenPipeError:
            drop_output()  # the reader has left: nothing more can be said to it
            raise typer.Exit from None


app = typer.Typer(
    name="drillgrok",
    cls=Program,
    help="Drill one hidden rule at a time, and see whether you understand it or only remember.",
    invoke_without_command=True,
    context_settings=_HELP_NAMES,
    **PLAIN_HELP,
)
app.add_typer(deck_app, name="deck")
app.add_typer(data_app, name="data")
app.add_typer(learner_app, name="learner")


@app.callback()
def alone(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Drill one hidden rule at a time, and see whether you understand it or only remember."""
    if version:
        typer.echo(f"drillgrok {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from drillgrok.cli.first_screen import first_screen
        from drillgrok.console.terminal import is_terminal

        if is_terminal():
            raise typer.Exit(first_screen())
        typer.echo(context.get_help())


DeckArgument = Annotated[str | None, typer.Argument(metavar="[DECK]", help="A deck's id, or a path to a deck file.")]


@app.command(epilog="Example: drillgrok practice --minutes 20")
def practice(
    deck: DeckArgument = None,
    minutes: Annotated[float | None, number(0.1, says="Stop after this many minutes.")] = None,
    responses: Annotated[int | None, whole_number(1, says="Stop after this many answers (300).")] = None,
    learner: LearnerOption = None,
    pressure: Annotated[
        Literal["calm", "firm", "hard"] | None, typer.Option(help="How hard the clock presses (firm).")
    ] = None,
    time: TimeOption = None,
    camp: Annotated[bool, typer.Option("--camp", help="A day of 1,000 answers, with rests planned.")] = False,
    intake: Annotated[
        Literal["steady", "flood"] | None,
        typer.Option(help="How new items come on the plateau of a new run (random)."),
    ] = None,
    new_run: Annotated[bool, typer.Option("--new-run", help="Start this deck afresh; the old run is kept.")] = False,
    seed: Annotated[int | None, whole_number(0, says="Make a new run repeatable.")] = None,
    plain: PlainOption = False,
    sound: SoundOption = None,
    volume: VolumeOption = None,
    trace: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the time of every key and prompt.")] = None,
) -> None:
    """Drill a deck: the last one, or the one you name."""
    if minutes is not None and not isfinite(minutes):
        raise typer.BadParameter("--minutes has to be a number that ends.")
    if minutes is not None and responses is not None:
        raise typer.BadParameter("Give --minutes or --responses, not both.")
    if camp and (minutes is not None or responses is not None):
        raise typer.BadParameter("--camp is 1,000 answers: leave --minutes and --responses out.")
    from drillgrok.commands.practice import run
    from drillgrok.runs.wishes import wished

    chosen = settled()
    if minutes is None and responses is None and not camp:
        minutes, responses = chosen.minutes, chosen.goal
    wishes = replace(
        wished(chosen),
        deck=deck,
        minutes=minutes,
        responses=responses,
        learner=learner,
        pressure=pressure or chosen.pressure,
        new_run=new_run,
        seed=seed,
        plain=plain,
        trace=trace,
        time=time or chosen.time,
        intake=intake,
        volume=loudness(sound, volume, chosen.sound),
        camp=camp,
    )
    raise typer.Exit(run(wishes))


@app.command(short_help="Take the exam that opens a deck's rule.", epilog="Example: drillgrok exam lantern-31")
def exam(
    deck: NamedDeck,
    learner: LearnerOption = None,
    plain: PlainOption = False,
    time: TimeOption = None,
    sound: SoundOption = None,
    volume: VolumeOption = None,
) -> None:
    """Take the exam that opens a deck's rule: unseen items, the quick clock, nothing marked before the end."""
    from drillgrok.commands.exam import run

    chosen = settled()
    raise typer.Exit(
        run(
            deck,
            learner,
            plain=plain,
            volume=loudness(sound, volume, chosen.sound),
            time_factor=factor_of(time or chosen.time),
            own_keys=chosen.own_keys,
        )
    )


@app.command(short_help="Show a deck's rule, once its exam is passed.", epilog="Example: drillgrok rule lantern-31")
def rule(
    deck: NamedDeck,
    learner: LearnerOption = None,
    break_seal: Annotated[bool, typer.Option("--break-seal", help="Open it before the exam is passed.")] = False,
) -> None:
    """Show a deck's rule and your own words, once you have passed its exam."""
    from drillgrok.commands.rule import open_early, show

    settled()
    early = break_seal and open_early(deck, learner, stdin=sys.stdin, stdout=sys.stdout)
    typer.echo(early or show(deck, learner))


@app.command(
    short_help="Show how your decks stand, or one deck's charts.",
    epilog="Example: drillgrok stats lantern-31 --html lantern.html",
)
def stats(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DECK] [FILE.csv ...]", help="A deck; or response logs that learners sent you."),
    ] = None,
    learner: LearnerOption = None,
    run: Annotated[int | None, whole_number(1, says="An earlier run of the deck.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the charts as one web page.")] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them as an SVG picture.")] = None,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them as a PNG picture.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="The figures as CSV.")] = False,
    overwrite: OverwriteOption = False,
    log: Annotated[bool, typer.Option("--log", help="Count answers by powers of ten.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="The figures in sentences, for screen readers.")] = False,
    by_name: Annotated[bool, typer.Option("--names/--no-names", help="With logs: names, or learner 1, 2, 3.")] = True,
) -> None:
    """Show how your decks stand, or the charts of one deck: practised and unseen kept apart."""
    from drillgrok.commands.stats import ChartFile, Form, logs_and_deck, show, write
    from drillgrok.console.terminal import shown

    settled()
    logs, deck = logs_and_deck(names or [])
    if run is not None and deck is None:
        raise typer.BadParameter("--run needs a deck.")
    if logs and (learner or run):
        raise typer.BadParameter("A response log says itself whose it is: leave out --learner and --run.")
    files = {"HTML": html, "SVG": svg, "PNG": png}
    written = [(kind, file) for kind, file in files.items() if file is not None]
    if len(written) + json + csv + plain > 1:
        raise typer.BadParameter("Give one of --html, --svg, --png, --json, --csv and --plain.")
    form = Form.JSON if json else Form.CSV if csv else Form.PLAIN if plain else Form.DRAWN
    if logs:
        from drillgrok.commands import compare

        for kind, file in written:
            page = compare.write(logs, deck, ChartFile[kind], file, names=by_name, overwrite=overwrite)
            typer.echo(page)
            return
        shown(compare.show(logs, deck, form, log=log, names=by_name))
        return
    for kind, file in written:
        typer.echo(write(deck, learner, run, ChartFile[kind], file, overwrite=overwrite))
        return
    shown(show(deck, learner, run, form, log=log))


@app.command(short_help="Say in one line what waits today.", epilog="Example: drillgrok today --json")
def today(
    learner: LearnerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The plan as JSON, with its reasons.")] = False,
) -> None:
    """Say in one line what waits today; the exit code is 3 while something does."""
    from drillgrok.commands.today import as_json, one_line, planned

    found = planned(learner, settled())
    typer.echo(as_json(found) if json else one_line(found))
    raise typer.Exit(found.exit_code)


@app.command(short_help="Show the settings, and where their file is.", epilog="Example: drillgrok settings")
def settings() -> None:
    """Show the settings and where their file is; write the file if there is none."""
    from drillgrok.commands.settings import show

    typer.echo(show())


@app.command(short_help="Watch a simulated learner for half a minute.", epilog="Example: drillgrok demo")
def demo() -> None:
    """Watch a simulated learner go the whole way, in half a minute; nothing of it is kept."""
    from drillgrok.commands.demo import run

    typer.echo(run())


@app.command(epilog="Example: drillgrok replay log.csv --json")
def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A response log: CSV from here or elsewhere.")],
    json: Annotated[bool, typer.Option("--json", help="A JSON line for every run.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="The phases' probabilities after every answer.")] = False,
    every: Annotated[int | None, whole_number(1, says="Also after every N responses.")] = None,
    parameters: Annotated[
        bool, typer.Option("--parameters", help="Also when, how fast and how far unseen answers changed.")
    ] = False,
) -> None:
    """Say in which phase each run of a response log is."""
    from drillgrok.commands.replay import csv_lines, lines

    if csv and (json or every or parameters):
        raise typer.BadParameter("--csv is every answer's posterior and nothing else: give no other option with it.")
    for line in csv_lines(file) if csv else lines(file, as_json=json, every=every, whole=parameters):
        typer.echo(line)


@app.command(short_help="Let your shell complete commands and decks.", epilog="Example: drillgrok completion bash")
def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> None:
    """Write the script that lets your shell complete commands, options, decks and learners."""
    from importlib import import_module

    from drillgrok.cli.tree import verbs

    typer.echo(import_module(f"drillgrok.commands.completion.{shell}").script(verbs(app)), nl=False)


def main() -> None:
    """The program."""
    guarded(needed_for(sys.argv[1:]))


def needed_for(words: Sequence[str]) -> typer.Typer:
    """The program with the commands of those groups alone that are named: making one command of Typer's takes about a
    millisecond, and most stand in groups."""
    program = copy(app)
    program.registered_groups = [one if one.name in words else _emptied(one) for one in app.registered_groups]
    return program


def _emptied(group: TyperInfo) -> TyperInfo:
    emptied, inside = copy(group), copy(group.typer_instance)
    assert inside is not None
    inside.registered_commands = []
    emptied.typer_instance = inside
    return emptied
