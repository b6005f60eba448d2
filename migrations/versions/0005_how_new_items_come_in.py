"""How new items come in from the first plateau of a run on, and whether that was drawn by lot.

Tables are spelled out here, not imported: this file says for ever what revision 0005 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty: runs from before had no choice."""
    op.create_table(
        "intake",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("arm", sa.Text(), nullable=False),
        sa.Column("by_lot", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_intake_run_id"),
        sa.PrimaryKeyConstraint("run_id", name="pk_intake"),
    )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
