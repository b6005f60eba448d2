"""`drillgrok deck export`: a deck's items as CSV or as text for Anki, so that a deck without a rule can go elsewhere.
By id only once its seal is open: every answer stands in what is written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from enum import Enum
from io import TextIOWrapper
from pathlib import Path
from random import Random
from typing import Final, TextIO

from drillgrok import places
from drillgrok.console.files import check_free, written_whole
from drillgrok.console.progress import bar
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError, visible
from drillgrok.importers.questions import ACCEPT, ANSWER, CHOICES, PROMPT, Question, one_line, spelt_out
from drillgrok.items.answers import canonical
from drillgrok.items.list_items import SEPARATOR
from drillgrok.items.symbols import symbols_for
from drillgrok.library import catalog
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerForm, AnswerKind, Item
from drillgrok.names import named_or_default
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.failures import explaining
from drillgrok.store.milestones import read_milestones
from drillgrok.store.runs import runs
from drillgrok.tables.formulas import guarded

GROUP: Final = "group"
_ANY_SEED: Final = 1
_TEXT_KINDS: Final = frozenset(
    {AnswerKind.DIGITS, AnswerKind.LETTERS, AnswerKind.TEXT, AnswerKind.KEY, AnswerKind.CHOICE}
)


class ExportFile(Enum):
    """What is written."""

    CSV = "csv"
    ANKI = "anki"


def export(deck_name: str, file: Path, sheet: ExportFile, learner: str | None, *, overwrite: bool = False) -> str:
    """Write every item of a deck to a new file and say how many they are.

    Raises DrillgrokError while the deck is sealed, where its items are drawn or heard and so are no text, and where the
    file is there already or cannot be written; then there is no file.
    """
    deck = read_deck(catalog.find(deck_name))
    if deck.source.sealed:
        _check_open(deck, learner)
    _check_text(deck)
    folder = deck.source.path.parent if deck.source.path else None
    check_free(file, overwrite=overwrite, read=[folder / name for name in deck.source.files] if folder else ())
    with explaining(file), written_whole(file, private=False) as out, bar("writing", len(deck.items)) as advance:
        text = TextIOWrapper(out, encoding="utf-8", newline="")
        _WRITERS[sheet](deck, text, advance)
        text.flush()
        text.detach()
    return f"{len(deck.items):,} items written to {visible(file)}. Wordings, times and the rule stay in the deck."


def _check_open(deck: Deck, learner: str | None) -> None:
    """Raises DrillgrokError unless the learner has passed the exam or broken the seal."""
    name = named_or_default(learner)
    with open_store(places.database(), only_read=True) as engine, reading(engine) as connection:
        own = [run.id for run in runs(connection, learner=name, deck_id=deck.id) if run.plan is not None]
        milestones = read_milestones(connection, own)
    if not any(milestone.opens_seal for of_run in milestones.values() for milestone in of_run):
        raise DrillgrokError(
            f"The answers of {deck.id} are sealed until you pass its exam.",
            mend=f"`drillgrok exam {deck.id}` opens it. A deck of your own is exported by its path.",
        )


def _check_text(deck: Deck) -> None:
    """Raises DrillgrokError where prompt or answer is no text."""
    item = next(_items(deck))
    field = deck.items.field(symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED))
    if item.drawing or item.sound or item.hand or item.judge or field.kind not in _TEXT_KINDS:
        mend = "`drillgrok deck pack` hands on a deck whole."
        raise DrillgrokError("Its items are drawn, heard or moved: they are not text.", where=deck.id, mend=mend)


def _items(deck: Deck) -> Iterator[Item]:
    """Every item in its plain wording; a deck in letters is written in one alphabet of the many."""
    symbols, rng = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED), Random(_ANY_SEED)
    return (deck.items.item(index, symbols, rng) for index in range(len(deck.items)))


def _questions(deck: Deck, advance: Callable[[int], None]) -> Iterator[Question]:
    for place, item in enumerate(_items(deck), start=1):
        advance(1)
        yield _question(place, item)


def _question(place: int, item: Item) -> Question:
    """The item in texts: the answer as it is shown where that is one of the right ones, else any of them."""
    shown = one_line(item.right)
    is_one = canonical(shown, AnswerForm.VALUE) in item.accepts or canonical(shown, AnswerForm.SET) in item.accepts
    answer = shown if is_one else min(item.accepts)
    rest = item.accepts - {answer, canonical(answer, AnswerForm.SET)}
    return Question(place, one_line(item.prompt), answer, tuple(sorted(rest)), item.choices)


def _write_csv(deck: Deck, out: TextIO, advance: Callable[[int], None]) -> None:
    """The columns of a list, with a group where some items share one. Cells that a spreadsheet would take for formulas
    get an apostrophe, which is taken off again wherever a list is read."""
    groups = deck.items.group_of
    grouped = len(deck.items.group_hashes) < len(deck.items)
    chosen = bool(next(_items(deck)).choices)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((PROMPT, ANSWER, ACCEPT, *([CHOICES] if chosen else []), *([GROUP] if grouped else [])))
    for index, one in enumerate(_questions(deck, advance)):
        cells = [one.prompt, one.answer, SEPARATOR.join(one.accept)]
        cells += [SEPARATOR.join(one.choices)] if chosen else []
        cells += [str(groups[index] + 1)] if grouped else []
        writer.writerow(map(guarded, cells))


def _write_anki(deck: Deck, out: TextIO, advance: Callable[[int], None]) -> None:
    """Every cell in quotes: a row that begins with # would be taken for a remark. No columns are named: Anki would look
    for fields of these names, and its own are called otherwise in every language; so the first two fields of a note are
    filled, whatever they are called. Other right answers stand behind the first."""
    out.write("#separator:tab\n#html:false\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for one in map(spelt_out, _questions(deck, advance)):
        writer.writerow((one.prompt, "; ".join((one.answer, *one.accept))))


_WRITERS: Final = {ExportFile.CSV: _write_csv, ExportFile.ANKI: _write_anki}
