"""The commands under `drillgrok deck`: names, options, help. Each body imports one command and calls it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drillgrok.cli.options import (
    PLAIN_HELP,
    LearnerOption,
    NamedDeck,
    OverwriteOption,
    PlainOption,
    SoundOption,
    VolumeOption,
    whole_number,
)
from drillgrok.cli.settled import settled
from drillgrok.importers import FORMATS

if TYPE_CHECKING:
    FormatName = str
else:
    FormatName = Literal[tuple(FORMATS)]  # what Typer offers and takes; the table alone names the formats

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
IdOption = Annotated[str | None, typer.Option("--id", metavar="ID", help="The deck's id; else made of its title.")]
TitleOption = Annotated[str | None, typer.Option(metavar="TITLE", help="The deck's title; neutral, like its id.")]

_STOPPED = "Stopped. Nothing was written."

deck_app = typer.Typer(help="Look at decks, write, check and share your own.", no_args_is_help=True, **PLAIN_HELP)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl+C in work that writes at its end alone is answered in one sentence."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"\n{_STOPPED}", err=True)
        raise


@deck_app.command("list", epilog="Example: drillgrok deck list")
def deck_list(
    learner: LearnerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The decks as JSON.")] = False,
) -> None:
    """List the decks there are, and where you stand in them."""
    from drillgrok.commands.deck.list import list_decks
    from drillgrok.console.terminal import shown

    settled()
    shown(list_decks(learner, as_json=json))


@deck_app.command("show", short_help="Describe a deck.", epilog="Example: drillgrok deck show lantern-31")
def deck_show(deck: NamedDeck, learner: LearnerOption = None) -> None:
    """Describe a deck: by its path in full, by its id without giving anything away."""
    from drillgrok.commands.deck.show import show

    settled()
    typer.echo(show(deck, learner))


@deck_app.command(
    "new",
    short_help="Begin a deck of your own: a file to fill in.",
    epilog="Example: drillgrok deck new --title Tides --list --folder my-decks",
)
def deck_new(
    title: TitleOption = None,
    deck_id: IdOption = None,
    about: Annotated[str | None, typer.Option(metavar="TEXT", help="What a learner reads first.")] = None,
    from_list: Annotated[bool, typer.Option("--list", help="Items come from a CSV file.")] = False,
    from_table: Annotated[bool, typer.Option("--table", help="Items are made by an expression.")] = False,
    domain: Annotated[str, typer.Option(metavar="NAME", help="Items are made by a domain: see 'deck domains'.")] = "",
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder to write it to; else this one.")] = Path(),
    schema: Annotated[bool, typer.Option("--schema", help="Put the JSON Schema for editors beside it.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open it in your editor.")] = False,
) -> None:
    """Write the file of a new deck, with comments that teach; asks for what you leave out."""
    if from_list + from_table + bool(domain) > 1:
        raise typer.BadParameter("Give one of --list, --table and --domain.")
    from drillgrok.commands.deck.new import Wanted, new
    from drillgrok.deckfile.starter import Origin

    origin = Origin.LIST if from_list else Origin.TABLE if from_table else None
    wanted = Wanted(title, deck_id, about, origin, domain, folder, for_editors=schema, edit=edit)
    typer.echo(new(wanted, stdin=sys.stdin, stdout=sys.stdout))


@deck_app.command(
    "domains",
    short_help="List what makes items by itself, and its options.",
    epilog="Example: drillgrok deck domains harmony",
)
def deck_domains(name: Annotated[str, typer.Argument(metavar="[NAME]", help="One of them.")] = "") -> None:
    """List what makes items by itself, such as boards, staves and pictures; of one domain its options."""
    from drillgrok.commands.deck.domains import domains

    typer.echo(domains(name))


@deck_app.command(
    "check",
    short_help="Report every mistake, and what practice will bring.",
    epilog="Example: drillgrok deck check my-decks/lantern.yaml",
)
def deck_check(deck: NamedDeck) -> None:
    """Report every mistake in a deck, and say whether it is fit for drilling."""
    from drillgrok.commands.deck.check import check

    with _stoppable():
        says = check(deck)
    typer.echo(says)


@deck_app.command("preview", epilog="Example: drillgrok deck preview my-decks/lantern.yaml --watch")
def deck_preview(
    deck: NamedDeck,
    watch: Annotated[bool, typer.Option("--watch", help="Redraw when the file is saved.")] = False,
    items: Annotated[int, whole_number(1, says="With --plain: how many items.")] = 10,
    sound: SoundOption = False,
    volume: VolumeOption = 60,
    plain: PlainOption = False,
) -> None:
    """Show items as a learner will see them; nothing is stored."""
    from drillgrok.commands.deck.preview import preview

    settled()
    loud = volume if sound else None
    raise typer.Exit(preview(deck, watch=watch, plain=plain, items=items, volume=loud, stdout=sys.stdout))


@deck_app.command(
    "simulate",
    short_help="Let simulated learners drill a deck.",
    epilog="Example: drillgrok deck simulate my-decks/lantern.yaml --days 10",
)
def deck_simulate(
    deck: NamedDeck,
    learners: Annotated[int, whole_number(1, 50, says="Learners at each pressure, 50 at most.")] = 5,
    days: Annotated[int, whole_number(1, 60, says="How many days each of them drills, 60 at most.")] = 6,
    daily: Annotated[int, whole_number(20, 2000, says="Answers a day, 20 to 2,000.")] = 300,
    pressure: Annotated[
        Literal["calm", "firm", "hard"] | None, typer.Option(help="One pressure alone; else all are compared.")
    ] = None,
    seed: Annotated[int, whole_number(0, says="Another number gives other learners and runs.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Every learner's figures as JSON.")] = False,
) -> None:
    """Let simulated learners drill a deck: when it is memorised, when a shift is seen, what pressure costs."""
    from drillgrok.commands.deck.simulate import simulate

    typer.echo(simulate(deck, learners=learners, days=days, daily=daily, pressure=pressure, seed=seed, as_json=json))


@deck_app.command(
    "import",
    short_help="Make a deck out of a file of another program.",
    epilog="Example: drillgrok deck import words.csv --title Words",
)
def deck_import(
    source: Annotated[list[str], typer.Argument(metavar="[lichess] FILE", help="A file of questions.")],
    deck_id: IdOption = None,
    title: TitleOption = None,
    prompt: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that is asked, or a wording: '{inf}, {tense}'.")
    ] = None,
    answer: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="What is answered; several: 'p1s,p2s' or 'p1s..p3p'.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=TEXT", help="Only rows with this; != for the others. Repeatable."),
    ] = None,
    header: Annotated[
        bool | None, typer.Option("--header/--no-header", help="Whether the first line names the columns.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its encoding, such as windows-1250, if letters look wrong."),
    ] = None,
    split: Annotated[
        bool, typer.Option("--split/--no-split", help="Take 'car; automobile' as two right answers.")
    ] = True,
    kind: Annotated[
        FormatName | None, typer.Option("--format", help="The file's format, if it is not recognised.")
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="THEME", help="Puzzles: only this theme.")] = None,
    rating: Annotated[str | None, typer.Option(metavar="A..B", help="Puzzles: only these ratings.")] = None,
    colour: Annotated[str | None, typer.Option(metavar="white|black", help="Puzzles: only for this side.")] = None,
    limit: Annotated[int | None, whole_number(1, says="Puzzles: at most this many (2,000).")] = None,
    ladder: Annotated[bool, typer.Option("--ladder", help="Puzzles: a deck for each idea, from easy to hard.")] = False,
    yes: YesOption = False,
) -> None:
    """Make a deck of your own out of a file: a table, flashcards, questions, chess puzzles, or musical analyses."""
    *kinds, file = source
    if kinds not in ([], ["lichess"]):
        raise typer.BadParameter("Name one file, or 'lichess' and one file.")
    from drillgrok.importers.kinds import ANALYSES, POSITIONS, kind_of

    special = kinds[0] if kinds else None if kind else kind_of(Path(file))
    if special in POSITIONS:
        from drillgrok.commands.deck.import_puzzles import PuzzleWish, import_puzzles

        wanted = PuzzleWish(theme, rating, limit, deck_id, title, colour, ladder=ladder, yes=yes)
        typer.echo(import_puzzles(Path(file), special, wanted, stdin=sys.stdin, stdout=sys.stdout))
        return
    if theme or rating or limit or colour or ladder:
        raise typer.BadParameter("--theme, --rating, --colour, --limit and --ladder are for chess puzzles.")
    if special in ANALYSES:
        from drillgrok.commands.deck.import_analysis import AnalysisWish, import_analysis

        wishes = AnalysisWish(deck_id, title, yes=yes)
        typer.echo(import_analysis(Path(file), special, wishes, stdin=sys.stdin, stdout=sys.stdout))
        return
    from drillgrok.commands.deck.import_ import Asked, import_deck

    told = tuple(where or ())
    asked = Asked(deck_id, title, prompt, answer, kind, told, header, encoding, split=split, yes=yes)
    with _stoppable():
        says = import_deck(Path(file), asked, stdin=sys.stdin, stdout=sys.stdout)
    typer.echo(says)


@deck_app.command(
    "export",
    short_help="Write a deck's items for another program.",
    epilog="Example: drillgrok deck export my-decks/words.yaml --anki words.txt",
)
def deck_export(
    deck: NamedDeck,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="As CSV.")] = None,
    anki: Annotated[Path | None, typer.Option(metavar="FILE", help="As text for Anki.")] = None,
    learner: LearnerOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Write a deck's items for another program; by id once its exam is passed."""
    file = csv or anki
    if file is None or (csv and anki):
        raise typer.BadParameter("Give --csv or --anki.")
    from drillgrok.commands.deck.export import ExportFile, export

    settled()
    typer.echo(export(deck, file, ExportFile.CSV if csv else ExportFile.ANKI, learner, overwrite=overwrite))


@deck_app.command("pack", epilog="Example: drillgrok deck pack my-decks/lantern.yaml -o lantern.drill")
def deck_pack(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A deck file.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to.")] = None,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="The author's name, shown to learners; kept for later versions.")
    ] = None,
) -> None:
    """Pack a deck into one file to share, with its rule sealed."""
    from drillgrok.commands.deck.pack import pack

    typer.echo(pack(path, output, author))


@deck_app.command("install", epilog="Example: drillgrok deck install lantern.drill")
def deck_install(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A .drill file, a folder, or a git URL.")],
    yes: YesOption = False,
) -> None:
    """Add decks that someone gave you; says which ones, and asks."""
    from drillgrok.commands.deck.install import install

    typer.echo(install(source, yes=yes, stdin=sys.stdin, stdout=sys.stdout))


@deck_app.command("uninstall", epilog="Example: drillgrok deck uninstall lantern")
def deck_uninstall(deck: Annotated[str, typer.Argument(metavar="ID", help="An installed deck's id.")]) -> None:
    """Remove an installed deck; your answers stay."""
    from drillgrok.commands.deck.uninstall import uninstall

    typer.echo(uninstall(deck))
