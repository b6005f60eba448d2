"""The figures a session ends with. Names practised items only; unseen ones appear in totals of ten or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from statistics import median

from drillgrok.model.evidence import EvidenceKind, evidence_kind
from drillgrok.model.item import AnswerKind, Item
from drillgrok.model.log import UNSEEN_LEAST, Clock, Flag, Outcome, Response, Role
from drillgrok.practice.state import Session

SLOW_FACTOR = 1.5
"""Slow is slower than this many medians."""
BOUT = 10
"""Answers of a block from which too fast ones are told: fewer happen to everybody."""
WEAK_MOST = 10


class Weakness(StrEnum):
    """Why a practised item is worth another look."""

    MISSED = "missed"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Weak:
    """A practised item that went wrong or slowly in this session."""

    index: int
    name: str
    right: str
    weakness: Weakness
    misses: int
    rt_ms: int | None


@dataclass(frozen=True, slots=True)
class RightCount:
    """Right answers of so many."""

    right: int
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary screen shows."""

    began: int
    """The number of the session's first response."""
    volume: int
    """Measured responses of the run."""
    measured: int
    """Measured responses of this session."""
    unseen: RightCount | None
    """This session's first-seen answers in whole tens, None while there are fewer."""
    practised: RightCount
    """This session's practised answers to items whose answer had been shown before: none of them counts as unseen."""
    median_rt_ms: int | None
    """Of right practised answers in this session."""
    weak: tuple[Weak, ...]
    minutes: float
    missed: tuple[tuple[str, int], ...] = ()
    """What was missed where an answer has several sides, in the deck's words, with how often: most often first."""


def summarize(session: Session) -> Summary:
    """The summary of a session so far."""
    practised = _practised(session)
    right = [r for r in practised if r.correct]
    held = [bool(r.correct) for r in practised if evidence_kind(r) is not EvidenceKind.FIRST_SEEN]
    unseen = _in_tens(session.responses)
    return Summary(
        began=session.responses[0].seq if session.responses else session.standing.count + 1,
        volume=session.standing.volume,
        measured=session.measured,
        unseen=RightCount(sum(unseen), len(unseen)) if unseen else None,
        practised=RightCount(sum(held), len(held)),
        median_rt_ms=_median_rt_ms(right),
        weak=worth_another_look(session),
        minutes=session.active_ns / 60e9,
        missed=_sides_missed(session, practised),
    )


def _sides_missed(session: Session, practised: Iterable[Response]) -> tuple[tuple[str, int], ...]:
    """Only taps have sides: their keys and their time."""
    run = session.run
    if run.field.kind is not AnswerKind.TAPS:
        return ()
    wrong = ((run.split.find(r.item), r.answer) for r in practised if r.outcome is Outcome.ANSWERED and not r.correct)
    drawn = (
        run.deck.items.corrected(index, run.item(index), answer, run.symbols)
        for index, answer in wrong
        if index is not None
    )
    return tuple(Counter(each.reason for each in drawn if each.reason).most_common())


def _in_tens(responses: Iterable[Response]) -> list[bool]:
    """First-seen answers up to the last whole ten of them."""
    unseen = [bool(r.correct) for r in responses if evidence_kind(r) is EvidenceKind.FIRST_SEEN]
    return unseen[: len(unseen) - len(unseen) % UNSEEN_LEAST]


def hurried(session: Session) -> int:
    """How many of the last block's answers came too fast to be answers to anything; 0 while they are no bout."""
    count = sum(Flag.TOO_FAST in r.flags for r in _block(session))
    return count if count >= BOUT else 0


def block_tally(session: Session) -> RightCount:
    """Practised answers since the block began."""
    practised = [r for r in _block(session) if r.role is Role.PRACTISED]
    return RightCount(sum(bool(r.correct) for r in practised), len(practised))


def _block(session: Session) -> list[Response]:
    """The measured responses since the block began, the last one first."""
    measured = (response for response in reversed(session.responses) if response.is_evidence)
    return list(islice(measured, max(session.measured - session.block_started, 0)))


def _practised(session: Session) -> list[Response]:
    return [r for r in session.responses if r.role is Role.PRACTISED and r.is_evidence]


def _median_rt_ms(responses: list[Response]) -> int | None:
    times = [r.rt_ms for r in responses if r.rt_ms is not None]
    return round(median(times)) if times else None


def worth_another_look(session: Session) -> tuple[Weak, ...]:
    """Practised items of this session that were missed after they had been met, most misses first, then slow ones."""
    by_item: dict[str, list[Response]] = {}
    for response in _practised(session):
        if response.seen > 0:
            by_item.setdefault(response.item, []).append(response)
    typical_ms = _median_rt_ms([r for answers in by_item.values() for r in answers if r.correct])
    weak = [w for answers in by_item.values() if (w := _weak(session, answers, typical_ms)) is not None]
    weak.sort(key=lambda w: (-w.misses, -(w.rt_ms or 0)))
    return tuple(weak[:WEAK_MOST])


def _weak(session: Session, answers: list[Response], typical_ms: int | None) -> Weak | None:
    index = session.run.split.find(answers[0].item)
    if index is None:
        return None
    misses = sum(not r.correct for r in answers)
    rt_ms = _median_rt_ms([r for r in answers if r.correct and r.clock is not Clock.QUICK])
    slow = rt_ms is not None and typical_ms is not None and rt_ms > SLOW_FACTOR * typical_ms
    if not misses and not slow:
        return None
    item = session.run.item(index)
    return Weak(index, _name(item), item.right, Weakness.MISSED if misses else Weakness.SLOW, misses, rt_ms)


def _name(item: Item) -> str:
    """What an item is called in a list: its picture in words where those are one line, else its prompt."""
    spoken = item.drawing.spoken if item.drawing else ""
    return spoken if spoken and "\n" not in spoken else item.prompt
