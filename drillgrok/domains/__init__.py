"""The domains by name. A domain is one file here and one row in DOMAINS; none imports another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from drillgrok.errors import DrillgrokError
from drillgrok.model.options import checked, did_you_mean

if TYPE_CHECKING:
    from drillgrok.model.domain import DomainItems, DomainOptions, DomainStarter, TransitionsOf, Way, WayKind
    from drillgrok.model.options import OptionSheet

DOMAINS = {
    "chess": "drillgrok.domains.chess",
    "coins": "drillgrok.domains.coins",
    "dots": "drillgrok.domains.dots",
    "drops": "drillgrok.domains.drops",
    "figures": "drillgrok.domains.robots",
    "harmony": "drillgrok.domains.harmony",
    "moths": "drillgrok.domains.moths",
    "movement": "drillgrok.domains.movement",
    "number-line": "drillgrok.domains.number_line",
    "syntax": "drillgrok.domains.syntax",
}
"""Name in a deck file -> module with its `OPTIONS` and a function `items(options) -> DomainItems`, imported when a deck
asks for it; what it is given are all options, each with a value that it takes."""


def option_sheet(name: str) -> OptionSheet:
    """What a deck may tell the domain of this name. Raises DrillgrokError for an unknown domain."""
    if name not in DOMAINS:
        raise DrillgrokError(f"There is no domain called {name!r}.", mend=did_you_mean(name, sorted(DOMAINS)))
    sheet: OptionSheet = import_module(DOMAINS[name]).OPTIONS
    return sheet


def domain_items(options: DomainOptions) -> DomainItems:
    """The items of the domain that a deck names.

    Raises DrillgrokError for an unknown domain or an option that the domain refuses.
    """
    values = option_sheet(options.name).checked(options.name, options.values)
    made: DomainItems = import_module(DOMAINS[options.name]).items(replace(options, values=values))
    return made


STARTERS: dict[str, str] = {"syntax": "drillgrok.domains.syntax.starter:starter"}
"""Domain -> "module:function" of what a new deck of it begins as: a `DomainStarter` out of the deck's id."""


def domain_starter(name: str, deck_id: str) -> DomainStarter:
    """What a new deck of a domain in STARTERS begins as."""
    module, _, function = STARTERS[name].partition(":")
    made: DomainStarter = getattr(import_module(module), function)(deck_id)
    return made


SHOWS: dict[str, str] = {
    "board": "drillgrok.domains.chess.ways:BOARD",
    "staff": "drillgrok.domains.harmony.ways:STAFF",
    "play": "drillgrok.domains.harmony.ways:PLAY",
}
"""Key under `show` in a list's deck file -> "module:name" of its WayKind."""
JUDGES: dict[str, str] = {
    "move": "drillgrok.domains.chess.ways:MOVE",
    "notes": "drillgrok.domains.harmony.ways:NOTES",
}
"""The same for `judge`."""


def way_kind(named: Mapping[str, str], name: str) -> WayKind:
    """The way of this name in `named`, SHOWS or JUDGES, with its options."""
    module, _, kind = named[name].partition(":")
    found: WayKind = getattr(import_module(module), kind)
    return found


def ways_of(name: str) -> Iterator[tuple[str, WayKind]]:
    """(`show` or `judge`, kind) for each way that lies with the domain of this name."""
    for key, named in (("show", SHOWS), ("judge", JUDGES)):
        for way_name, place in named.items():
            if place.startswith(f"{DOMAINS[name]}."):
                yield key, way_kind(named, way_name)


def way(named: Mapping[str, str], options: Mapping[str, str]) -> Way:
    """The way that `options` ask for: the first of their keys is its name in `named`, SHOWS or JUDGES.

    Raises DrillgrokError for options that the way refuses.
    """
    name = next(iter(options))
    kind = way_kind(named, name)
    return kind.make(checked(f"The way {name!r}", kind.options, options))


CHART_INPUTS: dict[str, str] = {"movement": "drillgrok.domains.movement.transitions:transitions"}
"""Domain -> "module:function" of what it adds to the charts of a run: a `TransitionsOf`. Most domains add nothing."""


def chart_inputs(name: str) -> TransitionsOf:
    """What the domain of this name in CHART_INPUTS adds to the charts of a run."""
    module, _, function = CHART_INPUTS[name].partition(":")
    made: TransitionsOf = getattr(import_module(module), function)
    return made
