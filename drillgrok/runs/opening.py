"""Opening runs: a learner with the database open, and the decks read so far. Loaded behind the first screen."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from shlex import quote
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

from drillgrok import places
from drillgrok.audit.ruleless import known_ruleless, look_aside
from drillgrok.coaching.flood import FLOOD_LEAST_ITEMS, drawn_intake
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.profiles import deck_profile
from drillgrok.model.leads import Lead
from drillgrok.model.log import IntakeArm, Mark, MarkKind, Pressure
from drillgrok.planning.own_pace import answers_a_day
from drillgrok.practice.answering import BLOCK
from drillgrok.practice.begin import begin
from drillgrok.practice.deadlines import factor_name
from drillgrok.practice.events import Append
from drillgrok.practice.exam_plan import LENGTHS, exam_plan
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Notice
from drillgrok.runs.daily_copy import DailyCopy
from drillgrok.runs.keeping import check_wish, record_of
from drillgrok.runs.laid_out import deck_of_run, keep_deck, laid_out, refuse_unheard, session_plan
from drillgrok.runs.open_run import OpenRun
from drillgrok.runs.resuming import left_off
from drillgrok.store import learners, runs
from drillgrok.store.choices import keep_choice
from drillgrok.store.engine import LINE_PATIENCE_S, SCREEN_PATIENCE_S, make_engine
from drillgrok.store.journal import written
from drillgrok.store.upgrade import ensure_current

if TYPE_CHECKING:
    from subprocess import Popen

    from drillgrok.model.deck import Deck
    from drillgrok.model.log import Goal, Moment, Stamp
    from drillgrok.planning.history import ChoiceKind
    from drillgrok.runs.wishes import Wishes

_SEED_BITS = 32
_LOOK_S = 30.0
"""How long a first practice waits for a search that models make; it began behind the first screen."""


class RunOpener:
    """Opens a learner's runs as they wish; to be closed at the end."""

    def __init__(self, wishes: Wishes, learner: str, *, by_lines: bool, has_loudspeaker: Callable[[], bool]) -> None:
        """Raises DrillgrokError when the database cannot be used."""
        self._wishes = wishes
        self._by_lines = by_lines
        self._has_loudspeaker = has_loudspeaker
        ensure_current(places.database())
        self._engine = make_engine(places.database())
        self._pen = make_engine(places.database(), patience_s=LINE_PATIENCE_S if by_lines else SCREEN_PATIENCE_S)
        self._searches: dict[str, Popen[bytes]] = {}
        self._open: OpenRun | None = None
        self._daily_copy = DailyCopy(places.database())
        try:
            self._learner = learners.learner_named(self._engine, learner)
        except DrillgrokError:
            self.close()
            raise
        self._decks: dict[str, Deck] = {}

    def prepare(self, deck_id: str) -> None:
        """Read and measure the deck ahead of its being asked for; what is wrong with it is said when it is opened."""
        try:
            deck_profile(self.read(deck_id))
        except DrillgrokError:
            return
        self._look_for_a_rule(deck_id)

    def _look_for_a_rule(self, deck_id: str) -> None:
        if deck_id not in self._searches and known_ruleless(self._decks[deck_id]) is None:
            self._searches[deck_id] = look_aside(deck_id)

    def _is_ruleless(self, deck_id: str) -> bool:
        """No rule was found, as far as is known in time."""
        self._look_for_a_rule(deck_id)
        if deck_id in self._searches:
            with suppress(TimeoutExpired):
                self._searches[deck_id].wait(_LOOK_S)
        return known_ruleless(self._decks[deck_id]) is True

    def choose(self, deck_id: str, kind: ChoiceKind, at: Moment) -> None:
        """Keep what the learner said of a deck. Raises DrillgrokError where it cannot be stored."""
        keep_choice(self._engine, self._learner, deck_id, kind, at)

    def read(self, deck_id: str) -> Deck:
        """The deck of this name, read once. Raises DrillgrokError where it cannot be read."""
        if deck_id not in self._decks:
            self._decks[deck_id] = read_deck(catalog.find(deck_id))
        return self._decks[deck_id]

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> OpenRun:
        """A new session of the learner's open run of this deck, or of a new one.

        Raises DrillgrokError where it cannot be drilled.
        """
        deck = self.read(deck_id)
        command = f"drillgrok practice {quote(deck_id)}"
        refuse_unheard(deck, command, volume=self._wishes.volume, has_loudspeaker=self._has_loudspeaker)
        record = self._run_record(deck, at.moment)
        run = laid_out(self._engine, deck_of_run(self._engine, deck, record), record)
        known = written(self._engine, record.id)  # before the log is read: what comes in between is another window's
        left = left_off(self._engine, record.id, run)
        kept = record_of(self._engine, record, at.moment)
        session = begin(
            run,
            tuple(response for _, response in left.since_standing),
            known=left.standing,
            goal=goal,
            pressure=Pressure(self._wishes.pressure),
            copy_ms=learners.copy_time_ms(self._engine, self._learner, run.field.kind),
            by_lines=self._by_lines,
            at=at,
            read_aloud=self._wishes.plain,
            time_factor=self._wishes.time_factor,
            lead=Lead(self._wishes.heard_key),
            answers_a_day=answers_a_day(kept, at.moment.day),
            check=check_wish(self._engine, record, kept, at.moment) if run.passed else None,
            comes_back=not self._by_lines or self._wishes.plain,
        )
        session_id = runs.start_session(self._engine, record, session_plan(session, session.goal), at.moment)
        if run.deck.head.version != deck.head.version:
            session = replace(session, notice=Notice.OLDER_DECK)
        elif session.standing.count < BLOCK and self._is_ruleless(deck_id):
            session = replace(session, notice=Notice.NO_RULE_FOUND)
        self._open = OpenRun(self._pen, record, session_id, session, left, known=known, daily_copy=self._daily_copy)
        if session.time_factor != 1:
            self._open.carry_out(Append(Mark(MarkKind.TIME, at.moment, text=factor_name(session.time_factor))))
        return self._open

    def _run_record(self, deck: Deck, at: Moment) -> runs.RunRecord:
        keep_deck(self._engine, deck, at)
        current = None if self._wishes.new_run else runs.open_run(self._engine, self._learner, deck.id)
        if current is None:
            return self._new_run(deck, at)
        if self._wishes.seed is not None and current.plan is not None and self._wishes.seed != current.plan.seed:
            raise DrillgrokError(
                "A seed is fixed at a run's start, and this deck has an open run.",
                where="--seed",
                mend="Leave it out, or add --new-run to start afresh; the old run is kept.",
            )
        if self._wishes.intake is not None and current.plan is not None and self._wishes.intake != current.plan.intake:
            raise DrillgrokError(
                "How new items come in is fixed at a run's start, and this deck has an open run.",
                where="--intake",
                mend="Leave it out, or add --new-run to start afresh; the old run is kept.",
            )
        return current

    def _new_run(self, deck: Deck, at: Moment) -> runs.RunRecord:
        seed = secrets.randbits(_SEED_BITS) if self._wishes.seed is None else self._wishes.seed
        exam = exam_plan(deck_profile(deck).best)
        intake = self._intake(deck, seed)
        plan = runs.RunPlan(
            deck_hash=deck.head.version,
            seed=seed,
            split=plan_split(deck.items, deck.held_out, seed, reserved=exam.asked if exam else LENGTHS[0]),
            calm_ms=deck.pace.calm_ms,
            quick_ms=deck.pace.quick_ms,
            primed=runs.family_met(self._engine, self._learner, deck.head.family, deck.id),
            intake=intake,
            by_lot=intake is not None and self._wishes.intake is None,
        )
        return runs.start_run(self._engine, self._learner, deck.id, plan, at)

    def _intake(self, deck: Deck, seed: int) -> IntakeArm | None:
        """As it was wished for, or by a lot that goes by the seed; None where the deck has too few items to flood with.

        Raises DrillgrokError where a flood was wished for on such a deck.
        """
        practised = round(len(deck.items) * (1 - deck.held_out))
        if practised >= FLOOD_LEAST_ITEMS:
            return IntakeArm(self._wishes.intake) if self._wishes.intake else drawn_intake(seed)
        if self._wishes.intake == "flood":
            raise DrillgrokError(
                f"This deck is too small for a flood: it takes {FLOOD_LEAST_ITEMS} practised items, and here are about"
                f" {practised}.",
                where="--intake",
                mend="Leave it out, or take a larger deck.",
            )
        return None

    def close(self) -> str:
        """Let go of the database, and of what is still looked for; returns a sentence where the day's copy could not be
        made."""
        for search in self._searches.values():
            search.kill()
            search.wait()
        try:
            if self._open is not None:
                self._open.close()
            return self._daily_copy.wait()
        finally:
            self._pen.dispose()
            self._engine.dispose()
