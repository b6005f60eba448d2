"""What lists of decks and a shell's completion tell of learners, within a few milliseconds. Standard library only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from drillgrok.store.identity import HEAD, existing, revision_of

# seq counts a run's rows from 1, so the highest one is their number.
_LENGTHS = """
SELECT run.deck_id, (SELECT max(seq) FROM response WHERE run_key = run.key)
FROM run JOIN learner ON learner.id = run.learner_id
WHERE learner.name = ?
"""

_UNMEASURED = """
SELECT deck_id, count(*) FROM (
SELECT run.deck_id, run.id, response.seq
FROM run JOIN learner ON learner.id = run.learner_id
JOIN response INDEXED BY ix_response_unmeasured ON response.run_key = run.key
WHERE learner.name = ?1
    AND (outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%'
        OR flags LIKE '%warmup%')
UNION
SELECT run.deck_id, run.id, marked.seq
FROM run JOIN learner ON learner.id = run.learner_id
JOIN marked ON marked.run_key = run.key JOIN mark ON mark.id = marked.mark_id
WHERE learner.name = ?1 AND mark.kind IN ('undone', 'idle')
) GROUP BY deck_id
"""


def responses_by_deck(database: Path, learner: str) -> Mapping[str, int]:
    """The measured answers of a learner by deck, all runs together: without void, undone, idle, re-drilled and warm-up
    rows. Nothing for a new learner, where there is no file yet, and while the schema waits for its upgrade.

    Raises DrillgrokError when the file is no database of ours or cannot be read.
    """
    if revision_of(database) != HEAD:
        return {}
    with existing(database) as connection:
        return _counted(connection, learner)


def learner_names(database: Path) -> list[str]:
    """Everybody who practises here or whose log was imported, in alphabetical order; nobody while the schema waits for
    its upgrade. Raises DrillgrokError when the file is no database of ours or cannot be read."""
    if revision_of(database) != HEAD:
        return []
    with existing(database) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM learner ORDER BY name")]


def _counted(connection: sqlite3.Connection, learner: str) -> dict[str, int]:
    responses: dict[str, int] = {}
    for deck_id, length in connection.execute(_LENGTHS, (learner,)):
        responses[deck_id] = responses.get(deck_id, 0) + (length or 0)
    for deck_id, unmeasured in connection.execute(_UNMEASURED, (learner,)):
        responses[deck_id] -= unmeasured
    return responses
