"""`drillgrok practice`: finds the deck and opens the screens; they are given the learner's run when they ask for it.

Nothing heavy is imported before the first screen is up: the backend loads it behind.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from drillgrok import places
from drillgrok.commands.morning import Named, morning
from drillgrok.console.clock import stamp
from drillgrok.console.terminal import agreed, by_lines, is_terminal, remarked
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.names import named_or_default
from drillgrok.store.copies import LostError, refuse_lost
from drillgrok.store.identity import HEAD

if TYPE_CHECKING:
    from drillgrok.model.log import Goal, Stamp
    from drillgrok.planning.history import ChoiceKind
    from drillgrok.runs.open_run import OpenRun
    from drillgrok.runs.opening import RunOpener
    from drillgrok.runs.wishes import Wishes
    from drillgrok.screens.backend import Morning


def run(wishes: Wishes) -> int:
    """Practise. Returns the exit code; raises DrillgrokError when it cannot begin or a response cannot be stored."""
    learner = named_or_default(wishes.learner)
    if wishes.volume is not None:
        from drillgrok.screens.kit.sound import check_there

        check_there()
    _bring_up_to_date()
    backend = PracticeBackend(wishes, learner)
    try:
        if by_lines(plain=wishes.plain):
            from drillgrok.screens.drill.plain import run_plain
            from drillgrok.screens.start.plain import chosen_by_lines

            deck_id, goal = chosen_by_lines(
                backend.morning(), stdin=sys.stdin, stdout=sys.stdout, is_terminal=is_terminal()
            )
            return run_plain(
                backend,
                deck_id=deck_id,
                goal=goal,
                stdin=sys.stdin,
                stdout=sys.stdout,
                is_terminal=is_terminal(),
                trace=wishes.trace,
                volume=wishes.volume,
            )
        return _on_screens(backend, wishes)
    finally:
        backend.close()


def _on_screens(backend: PracticeBackend, wishes: Wishes) -> int:
    """The first screen, again after the demo where a new learner wants to see that, and the drill."""
    from drillgrok.screens.kit.first_paint import painted_first
    from drillgrok.screens.start.offers import starting
    from drillgrok.screens.start.scene import StartScene

    while True:
        first = StartScene(starting(backend.morning()))
        with painted_first(first.page) as taken:
            from drillgrok.screens.app import run_drill  # all of Textual, behind the first page

            code = run_drill(
                backend, first, trace=wishes.trace, volume=wishes.volume, own_keys=wishes.own_keys, taken=taken
            )
        if not first.wants_demo:
            return code
        from drillgrok.commands.demo import show_and_wait

        show_and_wait()


def _bring_up_to_date() -> None:
    """Upgrade the database where an older program wrote it, for the first screen reads it as it is now. Where it is
    empty or damaged beside good copies of it, bring the newest one back if the person at the terminal wants that.

    Raises LostError where they do not, or nobody can be asked.
    """
    try:
        found = refuse_lost(places.database())
    except LostError as lost:
        if not is_terminal() or not agreed(f"{lost.what} Bring it back?", sys.stdin, sys.stdout):
            raise
        from drillgrok.commands.data.restore import restore

        restore(lost.copy.path)
        return
    if found not in {None, HEAD}:
        from drillgrok.store.upgrade import ensure_current

        ensure_current(places.database())


class PracticeBackend:
    """What the screens need of the outside: the first screen at once, and a run when it is asked for."""

    def __init__(self, wishes: Wishes, learner: str) -> None:
        self._wishes = wishes
        self._learner = learner
        self._opener: RunOpener | None = None
        self._heads = catalog.heads()
        known = {head.id for head in self._heads}
        self._named = None if wishes.deck is None or wishes.deck in known else _named(wishes.deck)

    def morning(self) -> Morning:
        """The first screen's contents, without reading any deck."""
        return morning(self._wishes, self._learner, self._heads, self._named, stamp().moment)

    def prepare(self, deck_id: str) -> None:
        """Load what opening a run needs, and the deck that will most likely be asked for."""
        self._run_opener().prepare(deck_id)

    def describe(self, deck_id: str) -> tuple[str, ...]:
        """How a deck is answered. Raises DrillgrokError where it cannot be read."""
        from drillgrok.screens.kit.deck_page import described

        return described(self._run_opener().read(deck_id))

    def keep_keys(self, keys: str) -> None:
        """For the decks that are tapped, from now on; where they cannot be written they hold for this session."""
        from drillgrok.commands.said_in_settings import say_in_settings
        from drillgrok.settings import name_of_keys

        with suppress(DrillgrokError):
            say_in_settings(name_of_keys(keys), keys)

    def choose(self, deck_id: str, kind: ChoiceKind, at: Stamp) -> Morning:
        """Keep it, and plan anew. Raises DrillgrokError where it cannot be stored."""
        self._run_opener().choose(deck_id, kind, at.moment)
        return self.morning()

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


def _named(deck: str) -> Named:
    """A deck that was named by its path. Raises DrillgrokError for an unknown name, and for another deck's id: its
    answers would count there."""
    from drillgrok.deckfile.source import deck_head
    from drillgrok.library.taken import refuse_bundled

    head = deck_head(catalog.find(deck))
    refuse_bundled(head)
    return Named(deck, head)
