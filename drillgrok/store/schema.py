"""The tables. Portable types only, so that a class can share one PostgreSQL database; every constraint has a name.

Rows are only ever added; only all of one learner's go, when they are deleted as a person. `marked` joins a mark to the
responses it speaks of. Runs and sessions have an id for the world and a small key: responses, of which there are a
million, are stored by it. No key leaves the store.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    literal_column,
    or_,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

learner = Table(
    "learner",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    UniqueConstraint("name"),
)

deck_version = Table(
    "deck_version",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("deck_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("answers_version", Text, nullable=False),
    Column("pack", LargeBinary, nullable=False),  # the deck as it was, sealed
    Column("stored_utc_ms", BigInteger, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("learner_id", ForeignKey("learner.id"), nullable=False),
    Column("deck_id", Text, nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... of this learner on this deck
    Column("deck_hash", ForeignKey("deck_version.hash")),
    Column("seed", BigInteger),
    Column("split", Text),  # JSON
    Column("calm_ms", Integer),
    Column("quick_ms", Integer),
    Column("primed", Boolean, nullable=False),
    Column("imported", Boolean, nullable=False),
    Column("started_utc_ms", BigInteger, nullable=False),
    Column("started_offset_min", Integer, nullable=False),
    UniqueConstraint("id"),
    UniqueConstraint("learner_id", "deck_id", "number"),
    CheckConstraint(
        "imported OR (deck_hash IS NOT NULL AND seed IS NOT NULL AND split IS NOT NULL"
        " AND calm_ms IS NOT NULL AND quick_ms IS NOT NULL)",
        name="own_runs_are_whole",
    ),
)

intake = Table(
    "intake",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("arm", Text, nullable=False),  # how new items come in from the first plateau on
    Column("by_lot", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("deck_hash", ForeignKey("deck_version.hash")),
    Column("started_utc_ms", BigInteger, nullable=False),
    Column("started_offset_min", Integer, nullable=False),
    Column("pressure", Text, nullable=False),
    Column("goal_kind", Text),
    Column("goal_value", Float(53)),
    Column("app_version", Text),
    Column("copy_ms", Integer),
    UniqueConstraint("id"),
)

# A session without a row was held before shortcuts were looked for, or imported.
session_shortcuts = Table(
    "session_shortcuts",
    metadata,
    Column("session_id", ForeignKey("session.id"), primary_key=True),
    Column("version", Integer, nullable=False),
)

response = Table(
    "response",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_key", ForeignKey("run.key"), nullable=False),
    Column("session_key", ForeignKey("session.key"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("utc_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("presentation", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("chance", Float(53), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("correct", Boolean),
    Column("rt_ms", Integer),
    Column("first_key_ms", Integer),
    Column("deadline_ms", Integer, nullable=False),
    Column("clock", Text, nullable=False),
    Column("pressure", Text, nullable=False),
    Column("flags", Text, nullable=False),  # sorted, one space between; undone and idle are marks
    UniqueConstraint("run_key", "seq"),
    CheckConstraint("seq >= 1", name="seq_counts_from_1"),
    CheckConstraint("(outcome = 'void') = (correct IS NULL)", name="void_is_neither_right_nor_wrong"),
    CheckConstraint("outcome <> 'timed_out' OR rt_ms IS NULL", name="no_latency_on_a_time_out"),
    Index("ix_response_session_key_utc_ms", "session_key", "utc_ms"),
)

# Spelled out as literals: the index below serves only queries that repeat its condition word for word.
UNMEASURED = or_(
    response.c.outcome == literal_column("'void'"),
    *(response.c.flags.like(literal_column(f"'%{flag}%'")) for flag in ("redrill", "idle", "undone", "warmup")),
)
"""True of a response that its own row takes out of every measured figure; marks can take out more."""

# Few rows match, so the first screen counts what is measured without reading the log.
Index(
    "ix_response_unmeasured",
    response.c.run_key,
    response.c.seq,
    sqlite_where=UNMEASURED,
    postgresql_where=UNMEASURED,
)

mark = Table(
    "mark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("session_id", ForeignKey("session.id")),
    Column("kind", Text, nullable=False),
    Column("utc_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

marked = Table(
    "marked",
    metadata,
    Column("mark_id", ForeignKey("mark.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("run_key", Integer, nullable=False),
    ForeignKeyConstraint(["run_key", "seq"], ["response.run_key", "response.seq"]),
    Index("ix_marked_run_key_seq", "run_key", "seq"),
)

copy_time = Table(
    "copy_time",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner_id", ForeignKey("learner.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("utc_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("samples_ms", Text, nullable=False),  # JSON list
    Column("median_ms", Integer, nullable=False),
)


verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # of the last response it knew
    Column("utc_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("record", Text, nullable=False),  # JSON: figures and claim
)

deck_choice = Table(
    "deck_choice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner_id", ForeignKey("learner.id"), nullable=False, index=True),
    Column("deck_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("utc_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
)

# The tables from here on can be rebuilt, and their rows are replaced. The next two are what a day is planned from.
practice_day = Table(
    "practice_day",
    metadata,
    Column("learner_id", ForeignKey("learner.id"), primary_key=True),
    Column("deck_id", Text, primary_key=True),
    Column("day", Integer, primary_key=True),  # since 1970-01-01, of the learner's calendar
    Column("answers", Integer, nullable=False),  # measured ones of runs that were practised here
    Column("spent_ms", BigInteger, nullable=False),
    Column("checked", Integer, nullable=False),
    Column("checked_right", Integer, nullable=False),
)

deck_standing = Table(
    "deck_standing",
    metadata,
    Column("learner_id", ForeignKey("learner.id"), primary_key=True),
    Column("deck_id", Text, primary_key=True),
    Column("phase", Text),
    Column("phase_day", Integer),  # the first one on which it was called so
    Column("passed_day", Integer),
    Column("unseen", Integer),  # groups never shown that could be asked
    Column("rest_day", Integer),  # the last one on which the coach saw tiredness
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("seq", Integer, nullable=False),  # of the last response it knows
    Column("version", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

# A run that was deleted with its learner: it does not come back by import. The number says nothing of anybody.
tombstone = Table(
    "tombstone",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("utc_ms", BigInteger, nullable=False),
)


@event.listens_for(metadata, "after_create")
def _forbid_changes(_target: MetaData, connection: Connection, **_: object) -> None:
    """Responses, marks and verdicts are only ever added; those of a run that has its tombstone may go."""
    if connection.dialect.name != "sqlite":
        return
    by_id = "tombstone WHERE run_id = OLD.run_id"
    by_key = "run JOIN tombstone ON tombstone.run_id = run.id WHERE run.key = OLD.run_key"
    for table, buried in (("response", by_key), ("mark", by_id), ("marked", by_key), ("verdict", by_id)):
        for change, unless in (("UPDATE", ""), ("DELETE", f"WHEN NOT EXISTS (SELECT 1 FROM {buried}) ")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} {unless}"
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} never change: append a mark'); END"
            )
