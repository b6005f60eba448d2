"""The decks that are tried, each with its five best shortcuts, made once and shared by exams and drills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from benchmarks.decks import bundled_deck
from drillgrok.bundled import bundled
from drillgrok.model.deck import Deck, SymbolKind
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Run
from drillgrok.shortcuts.measure import Make, Measured, Measuring, measured_on
from drillgrok.shortcuts.profile import DeckProfile, profiled
from drillgrok.shortcuts.strategies import AnswerTable

BEST: Final = 5
"""Shortcuts of each deck."""
EXCEPTED: Final[Mapping[str, str]] = dict.fromkeys(
    ("garnet", "peridot"), "no exam: a check that nothing takes is right nine times in ten, so no unseen answer tells"
)
"""Bundled decks that are not tried, each with the reason."""
QUICK: Final = (
    "amber",
    "book-number",
    "cowries-rows",
    "lantern-31",
    "neva",
    "robots-of-the-snow",
    "sky-over-vega",
    "turkish-many",
)
"""Decks for a glance: one or two of each kind."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A deck, what was measured of it, and its best shortcuts by name, the best first."""

    deck: Deck
    found: Measured
    profile: DeckProfile
    shortcuts: Mapping[str, Make]

    def run(self, seed: int) -> Run:
        """A run as a new learner's is laid out."""
        plan = plan_split(self.deck.items, self.deck.held_out, seed)
        return lay_out(self.deck, seed=seed, plan=plan, pace=self.deck.pace, primed=False, profile=self.profile)


def deck_ids(*, quick: bool) -> tuple[str, ...]:
    """The decks that are tried."""
    every = sorted(path.stem for path in bundled("decks").glob("*/*.yaml"))
    return tuple(deck_id for deck_id in every if deck_id not in EXCEPTED and (not quick or deck_id in QUICK))


def deck_version(deck_id: str) -> str:
    """What the deck is now."""
    return bundled_deck(deck_id).head.version


def tried(deck_id: str) -> Tried:
    """The deck, measured. Tables keyed by what its rule reads are the rule by examples and left out."""
    deck = bundled_deck(deck_id)
    ground = Measuring(deck)
    found = measured_on(ground, deck.reads)
    makes = {**ground.without_memory(), **ground.from_memory()}
    best = [one.name for one in found.tried if one.name not in deck.reads][:BEST]
    shortcuts = {name: makes[name] for name in best}
    if deck.symbol_kind is SymbolKind.SHUFFLED_LETTERS:
        shortcuts = {
            name: _commonest(ground) if name.startswith("always") else make for name, make in shortcuts.items()
        }
    return Tried(deck, found, profiled(ground, found), shortcuts)


def _commonest(ground: Measuring) -> Make:
    """In an alphabet of the run's own no answer has a name beforehand: always the one told most often."""
    return partial(AnswerTable, "", ground.reading)
