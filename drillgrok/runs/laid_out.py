"""A learner's run from the store to the table: laid out as it was planned, and what has to hold before anything can be
asked of it. Whoever opens a run builds on this: practice, an exam, a preview, the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import drillgrok
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.items.change import changed_item
from drillgrok.library import catalog
from drillgrok.library.pack import seal
from drillgrok.library.profiles import deck_profile
from drillgrok.practice.begin import lay_out
from drillgrok.runs.past_deck import stored_source
from drillgrok.shortcuts.profile import SHORTCUTS_VERSION
from drillgrok.store import runs
from drillgrok.store.exams import family_was_read, is_passed, seal_broken
from drillgrok.store.journal import items_met

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.model.deck import Deck
    from drillgrok.model.log import Goal, Moment
    from drillgrok.practice.state import Run, Session


def refuse_unheard(deck: Deck, command: str, *, volume: int | None, has_loudspeaker: Callable[[], bool]) -> None:
    """Raise DrillgrokError when the deck's items can only be heard and nobody asked for sound, or nothing can play it:
    what is answered then says nothing. `command` is the one that opens it, as it can be typed."""
    item = deck.items.item(0, (), Random(0))
    if item.sound is None or item.drawing is not None or item.hand is not None:
        return
    if volume is None:
        raise DrillgrokError("This deck is heard, not read.", where=deck.id, mend=f"`{command} --sound` plays it.")
    if not has_loudspeaker():
        by_eye = deck.head.family if deck.head.family != deck.id and deck.head.family in catalog.files() else ""
        mend = f"`drillgrok practice {by_eye}` asks it by eye." if by_eye else "Connect one, or take another deck."
        raise DrillgrokError("This deck is heard, and no loudspeaker was found.", where=deck.id, mend=mend)


def keep_deck(engine: Engine, deck: Deck, at: Moment) -> None:
    """Store the deck as it is now, unless it is there: only then is it sealed, which takes long for a large one.

    Raises DrillgrokError when the file cannot be written.
    """
    if runs.has_deck_version(engine, deck.head.version):
        return
    version = runs.DeckVersion(
        hash=deck.head.version,
        deck_id=deck.id,
        title=deck.head.title,
        family=deck.head.family,
        answers_version=deck.answers_version,
        pack=seal(deck.source, deck.head),
    )
    runs.keep_deck_version(engine, version, at)


def laid_out(engine: Engine, deck: Deck, record: runs.RunRecord) -> Run:
    """The run as it was planned at its start; only the staircase's floor follows the deck. `record` is no imported run.

    Raises DrillgrokError when the database cannot be read.
    """
    plan = record.plan
    if plan is None:
        raise AssertionError("an open run has a plan")
    pace = replace(deck.pace, calm_ms=plan.calm_ms, quick_ms=plan.quick_ms)
    run = lay_out(deck, seed=plan.seed, plan=plan.split, pace=pace, primed=plan.primed, profile=deck_profile(deck))
    narrated = seal_broken(engine, record.learner, deck.id) or family_was_read(engine, record.id, deck.head.family)
    passed = is_passed(engine, record.id)
    return replace(run, narrated=narrated, passed=passed, intake=plan.intake, by_lot=plan.by_lot)


def deck_of_run(engine: Engine, deck: Deck, record: runs.RunRecord) -> Deck:
    """The deck that a run goes on with: as it is now, or, where an answer or a group that the run has met is no longer
    what it was in any session, as it was in the last one. What a session has taken is still right: whatever was met
    before was compared with it.

    Raises DrillgrokError where the deck as it was is not kept.
    """
    plan = record.plan
    if plan is None:
        return deck
    used = runs.versions_used(engine, record.id) or (plan.deck_hash,)
    if deck.head.version in used:
        return deck
    stored = [runs.deck_version(engine, version) for version in used]
    if None in stored:
        raise DrillgrokError(
            "This deck's answers or groups have changed since your run began.",
            where=deck.id,
            mend="`drillgrok practice` with --new-run starts afresh; everything you did is kept.",
        )
    met = items_met(engine, record.id)
    before = [(one.answers_version, read_deck(stored_source(one))) for one in stored if one is not None]
    same = all(one == deck.answers_version and changed_item(old, deck, met) is None for one, old in before)
    return deck if same else before[0][1]


def session_plan(session: Session, goal: Goal) -> runs.SessionPlan:
    """What is stored of a session when it begins."""
    by_time = goal.minutes is not None
    return runs.SessionPlan(
        deck_hash=session.run.deck.head.version,
        pressure=session.pressure,
        goal_kind=runs.GoalKind.MINUTES if by_time else runs.GoalKind.RESPONSES,
        goal_value=float(goal.minutes if goal.minutes is not None else goal.responses or 0),
        app_version=drillgrok.__version__,
        copy_ms=session.copy_ms,
        shortcuts_version=SHORTCUTS_VERSION if session.run.profile else None,
    )
