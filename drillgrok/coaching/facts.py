"""Everything the coach looks at, gathered into one frozen value. It is counted here and judged elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from drillgrok.coaching.counts import Count, count
from drillgrok.coaching.ledger import Ledger, Practised
from drillgrok.coaching.spoken import Said, VerdictKind
from drillgrok.coaching.stance import Stance, moved, stance
from drillgrok.phases.onset import Onset
from drillgrok.phases.regions import Posterior, at_least
from drillgrok.phases.track import MeasuredAnswer, Track

RECENT = 40
USUAL = 400
USUAL_LEAST = 200
LONG = 900
UNSEEN_LATELY = 60
UNSEEN_LEAST = 12
"""No sentence is about fewer unseen answers, nor differs from the one before by fewer."""


@dataclass(frozen=True, slots=True)
class ExamResult:
    """The last exam of a run."""

    right: int
    n: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What neither the log nor the filter says."""

    primed: bool = False
    narrated: bool = False
    exam: ExamResult | None = None
    exam_open: bool = False
    exam_items: int = 30
    exam_needed: int = 26
    today: int | None = None
    """The learner's day (`days.local_day`), where it may be a later one than the last response's."""
    deadline_ms: int | None = None
    """The staircase's whole deadline now."""
    tighter_ms: int | None = None
    """What it would be after a push; None where the clock cannot be tightened."""
    floor_ms: int | None = None
    """The shortest that the deck allows."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The last 40 practised answers, all of today, beside what is usual."""

    right: int
    n: int
    timed_out: int
    usual: float
    """The share right of the 400 before them."""


@dataclass(frozen=True, slots=True)
class RecentPace:
    """How fast the last 900 practised answers were given."""

    n: int
    early_ms: int
    """Median latency of right answers in their first half."""
    late_ms: int
    """The same in the second half."""
    early_deadline_ms: int
    """The first staircase deadline among them."""
    late_deadline_ms: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All figures a verdict may rest on. Response numbers count every row; counts leave out what is no evidence."""

    posterior: Posterior
    stance: Stance
    moved: float
    """Probability that chance-corrected unseen accuracy is a quarter or more."""
    known: bool
    volume: int
    items: int
    items_then: int
    """Practised items met when the phase began."""
    answers: int
    """Measured answers in the phase."""
    days: int
    baseline: Count
    """The first twelve unseen answers, or as many as there are."""
    fresh: bool
    """Twelve more unseen answers are in since they were counted last; if not, their counts stay as they were said."""
    unseen_to_wait: int
    """How many more it takes."""
    unseen: Count
    """All of them."""
    unseen_in_phase: Count
    unseen_lately: Count
    """The last 60 of the phase."""
    unseen_last: Count
    """The last 12, whatever the phase."""
    unseen_after: Count
    """From the estimated change on, but at least the last 12 and at most the last 60."""
    unseen_before: Count
    """The others."""
    onset: Onset | None
    """In measured answers."""
    settled: Count
    """The last 200."""
    recent: Recent | None
    """None before 200 answers make the usual share, and before 40 of today."""
    tired_today: bool
    """The last that was said is that today is enough."""
    pace: RecentPace | None
    """None before 900 practised answers."""
    rephrased: Count
    told_quick: Count
    told_calm: Count
    circumstances: Circumstances
    said: Said


def facts_of(track: Track, ledger: Ledger, circumstances: Circumstances, said: Said) -> Facts:
    """The facts after the last response that `track` and `ledger` have both taken in."""
    posterior = track.posterior
    now = stance(track, posterior, rule_use(track), said.standing)
    unseen, to_wait = _spoken_of(ledger, said)
    in_phase = [a for a in unseen if a.number > now.since]
    onset = track.onset
    split = _split(unseen, onset)
    return Facts(
        posterior=posterior,
        stance=now,
        moved=moved(posterior),
        known=track.known,
        volume=ledger.volume,
        items=len(ledger.met),
        items_then=ledger.items_at(now.since),
        answers=ledger.volume - ledger.volume_at(now.since),
        days=ledger.days_since(now.since),
        baseline=count(track.baseline_answers),
        fresh=to_wait == 0,
        unseen_to_wait=to_wait,
        unseen=count(unseen),
        unseen_in_phase=count(in_phase),
        unseen_lately=count(in_phase[-UNSEEN_LATELY:]),
        unseen_last=count(unseen[-UNSEEN_LEAST:]),
        unseen_after=count(unseen[split:]),
        unseen_before=count(unseen[:split]),
        onset=Onset(*(ledger.volume_at(n) for n in (onset.number, onset.low, onset.high))) if onset else None,
        settled=count(ledger.settled),
        recent=recent_of(ledger, circumstances.today),
        tired_today=_tired_today(ledger, circumstances.today, said),
        pace=_pace(ledger.practised[-LONG:]),
        rephrased=count(ledger.rephrased),
        told_quick=count(ledger.told_quick),
        told_calm=count(ledger.told_calm),
        circumstances=circumstances,
        said=said,
    )


def rule_use(track: Track) -> float:
    """P(h' >= 1/2): that the rule gives half of the answers or more."""
    return at_least(track.state, 0.5)


def _spoken_of(ledger: Ledger, said: Said) -> tuple[tuple[MeasuredAnswer, ...], int]:
    """The unseen answers that figures may count now, and how many more it takes until they may count more."""
    if said.standing is None or not said.standing.unseen:
        return ledger.unseen, 0
    to_wait = max(said.standing.unseen + UNSEEN_LEAST - len(ledger.unseen), 0)
    return ledger.unseen[: said.standing.unseen] if to_wait else ledger.unseen, to_wait


def _split(unseen: tuple[MeasuredAnswer, ...], onset: Onset | None) -> int:
    """The index where the answers after the change begin: at least 12, at most 60 from the end."""
    after = sum(a.number >= onset.number for a in unseen) if onset else 0
    return max(len(unseen) - min(max(after, UNSEEN_LEAST), UNSEEN_LATELY), 0)


def recent_of(ledger: Ledger, today: int | None = None) -> Recent | None:
    """The last 40 practised answers; `today` as in `Circumstances`. None before 200 others say what is usual, and while
    some of the 40 are an earlier day's."""
    recent, before = ledger.practised[-RECENT:], ledger.practised[-RECENT - USUAL : -RECENT]
    if len(before) < USUAL_LEAST or recent[0].day != (ledger.day_starts[-1][0] if today is None else today):
        return None
    usual = sum(p.right for p in before) / len(before)
    return Recent(sum(p.right for p in recent), RECENT, sum(p.timed_out for p in recent), usual)


def _tired_today(ledger: Ledger, today: int | None, said: Said) -> bool:
    if said.last is None or said.last.kind is not VerdictKind.TIRED:
        return False
    day, first = ledger.day_starts[-1]
    return said.last.number >= first and today in (None, day)


def _pace(practised: tuple[Practised, ...]) -> RecentPace | None:
    deadlines = [p.staircase_ms for p in practised if p.staircase_ms is not None]
    halves = practised[: LONG // 2], practised[LONG // 2 :]
    early, late = ([p.rt_ms for p in half if p.right and p.rt_ms is not None] for half in halves)
    if len(practised) < LONG or not deadlines or not early or not late:
        return None
    return RecentPace(
        n=LONG,
        early_ms=round(median(early)),
        late_ms=round(median(late)),
        early_deadline_ms=deadlines[0],
        late_deadline_ms=deadlines[-1],
    )
