"""Runs that were deleted with their learner, so that they do not come back by import; what belongs to them may go.

Tables are spelled out here, not imported: this file says for ever what revision 0006 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty, and let the guards of the log know it."""
    op.create_table(
        "tombstone",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_tombstone"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in ("response", "mark", "marked", "verdict"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_delete")
            op.execute(
                f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} "
                "WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE run_id = OLD.run_id) "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} never change: append a mark'); END"
            )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
