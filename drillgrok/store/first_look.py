"""What the first screen says beside the plan: the coach's last word, and whether others use the machine. Standard
library only: everything heavy loads behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from drillgrok.store.identity import HEAD, existing, revision_of

_WORD: Final = """
SELECT words FROM verdict
WHERE run_id = (
    SELECT run.id FROM run JOIN learner ON learner.id = run.learner_id
    WHERE learner.name = ? AND deck_id = ? AND NOT imported ORDER BY number DESC LIMIT 1)
AND kind <> 'remark'
ORDER BY id DESC LIMIT 1
"""


def last_word(database: Path, learner: str, deck_id: str) -> str:
    """The coach's last word on where the learner stands in the open run of the deck; remarks on a day's work do not
    outlast it. Empty where there is none, and while the schema waits for its upgrade.

    Raises DrillgrokError when the file is no database of ours or cannot be read.
    """
    if revision_of(database) != HEAD:
        return ""
    with existing(database) as connection:
        row = connection.execute(_WORD, (learner, deck_id)).fetchone()
    return row[0] if row else ""


def is_shared(database: Path, learner: str) -> bool:
    """Whether anybody else has practised here. Raises as `last_word` does."""
    if revision_of(database) != HEAD:
        return False
    with existing(database) as connection:
        found = connection.execute("SELECT 1 FROM learner WHERE name <> ? LIMIT 1", (learner,)).fetchone()
    return found is not None
