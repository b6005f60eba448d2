"""`drillgrok deck import lichess`: a deck of the learner's own out of the public puzzle file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from drillgrok.commands.deck.check import check
from drillgrok.commands.deck.import_ import free_place
from drillgrok.console.progress import reading
from drillgrok.console.terminal import agreed
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.importers.chess_deck import deck_text
from drillgrok.importers.chess_puzzles import (
    DEFAULT_LIMIT,
    HEADER,
    MOST,
    Harvest,
    Wish,
    read_puzzles,
    read_rating,
)
from drillgrok.importers.making import made
from drillgrok.library import catalog
from drillgrok.model.deck import DeckSource

DEFAULT_TITLE = "Positions"


@dataclass(frozen=True, slots=True)
class PuzzleWish:
    """What the user asks for; None where the file decides."""

    theme: str | None
    rating: str | None
    """A..B"""
    limit: int | None
    """2,000 unless given."""
    deck_id: str
    title: str | None
    yes: bool = False
    """Do not ask."""


def import_lichess(file: Path, asked: PuzzleWish, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Make a deck of the puzzles that fit and say what came of it, with the audit's findings; before, what was found
    goes to `stdout`.

    Raises DrillgrokError for a wish that cannot be met, a file that is no puzzle file, an id that is taken, a file in
    which nothing fits, and where nobody can be asked; then nothing is written.
    """
    wish, deck_id = _wish(asked.theme, asked.rating, asked.limit), asked.deck_id
    title = DEFAULT_TITLE if asked.title is None else asked.title
    text = deck_text(deck_id, title, source=file.name, theme=asked.theme)
    deck_head(DeckSource(f"{deck_id}.yaml", {f"{deck_id}.yaml": text}, None, catalog.OWN, sealed=False))
    target = free_place(deck_id)
    with reading(file, "reading") as (reached,):
        harvest = read_puzzles(file, wish, reached)
    if not harvest.rows:
        raise DrillgrokError(_nothing(harvest), where=str(file), mend="Ask for another theme or a wider rating.")
    stdout.write("\n".join([*_found(harvest), ""]))
    stdout.flush()
    if not asked.yes and not agreed(f"Make the deck {deck_id!r} of this?", stdin, stdout):
        return "Nothing was written."
    with made(deck_id, text, (HEADER, *harvest.rows), target.parent) as aside:
        findings = check(str(aside))
    return "\n".join((f"The deck is {target}.", "", findings, "", f"Practise it: drillgrok practice {deck_id}"))


def _wish(theme: str | None, rating: str | None, limit: int | None) -> Wish:
    if theme is not None and not (theme.isascii() and theme.isalnum()):
        raise DrillgrokError(f"The theme is {theme!r}.", mend="Write one word as in the file's column Themes.")
    if limit is not None and not 1 <= limit <= MOST:
        raise DrillgrokError(f"The limit is {limit:,}.", mend=f"Take 1 to {MOST:,} positions.")
    lowest, highest = read_rating(rating) if rating is not None else (None, None)
    return Wish(theme, lowest, highest, limit or DEFAULT_LIMIT)


def _nothing(harvest: Harvest) -> str:
    why = f" {harvest.bad:,} rows could not be used, {harvest.told[0]}." if harvest.bad else ""
    return f"None of {harvest.read:,} puzzles fits.{why}"


def _found(harvest: Harvest) -> Iterator[str]:
    more = " --limit takes more." if harvest.fitting > len(harvest.rows) else ""
    yield f"{harvest.read:,} puzzles read, {harvest.fitting:,} fit, {len(harvest.rows):,} taken.{more}"
    if harvest.bad:
        yield f"{harvest.bad:,} rows could not be used:"
        yield from (f"  {row}" for row in harvest.told)
