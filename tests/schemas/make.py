"""Writes `<revision>.sql` here, a database of the present revision with something in every table, and `<revision>.csv`,
its response log.

Run `python tests/schemas/make.py` once for a revision: from its release on the files say for ever what a learner of
that day has on disk, so those that are there are left alone.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from drillgrok.model.item import AnswerKind, ItemKey
from drillgrok.model.log import (
    Clock,
    Flag,
    IntakeArm,
    Mark,
    MarkKind,
    Moment,
    Outcome,
    Pressure,
    Response,
    Role,
    SplitPlan,
)
from drillgrok.planning.history import ChoiceKind
from drillgrok.store import schema
from drillgrok.store.choices import keep_choice
from drillgrok.store.database import open_store
from drillgrok.store.deck_standing import keep_phase, keep_unseen
from drillgrok.store.engine import writing
from drillgrok.store.export import log_lines
from drillgrok.store.histories import Kept, keep_history
from drillgrok.store.identity import APPLICATION_ID, HEAD
from drillgrok.store.import_log import import_log
from drillgrok.store.journal import Journal
from drillgrok.store.learners import learner_named, save_copy_time
from drillgrok.store.runs import (
    DeckVersion,
    GoalKind,
    RunPlan,
    SessionPlan,
    keep_deck_version,
    start_run,
    start_session,
)
from drillgrok.store.verdicts import StoredVerdict, keep_checkpoint, keep_verdict

HERE = Path(__file__).parent
START = Moment(1_772_449_200_000, 330)
SPLIT = SplitPlan(salt=112, held_out=0.4, reserve=0.1)


def responses() -> list[Response]:
    """Twelve showings of every kind."""
    plain = Response(
        seq=1,
        at=START,
        item=ItemKey("00000000002a"),
        presentation="plain",
        role=Role.PRACTISED,
        seen=0,
        shown=0,
        chance=1 / 31,
        outcome=Outcome.ANSWERED,
        answer="17",
        correct=True,
        rt_ms=1501,
        first_key_ms=903,
        deadline_ms=8900,
        clock=Clock.CALM,
        pressure=Pressure.FIRM,
        flags=frozenset({Flag.BASELINE}),
    )
    void = {"outcome": Outcome.VOID, "answer": "", "correct": None, "rt_ms": None, "first_key_ms": None}
    late = {"outcome": Outcome.TIMED_OUT, "answer": "", "correct": False, "rt_ms": None, "first_key_ms": None}
    changes: list[dict[str, object]] = [
        {},
        {"role": Role.PROBE, "correct": False, "answer": '4, "5"\n=6 ∘ 字'},
        {"seen": 7, "shown": 7, "flags": frozenset()},
        {"seen": 6, "shown": 8, "flags": frozenset(), "correct": False, "clock": Clock.STAIRCASE},
        {**void, "flags": frozenset({Flag.PAUSED})},
        {**late, "clock": Clock.STAIRCASE, "deadline_ms": 4200, "flags": frozenset()},
        {"outcome": Outcome.PASSED, "answer": "", "correct": False, "flags": frozenset()},
        {"presentation": "r1", "chance": 0.5, "flags": frozenset()},
        {"flags": frozenset({Flag.REDRILL}), "seen": 3, "shown": 3},
        {"role": Role.EXAM, "clock": Clock.QUICK, "flags": frozenset({Flag.TOO_FAST}), "rt_ms": 40},
        {**late, "flags": frozenset()},
        {"flags": frozenset()},
    ]
    return [
        Response(
            **{name: getattr(plain, name) for name in Response.__slots__}
            | change
            | {"seq": seq, "at": Moment(START.utc_ms + 4000 * seq, START.offset_min)}
        )
        for seq, change in enumerate(changes, start=1)
    ]


def seed(database: Path) -> None:
    """Something in every table, an imported run among it."""
    with open_store(database) as engine:
        ada = learner_named(engine, "ada")
        keep_deck_version(engine, DeckVersion("h1", "lantern-31", "Lantern", "lantern", "a1", b"\x00sealed"), START)
        run = start_run(
            engine, ada, "lantern-31", RunPlan("h1", 7, SPLIT, 8000, 2500, False, IntakeArm.FLOOD, by_lot=True), START
        )
        plan = SessionPlan("h1", Pressure.FIRM, GoalKind.RESPONSES, 300, "0.1.0", 900, 4)
        session_id = start_session(engine, run, plan, START)
        journal = Journal(engine, run.id, session_id)
        for response in responses():
            journal.append(response)
        journal.mark(Mark(MarkKind.UNDONE, START, (12,)))
        journal.mark(Mark(MarkKind.IDLE, START, (11,)))
        journal.mark(Mark(MarkKind.NOTE, START, text="the last ones felt alike"))
        save_copy_time(engine, ada, AnswerKind.DIGITS, (900, 870, 1200), START)
        said = StoredVerdict(
            12, START, "unclear", "I need 12 unseen answers before I name a phase.", '{"kind": "memorising"}'
        )
        keep_verdict(engine, run.id, session_id, said)
        keep_choice(engine, ada, "lantern-31", ChoiceKind.MAIN, START)
        with writing(engine) as connection:
            keep_phase(connection, run.id, "plateau", 20_514)
            keep_unseen(connection, run.id, 57)
            keep_checkpoint(connection, run.id, seq=12, model_version=1, state=b"state")
            keep_history(connection, run.id, [Kept("tallies", seq=4, version=1, state=b"{}")])
            connection.execute(
                insert(schema.tombstone).values(run_id="33333333-3333-4333-8333-333333333333", utc_ms=START.utc_ms)
            )
        foreign = database.with_name("foreign.csv")
        text = "".join(log_lines(engine)).replace("ada,", "bo,").replace(run.id, "11111111-1111-4111-8111-111111111111")
        with closing(sqlite3.connect(database)) as connection:
            (session,) = connection.execute("SELECT id FROM session").fetchone()
        foreign.write_text(text.replace(session, "22222222-2222-4222-8222-222222222222"), encoding="utf-8")
        import_log(engine, foreign)


def dump(database: Path) -> str:
    """The database as SQL, one statement a line where the text allows."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join([f"PRAGMA application_id = {APPLICATION_ID};", *connection.iterdump(), ""])


if __name__ == "__main__":
    if (HERE / f"{HEAD}.sql").exists():
        sys.exit(f"The dump of {HEAD} is there already. Delete it first if no release has this revision.")
    with TemporaryDirectory() as folder:
        seeded = Path(folder) / "drillgrok.db"
        seed(seeded)
        (HERE / f"{HEAD}.sql").write_text(dump(seeded), encoding="utf-8")
        with open_store(seeded) as engine:
            (HERE / f"{HEAD}.csv").write_text("".join(log_lines(engine)), encoding="utf-8")
