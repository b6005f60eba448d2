"""What the first screen shows, within a few milliseconds. Standard library only: everything heavy loads behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drillgrok.days import DAY_MS, day_start_utc_ms, local_day
from drillgrok.model.log import Moment
from drillgrok.store.identity import HEAD, existing, revision_of

_LOOK_BACK_MS = 2 * DAY_MS  # no session that reaches into today began earlier

_SITTINGS = """
SELECT run.deck_id, run.imported, session.started_utc_ms, session.started_offset_min,
    (SELECT min(utc_ms) FROM response WHERE session_id = session.id),
    (SELECT max(utc_ms) FROM response WHERE session_id = session.id)
FROM session JOIN run ON run.id = session.run_id JOIN learner ON learner.id = run.learner_id
WHERE learner.name = ?
ORDER BY session.started_utc_ms, session.id DESC
"""

# seq counts a run's rows from 1, so the highest one is their number.
_LENGTHS = """
SELECT run.deck_id, (SELECT max(seq) FROM response WHERE run_id = run.id)
FROM run JOIN learner ON learner.id = run.learner_id
WHERE learner.name = ?
"""

_UNMEASURED = """
SELECT run.deck_id, run.id, response.seq
FROM run JOIN learner ON learner.id = run.learner_id
JOIN response INDEXED BY ix_response_unmeasured ON response.run_id = run.id
WHERE learner.name = ?1
    AND (outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%')
UNION
SELECT run.deck_id, run.id, marked.seq
FROM run JOIN learner ON learner.id = run.learner_id
JOIN marked ON marked.run_id = run.id JOIN mark ON mark.id = marked.mark_id
WHERE learner.name = ?1 AND mark.kind IN ('undone', 'idle')
"""

_RECENT = """
SELECT run.id, response.seq
FROM session JOIN run ON run.id = session.run_id JOIN learner ON learner.id = run.learner_id
JOIN response ON response.session_id = session.id
WHERE learner.name = ? AND session.started_utc_ms >= ? AND response.utc_ms >= ?
"""


@dataclass(frozen=True, slots=True)
class DeckGlance:
    """How much a learner has done in one deck, all runs together."""

    responses: int
    """Measured ones: void, undone, idle and re-drilled rows are left out."""
    sessions: int
    """With at least one row."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One learner's past at a glance. All zero for a new learner, and while the schema waits for its upgrade."""

    current: bool
    """The schema is that of this program; if not, `ensure_current` has work to do."""
    last_deck: str | None = None
    decks: Mapping[str, DeckGlance] = field(default_factory=dict)
    responses_today: int = 0
    practice_days: int = 0


def glance(database: Path, learner: str, now: Moment) -> Glance:
    """Read the learner's past from `database`; a file that does not exist yet is an empty one.

    Raises DrillgrokError when the file is no database of ours or cannot be read.
    """
    if revision_of(database) != HEAD:
        return Glance(current=False)
    with existing(database) as connection:
        return _read(connection, learner, now)


def _read(connection: sqlite3.Connection, learner: str, now: Moment) -> Glance:
    last_deck: str | None = None
    days: set[int] = set()
    sessions: dict[str, int] = {}
    for deck_id, imported, _started, offset_min, first, last in connection.execute(_SITTINGS, (learner,)):
        if not imported:
            last_deck = deck_id
        if first is not None:
            days |= {local_day(first, offset_min), local_day(last, offset_min)}
            sessions[deck_id] = sessions.get(deck_id, 0) + 1
    responses: dict[str, int] = {}
    for deck_id, length in connection.execute(_LENGTHS, (learner,)):
        responses[deck_id] = responses.get(deck_id, 0) + (length or 0)
    unmeasured: set[tuple[str, int]] = set()
    for deck_id, run_id, seq in connection.execute(_UNMEASURED, (learner,)):
        responses[deck_id] -= 1
        unmeasured.add((run_id, seq))
    today = day_start_utc_ms(now.utc_ms, now.offset_min)
    recent = connection.execute(_RECENT, (learner, today - _LOOK_BACK_MS, today))
    return Glance(
        current=True,
        last_deck=last_deck,
        decks={deck: DeckGlance(count, sessions.get(deck, 0)) for deck, count in sorted(responses.items())},
        responses_today=sum(1 for row in recent if row not in unmeasured),
        practice_days=len(days),
    )
