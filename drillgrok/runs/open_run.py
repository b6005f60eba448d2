"""One sitting's heavy half: deck, run, log and journal. Loaded behind the first screen."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import drillgrok
from drillgrok import places
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.model.log import Pressure, Stamp
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Advice, Append, Commit, SaveCopyTime
from drillgrok.practice.split import plan_split
from drillgrok.runs.coach import Coach
from drillgrok.runs.opening import keep_deck, laid_out, refuse_changed_answers, refuse_unheard
from drillgrok.store import learners, runs
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal, read_sittings
from drillgrok.store.upgrade import ensure_current

if TYPE_CHECKING:
    from drillgrok.history.figures import RunHistory
    from drillgrok.model.deck import Deck
    from drillgrok.model.log import Goal, Moment
    from drillgrok.practice.state import Session
    from drillgrok.runs.wishes import Wishes

_SEED_BITS = 32


class OpenRun:
    """A learner at a deck, with the database open."""

    def __init__(self, wishes: Wishes, learner: str, *, by_lines: bool) -> None:
        self._wishes = wishes
        self._by_lines = by_lines
        ensure_current(places.database())
        self._engine = make_engine(places.database())
        self._learner = learners.learner_named(self._engine, learner)
        self._decks: dict[str, Deck] = {}
        self._journal: Journal | None = None
        self._coach: Coach | None = None

    def prepare(self, deck_id: str) -> None:
        """Read the deck ahead of its being asked for; what is wrong with it is said when it is opened."""
        try:
            self._read(deck_id)
        except DrillgrokError:
            return

    def _read(self, deck_id: str) -> Deck:
        if deck_id not in self._decks:
            self._decks[deck_id] = read_deck(catalog.find(deck_id))
        return self._decks[deck_id]

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> Session:
        """Resume the learner's open run of this deck, or begin one."""
        deck = self._read(deck_id)
        refuse_unheard(deck, volume=self._wishes.volume)
        record = self._run_record(deck, at.moment)
        rows = read_sittings(self._engine, record.id)
        log = tuple(response for _, response in rows)
        refuse_changed_answers(self._engine, deck, record, log)
        run = laid_out(self._engine, deck, record)
        copy_ms = learners.copy_time_ms(self._engine, self._learner, run.field.kind)
        session = begin(
            run,
            log,
            goal=goal,
            pressure=Pressure(self._wishes.pressure),
            copy_ms=copy_ms,
            by_lines=self._by_lines,
            at=at,
        )
        plan = runs.SessionPlan(
            deck_hash=deck.head.version,
            pressure=Pressure(self._wishes.pressure),
            goal_kind=runs.GoalKind.RESPONSES if goal.minutes is None else runs.GoalKind.MINUTES,
            goal_value=float(goal.responses or 0) if goal.minutes is None else goal.minutes,
            app_version=drillgrok.__version__,
            copy_ms=session.copy_ms,
        )
        session_id = runs.start_session(self._engine, record, plan, at.moment)
        self._journal = Journal(self._engine, record.id, session_id)
        self._coach = Coach(self._engine, record.id, session_id, rows, run)
        return session

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
        return current

    def _new_run(self, deck: Deck, at: Moment) -> runs.RunRecord:
        seed = secrets.randbits(_SEED_BITS) if self._wishes.seed is None else self._wishes.seed
        plan = runs.RunPlan(
            deck_hash=deck.head.version,
            seed=seed,
            split=plan_split(deck.items, deck.held_out, seed),
            calm_ms=deck.pace.calm_ms,
            quick_ms=deck.pace.quick_ms,
            primed=runs.family_met(self._engine, self._learner, deck.head.family, deck.id),
        )
        return runs.start_run(self._engine, self._learner, deck.id, plan, at)

    def carry_out(self, effect: Commit | Append | SaveCopyTime) -> None:
        """Store it; durable on return."""
        if self._journal is None or self._coach is None:
            raise AssertionError("a session is open before it has effects")
        match effect:
            case Commit(response):
                self._journal.append(response)
                self._coach.hear(response)
            case Append(mark):
                self._journal.mark(mark)
                self._coach.hear_mark(mark)
            case SaveCopyTime(kind, samples_ms, at):
                learners.save_copy_time(self._engine, self._learner, kind, samples_ms, at)

    def advise(self, session: Session) -> Advice | None:
        """What the coach makes of the run, where that is new."""
        return self._coach.advise(session) if self._coach is not None else None

    def history(self) -> RunHistory | None:
        """The run's figures at the coach's last look."""
        return self._coach.history if self._coach is not None else None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
