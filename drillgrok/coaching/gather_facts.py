"""The facts gathered: what the phase model and the counts of a run say, as the verdicts need it. Nothing is judged
here."""

from __future__ import annotations

from statistics import median
from typing import Final

from drillgrok.coaching.counts import Practised, RunCounts
from drillgrok.coaching.facts import (
    CLASSES_ATTESTED,
    LAST_THIRD,
    LONG,
    ON_THE_CLOCK,
    RECENT,
    SESSIONS_ATTESTED,
    UNSEEN_ATTESTED,
    UNSEEN_LATELY,
    UNSEEN_STEP,
    USUAL,
    USUAL_LEAST,
    WITHHELD_MOST,
    Circumstances,
    Facts,
    LateInTime,
    Recent,
    RecentPace,
)
from drillgrok.coaching.luck import count
from drillgrok.coaching.named_phase import moved, named_phase
from drillgrok.coaching.today import today_of
from drillgrok.coaching.verdict import Said
from drillgrok.phases.evidence import MeasuredAnswer
from drillgrok.phases.onset import Onset
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import at_least
from drillgrok.phases.track import Track


def facts_of(track: Track, counts: RunCounts, circumstances: Circumstances, said: Said) -> Facts:
    """The facts after the last response that `track` and `counts` have both taken in."""
    posterior = track.posterior
    now = named_phase(track, posterior, said.standing)
    withheld = counts.withheld if counts.withheld > WITHHELD_MOST else 0
    held = circumstances.check.holds_back or withheld > 0
    attested = _attested(counts, circumstances)
    phase = _claimable(now.phase, held=held, attested=attested)
    unseen, fresh = _spoken_of(counts, said)
    in_phase = [a for a in unseen if a.number > now.since]
    onset = track.onset
    split = _split(unseen, onset)
    return Facts(
        number=counts.number,
        posterior=posterior,
        phase=phase,
        since=now.since,
        moved=moved(posterior),
        known=track.known and not held,
        attested=attested,
        unclaimed=held and (track.known or now.phase in CLAIMS),
        withheld=withheld,
        volume=counts.volume,
        items=len(counts.met),
        items_then=counts.items_at(now.since),
        answers=counts.volume - counts.volume_at(now.since),
        days=counts.days_since(now.since),
        baseline=count(track.baseline_answers),
        fresh=fresh,
        unseen=count(unseen),
        unseen_in_phase=count(in_phase),
        unseen_lately=count(in_phase[-UNSEEN_LATELY:]),
        unseen_last=count(unseen[-UNSEEN_STEP:]),
        unseen_after=count(unseen[split:]),
        unseen_before=count(unseen[:split]),
        onset=Onset(*(counts.volume_at(n) for n in (onset.number, onset.low, onset.high))) if onset else None,
        settled=count(counts.settled),
        recent=recent_of(counts, circumstances.today),
        said_today=_said_today(counts, circumstances.today, said),
        pace=_pace(counts.practised[-LONG:]),
        on_the_clock=_on_the_clock(counts.practised),
        rephrased=count(counts.rephrased),
        told_quick=count(counts.told_quick),
        told_calm=count(counts.told_calm),
        today=today_of(counts, circumstances.today),
        felt=tuple(counts.volume_at(number) for number in circumstances.ahas),
        circumstances=circumstances,
        said=said,
    )


CLAIMS: Final = frozenset({Phase.SHIFTING, Phase.GROKKED})
"""Phases that say something of the rule."""


def _claimable(phase: Phase, *, held: bool, attested: bool) -> Phase:
    """The phase as far as it may be claimed."""
    if held and phase in CLAIMS:
        return Phase.UNCLEAR
    return Phase.SHIFTING if phase is Phase.GROKKED and not attested else phase


def _attested(counts: RunCounts, circumstances: Circumstances) -> bool:
    classes = circumstances.check.classes
    enough = circumstances.sessions >= SESSIONS_ATTESTED or len(counts.unseen) >= UNSEEN_ATTESTED
    return enough and (classes is None or classes >= CLASSES_ATTESTED)


def rule_use(track: Track) -> float:
    """P(h' >= 1/2): that the rule gives half of the answers or more."""
    return at_least(track.state, 0.5)


def _spoken_of(counts: RunCounts, said: Said) -> tuple[tuple[MeasuredAnswer, ...], bool]:
    """The unseen answers that figures may count now, and whether enough came since for all of them to count."""
    spoken = said.standing.unseen if said.standing else 0
    fresh = not spoken or len(counts.unseen) >= spoken + UNSEEN_STEP
    return counts.unseen if fresh else counts.unseen[:spoken], fresh


def _split(unseen: tuple[MeasuredAnswer, ...], onset: Onset | None) -> int:
    """The index where the answers after the change begin: at least 12, at most 60 from the end."""
    after = sum(a.number >= onset.number for a in unseen) if onset else 0
    return max(len(unseen) - min(max(after, UNSEEN_STEP), UNSEEN_LATELY), 0)


def recent_of(counts: RunCounts, today: int | None = None) -> Recent | None:
    """The last 40 practised answers; `today` as in `Circumstances`. None before 200 others say what is usual, and while
    some of the 40 are an earlier day's."""
    recent, before = counts.practised[-RECENT:], counts.practised[-RECENT - USUAL : -RECENT]
    if len(before) < USUAL_LEAST or recent[0].day != (counts.day_starts[-1][0] if today is None else today):
        return None
    usual = sum(p.right for p in before) / len(before)
    return Recent(sum(p.right for p in recent), RECENT, sum(p.timed_out for p in recent), usual)


def _said_today(counts: RunCounts, today: int | None, said: Said) -> bool:
    if said.last is None or not counts.day_starts:
        return False
    day, first = counts.day_starts[-1]
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


def _on_the_clock(practised: tuple[Practised, ...]) -> LateInTime | None:
    right = [(p.rt_ms, p.staircase_ms) for p in practised if p.right and p.rt_ms is not None and p.staircase_ms]
    if len(right) < ON_THE_CLOCK:
        return None
    lately = right[-ON_THE_CLOCK:]
    late = sum(rt_ms >= LAST_THIRD * deadline_ms for rt_ms, deadline_ms in lately)
    return LateInTime(ON_THE_CLOCK, late, round(median(rt_ms for rt_ms, _ in lately)))
