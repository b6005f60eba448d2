"""`drillgrok deck install`: decks from a file, a folder or a git repository, after a look at what comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from drillgrok.bundled import bundled
from drillgrok.console.terminal import agreed
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.arriving import Arrival, arrivals
from drillgrok.library.drill_file import explaining, read_file
from drillgrok.library.git_source import checked_address, fetched, is_address
from drillgrok.library.installed import place, source_of, staging
from drillgrok.places import installed_decks


class InstallKind(StrEnum):
    """What installing a deck means here."""

    NEW = "new"
    REPLACED = "takes the place of the installed one; your answers stay"
    NONE = "installed already, in this version"


@dataclass(frozen=True, slots=True)
class Offer:
    """A deck that came, and what installing it changes."""

    arrival: Arrival
    change: InstallKind


def install(source: str, *, yes: bool, stdin: TextIO | None, stdout: TextIO) -> str:
    """Show what the source holds, ask unless `yes`, and install all of it; what is returned says what was done.

    Raises DrillgrokError when any deck is unsound, when an id belongs to a deck from elsewhere, and where nobody can be
    asked; then nothing is installed.
    """
    with _at_hand(source) as (folder, origin), staging() as stage:
        offers = _offers(arrivals(folder, stage), origin)
        fresh = tuple(offer.arrival for offer in offers if offer.change is not InstallKind.NONE)
        stdout.write("\n".join(_summary(offers, origin)) + "\n")
        if not fresh:
            return "There is nothing to install."
        if not yes and not agreed(f"Install {'it' if len(fresh) == 1 else f'these {len(fresh)}'}?", stdin, stdout):
            return "Nothing was installed."
        _offers(fresh, origin)  # the answer may have taken a while
        for arrival in fresh:
            place(arrival.pack, arrival.head.id, origin)
    return _done(fresh)


@contextmanager
def _at_hand(source: str) -> Iterator[tuple[Path, str]]:
    """The file or folder to read, and the source as it is remembered."""
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


def _offers(came: Sequence[Arrival], origin: str) -> tuple[Offer, ...]:
    """Raises DrillgrokError when an id is in use by a deck from another source."""
    holders = catalog.files()
    return tuple(Offer(one, _change(one, origin, holders.get(one.head.id))) for one in came)


def _change(arrival: Arrival, origin: str, holder: Path | None) -> InstallKind:
    head = arrival.head
    if holder is None:
        return InstallKind.NEW
    if holder.is_relative_to(bundled("decks")):
        mend = "Its author has to give it another id."
        raise DrillgrokError(f"The id {head.id!r} is taken by a deck that comes with drillgrok.", mend=mend)
    if not holder.is_relative_to(installed_decks()):
        mend = "Give yours another id first."
        raise DrillgrokError(f"The id {head.id!r} is taken by a deck of your own.", where=str(holder), mend=mend)
    known = source_of(head.id)
    if known != origin:
        raise DrillgrokError(
            f"The id {head.id!r} is taken by a deck installed from {known or 'a place that is not known'}.",
            mend=f"'drillgrok deck uninstall {head.id}' makes room; your answers stay.",
        )
    same = read_file(holder) == read_file(arrival.pack)
    return InstallKind.NONE if same else InstallKind.REPLACED


def _summary(offers: Sequence[Offer], origin: str) -> Iterator[str]:
    """What a learner may know of each deck before its exam, and where it comes from."""
    for offer in offers:
        head = offer.arrival.head
        yield f"{head.title} ({head.id}): {offer.change.value}"
        if head.about:
            yield f"  {head.about}"
        yield f"  {offer.arrival.items:,} items, {offer.arrival.pack_bytes:,} bytes, listed under {head.domain}"
    yield f"From {origin}"


def _done(fresh: Sequence[Arrival]) -> str:
    ids = [arrival.head.id for arrival in fresh]
    what = ids[0] if len(ids) == 1 else f"{len(ids)} decks"
    return f"Installed {what}. To begin: drillgrok practice {ids[0]}"
