"""`drillgrok deck install`: decks from a file, a folder or a git repository, after a look at what comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from drillgrok.bundled import bundled
from drillgrok.console.terminal import agreed
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.arriving import Arrival, arrivals
from drillgrok.library.changes import changes
from drillgrok.library.drill_file import explaining, read_file
from drillgrok.library.git_source import checked_address, fetched, is_address
from drillgrok.library.installed import place, remembered, staging
from drillgrok.library.origin import DeckOrigin
from drillgrok.library.pack import open_pack
from drillgrok.places import installed_decks


class InstallKind(StrEnum):
    """What installing a deck means here."""

    NEW = "new"
    REPLACED = "takes the place of the installed one; your answers stay"
    OLDER = "is OLDER than the installed one, whose place it takes; your answers stay"
    NONE = "installed already, in this version"


@dataclass(frozen=True, slots=True)
class Offer:
    """A deck that came, and what installing it changes."""

    arrival: Arrival
    change: InstallKind
    says: tuple[str, ...] = ()
    """What changes for whoever is in a run."""


def install(source: str, *, yes: bool, stdin: TextIO | None, stdout: TextIO) -> str:
    """Show what the source holds, ask unless `yes`, and install all of it; what is returned says what was done.

    Raises DrillgrokError when any deck is unsound, when an id belongs to a deck of another origin, and where nobody can
    be asked; then nothing is installed.
    """
    with _at_hand(source) as (folder, address), staging() as stage:
        offers = _offers(arrivals(folder, stage), address)
        fresh = tuple(offer.arrival for offer in offers if offer.change is not InstallKind.NONE)
        stdout.write("\n".join(_summary(offers, address)) + "\n")
        if not fresh:
            return "There is nothing to install."
        if not yes and not agreed(f"Install {'it' if len(fresh) == 1 else f'these {len(fresh)}'}?", stdin, stdout):
            return "Nothing was installed."
        _offers(fresh, address)  # the answer may have taken a while
        for arrival in fresh:
            place(arrival.pack, arrival.head.id, address, _origin(arrival))
    return _done(fresh)


@contextmanager
def _at_hand(source: str) -> Iterator[tuple[Path, str]]:
    """The file or folder to read, and its address as it is remembered."""
    if is_address(source):
        address = checked_address(source)
        with fetched(address) as folder:
            try:
                yield folder, address
            except DrillgrokError as error:
                where = error.where.replace(str(folder), address)  # the folder is gone when this is read
                raise DrillgrokError(error.what, where=where, mend=error.mend) from None
        return
    with explaining(Path(source)):
        path = Path(source).resolve(strict=True)
    yield path, str(path)


def _offers(came: Sequence[Arrival], address: str) -> tuple[Offer, ...]:
    """Raises DrillgrokError when an id is in use by a deck of another origin."""
    holders = catalog.files()
    return tuple(_offer(one, address, holders.get(one.head.id)) for one in came)


def _offer(arrival: Arrival, address: str, holder: Path | None) -> Offer:
    if holder is None:
        return Offer(arrival, InstallKind.NEW)
    _refuse_other(arrival, address, holder)
    before = remembered(arrival.head.id).origin
    if read_file(holder) == read_file(arrival.pack):
        same = arrival.origin is None or before is None or arrival.origin.revision == before.revision
        return Offer(arrival, InstallKind.NONE if same else InstallKind.REPLACED)
    came = arrival.origin
    older = came is not None and before is not None and came.revision < before.revision
    return Offer(arrival, InstallKind.OLDER if older else InstallKind.REPLACED, _changes(arrival, holder))


def _refuse_other(arrival: Arrival, address: str, holder: Path) -> None:
    """Raise DrillgrokError unless the deck that has the id is an earlier version of the one that came."""
    head, came = arrival.head, arrival.origin
    whose = came.by if came else "an author who gives no name"
    if holder.is_relative_to(bundled("decks")):
        mend = "Its author has to give it another id."
        raise DrillgrokError(f"The id {head.id!r} is taken by a deck that comes with drillgrok.", mend=mend)
    if not holder.is_relative_to(installed_decks()):
        mend = "Give yours another id first."
        raise DrillgrokError(f"The id {head.id!r} is taken by a deck of your own.", where=str(holder), mend=mend)
    known = remembered(head.id)
    if known.origin.id == came.id if known.origin and came else known.source == address:
        return
    there = known.origin.by if known.origin else "an author who gives no name"
    raise DrillgrokError(
        f"The id {head.id!r} is taken by another deck, of {there}, installed from"
        f" {known.source or 'a place that is not known'}; this one is of {whose}.",
        mend=f"If it is the same deck, 'drillgrok deck uninstall {head.id}' makes room, and your answers stay. If not,"
        " ask its author for another id.",
    )


def _origin(arrival: Arrival) -> DeckOrigin:
    """Whose the deck is from now on: what it says itself, else what was known here, else an origin drawn now."""
    known = remembered(arrival.head.id).origin
    return arrival.origin or known or DeckOrigin(token_hex(16))


def _changes(arrival: Arrival, holder: Path) -> tuple[str, ...]:
    """What the new version changes; nothing is said of an old one that cannot be read."""
    with suppress(DrillgrokError):
        before = read_deck(open_pack(read_file(holder), holder.name))
        return tuple(changes(before, read_deck(open_pack(read_file(arrival.pack), arrival.pack.name))))
    return ()


def _summary(offers: Sequence[Offer], address: str) -> Iterator[str]:
    """What a learner may know of each deck before its exam, and where it comes from."""
    for offer in offers:
        head = offer.arrival.head
        yield f"{head.title} ({head.id}): {offer.change.value}"
        yield from (f"  {sentence}" for sentence in offer.says)
        if head.about:
            yield f"  {head.about}"
        yield f"  {offer.arrival.items:,} items, {offer.arrival.pack_bytes:,} bytes, listed under {head.domain}"
        if offer.arrival.origin and offer.arrival.origin.author:
            yield f"  by {offer.arrival.origin.author}, version {offer.arrival.origin.revision}"
    yield f"From {address}"


def _done(fresh: Sequence[Arrival]) -> str:
    ids = [arrival.head.id for arrival in fresh]
    what = ids[0] if len(ids) == 1 else f"{len(ids)} decks"
    return f"Installed {what}. To begin: drillgrok practice {ids[0]}"
