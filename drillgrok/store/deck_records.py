"""What is kept of a learner's decks for planning a day, within a few milliseconds. Standard library only: the first
screen and a shell prompt wait for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drillgrok.days import local_day
from drillgrok.planning.history import RECENT_DAYS, ChoiceKind, DayCount, DeckRecord
from drillgrok.store.identity import HEAD, existing, revision_in

_LEARNER: Final = "SELECT id FROM learner WHERE name = ?"
_TOTALS: Final = """
SELECT deck_id, sum(answers), count(*), max(day)
FROM practice_day WHERE learner_id = ? AND answers > 0 GROUP BY deck_id
"""
_RECENT: Final = """
SELECT deck_id, day, answers, spent_ms, checked, checked_right FROM practice_day
WHERE learner_id = ? AND (day > ? OR checked > 0) ORDER BY day
"""
_STANDING: Final = (
    "SELECT deck_id, phase, phase_day, passed_day, unseen, rest_day FROM deck_standing WHERE learner_id = ?"
)
_TO_PASS: Final = """
SELECT day.deck_id, sum(day.answers) FROM practice_day AS day
JOIN deck_standing AS stands ON stands.learner_id = day.learner_id AND stands.deck_id = day.deck_id
WHERE day.learner_id = ? AND day.day <= stands.passed_day GROUP BY day.deck_id
"""
_CHOICES: Final = "SELECT deck_id, kind, utc_ms, offset_min FROM deck_choice WHERE learner_id = ? ORDER BY id"


def deck_records(database: Path, learner: str, today: int) -> Mapping[str, DeckRecord]:
    """The record of every deck that this learner has answered or said something of, by deck; none while the schema
    waits for its upgrade, and a file that does not exist yet is an empty one.

    Raises DrillgrokError when the file is no database of ours or cannot be read.
    """
    if not database.exists():
        return {}
    with existing(database) as connection:
        if revision_in(connection, database) != HEAD:
            return {}
        found = connection.execute(_LEARNER, (learner,)).fetchone()
        return _records(connection, found[0], today) if found else {}


def _records(connection: sqlite3.Connection, learner_id: int, today: int) -> Mapping[str, DeckRecord]:
    facts: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for deck, answers, days, last in connection.execute(_TOTALS, (learner_id,)):
        facts[deck] |= {"answers": answers, "practised_days": days, "last_day": last}
    recent: defaultdict[str, list[DayCount]] = defaultdict(list)
    checks: defaultdict[str, list[DayCount]] = defaultdict(list)
    since = today - RECENT_DAYS
    for row in connection.execute(_RECENT, (learner_id, since)):
        deck, day = row[0], DayCount._make(row[1:])
        if day.day > since:
            recent[deck].append(day)
        if day.checked:
            checks[deck].append(day)
    for deck, phase, since_day, passed, unseen, rest in connection.execute(_STANDING, (learner_id,)):
        facts[deck] |= {"phase": phase or "", "phase_since": since_day, "passed": passed, "unseen": unseen}
        facts[deck] |= {"told_to_rest": rest}
    for deck, answers in connection.execute(_TO_PASS, (learner_id,)):
        facts[deck]["answers_to_pass"] = answers
    for deck, kind, utc_ms, offset_min in connection.execute(_CHOICES, (learner_id,)):
        _say(facts, deck, ChoiceKind(kind), local_day(utc_ms, offset_min))
    return {
        deck: DeckRecord(deck, recent=tuple(recent[deck]), checks=tuple(checks[deck]), **known)
        for deck, known in facts.items()
    }


def _say(facts: defaultdict[str, dict[str, Any]], deck: str, kind: ChoiceKind, day: int) -> None:
    """One choice more; only the newest deck to go on with is it."""
    if kind is ChoiceKind.SKIPPED:
        facts[deck]["skipped"] = day
        return
    if kind is ChoiceKind.MAIN:
        for known in facts.values():
            if known.get("chosen") is ChoiceKind.MAIN:
                del known["chosen"]
    facts[deck] |= {"chosen": kind, "chosen_day": day}
