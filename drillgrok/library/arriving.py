"""Decks from outside, in a file or a folder -> checked packs in a staging folder. All of them are sound, or none is
taken; what is wrong with one is said without quoting it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from drillgrok.deckfile.flaws import DeckFlaws
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import deck_head, load_source
from drillgrok.deckfile.texts import MAX_DECK_CHARACTERS
from drillgrok.errors import DrillgrokError
from drillgrok.library.catalog import PACK, TEXTS, deck_files
from drillgrok.library.drill_file import explaining, read_file, refuse_unplain, write_whole
from drillgrok.library.origin import DeckOrigin, origin_beside
from drillgrok.library.pack import open_pack, read_head, read_origin, seal
from drillgrok.model.head import DeckHead, DeckSource

MOST_DECKS = 500
"""In one folder."""
MAX_STAGED_BYTES = 256 << 20
"""All packs of one folder together."""

_DECK_KEY = re.compile(rb"^(\xef\xbb\xbf)?deck *:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A deck that may be installed."""

    head: DeckHead
    items: int
    pack: Path
    """The staged file."""
    pack_bytes: int
    origin: DeckOrigin | None
    """Whose it is; None where nothing says so."""


def arrivals(place: Path, stage: Path) -> tuple[Arrival, ...]:
    """Every deck in the file or the folder `place`, sealed into the folder `stage`.

    A YAML file in a folder is taken for a deck where a line of it begins with `deck:`; every .drill file is one.
    Raises DrillgrokError unless all of them are sound and each has an id of its own, and where there is none.
    """
    files = list(_candidates(place)) if place.is_dir() else [place]
    if not files:
        raise DrillgrokError("There is no deck in this folder.", where=str(place), mend="Name one with .drill files.")
    if len(files) > MOST_DECKS:
        raise DrillgrokError(
            f"The folder holds more than {MOST_DECKS} decks.", where=str(place), mend="Split it into several folders."
        )
    found: dict[str, Arrival] = {}
    for path in files:
        arrival = _checked(path, stage)
        if arrival.head.id in found:
            twice = f"Two decks of this folder have the id {arrival.head.id!r}."
            raise DrillgrokError(twice, where=str(place), mend="Give each an id of its own.")
        found[arrival.head.id] = arrival
        if sum(one.pack_bytes for one in found.values()) > MAX_STAGED_BYTES:
            raise DrillgrokError("The decks are too large together.", where=str(place), mend="Install them one by one.")
    return tuple(found.values())


def _candidates(folder: Path) -> Iterator[Path]:
    for path in deck_files(folder):
        if not str(path.relative_to(folder)).isprintable():
            name = ascii(str(path.relative_to(folder)))
            raise DrillgrokError(f"A file has the name {name}.", where=str(folder), mend="Give it a plain name.")
        refuse_unplain(path)
        if path.suffix == PACK or _DECK_KEY.search(_beginning(path)):
            yield path


def _beginning(path: Path) -> bytes:
    with explaining(path), path.open("rb") as file:
        return file.read(MAX_DECK_CHARACTERS)


def _checked(path: Path, stage: Path) -> Arrival:
    """One deck, read whole and sealed anew: what is installed is what was checked."""
    refuse_unplain(path)
    source, told, origin = _packed(path) if path.suffix == PACK else _written(path)
    try:
        deck = read_deck(source)
    except DrillgrokError:
        raise _refused(path) from None
    if deck.head != told:
        raise _refused(path)
    data = seal(source, deck.head)
    pack = stage / f"{deck.id}{PACK}"
    write_whole(pack, data)
    return Arrival(deck.head, len(deck.items), pack, len(data), origin)


def _packed(path: Path) -> tuple[DeckSource, DeckHead, DeckOrigin | None]:
    """The texts in a pack, and what its first lines tell of them."""
    data = read_file(path)
    return open_pack(data, str(path)), read_head(data, str(path)), read_origin(data, str(path))


def _written(path: Path) -> tuple[DeckSource, DeckHead, DeckOrigin | None]:
    """The texts of a deck file, from now on as closed as a pack."""
    if path.suffix not in TEXTS:
        raise DrillgrokError(
            "This is not a deck.", where=str(path), mend=f"Take a {PACK} file, a folder or an address."
        )
    try:
        source = replace(load_source(path), path=None, sealed=True)
        head = deck_head(source)
    except DeckFlaws:
        raise _refused(path) from None
    return source, head, origin_beside(path, head.id)


def _refused(path: Path) -> DrillgrokError:
    mend = "Nothing was installed. Its author sees them with 'drillgrok deck check PATH'."
    return DrillgrokError("This deck has mistakes.", where=str(path), mend=mend)
