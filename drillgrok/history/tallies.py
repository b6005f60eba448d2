"""What an overview needs of a run, counted answer by answer: accuracy in blocks, exposures, days, hours, sessions. No
item is remembered here, so its size does not depend on the deck."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from drillgrok.days import MINUTE_MS
from drillgrok.history.sums import Blocks, Sum
from drillgrok.model.evidence import EvidenceKind, evidence_kind, is_settled
from drillgrok.model.log import Clock, Flag, Response, Role

LATELY = 300
"""Right answers that the present speed is read from: a day's worth."""
DAYS_KEPT, SESSIONS_KEPT = 1_000, 512
_SINGLE_EXPOSURES = 16
_HOUR_MS = 60 * MINUTE_MS


@dataclass(slots=True)
class Volume:
    """Answers of one day or hour, added up in place."""

    responses: int = 0
    settled: int = 0
    settled_right: int = 0


@dataclass(slots=True)
class Tallies:
    """The counts up to response `number`; grows in place."""

    number: int = 0
    volume: int = 0
    settled: Blocks = field(default_factory=Blocks)
    unseen: Blocks = field(default_factory=Blocks)
    lexemes: Blocks = field(default_factory=Blocks)
    """Practised structures in new words."""
    exposures: list[Sum] = field(default_factory=list)
    """By place: see `exposure_place`."""
    exceptions: int = 0
    exceptions_right: int = 0
    """Answers like the settled ones, of items for which the rule does not hold."""
    days: dict[int, Volume] = field(default_factory=dict)
    practice_days: int = 0
    hours: dict[int, Volume] = field(default_factory=dict)
    session_id: str = ""
    sessions: list[int] = field(default_factory=list)
    right_ms: list[int] = field(default_factory=list)
    """Latencies of the last right answers."""
    staircase_ms: int | None = None

    def copy(self) -> Tallies:
        """Another one that grows by itself."""
        return replace(
            self,
            settled=self.settled.copy(),
            unseen=self.unseen.copy(),
            lexemes=self.lexemes.copy(),
            exposures=[replace(one) for one in self.exposures],
            days={day: replace(one) for day, one in self.days.items()},
            hours={hour: replace(one) for hour, one in self.hours.items()},
            sessions=list(self.sessions),
            right_ms=list(self.right_ms),
        )

    def take(self, session_id: str, response: Response) -> None:
        """One more row of the log."""
        self.number = response.seq
        if session_id != self.session_id:
            self.session_id = session_id
            self.sessions = [*self.sessions, response.seq][-SESSIONS_KEPT:]
        day, hour = self._day(response), self._hour(response)
        if not response.is_evidence:
            return
        self.volume += 1
        self.practice_days += not day.responses
        day.responses += 1
        hour.responses += 1
        if response.clock is Clock.STAIRCASE:
            self.staircase_ms = response.deadline_ms
        if response.correct and response.rt_ms is not None:
            self.right_ms.append(response.rt_ms)
            if len(self.right_ms) > LATELY:
                del self.right_ms[0]
        if Flag.LEXEME in response.flags:
            self.lexemes.add((response.seq, bool(response.correct), response.chance, response.rt_ms))
        elif Flag.EXCEPTION in response.flags:
            self._count_exception(response)
        else:
            self._count(response, day, hour)

    def _count_exception(self, response: Response) -> None:
        as_if_none = replace(response, flags=response.flags - {Flag.EXCEPTION})
        if response.role is Role.PRACTISED and is_settled(evidence_kind(as_if_none), response.seen):
            self.exceptions += 1
            self.exceptions_right += bool(response.correct)

    def _day(self, response: Response) -> Volume:
        day = response.at.day
        if day not in self.days:
            if len(self.days) == DAYS_KEPT:
                del self.days[next(iter(self.days))]
            self.days[day] = Volume()
        return self.days[day]

    def _hour(self, response: Response) -> Volume:
        hour = hour_of(response)
        if hour not in self.hours:
            self.hours[hour] = Volume()
        return self.hours[hour]

    def _count(self, response: Response, day: Volume, hour: Volume) -> None:
        kind, right = evidence_kind(response), bool(response.correct)
        if kind is None or kind is EvidenceKind.PRESSED:
            return
        answer = (response.seq, right, response.chance, response.rt_ms)
        if kind is EvidenceKind.FIRST_SEEN:
            self.unseen.add(answer)
        if response.role is not Role.PRACTISED:
            return
        place = exposure_place(response.seen)
        while len(self.exposures) <= place:
            self.exposures.append(Sum())
        self.exposures[place].add(right=right, rt_ms=response.rt_ms)
        if is_settled(kind, response.seen):
            self.settled.add(answer)
            for volume in (day, hour):
                volume.settled += 1
                volume.settled_right += right


def hour_of(response: Response) -> int:
    """Hour of the learner's wall clock, 0 to 23."""
    return (response.at.utc_ms + response.at.offset_min * MINUTE_MS) // _HOUR_MS % 24


def exposure_place(seen: int) -> int:
    """Where answers after so many exposures are counted: a place each up to 15, then one for 16 to 31, and so on."""
    return seen if seen < _SINGLE_EXPOSURES else seen.bit_length() + 11


def exposures_at(place: int) -> tuple[int, int]:
    """The first and the last exposure number of a place."""
    if place < _SINGLE_EXPOSURES:
        return place, place
    return 1 << (place - 12), (1 << (place - 11)) - 1
