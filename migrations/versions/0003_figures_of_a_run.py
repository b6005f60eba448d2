"""The figures of each run as far as they are counted, so that charts need not read the whole log.

Tables are spelled out here, not imported: this file says for ever what revision 0003 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty: the first look at a run fills it."""
    op.create_table(
        "history",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_history_run_id"),
        sa.PrimaryKeyConstraint("run_id", "kind", name="pk_history"),
    )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
