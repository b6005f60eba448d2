"""Whether a shortcut explains a log that somebody sent, by the deck as it is here. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from drillgrok.coaching.counts import RunCounts
from drillgrok.coaching.explaining import Explainer
from drillgrok.library.profiles import deck_profile
from drillgrok.model.deck import Deck, SymbolKind
from drillgrok.model.log import Response
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import Standing, after
from drillgrok.practice.state import Run

_NO_SEED = 0
"""A log does not say how its run was split, and its rows say what each item was."""


def sent_run(deck: Deck) -> Run | None:
    """A run that a log of this deck can be looked at in; None where each run has an alphabet of its own, which no log
    holds. May measure a deck's shortcuts first: up to a few seconds, once a version of the deck."""
    if deck.symbol_kind is SymbolKind.SHUFFLED_LETTERS:
        return None
    plan = plan_split(deck.items, deck.held_out, _NO_SEED)
    return lay_out(deck, seed=_NO_SEED, plan=plan, pace=deck.pace, primed=False, profile=deck_profile(deck))


@dataclass(slots=True)
class SentLog:
    """One learner's rows as they come in."""

    run: Run
    standing: Standing = field(default_factory=Standing)

    def take(self, responses: Iterable[Response]) -> None:
        """More rows of the run, in their order."""
        self.standing = after(self.standing, responses, self.run.split, self.run.pace)

    def by_shortcut(self, counts: RunCounts) -> bool | None:
        """Whether a shortcut explains the last unseen answers better than the rule does; None where too few of them
        tell the two apart."""
        found = Explainer(self.run).check(counts, self.standing).explanation
        return None if found is None or found.missing else found.explains
