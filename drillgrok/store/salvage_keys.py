"""Which run and which session a row of a damaged database belongs to in the new one that it is saved into: its keys may
mean others there, and what it names may be lost. Standard library only."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Final

from drillgrok.store.columns import MEANINGS

_UNKNOWN: Final = "unknown"


@dataclass
class Names:
    """What one database calls runs and sessions: by ids until revision 0007, by keys of its own since."""

    new: sqlite3.Connection
    beside: Names | None = None
    """Of a copy of it, asked where its own pages are lost."""
    runs: dict[Hashable, str] = field(default_factory=dict)
    """Ids by key."""
    sessions: dict[Hashable, str] = field(default_factory=dict)
    runs_of_sessions: dict[Hashable, str] = field(default_factory=dict)
    """Ids of runs by the key of a session."""
    _places: dict[tuple[Hashable, Hashable], tuple[int, int]] = field(default_factory=dict)

    def learn(self, table: str, row: dict[str, Any]) -> None:
        """Remember what a row of the table `run` or `session` is called, whether or not it can be used."""
        if MEANINGS[table]["id"](row["id"]):
            (self.runs if table == "run" else self.sessions)[row["key"]] = row["id"]
        if table == "session" and MEANINGS["run"]["id"](row["run_id"]):
            self.runs_of_sessions[row["key"]] = row["run_id"]

    def place(self, row: dict[str, Any]) -> tuple[int, int]:
        """The keys that the new database has for a response's run and session; of what is lost there is one made of
        which nothing is known."""
        named = row["run_key"], row["session_key"]
        if named not in self._places:
            self._places[named] = self._found_or_made(*named, row)
        return self._places[named]

    def run_key(self, named: Hashable) -> int | None:
        """The key that the new database has for a run; None where it has none."""
        return _key(self.new, "run", self._asked("runs", named) or named)

    def _found_or_made(self, run: Hashable, session: Hashable, row: dict[str, Any]) -> tuple[int, int]:
        run_id = self._asked("runs", run) or self._asked("runs_of_sessions", session) or _fresh(run)
        session_id = self._asked("sessions", session) or _fresh(session)
        self.runs.setdefault(run, run_id)
        self.sessions.setdefault(session, session_id)
        run_key = _key(self.new, "run", run_id)
        if run_key is None:
            run_key = stand_in_run(self.new, run_id, row["utc_ms"], row["offset_min"])
        session_key = _key(self.new, "session", session_id)
        if session_key is None:
            session_key = _stand_in_session(self.new, session_id, run_id, row)
        return run_key, session_key

    def _asked(self, what: str, named: Hashable) -> str | None:
        known: dict[Hashable, str] = getattr(self, what)
        found = known.get(named)
        if found is None and self.beside is not None and self._agrees(self.beside):
            found = getattr(self.beside, what).get(named)
        return found

    def _agrees(self, other: Names) -> bool:
        """Whether the same keys mean the same in both, as far as both can tell."""
        return all(
            other_known.get(key, of_id) == of_id
            for known, other_known in ((self.runs, other.runs), (self.sessions, other.sessions))
            for key, of_id in known.items()
        )


def stand_in_run(new: sqlite3.Connection, run_id: str, utc_ms: int, offset_min: int) -> int:
    """A run of which nothing is known, to be looked at and exported; returns its key."""
    learner_id = unknown_learner(new)
    number = "SELECT 1 + coalesce(max(number), 0) FROM run WHERE learner_id = ?1 AND deck_id = ?2"
    made = new.execute(
        "INSERT INTO run(id, learner_id, deck_id, number, primed, imported, started_utc_ms, started_offset_min)"
        f" VALUES(?3, ?1, ?2, ({number}), 0, 1, ?4, ?5)",
        (learner_id, _UNKNOWN, run_id, utc_ms, offset_min),
    )
    return made.lastrowid or 0


def unknown_learner(new: sqlite3.Connection) -> int:
    """Whoever it was; returns the id."""
    found = new.execute("SELECT id FROM learner WHERE name = ?", (_UNKNOWN,)).fetchone()
    return found[0] if found else new.execute("INSERT INTO learner(name) VALUES(?)", (_UNKNOWN,)).lastrowid or 0


def _stand_in_session(new: sqlite3.Connection, session_id: str, run_id: str, row: dict[str, Any]) -> int:
    made = new.execute(
        "INSERT INTO session(id, run_id, started_utc_ms, started_offset_min, pressure) VALUES(?, ?, ?, ?, ?)",
        (session_id, run_id, row["utc_ms"], row["offset_min"], row["pressure"]),
    )
    return made.lastrowid or 0


def _key(new: sqlite3.Connection, table: str, of_id: Hashable) -> int | None:
    found = new.execute(f"SELECT key FROM {table} WHERE id = ?", (of_id,)).fetchone()
    return found[0] if found else None


def _fresh(named: Hashable) -> str:
    """The id that it is named by, else one that nobody has."""
    return named if isinstance(named, str) and MEANINGS["run"]["id"](named) else str(uuid.uuid4())
