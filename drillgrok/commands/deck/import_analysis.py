"""`drillgrok deck import` of a musical analysis: a deck of the learner's own, of its chords and their numerals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from drillgrok.commands.deck.check import check
from drillgrok.commands.deck.import_ import free_place
from drillgrok.console.terminal import agreed
from drillgrok.console.text import counted
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError, visible
from drillgrok.importers.analyses import ANALYSIS_FORMATS, AnalysisFormat, entries
from drillgrok.importers.making import deck_id_from, made
from drillgrok.importers.numeral_deck import HEADER, AnalysisHarvest, deck_text, harvested, rows_of
from drillgrok.library import catalog
from drillgrok.model.head import DeckSource

DEFAULT_TITLE: Final = "Chords"


@dataclass(frozen=True, slots=True)
class AnalysisWish:
    """What the user asks for; None where the file decides."""

    deck_id: str | None = None
    title: str | None = None
    yes: bool = False
    """Do not ask."""


def import_analysis(file: Path, name: str, asked: AnalysisWish, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Make a deck of the chords in an analysis and say what came of it, with the audit's findings; before, what was
    found and what is left out goes to `stdout`. `name` is that of the file's kind.

    Raises DrillgrokError for a file that cannot be read or has no chord that can be drilled, an id that is taken or
    cannot be, and where nobody can be asked; then nothing is written.
    """
    kind = ANALYSIS_FORMATS[name]
    named = asked.deck_id or deck_id_from(file.name.split(".")[0]) or "chords"
    text = deck_text(named, DEFAULT_TITLE if asked.title is None else asked.title, f"{file.name}, {kind.told}")
    deck_head(DeckSource(f"{named}.yaml", {f"{named}.yaml": text}, None, catalog.OWN, sealed=False))
    target = free_place(named)
    harvest = harvested(entries(file, kind))
    stdout.write("\n".join([*_found(harvest, kind), ""]))
    stdout.flush()
    if not harvest.chords:
        mend = "Give an analysis with numerals in their keys."
        raise DrillgrokError("There is no chord that can be drilled.", where=str(file), mend=mend)
    if not asked.yes and not agreed(f"Make the deck {named!r} of this?", stdin, stdout):
        return "Nothing was written."
    with made(named, text, (HEADER, *rows_of(harvest)), target.parent) as aside:
        findings = check(str(aside))
    return "\n".join((f"The deck is {visible(target)}.", "", findings, "", f"Practise it: drillgrok practice {named}"))


def _found(harvest: AnalysisHarvest, kind: AnalysisFormat) -> Iterator[str]:
    keys = len({key for key, _, _ in harvest.chords})
    yield f"This is {kind.told}."
    left_out = harvest.left_out.total()
    read = f"{counted(harvest.read, 'chord')} read, {left_out:,} left out"
    yield f"{read}; {len(harvest.chords):,} different ones in {counted(keys, 'key')}."
    yield from (f"  {visible(reason)}" for reason in harvest.told)
    if len(harvest.left_out) > len(harvest.told):
        yield f"  and {counted(len(harvest.left_out) - len(harvest.told), 'reason')} more."
