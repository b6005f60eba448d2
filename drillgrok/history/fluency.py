"""How fast a rule is used that was passed: the median time on the quick clock of a session with nine in ten right, a
record that can be beaten. Counts and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import Final

LEAST_ANSWERS: Final = 20
LEAST_RIGHT: Final = 0.9


@dataclass(frozen=True, slots=True)
class Fluency:
    """One session on the quick clock."""

    median_ms: int
    """Of its right answers."""
    right: int
    n: int


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """A practised answer on the quick clock."""

    session_id: str
    correct: bool
    rt_ms: int | None
    """None on a time-out."""


def fluency_by_session(answers: Iterable[QuickAnswer]) -> Mapping[str, Fluency]:
    """The sessions that have enough answers, nine in ten of them right."""
    sessions: dict[str, list[QuickAnswer]] = {}
    for answer in answers:
        sessions.setdefault(answer.session_id, []).append(answer)
    found = {session: _fluency(given) for session, given in sessions.items()}
    return {session: fluency for session, fluency in found.items() if fluency is not None}


def _fluency(given: list[QuickAnswer]) -> Fluency | None:
    times_ms = [answer.rt_ms for answer in given if answer.correct and answer.rt_ms is not None]
    if len(given) < LEAST_ANSWERS or len(times_ms) < LEAST_RIGHT * len(given):
        return None
    return Fluency(median_low(times_ms), len(times_ms), len(given))


def fluency_words(now: Fluency | None, before: Iterable[Fluency]) -> str:
    """A session beside the best one before it; empty where it has too few answers or too few right ones."""
    if now is None:
        return ""
    said = f"On the quick clock {now.right} of {now.n} were right, in {now.median_ms / 1000:.1f} s each"
    best_ms = min((one.median_ms for one in before), default=None)
    if best_ms is None:
        return f"{said}: that is the record to beat."
    if now.median_ms < best_ms:
        return f"{said}: a new record, it was {best_ms / 1000:.1f} s."
    return f"{said}; the record is {best_ms / 1000:.1f} s."
