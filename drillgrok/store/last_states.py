"""The newest kept state of each deck that a learner has a run of, for lists of decks. Standard library only: a list of
decks waits for no database library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from drillgrok.store.identity import HEAD, existing, revision_of

_NEWEST = """
SELECT run.deck_id, history.state
FROM run JOIN learner ON learner.id = run.learner_id JOIN history ON history.run_id = run.id
WHERE learner.name = ? AND history.kind = ? AND history.version = ? AND run.number = (
    SELECT max(number) FROM run AS other WHERE other.learner_id = run.learner_id AND other.deck_id = run.deck_id
)
"""


def last_states(database: Path, learner: str, kind: str, *, version: int) -> Mapping[str, bytes]:
    """The state of this kind and version of the learner's newest run, by deck; none while the schema waits for its
    upgrade.

    Raises DrillgrokError when the file is no database of ours or cannot be read.
    """
    if revision_of(database) != HEAD:
        return {}
    with existing(database) as connection:
        return dict(connection.execute(_NEWEST, (learner, kind, version)))
