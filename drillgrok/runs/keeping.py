"""What is kept of a deck that is opened: whether a check of it is due, and what is said of keeping after the pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drillgrok.coaching.after_pass import check_words, keeping_of
from drillgrok.days import DAY_MS
from drillgrok.history.fluency import QuickAnswer, fluency_by_session, fluency_words
from drillgrok.library import catalog
from drillgrok.library.ladder import in_ladder_order, rungs
from drillgrok.planning.checks import LONG_AGO_DAYS, check_course, check_due
from drillgrok.planning.history import DeckRecord, deck_histories
from drillgrok.planning.reasons import of_next_step
from drillgrok.planning.steps import after_this_pass
from drillgrok.practice.begin import CheckWish
from drillgrok.store.deck_records import deck_records
from drillgrok.store.journal import last_before, quick_answers

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.coaching.facts import Keeping
    from drillgrok.model.head import DeckHead
    from drillgrok.model.log import Moment
    from drillgrok.store.runs import RunRecord


def record_of(engine: Engine, run: RunRecord, at: Moment) -> DeckRecord:
    """What is kept of the run's deck at this moment. Raises DrillgrokError when the database cannot be read."""
    database = Path(engine.url.database or "")
    today = at.day
    return deck_records(database, run.learner.name, today).get(run.deck_id, DeckRecord(run.deck_id))


def unmet_sisters(engine: Engine, run: RunRecord, head: DeckHead, at: Moment) -> tuple[str, ...]:
    """Titles of the decks that share this one's rule and were not begun. Raises DrillgrokError when the database cannot
    be read."""
    records = deck_records(Path(engine.url.database or ""), run.learner.name, at.day)
    begun = {deck for deck, record in records.items() if record.answers}
    sisters = (one for one in catalog.heads() if one.family == head.family and one.id != head.id)
    return tuple(one.title for one in sisters if one.id not in begun)


def onward_said(engine: Engine, run: RunRecord, asked: int, at: Moment) -> str:
    """Which deck is offered once the run's exam of so many questions is passed; empty where none is. Raises
    DrillgrokError when the database cannot be read."""
    today = at.day
    records = deck_records(Path(engine.url.database or ""), run.learner.name, today)
    decks = deck_histories(in_ladder_order(catalog.heads()), records, rungs())
    found = after_this_pass(decks, run.deck_id, asked, today)
    return "" if found is None else of_next_step(found)


def check_wish(engine: Engine, run: RunRecord, record: DeckRecord, at: Moment) -> CheckWish | None:
    """The check that is due now, if there is one. Raises DrillgrokError when the database cannot be read."""
    course, due = check_course(record), check_due(record)
    if course is None or due is None or due > at.day:
        return None
    return CheckWish(course.wanted, last_before(engine, run.id, at.utc_ms - LONG_AGO_DAYS * DAY_MS))


def check_said(engine: Engine, run: RunRecord, at: Moment) -> str:
    """What is said of a check where it rests. Raises DrillgrokError when the database cannot be read."""
    return check_words(record_of(engine, run, at), at.day)


def fluency_said(engine: Engine, run: RunRecord, session_id: str) -> str:
    """What is said of this session's speed beside those before it. Raises DrillgrokError when the database cannot be
    read."""
    answers = (QuickAnswer(*one) for one in quick_answers(engine, run.id))
    sessions = dict(fluency_by_session(answers))
    now = sessions.pop(session_id, None)
    return fluency_words(now, sessions.values())


def kept_so_far(engine: Engine, run: RunRecord, at: Moment) -> Keeping | None:
    """Where the run's deck stands after the pass. Raises DrillgrokError when the database cannot be read."""
    return keeping_of(record_of(engine, run, at), at.day)
