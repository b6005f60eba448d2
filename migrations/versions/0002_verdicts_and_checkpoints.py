"""What the coach said, with the claims it is scored by, and the phase model's latest state of each run.

Tables are spelled out here, not imported: this file says for ever what revision 0002 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables; verdicts are never changed, a checkpoint can be rebuilt and is replaced."""
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_verdict_run_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_verdict_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
    )
    op.create_index("ix_verdict_run_id", "verdict", ["run_id"])
    op.create_table(
        "checkpoint",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("model_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_checkpoint_run_id"),
        sa.PrimaryKeyConstraint("run_id", name="pk_checkpoint"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER verdict_refuses_{change.lower()} BEFORE {change} ON verdict "
                "BEGIN SELECT RAISE(ABORT, 'rows of verdict never change: append a mark'); END"
            )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
