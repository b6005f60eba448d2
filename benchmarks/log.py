"""What a database holds, and ways to fill one. Through the store's own doors only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.homes import now
from drillgrok.library.pack import seal
from drillgrok.model.deck import Deck
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Moment, Outcome, Pressure, Response, Role
from drillgrok.names import default_learner_name
from drillgrok.practice.split import plan_split
from drillgrok.store import runs, schema
from drillgrok.store.engine import make_engine, reading, writing
from drillgrok.store.journal import stream_responses
from drillgrok.store.learners import learner_named
from drillgrok.store.response_rows import append_rows


def stored_responses(database: Path) -> list[tuple[str, Response]]:
    """Every response of every run as (session id, response), in the order of `seq`."""
    engine = make_engine(database)
    try:
        with reading(engine) as connection:
            return [pair for run in runs.runs(connection) for pair in stream_responses(connection, run.id)]
    finally:
        engine.dispose()


def begin_run(engine: Engine, deck: Deck) -> tuple[str, str]:
    """A new run of the deck with one session; their ids."""
    at = now()
    learner = learner_named(engine, default_learner_name())
    head = deck.head
    pack = seal(deck.source, head)
    version = runs.DeckVersion(head.version, deck.id, head.title, head.family, deck.answers_version, pack)
    runs.keep_deck_version(engine, version, at)
    split = plan_split(deck.items, deck.held_out, 1)
    plan = runs.RunPlan(head.version, 1, split, deck.pace.calm_ms, deck.pace.quick_ms, primed=False)
    run = runs.start_run(engine, learner, deck.id, plan, at)
    sitting = runs.SessionPlan(head.version, Pressure.FIRM, runs.GoalKind.RESPONSES, 300.0, "0", 800)
    return run.id, runs.start_session(engine, run, sitting, at)


def made_up_response(seq: int) -> Response:
    """A response as thousands are: a known item, answered right on the staircase."""
    return Response(
        seq=seq,
        at=Moment(now().utc_ms, 60),
        item=ItemKey(f"{seq % 600:012x}"),
        presentation="plain",
        role=Role.PRACTISED,
        seen=seq // 600,
        shown=seq // 600,
        chance=1 / 31,
        outcome=Outcome.ANSWERED,
        answer=str(seq % 31),
        correct=True,
        rt_ms=1200,
        first_key_ms=1100,
        deadline_ms=3000,
        clock=Clock.STAIRCASE,
        pressure=Pressure.FIRM,
    )


def fill(engine: Engine, run_id: str, session_id: str, responses: Sequence[Response]) -> None:
    """Append them all in one transaction, which a drill never does."""
    with writing(engine) as connection:
        append_rows(connection, [(run_id, session_id, one) for one in responses])


def session_ids(database: Path) -> list[str]:
    """Every session in the order in which they began, empty ones included."""
    engine = make_engine(database)
    try:
        with reading(engine) as connection:
            return list(connection.scalars(select(schema.session.c.id).order_by(schema.session.c.started_utc_ms)))
    finally:
        engine.dispose()
