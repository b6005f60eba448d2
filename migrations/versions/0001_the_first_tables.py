"""The first tables.

Tables are spelled out here, not imported: this file says for ever what revision 0001 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UNMEASURED = sa.text("outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%'")
APPLICATION_ID = 0x6472696C


def upgrade() -> None:
    """Make every table; on SQLite also say whose file it is, and forbid changes to the log."""
    create_people_and_decks()
    create_runs()
    create_responses()
    create_marks()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        forbid_changes()


def create_people_and_decks() -> None:
    """Who practises what."""
    op.create_table(
        "learner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
        sa.UniqueConstraint("name", name="uq_learner_name"),
    )
    op.create_table(
        "deck_version",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("deck_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("answers_version", sa.Text(), nullable=False),
        sa.Column("pack", sa.LargeBinary(), nullable=False),
        sa.Column("stored_utc_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_deck_version"),
    )
    op.create_table(
        "copy_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("samples_ms", sa.Text(), nullable=False),
        sa.Column("median_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_copy_time_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_copy_time"),
    )


def create_runs() -> None:
    """One learner's training on one deck, and its sittings."""
    op.create_table(
        "run",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deck_hash", sa.Text()),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("split", sa.Text()),
        sa.Column("calm_ms", sa.Integer()),
        sa.Column("quick_ms", sa.Integer()),
        sa.Column("primed", sa.Boolean(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("started_utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("started_offset_min", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "imported OR (deck_hash IS NOT NULL AND seed IS NOT NULL AND split IS NOT NULL"
            " AND calm_ms IS NOT NULL AND quick_ms IS NOT NULL)",
            name=op.f("ck_run_own_runs_are_whole"),
        ),
        sa.ForeignKeyConstraint(["deck_hash"], ["deck_version.hash"], name="fk_run_deck_hash"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_run_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("learner_id", "deck_id", "number", name="uq_run_learner_id_deck_id_number"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("deck_hash", sa.Text()),
        sa.Column("started_utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("started_offset_min", sa.Integer(), nullable=False),
        sa.Column("pressure", sa.Text(), nullable=False),
        sa.Column("goal_kind", sa.Text()),
        sa.Column("goal_value", sa.Float(precision=53)),
        sa.Column("app_version", sa.Text()),
        sa.Column("copy_ms", sa.Integer()),
        sa.ForeignKeyConstraint(["deck_hash"], ["deck_version.hash"], name="fk_session_deck_hash"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_session_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
    )
    op.create_index("ix_session_run_id", "session", ["run_id"])


def create_responses() -> None:
    """The log."""
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("presentation", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("chance", sa.Float(precision=53), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("correct", sa.Boolean()),
        sa.Column("rt_ms", sa.Integer()),
        sa.Column("first_key_ms", sa.Integer()),
        sa.Column("deadline_ms", sa.Integer(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("pressure", sa.Text(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'void') = (correct IS NULL)", name=op.f("ck_response_void_is_neither_right_nor_wrong")
        ),
        sa.CheckConstraint(
            "outcome <> 'timed_out' OR rt_ms IS NULL", name=op.f("ck_response_no_latency_on_a_time_out")
        ),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_response_seq_counts_from_1")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_response_run_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_response_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("run_id", "seq", name="uq_response_run_id_seq"),
    )
    op.create_index("ix_response_session_id_utc_ms", "response", ["session_id", "utc_ms"])
    op.create_index(
        "ix_response_unmeasured", "response", ["run_id", "seq"], sqlite_where=UNMEASURED, postgresql_where=UNMEASURED
    )


def create_marks() -> None:
    """What is said of responses afterwards."""
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_mark_run_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_mark_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
    )
    op.create_table(
        "marked",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name="fk_marked_mark_id"),
        sa.ForeignKeyConstraint(["run_id", "seq"], ["response.run_id", "response.seq"], name="fk_marked_run_id_seq"),
        sa.PrimaryKeyConstraint("mark_id", "seq", name="pk_marked"),
    )
    op.create_index("ix_marked_run_id_seq", "marked", ["run_id", "seq"])


def forbid_changes() -> None:
    """Responses and marks are only ever added."""
    for table in ("response", "mark", "marked"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} never change: append a mark'); END"
            )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
