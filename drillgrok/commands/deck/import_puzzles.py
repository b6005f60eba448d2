"""`drillgrok deck import lichess`: a deck of the learner's own out of the public puzzle file."""

from __future__ import annotations

from pathlib import Path

from drillgrok.commands.deck.import_ import free_place
from drillgrok.console.progress import reading
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


def import_lichess(
    file: Path, *, theme: str | None, rating: str | None, limit: int | None, deck_id: str, title: str | None
) -> str:
    """Make the deck `deck_id` of the puzzles that fit and say what came of it.

    `rating` is A..B; `limit` 2,000 unless given. Raises DrillgrokError for a wish that cannot be met, a file that is
    no puzzle file, an id that is taken, or a file in which nothing fits; then nothing is written.
    """
    wish = _wish(theme, rating, limit)
    text = deck_text(deck_id, DEFAULT_TITLE if title is None else title, source=file.name, theme=theme)
    deck_head(DeckSource(f"{deck_id}.yaml", {f"{deck_id}.yaml": text}, None, catalog.OWN, sealed=False))
    target = free_place(deck_id)
    with reading(file, "reading") as (reached,):
        harvest = read_puzzles(file, wish, reached)
    if not harvest.rows:
        raise DrillgrokError(_nothing(harvest), where=str(file), mend="Ask for another theme or a wider rating.")
    with made(deck_id, text, (HEADER, *harvest.rows), target.parent):
        return _report(harvest, target)


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


def _report(harvest: Harvest, target: Path) -> str:
    more = " --limit takes more." if harvest.fitting > len(harvest.rows) else ""
    lines = [
        f"{harvest.read:,} puzzles read, {harvest.fitting:,} fit, {len(harvest.rows):,} taken.{more}",
        f"The deck is {target}; practise it with: drillgrok practice {target.stem}",
    ]
    if harvest.bad:
        lines += [f"{harvest.bad:,} rows could not be used:", *(f"  {row}" for row in harvest.told)]
    return "\n".join(lines)
