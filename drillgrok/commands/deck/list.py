"""`drillgrok deck list`: what decks there are and where the learner stands in each. No deck is read here, and of those
listed only neutral facts are told."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.console.terminal import columns
from drillgrok.console.wall_clock import this_day
from drillgrok.history.kept import HISTORY_VERSION, UNREADABLE, trail_from_bytes
from drillgrok.library import catalog
from drillgrok.library.ladder import Rung, rungs
from drillgrok.model.head import DeckHead
from drillgrok.names import named_or_default
from drillgrok.phases.phase import Phase
from drillgrok.phases.version import MODEL_VERSION
from drillgrok.planning.deck_state import DeckState, stands_at
from drillgrok.planning.history import DeckRecord
from drillgrok.store.deck_records import deck_records
from drillgrok.store.glance import responses_by_deck
from drillgrok.store.last_states import last_states

_TRAIL: Final = "trail"
"""The kind of state that holds what the phase model said last."""
_BUNDLED, _INSTALLED, _OWN = "bundled", "installed", "own"
_STEP: Final = "  "
_GAP: Final = 2
_MORE: Final = "1/5: the first of five steps, each with a deeper rule. `drillgrok deck show ID` says more of a deck."


@dataclass(frozen=True, slots=True)
class DeckRow:
    """Where a learner stands in one deck."""

    responses: int = 0
    """Measured ones, all runs together."""
    phase: str | None = None
    """Of the newest run, by this version of the phase model; None where it has not looked yet."""
    record: DeckRecord | None = None
    """What is kept of it for planning a day; None where nothing is."""

    def stands_at(self, today: int) -> str:
        """The state in a word or two, as the first screen says it."""
        if self.record is not None:
            return stands_at(self.record, today).words
        return (self.phase or Phase.UNCLEAR) if self.responses else DeckState.NEW


@dataclass(frozen=True, slots=True)
class Listed:
    """A deck as it is listed."""

    head: DeckHead
    step: int
    """How many decks of its family come before it."""
    source: str
    standing: DeckRow
    rung: Rung | None = None
    """Its place among the bundled decks."""


def list_decks(learner: str | None = None, *, as_json: bool = False) -> str:
    """Every deck by domain and family; what keeps a deck of the learner's own off the list comes last.

    Raises DrillgrokError when the database cannot be read.
    """
    decks = tuple(_listed(standings(learner)))
    if as_json:
        return json.dumps([_record(one) for one in decks], indent=2, ensure_ascii=False)
    more = ("", *textwrap.wrap(_MORE, columns()))
    left_out = (line for error in catalog.broken() for line in ("", f"left out: {error}"))
    return "\n".join([*_lines(decks), *more, *left_out])


def standings(learner: str | None) -> Mapping[str, DeckRow]:
    """Where the learner stands, by deck. Raises DrillgrokError when the database cannot be read."""
    name = named_or_default(learner)
    database = places.database()
    done = responses_by_deck(database, name)
    states = last_states(database, name, _TRAIL, version=HISTORY_VERSION)
    records = deck_records(database, name, this_day())
    return {
        deck: DeckRow(done.get(deck, 0), _phase(states.get(deck)), records.get(deck))
        for deck in done.keys() | records.keys()
    }


def _phase(state: bytes | None) -> str | None:
    try:
        trail = None if state is None else trail_from_bytes(state, whole=False)
    except UNREADABLE:
        return None
    if trail is None or trail.latest is None or trail.model_version != MODEL_VERSION:
        return None
    return trail.latest.phase


def _listed(standing: Mapping[str, DeckRow]) -> Iterator[Listed]:
    files = catalog.files()
    for head, step in in_family_order(catalog.heads()):
        source = _source(files[head.id])
        rung = rungs().get(head.id) if source == _BUNDLED else None
        yield Listed(head, step, source, standing.get(head.id, DeckRow()), rung)


def _source(file: Path) -> str:
    if file.is_relative_to(places.installed_decks()):
        return _INSTALLED
    return _BUNDLED if file.is_relative_to(bundled("decks")) else _OWN


def in_family_order(heads: Iterable[DeckHead]) -> Iterator[tuple[DeckHead, int]]:
    """The decks with their place in their family from 0: domains and families stay together in the order in which they
    first come; within a family each deck is followed by the one that it names as its next."""
    families: dict[str, dict[str, list[DeckHead]]] = {}
    for head in heads:
        families.setdefault(head.domain, {}).setdefault(head.family, []).append(head)
    for domain in families.values():
        for family in domain.values():
            yield from ((head, step) for step, head in enumerate(_one_after_the_other(family)))


def _one_after_the_other(family: list[DeckHead]) -> Iterator[DeckHead]:
    left = {head.id: head for head in family}
    named = {head.next for head in family}
    while left:
        head: DeckHead | None = next((one for one in left.values() if one.id not in named), next(iter(left.values())))
        while head is not None:
            yield left.pop(head.id)
            head = left.get(head.next)


class _TableLine(NamedTuple):
    deck: str
    title: str
    turned: str
    state: str
    answers: str


def _lines(decks: Iterable[Listed]) -> Iterator[str]:
    """A heading and a line for each deck; state and answers stand where the learner has any in the domain. How steps of
    dials are told is the same in every table: as fully as there is room for in all of them."""
    tables = [
        tuple(_table(domain, tuple(listed))) for domain, listed in groupby(decks, key=lambda one: one.head.domain)
    ]
    for shorter in (_whole, _without_dial, _without_step):
        tables = [tuple(row._replace(turned=shorter(row.turned)) for row in table) for table in tables]
        if all(sum(filter(None, _widths(table))) + _GAP * 4 <= columns() for table in tables):
            break
    for number, table in enumerate(tables):
        yield from [""] * (number > 0)
        widths = _widths(table)
        for row in table:
            cells = [f"{cell:<{width}}" for cell, width in zip(row[:-1], widths, strict=False) if width]
            yield (" " * _GAP).join([*cells, f"{row.answers:>{widths[-1]}}"]).rstrip()


def _table(domain: str, listed: Sequence[Listed]) -> Iterator[_TableLine]:
    begun = any(one.standing.record is not None or one.standing.responses for one in listed)
    yield _TableLine(domain, "", "", "state", "answers") if begun else _TableLine(domain, "", "", "", "")
    yield from (_row(one) if begun else _row(one)._replace(state="") for one in listed)


def _widths(table: Sequence[_TableLine]) -> list[int]:
    return [max(map(len, column)) for column in zip(*table, strict=True)]


def _whole(turned: str) -> str:
    return turned


def _without_dial(turned: str) -> str:
    return turned.rpartition(" ")[2]


def _without_step(_turned: str) -> str:
    return ""


def _row(one: Listed) -> _TableLine:
    deck = _STEP * (2 if one.step else 1) + one.head.id
    installed = " (installed)" if one.source == _INSTALLED else ""
    done = one.standing
    answers = f"{done.responses:,}" if done.responses else ""
    turned = f"{one.rung.dial} {one.rung.step}/{one.rung.steps}" if one.rung is not None and one.rung.dial else ""
    return _TableLine(deck, f"{one.head.title}{installed}", turned, done.stands_at(this_day()), answers)


def _record(one: Listed) -> dict[str, str | int | None]:
    """Plain values for other programs."""
    head = one.head
    return {
        "id": head.id,
        "title": head.title,
        "domain": head.domain,
        "family": head.family,
        "step": one.step,
        "next": head.next or None,
        "dial": None if one.rung is None or not one.rung.dial else one.rung.dial,
        "dial_step": None if one.rung is None or not one.rung.dial else one.rung.step,
        "source": one.source,
        "responses": one.standing.responses,
        "phase": one.standing.phase,
        "state": one.standing.stands_at(this_day()),
    }
