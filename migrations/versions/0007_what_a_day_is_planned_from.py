"""What a day is planned from: counts by day, where each deck stands, and what the learner said of it; filled from the
log as it is. Warm-up answers are counted with those that measure nothing.

Tables are spelled out here, not imported: this file says for ever what revision 0007 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_DAY = "({t}.utc_ms + {t}.offset_min * 60000 - 14400000) / 86400000"

_PRACTICE_DAYS = f"""
INSERT INTO practice_day (learner_id, deck_id, day, answers, spent_ms, checked, checked_right)
SELECT learner_id, deck_id, day, sum(counts),
    sum(CASE WHEN spent > 60000 THEN 60000 WHEN spent < 0 THEN 0 ELSE spent END), 0, 0
FROM (
    SELECT run.learner_id, run.deck_id, {_DAY.format(t="response")} AS day,
        CASE WHEN outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%'
            OR EXISTS (SELECT 1 FROM marked JOIN mark ON mark.id = marked.mark_id
                WHERE marked.run_id = response.run_id AND marked.seq = response.seq
                AND mark.kind IN ('undone', 'idle'))
            THEN 0 ELSE 1 END AS counts,
        response.utc_ms - lag(response.utc_ms, 1, response.utc_ms - coalesce(rt_ms, deadline_ms))
            OVER (PARTITION BY response.session_id ORDER BY seq) AS spent
    FROM response JOIN run ON run.id = response.run_id
    WHERE NOT run.imported
) AS counted
GROUP BY learner_id, deck_id, day
"""

_PASSED = f"""
SELECT run.learner_id, run.deck_id, max({_DAY.format(t="mark")})
FROM mark JOIN run ON run.id = mark.run_id
WHERE NOT run.imported AND (mark.kind = 'finished' OR (mark.kind = 'exam' AND (
    SELECT count(*) FROM response
    WHERE response.session_id = mark.session_id AND role = 'exam' AND correct
) >= CAST(mark.text AS INTEGER)))
GROUP BY run.learner_id, run.deck_id
"""

_SAID = f"""
SELECT run.learner_id, run.deck_id, verdict.kind, {_DAY.format(t="verdict")}
FROM verdict JOIN run ON run.id = verdict.run_id
WHERE NOT run.imported AND verdict.kind IN ('memorising', 'plateau', 'shifting', 'grokked')
ORDER BY run.learner_id, run.deck_id, run.number, verdict.id
"""


def upgrade() -> None:
    """Add the tables and count what is in the log."""
    _create()
    _fill()
    op.drop_index("ix_response_unmeasured", table_name="response")
    unmeasured = sa.text(
        "outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%'"
        " OR flags LIKE '%warmup%'"
    )
    op.create_index(
        "ix_response_unmeasured",
        "response",
        ["run_id", "seq"],
        sqlite_where=unmeasured,
        postgresql_where=unmeasured,
    )


def _create() -> None:
    op.create_table(
        "deck_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_deck_choice_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deck_choice"),
    )
    op.create_index("ix_deck_choice_learner_id", "deck_choice", ["learner_id"])
    op.create_table(
        "practice_day",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("spent_ms", sa.BigInteger(), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("checked_right", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_practice_day_learner_id"),
        sa.PrimaryKeyConstraint("learner_id", "deck_id", "day", name="pk_practice_day"),
    )
    op.create_table(
        "deck_standing",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("phase_day", sa.Integer(), nullable=True),
        sa.Column("passed_day", sa.Integer(), nullable=True),
        sa.Column("unseen", sa.Integer(), nullable=True),
        sa.Column("rest_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_deck_standing_learner_id"),
        sa.PrimaryKeyConstraint("learner_id", "deck_id", name="pk_deck_standing"),
    )


def _fill() -> None:
    """The days, the passes, and since when the coach has called each deck what it calls it now."""
    connection = op.get_bind()
    connection.exec_driver_sql(_PRACTICE_DAYS)
    standing: dict[tuple[int, str], dict[str, object]] = {}
    for learner_id, deck_id, day in connection.exec_driver_sql(_PASSED):
        standing[learner_id, deck_id] = {"passed_day": day}
    for learner_id, deck_id, kind, day in connection.exec_driver_sql(_SAID):
        known = standing.setdefault((learner_id, deck_id), {})
        if known.get("phase") != kind:
            known |= {"phase": kind, "phase_day": day}
    table = sa.table("deck_standing", *map(sa.column, ("learner_id", "deck_id", "phase", "phase_day", "passed_day")))
    for (learner_id, deck_id), known in standing.items():
        connection.execute(table.insert().values(learner_id=learner_id, deck_id=deck_id, **known))


def downgrade() -> None:
    """A learner's way back is the copy made before the upgrade."""
    raise NotImplementedError
