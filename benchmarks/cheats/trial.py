"""One deck tried out: its shortcuts at exams and at the drill, and learners to whom its rule comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.cheats.drills import CheatDrill, HolderDrill, cheat_drill, holder_drill
from benchmarks.cheats.exams import Passes, passes
from benchmarks.cheats.grounds import tried
from benchmarks.cheats.slips import Slips, slips
from drillgrok.shortcuts.measure import Measured


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried of each deck."""

    papers: int
    """Exams for each shortcut."""
    seeds: int
    """Drills for each shortcut, with a memory and without."""
    holders: int
    """Learners to whom the rule comes."""
    slipping: int
    """Runs of rule-holders whose answers slip."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one deck."""

    deck: str
    version: str
    """Of the deck."""
    date: str
    """On which it was tried; a later program may tell other things."""
    effort: Effort
    found: Measured
    chance: float
    exams: Passes
    cheats: tuple[CheatDrill, ...]
    holders: tuple[HolderDrill, ...]
    slips: Slips

    @property
    def told_in_full(self) -> str:
        """A line for the screen, with the names of the shortcuts that passed for more."""
        passed = (f"{name} passed {count} of {self.exams.papers}" for name, count in self.exams.passed if count)
        claims = Counter(
            f"{cheat.shortcut}{' and memory' * cheat.remembers}: {cheat.claimed}"
            for cheat in self.cheats
            if cheat.claimed
        )
        told = (f"{claim} ({count})" for claim, count in claims.items())
        missed = sum(holder.told_after is None for holder in self.holders)
        others = {"rule not told": missed, "slips taken for a shortcut": self.slips.heard}
        return "; ".join([self.deck, *passed, *told, *(f"{what} {times}" for what, times in others.items() if times)])


def tried_out(deck_id: str, effort: Effort, date: str) -> Trial:
    """All of it, on that date."""
    of = tried(deck_id)

    def cheats() -> Iterator[CheatDrill]:
        for shortcut in of.shortcuts:
            for seed in range(1, effort.seeds + 1):
                yield cheat_drill(of, shortcut, seed, remembers=False)
                yield cheat_drill(of, shortcut, seed, remembers=True)

    return Trial(
        deck=deck_id,
        version=of.deck.head.version,
        date=date,
        effort=effort,
        found=of.found,
        chance=of.profile.chance,
        exams=passes(of, effort.papers),
        cheats=tuple(cheats()),
        holders=tuple(holder_drill(of, seed) for seed in range(1, effort.holders + 1)),
        slips=slips(of, effort.slipping),
    )
