"""`drillgrok practice`: finds the deck and opens the screens; they are given the learner's run when they ask for it.

Nothing heavy is imported before the first screen is up: the backend loads it behind.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drillgrok import places
from drillgrok.console.terminal import agreed, by_lines, is_terminal, remarked
from drillgrok.library import catalog
from drillgrok.model.log import Goal
from drillgrok.names import named_or_default
from drillgrok.screens.backend import DeckCard
from drillgrok.store.copies import LostError, refuse_lost
from drillgrok.store.glance import Glance, glance

if TYPE_CHECKING:
    from drillgrok.model.deck import DeckHead
    from drillgrok.model.log import Stamp
    from drillgrok.runs.open_run import OpenRun
    from drillgrok.runs.opening import RunOpener
    from drillgrok.runs.wishes import Wishes


def run(wishes: Wishes) -> int:
    """Practise. Returns the exit code; raises DrillgrokError when it cannot begin or a response cannot be stored."""
    learner = named_or_default(wishes.learner)
    if wishes.volume is not None:
        from drillgrok.screens.kit.sound import check_there

        check_there()
    _offer_copy()
    seen = glance(places.database(), learner)
    backend = PracticeBackend(wishes, learner, seen)
    try:
        if by_lines(plain=wishes.plain):
            from drillgrok.screens.drill.plain import run_plain

            return run_plain(
                backend,
                deck_id=backend.first,
                goal=wishes.goal,
                stdin=sys.stdin,
                stdout=sys.stdout,
                is_terminal=is_terminal(),
                trace=wishes.trace,
                volume=wishes.volume,
            )
        from drillgrok.screens.app import run_drill

        first = next(card for card in backend.cards() if card.id == backend.first)
        own_keys = (wishes.four_keys, wishes.two_keys)
        return run_drill(
            backend, first=first, goal=wishes.goal, trace=wishes.trace, volume=wishes.volume, own_keys=own_keys
        )
    finally:
        backend.close()


def _offer_copy() -> None:
    """Where the database is empty or damaged beside good copies of it, bring the newest one back if the person at the
    terminal wants that. Raises LostError where they do not, or nobody can be asked."""
    try:
        refuse_lost(places.database())
    except LostError as lost:
        if not is_terminal() or not agreed(f"{lost.what} Bring it back?", sys.stdin, sys.stdout):
            raise
        from drillgrok.commands.data.restore import restore

        restore(lost.copy.path)


class PracticeBackend:
    """What the screens need of the outside: cards at once, and a run when it is asked for."""

    def __init__(self, wishes: Wishes, learner: str, seen: Glance) -> None:
        self._wishes = wishes
        self._learner = learner
        self._seen = seen
        self._opener: RunOpener | None = None
        self._heads = catalog.heads()
        known = {head.id for head in self._heads}
        self._authored = None if wishes.deck is None or wishes.deck in known else _head_of(wishes.deck)
        self.first = wishes.deck or next(deck for deck in (seen.last_deck, catalog.FIRST_DECK) if deck in known)
        """The deck offered first: an id, or the path that was given."""

    def cards(self) -> tuple[DeckCard, ...]:
        """Every deck there is, without reading any; a deck named by its path comes first."""
        authored = [] if self._authored is None else [self._card(self._authored, self.first)]
        return (*authored, *(self._card(head, head.id) for head in self._heads))

    def _card(self, head: DeckHead, name: str) -> DeckCard:
        return DeckCard(name, head.title, head.about, head.domain, self._seen.responses.get(head.id, 0))

    def prepare(self) -> None:
        """Load what opening a run needs, and the deck that will most likely be asked for."""
        self._run_opener().prepare(self.first)

    def describe(self, deck_id: str) -> tuple[str, ...]:
        """How a deck is answered. Raises DrillgrokError where it cannot be read."""
        from drillgrok.screens.kit.deck_page import described

        return described(self._run_opener().read(deck_id))

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> OpenRun:
        """The learner's run of this deck. Raises DrillgrokError where it cannot be drilled."""
        return self._run_opener().open(deck_id, goal, at)

    def _run_opener(self) -> RunOpener:
        if self._opener is None:
            from drillgrok.runs.opening import RunOpener
            from drillgrok.screens.kit import sound

            lines = by_lines(plain=self._wishes.plain)
            self._opener = RunOpener(self._wishes, self._learner, by_lines=lines, has_loudspeaker=sound.has_loudspeaker)
        return self._opener

    def close(self) -> None:
        """Let go of the database."""
        if self._opener is not None:
            remarked(self._opener.close())


def _head_of(deck: str) -> DeckHead:
    """The head of a deck that was named by its path. Raises DrillgrokError for an unknown name, and for another deck's
    id: its answers would count there."""
    from drillgrok.deckfile.source import deck_head
    from drillgrok.library.taken import refuse_bundled

    head = deck_head(catalog.find(deck))
    refuse_bundled(head)
    return head
