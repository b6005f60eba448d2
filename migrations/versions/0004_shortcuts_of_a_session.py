"""By which version of the shortcuts a session was held: what was said and passed before there were any says so.

Tables are spelled out here, not imported: this file says for ever what revision 0004 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty: every session so far is older."""
    op.create_table(
        "session_shortcuts",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_session_shortcuts_session_id"),
        sa.PrimaryKeyConstraint("session_id", name="pk_session_shortcuts"),
    )


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
