"""The commands under `drillgrok data`: names, options, help. Each body imports one command and calls it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drillgrok.cli.options import PLAIN_HELP, LearnerOption, OverwriteOption
from drillgrok.console.text import counted, safe_lines
from drillgrok.errors import visible

data_app = typer.Typer(help="Your answers: where they are, export, import, copies.", no_args_is_help=True, **PLAIN_HELP)


@data_app.command("where", epilog="Example: drillgrok data where")
def data_where() -> None:
    """Show which files are yours and where they lie."""
    from drillgrok.commands.data.where import where

    places = where()
    size = "not there yet" if places.database_bytes is None else f"{places.database_bytes:,} bytes"
    typer.echo(f"responses        {visible(places.database)} ({size})")
    typer.echo(f"copies           {visible(places.backups)}")
    if places.trouble:
        typer.echo(safe_lines(f"  {places.trouble}"))
    for copy in places.copies:
        held = "" if copy.responses is None else f", {counted(copy.responses, 'response')}"
        made = f"{copy.made.astimezone():%Y-%m-%d %H:%M}"
        typer.echo(f"  {made}  {visible(copy.path.name)} ({copy.size_bytes:,} bytes{held})")
    typer.echo(f"your decks       {visible(places.own_decks)}")
    typer.echo(f"installed decks  {visible(places.installed_decks)}")


@data_app.command("export", epilog="Example: drillgrok data export log.csv")
def data_export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The file to write; without it, or with -, the screen.")
    ] = None,
    deck: Annotated[str | None, typer.Option(metavar="DECK", help="Only this deck.")] = None,
    learner: LearnerOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Write every answer as CSV."""
    from drillgrok.commands.data.export import export

    file = None if file == Path("-") else file
    count = export(file, stdout=sys.stdout.buffer, learner=learner, deck_id=deck, overwrite=overwrite)
    if file is not None:
        typer.echo(f"{counted(count, 'response')} written to {visible(file)}.")


@data_app.command("import", epilog="Example: drillgrok data import log.csv")
def data_import(file: Annotated[Path, typer.Argument(metavar="FILE", help="A response log.")]) -> None:
    """Read a response log; its runs can be looked at, not continued."""
    from drillgrok.commands.data.import_ import import_responses

    done = import_responses(file)
    known = f" {counted(done.known_rows, 'was', 'were')} there already." if done.known_rows else ""
    read = f"{counted(done.rows, 'response')} of {counted(done.runs, 'new run')}"
    typer.echo(f"{read} read from {visible(file)}.{known}")


@data_app.command("backup", epilog="Example: drillgrok data backup")
def data_backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The file to write; without it, one among the copies.")
    ] = None,
) -> None:
    """Copy the whole database."""
    from drillgrok.commands.data.backup import backup

    typer.echo(f"Copied to {visible(backup(file))}.")


@data_app.command("restore", epilog="Example: drillgrok data restore backup.db")
def data_restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by data backup.")]) -> None:
    """Replace the database by a copy; the present one is kept."""
    from drillgrok.commands.data.restore import restore

    done = restore(file)
    typer.echo(f"{visible(done.database)} is now as it was in {visible(file)}.")
    if done.kept is not None:
        typer.echo(f"What was there before is kept in {visible(done.kept)}.")
    for name in done.are_back:
        typer.echo(f"{visible(name)} had been deleted and is back; `drillgrok learner delete` deletes again.")


@data_app.command(
    "doctor", short_help="Check the database, its copies and this terminal.", epilog="Example: drillgrok data doctor"
)
def data_doctor(
    salvage: Annotated[
        Path | None, typer.Option("--salvage", metavar="FILE", help="Save what can still be read into a new database.")
    ] = None,
    report: Annotated[
        bool,
        typer.Option("--report", help="Write what a bug report needs, without names, answers or paths."),
    ] = False,
) -> None:
    """Check the database, its copies and this terminal; or rescue a damaged database."""
    if salvage is not None and report:
        raise typer.BadParameter("Give --salvage or --report, not both.")
    if salvage is not None:
        from drillgrok.commands.data.salvage import salvage_into

        for line in salvage_into(salvage):
            typer.echo(safe_lines(line))
        return
    from drillgrok.commands.data.doctor import doctor

    health = doctor()
    if report:
        from drillgrok.commands.data.report import report as written

        typer.echo(safe_lines(written(health)))
        return
    for remark in health.remarks:
        typer.echo(safe_lines(remark))
    for problem in health.problems:
        typer.echo(safe_lines(problem))
    if health.problems:
        raise typer.Exit(1)
    if health.counted_again:
        again = counted(health.counted_again, "run was", "runs were")
        typer.echo(f"{again} counted again from the log.")
    held = f"{counted(health.responses, 'response')}, all sound."
    state = "There is no database yet." if health.revision is None else held
    typer.echo(f"{visible(health.database)}: {state}")
