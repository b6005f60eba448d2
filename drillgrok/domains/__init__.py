"""The domains by name. A domain is one file here and one row in DOMAINS; none imports another."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from drillgrok.errors import DrillgrokError

if TYPE_CHECKING:
    from drillgrok.model.domain import DomainItems, DomainOptions, DomainStarter, TransitionsOf, Way

DOMAINS = {
    "coins": "drillgrok.domains.coins",
    "dots": "drillgrok.domains.dots",
    "figures": "drillgrok.domains.robots",
    "harmony": "drillgrok.domains.harmony",
    "movement": "drillgrok.domains.movement",
    "number-line": "drillgrok.domains.number_line",
    "syntax": "drillgrok.domains.syntax",
}
"""Name in a deck file -> module with a function `items(options) -> DomainItems`, imported when a deck asks for it."""


def domain_items(options: DomainOptions) -> DomainItems:
    """The items of the domain that a deck names.

    Raises DrillgrokError for an unknown domain or an option that the domain refuses.
    """
    if options.name not in DOMAINS:
        raise DrillgrokError(
            f"There is no domain called {options.name!r}.", mend=f"Choose one of: {', '.join(sorted(DOMAINS))}."
        )
    made: DomainItems = import_module(DOMAINS[options.name]).items(options)
    return made


STARTERS: dict[str, str] = {"syntax": "drillgrok.domains.syntax.starter:starter"}
"""Domain -> "module:function" of what a new deck of it begins as: a `DomainStarter` out of the deck's id."""


def domain_starter(name: str, deck_id: str) -> DomainStarter:
    """What a new deck of this domain begins as. Raises DrillgrokError for a domain that starts none."""
    if name not in STARTERS:
        raise DrillgrokError(
            f"No new deck can be started from the domain {name!r}.",
            where="--domain",
            mend=f"Choose one of: {', '.join(sorted(STARTERS))}.",
        )
    module, _, function = STARTERS[name].partition(":")
    made: DomainStarter = getattr(import_module(module), function)(deck_id)
    return made


SHOWS: dict[str, str] = {
    "board": "drillgrok.domains.chess:show_board",
    "staff": "drillgrok.domains.harmony.ways:show_staff",
    "play": "drillgrok.domains.harmony.ways:show_play",
}
"""Key under `show` in a list's deck file -> "module:function"; the function takes the options and makes a Way."""
JUDGES: dict[str, str] = {
    "move": "drillgrok.domains.chess:judge_move",
    "notes": "drillgrok.domains.harmony.ways:judge_notes",
}
"""The same for `judge`."""


def way(named: Mapping[str, str], options: Mapping[str, str]) -> Way:
    """The way that `options` ask for: the first of their keys is its name in `named`, SHOWS or JUDGES.

    Raises DrillgrokError for options that the way refuses.
    """
    module, _, function = named[next(iter(options))].partition(":")
    made: Way = getattr(import_module(module), function)(options)
    return made


CHART_INPUTS: dict[str, str] = {"movement": "drillgrok.domains.movement.transitions:transitions"}
"""Domain -> "module:function" of what it adds to the charts of a run: a `TransitionsOf`. Most domains add nothing."""


def chart_inputs(name: str) -> TransitionsOf:
    """What the domain of this name in CHART_INPUTS adds to the charts of a run."""
    module, _, function = CHART_INPUTS[name].partition(":")
    made: TransitionsOf = getattr(import_module(module), function)
    return made
