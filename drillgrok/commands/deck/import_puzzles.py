"""`drillgrok deck import lichess`: a deck of the learner's own out of the public puzzle file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from drillgrok.console.progress import reading
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.importers.chess_puzzles import (
    DEFAULT_LIMIT,
    HEADER,
    MOST,
    Harvest,
    Wish,
    read_puzzles,
    read_rating,
)
from drillgrok.library import catalog
from drillgrok.model.deck import DeckSource
from drillgrok.places import own_decks

DEFAULT_TITLE = "Positions"
_DECK = """\
# source: {file}, the public puzzle file of lichess.org (CC0); a sample, even over the whole file
deck: {deck_id}
title: {title}
about: A position is shown, and one side is to move. One move is better than all others. Find it.
items: {{list: {list}}}
show: {{board: fen, last: last}}
judge: {{move: best, board: fen, last: last}}
rephrased:
  - show: {{board: fen, last: last, turned: yes}}
    judge: {{move: best, board: fen, last: last, turned: yes}}
match: rating
pressure: {{calm: 30 s, quick: 10 s, floor: 4 s}}
rule: |
  The file's own word for what these positions have in common: {theme}.
"""


def import_lichess(
    file: Path, *, theme: str | None, rating: str | None, limit: int | None, deck_id: str, title: str | None
) -> str:
    """Make the deck `deck_id` of the puzzles that fit and say what came of it.

    `rating` is A..B; `limit` 2,000 unless given. Raises DrillgrokError for a wish that cannot be met, a file that is
    no puzzle file, an id that is taken, or a file in which nothing fits; then nothing is written.
    """
    wish = _wish(theme, rating, limit)
    text = _deck_text(file, wish, deck_id, DEFAULT_TITLE if title is None else title)
    head = deck_head(DeckSource(f"{deck_id}.yaml", {f"{deck_id}.yaml": text}, None, catalog.OWN, sealed=False))
    target = own_decks() / f"{head.id}.yaml"
    _refuse_taken(target, head.id)
    with reading(file, "reading") as (reached,):
        harvest = read_puzzles(file, wish, reached)
    if not harvest.rows:
        raise DrillgrokError(_nothing(harvest), where=str(file), mend="Ask for another theme or a wider rating.")
    _write(target, text, harvest)
    return _report(harvest, target)


def _wish(theme: str | None, rating: str | None, limit: int | None) -> Wish:
    if theme is not None and not (theme.isascii() and theme.isalnum()):
        raise DrillgrokError(f"The theme is {theme!r}.", mend="Write one word as in the file's column Themes.")
    if limit is not None and not 1 <= limit <= MOST:
        raise DrillgrokError(f"The limit is {limit:,}.", mend=f"Take 1 to {MOST:,} positions.")
    lowest, highest = read_rating(rating) if rating is not None else (None, None)
    return Wish(theme, lowest, highest, limit or DEFAULT_LIMIT)


def _refuse_taken(target: Path, deck_id: str) -> None:
    taken = target.exists() or target.with_suffix(".csv").exists()
    if taken or any(head.id == deck_id for head in catalog.heads()):
        raise DrillgrokError(f"There is a deck {deck_id!r} already.", mend="Choose another --id.")


def _deck_text(file: Path, wish: Wish, deck_id: str, title: str) -> str:
    """The deck file; what a learner or a file's name brings in cannot leave its place in it."""
    return _DECK.format(
        file="".join(char for char in file.name if char.isprintable()),
        deck_id=_quoted(deck_id),
        list=_quoted(f"{deck_id}.csv"),
        title=_quoted(title),
        theme=wish.theme or "nothing was asked for",
    )


def _quoted(text: str) -> str:
    """A YAML scalar of any text."""
    return "'" + text.replace("'", "''") + "'"


def _write(target: Path, text: str, harvest: Harvest) -> None:
    """The list first: a deck is there only when it is whole."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows((HEADER, *harvest.rows))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".csv").write_text(table.getvalue(), encoding="utf-8")
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "The deck cannot be written"
        raise DrillgrokError(f"{reason}.", where=str(target), mend="Check who may write there.") from None


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
