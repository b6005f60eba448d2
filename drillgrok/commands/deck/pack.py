"""`drillgrok deck pack`: an author's deck becomes one sealed file to hand out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError, visible
from drillgrok.library.catalog import PACK
from drillgrok.library.drill_file import read_file, write_whole
from drillgrok.library.origin import BESIDE, DeckOrigin, next_origin
from drillgrok.library.pack import read_head, seal
from drillgrok.library.taken import refuse_bundled
from drillgrok.model.deck import Deck


def pack(path: Path, output: Path | None, author: str | None = None) -> str:
    """Write the pack of the deck file at `path` to `output`, or to `<id>.drill` here, and say what it shows.

    Raises DeckFlaws with every mistake of the deck, and DrillgrokError where something else would be overwritten, or
    where no learner could install it.
    """
    if path.suffix == PACK:
        raise DrillgrokError("This is a pack already.", where=str(path), mend="Name the deck file it is made from.")
    deck = read_deck(load_source(path))
    refuse_bundled(deck.head)
    target = output or Path(f"{deck.id}{PACK}")
    _refuse_overwriting(target, deck.id)
    origin = next_origin(path, deck.id, deck.head.version, author)
    data = seal(deck.source, deck.head, origin)
    write_whole(target, data)
    return _report(deck, origin, path, target, len(data))


def _refuse_overwriting(target: Path, deck_id: str) -> None:
    """Raise DrillgrokError unless nothing is there, or an older pack of the same deck."""
    if target.suffix != PACK:
        raise DrillgrokError(f"A pack's name ends in {PACK}.", where=str(target), mend="Choose another name with -o.")
    if not os.path.lexists(target):
        return
    try:
        older = read_head(read_file(target), str(target)).id
    except DrillgrokError:
        older = None
    if older != deck_id:
        raise DrillgrokError("Another file has this name.", where=str(target), mend="Choose another name with -o.")


def _report(deck: Deck, origin: DeckOrigin, path: Path, target: Path, pack_bytes: int) -> str:
    head = deck.head
    return "\n".join(
        (
            f"{visible(target)}: {len(deck.items):,} items, {pack_bytes:,} bytes, the rule sealed.",
            "Whoever gets it sees before the exam:",
            f"  {head.title} ({head.id}), listed under {head.domain}",
            *([f"  {head.about}"] if head.about else []),
            *_telling(deck, target),
            f"Version {origin.revision}, by {origin.by}{'' if origin.author else ': --author says who you are'}.",
            f"Keep {visible(path.with_suffix(BESIDE).name)} beside the deck: by it learners know the next version.",
            f"It is installed with: drillgrok deck install {shlex.quote(visible(target.name))}",
        )
    )


def _telling(deck: Deck, target: Path) -> Iterator[str]:
    """Names that learners read before the exam and that tell of the rule, each with what to do."""
    names = (
        ("The folder's name", deck.head.domain, "Rename the folder."),
        ("The deck's id", deck.id, "Give it another id."),
        ("The pack's name", target.stem, "Give it another with -o."),
    )
    for what, name, mend in names:
        told = next((word for word in deck.never_say if word.casefold() in name.casefold()), None)
        if told is not None:
            yield f"{what} tells of the rule: {told!r}. {mend}"
