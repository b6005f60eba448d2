"""What the coach tells somebody who goes by a shortcut, and somebody to whom the rule comes: learners driven through
the real drill beside the real coach."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.cheats.grounds import Tried
from drillgrok.coaching.verdicts import grokked, known, shifting
from drillgrok.model.evidence import EvidenceKind, evidence_kind
from drillgrok.simulation.cheat import Cheat
from drillgrok.simulation.coached import Coached
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.person import Person, Rule

CLAIMS: Final = frozenset({known.KIND, shifting.KIND, grokked.KIND})
"""Verdicts that say of somebody that the rule is there."""
DAILY: Final = 300
CHEAT_DAYS: Final = 2
RULE_AT: Final = 450
"""The answer from which on the rule is there; the second day begins at 301."""
HEARD_WITHIN: Final = 40
"""First-seen answers from then on within which it has to be told."""
_HOLDER_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class CheatDrill:
    """One cheat's way."""

    shortcut: str
    remembers: bool
    right: float
    """Of all answers."""
    told: tuple[str, ...]
    """The kinds of verdicts that were new, in their order."""

    @property
    def claimed(self) -> str:
        """The first verdict that took it for a rule; empty where none did."""
        return next((kind for kind in self.told if kind in CLAIMS), "")


def cheat_drill(of: Tried, shortcut: str, seed: int, *, remembers: bool) -> CheatDrill:
    """Somebody who goes by the shortcut, or only where memory does not help, for 600 answers."""
    run = of.run(seed)
    cheat = Cheat(Random(seed), run, of.shortcuts[shortcut], Memory() if remembers else None)
    coached = Coached(run)
    right = answers = 0
    for _, _, response in drill_days(run, cheat, days=CHEAT_DAYS, daily=DAILY, advice=coached):
        right += bool(response.correct)
        answers += 1
    return CheatDrill(shortcut, remembers, right / answers, tuple(verdict.kind for verdict in coached.verdicts))


@dataclass(frozen=True, slots=True)
class HolderDrill:
    """The way of somebody to whom the rule came."""

    told_after: int | None
    """First-seen answers from then on until it was told; None where it was not within the bound."""
    early: bool
    """It was told before."""


def holder_drill(of: Tried, seed: int) -> HolderDrill:
    """A memoriser to whom the rule comes all at once; the walk ends when it is told, or too late."""
    run = of.run(seed)
    learner = Person(Random(seed), run, rule=Rule(found_at=RULE_AT))
    coached = Coached(run)
    first_seen = 0
    for _, _, response in drill_days(run, learner, days=_HOLDER_DAYS, daily=DAILY, advice=coached):
        claims = [verdict.number for verdict in coached.verdicts if verdict.kind in CLAIMS]
        if claims:
            early = claims[0] < RULE_AT
            return HolderDrill(None if early else first_seen, early)
        if response.seq >= RULE_AT:
            first_seen += evidence_kind(response) is EvidenceKind.FIRST_SEEN
        if first_seen > HEARD_WITHIN:
            break
    return HolderDrill(None, early=False)
