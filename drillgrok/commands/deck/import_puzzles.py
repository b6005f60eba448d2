"""`drillgrok deck import` of chess positions: a deck of the learner's own, or a ladder, a deck for each idea."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final, TextIO

from drillgrok.commands.deck.check import check
from drillgrok.commands.deck.import_ import free_place
from drillgrok.console.progress import reading
from drillgrok.console.terminal import agreed
from drillgrok.console.text import counted
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.importers.chess_deck import ChessDeck
from drillgrok.importers.chess_files import PUZZLE_FORMATS, PuzzleFormat
from drillgrok.importers.chess_puzzles import ANY_THEME, COLOURS, DEFAULT_LIMIT, MOST, Wish, read_rating
from drillgrok.importers.chess_rows import HEADER, Harvest, Row
from drillgrok.importers.chess_themes import LADDER
from drillgrok.importers.making import deck_id_from, made
from drillgrok.library import catalog
from drillgrok.model.head import DeckSource
from drillgrok.model.options import did_you_mean
from drillgrok.places import own_decks

DEFAULT_TITLE: Final = "Positions"
RUNG_LIMIT: Final = 1_000
"""Positions in each deck of a ladder, where nothing else is said."""
LEAST_OF_RUNG: Final = 100
"""With fewer a deck of a ladder would be known by heart before anything else."""


@dataclass(frozen=True, slots=True)
class PuzzleWish:
    """What the user asks for; None where the file decides."""

    theme: str | None = None
    rating: str | None = None
    """A..B"""
    limit: int | None = None
    """2,000 unless given, in a ladder 1,000."""
    deck_id: str | None = None
    title: str | None = None
    colour: str | None = None
    ladder: bool = False
    """A deck for each idea."""
    yes: bool = False
    """Do not ask."""


def import_puzzles(file: Path, name: str, asked: PuzzleWish, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Make a deck, or a ladder, of the positions that fit and say what came of it, with the audit's findings; before,
    what was found goes to `stdout`. `name` is that of the file's kind.

    Raises DrillgrokError for a wish that cannot be met, a file that is damaged or cut short, an id that is taken, a
    file in which nothing fits, and where nobody can be asked; then nothing is written.
    """
    kind = PUZZLE_FORMATS[name]
    wish = _wish(asked, kind)
    planned = _planned(file, kind, asked)
    with reading(file, "reading") as (reached,):
        harvest = kind.read(file, wish, reached)
    decks = _ladder(planned, harvest) if asked.ladder else _single(planned, harvest)
    stdout.write("\n".join([*_found(harvest, kind, decks if asked.ladder else {}, wish.limit), ""]))
    stdout.flush()
    if not decks:
        raise _nothing(harvest, kind, file)
    names = f"the deck {planned.deck_id!r}" if not asked.ladder else counted(len(decks), "deck")
    if not asked.yes and not agreed(f"Make {names} of this?", stdin, stdout):
        return "Nothing was written."
    return _written(decks, asked)


def _wish(asked: PuzzleWish, kind: PuzzleFormat) -> Wish:
    if not kind.themed and (asked.theme or asked.rating or asked.ladder):
        raise DrillgrokError(
            f"These are {kind.told}: they have no themes and no ratings.",
            mend="Leave out --theme, --rating and --ladder.",
        )
    if asked.theme and asked.ladder:
        raise DrillgrokError("A ladder has its own themes.", where="--theme", mend="Leave out --theme or --ladder.")
    if asked.limit is not None and not 1 <= asked.limit <= MOST:
        raise DrillgrokError(f"The limit is {asked.limit:,}.", mend=f"Take 1 to {MOST:,} positions.")
    if asked.colour is not None and asked.colour not in COLOURS:
        mend = did_you_mean(asked.colour, tuple(COLOURS))
        raise DrillgrokError(f"{asked.colour!r} is not a colour.", where="--colour", mend=mend)
    lowest, highest = read_rating(asked.rating) if asked.rating is not None else (None, None)
    themes = tuple(LADDER) if asked.ladder else (asked.theme or ANY_THEME,)
    limit = asked.limit or (RUNG_LIMIT if asked.ladder else DEFAULT_LIMIT)
    return Wish(themes, lowest, highest, asked.colour, limit)


def _planned(file: Path, kind: PuzzleFormat, asked: PuzzleWish) -> ChessDeck:
    """The deck without its theme, or what the decks of a ladder have in common. Raises DrillgrokError for an id or a
    title that cannot be."""
    deck_id = deck_id_from(file.name.split(".")[0]) or "positions" if asked.deck_id is None else asked.deck_id
    title = DEFAULT_TITLE if asked.title is None else asked.title
    planned = ChessDeck(deck_id, title, f"{file.name}, {kind.told}", several=not kind.themed)
    name = f"{deck_id}.yaml"
    deck_head(DeckSource(name, {name: planned.text()}, None, catalog.OWN, sealed=False))
    if not asked.ladder:
        free_place(deck_id)
    return planned


Decks = Mapping[ChessDeck, list[Row]]


def _single(planned: ChessDeck, harvest: Harvest) -> Decks:
    return {replace(planned, theme=theme): rows for theme, rows in harvest.taken.items() if rows}


def _ladder(planned: ChessDeck, harvest: Harvest) -> Decks:
    """A deck for each theme that has enough positions, its name a number that says nothing; each leads to the next.

    Raises DrillgrokError where an id is taken.
    """
    rungs = [(theme, rows) for theme, rows in harvest.taken.items() if len(rows) >= LEAST_OF_RUNG]
    ids = [f"{planned.deck_id}-{number:02}" for number in range(1, len(rungs) + 1)]
    for deck_id in ids:
        free_place(deck_id)
    following = dict(pairwise(ids))
    return {
        replace(
            planned, deck_id=own, title=f"{planned.title} {number}", theme=theme, next_id=following.get(own, "")
        ): rows
        for number, (own, (theme, rows)) in enumerate(zip(ids, rungs, strict=True), start=1)
    }


def _written(decks: Decks, asked: PuzzleWish) -> str:
    """Write the decks, all or none, each after its audit, and say what that found."""
    told: list[str] = []
    with ExitStack() as aside:
        for deck, rows in decks.items():
            path = aside.enter_context(made(deck.deck_id, deck.text(), (HEADER, *rows), own_decks()))
            findings = check(str(path))
            told += _rung_told(deck, rows, findings) if asked.ladder else [findings]
    first = next(iter(decks)).deck_id
    where = own_decks() if asked.ladder else own_decks() / f"{first}.yaml"
    head = f"The decks are in {where}." if asked.ladder else f"The deck is {where}."
    return "\n".join((head, "", *told, "", f"Practise it: drillgrok practice {first}"))


def _rung_told(deck: ChessDeck, rows: list[Row], findings: str) -> Iterator[str]:
    """A deck of a ladder in a line, without its idea."""
    mends = sum(line.startswith(("warn", "fail")) for line in findings.splitlines())
    more = f"; {mends} to mend, see: drillgrok deck check {deck.deck_id}" if mends else ""
    yield f"{deck.deck_id}: {counted(len(rows), 'position')}{more}"


def _nothing(harvest: Harvest, kind: PuzzleFormat, file: Path) -> DrillgrokError:
    """Why no position can be taken, and what may help."""
    where = str(file)
    if not harvest.read:
        return DrillgrokError("There is no puzzle in the file.", where=where, mend="Give one that has some.")
    why = f" {_unusable(harvest)}, {harvest.told[0]}." if harvest.bad else ""
    mend = "Ask for another theme or a wider rating." if kind.themed else "Fix the file, or name another."
    if len(harvest.taken) > 1:
        what = f"No theme has {LEAST_OF_RUNG} of the {harvest.read:,} puzzles."
    else:
        what = "The only puzzle does not fit." if harvest.read == 1 else f"None of {harvest.read:,} puzzles fits."
    return DrillgrokError(f"{what}{why}", where=where, mend=mend)


def _unusable(harvest: Harvest) -> str:
    return f"{harvest.bad:,} {'row' if harvest.bad == 1 else 'rows'} could not be used"


def _found(harvest: Harvest, kind: PuzzleFormat, ladder: Decks, limit: int) -> Iterator[str]:
    taken = sum(map(len, ladder.values())) if ladder else len(harvest.rows)
    full = any(len(rows) >= limit for rows in harvest.taken.values())
    more = " --limit takes more." if full and harvest.fitting > len(harvest.rows) else ""
    yield f"This is {kind.told}." if kind.themed else f"These are {kind.told}."
    yield f"{counted(harvest.read, 'puzzle')} read, {harvest.fitting:,} fit, {taken:,} taken.{more}"
    if ladder:
        sizes = ", ".join(f"{len(rows):,}" for rows in ladder.values())
        yield f"{counted(len(ladder), 'deck')}, in which {sizes} positions stand; their names say nothing."
    if harvest.bad:
        yield f"{_unusable(harvest)}:"
        yield from (f"  {row}" for row in harvest.told)
