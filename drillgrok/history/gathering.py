"""The doors of the fold: a run's log in, in one piece or in many, and the figures that charts take out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median_low

from drillgrok.history.figures import BeliefAt, Day, Exposure, Hour, RunHistory, Scored
from drillgrok.history.sequels import Followed, Made, Sequels
from drillgrok.history.tallies import Tallies, exposures_at
from drillgrok.history.trail import Trail
from drillgrok.history.work import Work
from drillgrok.model.log import UNDO_DEPTH, Response
from drillgrok.phases.version import MODEL_VERSION

Row = tuple[str, Response]
"""A response with the id of its session."""


@dataclass(slots=True)
class Gathering:
    """A run's figures as far as its log was taken in; each part may have come to another response."""

    tallies: Tallies = field(default_factory=Tallies)
    work: Work | None = field(default_factory=Work)
    sequels: Sequels | None = field(default_factory=Sequels)
    """The last two are None where only an overview is wanted."""

    @property
    def parts(self) -> tuple[Tallies | Work | Sequels, ...]:
        """Those that are there."""
        return tuple(part for part in (self.tallies, self.work, self.sequels) if part is not None)

    @property
    def number(self) -> int:
        """The response from which on rows are missing somewhere."""
        return min(part.number for part in self.parts)


def gathered(gathering: Gathering, rows: Iterable[Row], claims: Iterable[Made] = ()) -> Gathering:
    """The figures after more rows; the given ones are left as they were. One call for many costs the least.

    Each part passes over the rows that it knows; none of those it does not know may be missing. `claims`: what the
    coach said would follow, all of it by then or that from response `gathering.number` on, by number.
    """
    new = Gathering(
        gathering.tallies.copy(),
        gathering.work and gathering.work.copy(),
        gathering.sequels and gathering.sequels.copy(),
    )
    take_in_place(new, rows, claims)
    return new


def take_in_place(gathering: Gathering, rows: Iterable[Row], claims: Iterable[Made] = ()) -> None:
    """The same into figures that nobody else holds."""
    if gathering.sequels:
        gathering.sequels.expect(claims)
    parts = gathering.parts
    for session_id, response in rows:
        for part in parts:
            if response.seq > part.number:
                part.take(session_id, response)


def settled(rows: Iterable[Row]) -> Iterator[Row]:
    """All but the last rows, which an undo can still reach."""
    held: deque[Row] = deque()
    for row in rows:
        held.append(row)
        if len(held) > UNDO_DEPTH:
            yield held.popleft()


def history(gathering: Gathering, trail: Trail | None = None, *, exams_passed: Iterable[int] = ()) -> RunHistory:
    """The figures as charts take them; the parts have to have come to the same response. Without `work` there are no
    episodes, without `sequels` no claims, without `trail` no beliefs.

    `exams_passed`: the last response number of each exam that was passed.
    """
    tallies, work, sequels = gathering.tallies, gathering.work, gathering.sequels
    passed = tuple(exams_passed)
    return RunHistory(
        number=tallies.number,
        volume=tallies.volume,
        practice_days=tallies.practice_days,
        recent_ms=median_low(tallies.right_ms) if tallies.right_ms else None,
        staircase_ms=tallies.staircase_ms,
        settled=tallies.settled.with_waiting,
        unseen=tuple(tallies.unseen.full),
        unseen_waiting=len(tallies.unseen.waiting),
        lexemes=tuple(tallies.lexemes.full),
        exposures=_exposures(tallies),
        exceptions=tallies.exceptions,
        exceptions_right=tallies.exceptions_right,
        days=tuple(Day(day, v.responses, v.settled, v.settled_right) for day, v in sorted(tallies.days.items())),
        hours=tuple(Hour(hour, v.responses, v.settled, v.settled_right) for hour, v in sorted(tallies.hours.items())),
        sessions=tuple(tallies.sessions),
        claims=tuple(_scored(one, passed) for one in sequels.all) if sequels else (),
        episodes=work.episodes_until_now() if work else (),
        early=work.early_until_now() if work else (),
        beliefs=_beliefs(trail) if trail else (),
        beliefs_stale=trail is not None and trail.model_version != MODEL_VERSION,
    )


def _exposures(tallies: Tallies) -> tuple[Exposure, ...]:
    return tuple(
        Exposure(*exposures_at(place), one.n, one.right, one.timed, one.log_ms, one.log_ms_squared)
        for place, one in enumerate(tallies.exposures)
        if one.n
    )


def _scored(one: Followed, exams_passed: tuple[int, ...]) -> Scored:
    kind, sequel = one
    claim, found = sequel.claim, sequel.found
    return Scored(
        number=claim.number,
        verdict=kind,
        measure=claim.measure.value,
        at_least=claim.at_least,
        share=claim.share,
        horizon=claim.horizon,
        followed=sequel.followed,
        n=found.n,
        right=found.right,
        chance=found.guessed,
        score=sequel.score(exams_passed),
    )


def _beliefs(trail: Trail) -> tuple[BeliefAt, ...]:
    latest = trail.latest
    if latest is None or (trail.beliefs and trail.beliefs[-1].number >= latest.number):
        return tuple(trail.beliefs)
    return (*trail.beliefs, latest)
