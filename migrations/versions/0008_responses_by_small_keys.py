"""Responses name their run and their session by a small number instead of 36 letters, so that a log takes less than
half the room. Ids stay what the world knows of a run and a session; not a row and not a value of the log changes.

Tables are spelled out here, not imported: this file says for ever what revision 0008 was.
"""

import sqlalchemy as sa
from alembic import op

from drillgrok.errors import DrillgrokError

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RUN = (
    "id, learner_id, deck_id, number, deck_hash, seed, split, calm_ms, quick_ms, primed, imported, started_utc_ms,"
    " started_offset_min"
)
_SESSION = (
    "id, run_id, deck_hash, started_utc_ms, started_offset_min, pressure, goal_kind, goal_value, app_version, copy_ms"
)
_RESPONSE = (
    "id, seq, utc_ms, offset_min, item, presentation, role, seen, shown, chance, outcome, answer, correct, rt_ms,"
    " first_key_ms, deadline_ms, clock, pressure, flags"
)
_RUN_KEY = "(SELECT key FROM run WHERE run.id = earlier.run_id)"
_SESSION_KEY = "(SELECT key FROM session WHERE session.id = earlier.session_id)"
_FILLED = (
    ("run", f"key, {_RUN}", f"rowid, {_RUN}"),
    ("session", f"key, {_SESSION}", f"rowid, {_SESSION}"),
    ("response", f"run_key, session_key, {_RESPONSE}", f"{_RUN_KEY}, {_SESSION_KEY}, {_RESPONSE}"),
    ("marked", "mark_id, seq, run_key", f"mark_id, seq, {_RUN_KEY}"),
)
"""Parents first; in the order in which the rows were stored, so that nothing has to be sorted or held in memory."""
_UNMEASURED = sa.text(
    "outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%'"
    " OR flags LIKE '%warmup%'"
)
_BURIED = "run JOIN tombstone ON tombstone.run_id = run.id WHERE run.key = OLD.run_key"


def upgrade() -> None:
    """Make the four tables anew, fill them from the old ones, and guard the log again."""
    _lay_aside()
    _create_runs()
    _create_responses()
    for table, columns, values in _FILLED:
        _fill(table, columns, values)
    for table, *_ in reversed(_FILLED):
        op.drop_table(f"{table}_0007")
    _create_indexes()
    for table in ("response", "marked"):
        for change, unless in (("UPDATE", ""), ("DELETE", f"WHEN NOT EXISTS (SELECT 1 FROM {_BURIED}) ")):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} {unless}"
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} never change: append a mark'); END"
            )


def _lay_aside() -> None:
    """Give the old tables other names; what other tables say of them goes on to mean the new ones."""
    for table in ("response", "marked"):
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{change}")
    for table, *_ in _FILLED:
        op.rename_table(table, f"{table}_0007")


def _fill(table: str, columns: str, values: str) -> None:
    connection = op.get_bind()
    try:
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}_0007 AS earlier ORDER BY earlier.rowid"
        )
    except sa.exc.IntegrityError:
        raise DrillgrokError(
            "Some responses name a run or a session that is not there; nothing was changed.",
            mend="`drillgrok data doctor --salvage FILE` saves them into a new database.",
        ) from None


def _create_runs() -> None:
    op.create_table(
        "run",
        sa.Column("key", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("key", name="pk_run"),
        sa.UniqueConstraint("id", name="uq_run_id"),
        sa.UniqueConstraint("learner_id", "deck_id", "number", name="uq_run_learner_id_deck_id_number"),
    )
    op.create_table(
        "session",
        sa.Column("key", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("key", name="pk_session"),
        sa.UniqueConstraint("id", name="uq_session_id"),
    )


def _create_responses() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_key", sa.Integer(), nullable=False),
        sa.Column("session_key", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["run_key"], ["run.key"], name="fk_response_run_key"),
        sa.ForeignKeyConstraint(["session_key"], ["session.key"], name="fk_response_session_key"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("run_key", "seq", name="uq_response_run_key_seq"),
    )
    op.create_table(
        "marked",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("run_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name="fk_marked_mark_id"),
        sa.ForeignKeyConstraint(["run_key", "seq"], ["response.run_key", "response.seq"], name="fk_marked_run_key_seq"),
        sa.PrimaryKeyConstraint("mark_id", "seq", name="pk_marked"),
    )


def _create_indexes() -> None:
    op.create_index("ix_session_run_id", "session", ["run_id"])
    op.create_index("ix_response_session_key_utc_ms", "response", ["session_key", "utc_ms"])
    op.create_index(
        "ix_response_unmeasured",
        "response",
        ["run_key", "seq"],
        sqlite_where=_UNMEASURED,
        postgresql_where=_UNMEASURED,
    )
    op.create_index("ix_marked_run_key_seq", "marked", ["run_key", "seq"])


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
