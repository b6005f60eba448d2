"""The way from easy to hard within each domain, as it is shipped: each deck's place, its size and why it stands there,
the dials whose steps some of them are, and the doors for a new learner. Read before anything is loaded: standard
library only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from drillgrok.library.kept_index import KeptHead
    from drillgrok.model.head import DeckHead

SHIPPED: Final = "ladder.json"
"""Written by `python -m tools.ladder`."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A bundled deck's place on the way from easy to hard; all of it neutral."""

    domain: str
    place: int
    """From 1."""
    of: int
    """How many decks the way has."""
    items: int
    why: str
    """The reason for its place: a sentence or two."""
    is_start: bool
    """Whoever is new to the domain starts here."""
    dial: str = ""
    """The name of the dial that it is a step of; empty where it is of none."""
    step: int = 0
    """From 1, the shallowest."""
    steps: int = 0
    """How many the dial has."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for a new learner."""

    name: str
    says: str
    deck: str


@lru_cache(maxsize=1)
def rungs() -> Mapping[str, Rung]:
    """The place of every bundled deck by its id, domains in the order in which they are offered."""
    found: dict[str, Rung] = {}
    dials = {
        deck: (dial["name"], step, len(dial["steps"]))
        for dial in _shipped()["dials"]
        for step, deck in enumerate(dial["steps"], start=1)
    }
    for domain, ladder in _shipped()["domains"].items():
        steps = ladder["steps"]
        for place, step in enumerate(steps, start=1):
            starts = step["deck"] == ladder["start"]
            turned = dials.get(step["deck"], ("", 0, 0))
            found[step["deck"]] = Rung(domain, place, len(steps), step["items"], step["why"], starts, *turned)
    return found


Head = TypeVar("Head", "DeckHead", "KeptHead")


def in_ladder_order(heads: Iterable[Head]) -> list[Head]:
    """Domains in the order in which they are offered, each from easy to hard; what has no place comes last."""
    order = {deck: number for number, deck in enumerate(rungs())}
    return sorted(heads, key=lambda head: (order.get(head.id, len(order)), head.domain, head.title.casefold()))


def doors() -> tuple[Door, ...]:
    """The ways in, the first one first."""
    return tuple(Door(**door) for door in _shipped()["doors"])


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(SHIPPED).read_bytes())
    return found
