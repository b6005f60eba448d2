"""The table of verdicts, in order of precedence: the first row whose condition the facts meet is what is said. A new
verdict is one row here, its sentence in `words`, and one synthetic learner that triggers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from drillgrok.coaching import figures
from drillgrok.coaching.claims import Claim, Measure
from drillgrok.coaching.facts import LONG, UNSEEN_LEAST, Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.luck import Count, beyond_usual, luck, shortfall
from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict import ASIDES, Verdict, VerdictKind
from drillgrok.phases.phase import Phase

MILESTONES = (2_500, 5_000, 10_000)
MILESTONE_LASTS = 300
"""Measured answers for which a milestone can still be spoken of."""
REPEAT_AFTER = 300
"""Measured answers after which the same is said again though no unseen answer came in."""
KNOWN_UNTIL = 0.1
"""A rule brought along is believed in until the probability of an unseen accuracy above a quarter falls to this."""
LAPSING_BELOW = 0.5
KEPT_IN_OTHER_WORDS = 0.6
"""Of the settled accuracy, by someone who understood what is asked."""
KEPT_WHEN_QUICK = 0.6
"""Unseen accuracy on the quick clock of someone who has the rule: the same that a known rule needs."""
STEADY = 0.97
"""A median latency that fell by less than this factor has not fallen."""
UNHURRIED = 0.9
"""Of the shortest clock: whose usual time is longer has speed to gain there."""
COMFORTABLE_LEAST = 200
"""Settled answers that comfort is judged by."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict: when it holds, the figures its words need, and what it claims about answers to come."""

    kind: VerdictKind
    holds: Callable[[Facts], bool]
    figures: Callable[[Facts], Figures]
    claim: Claim | None = None
    """As made before any response."""


def look(facts: Facts) -> Verdict:
    """What is to be said now: the last verdict itself while there is nothing new to say."""
    row = next(row for row in ROWS if row.holds(facts))
    standing, last = facts.said.standing, facts.said.last
    if row.kind is VerdictKind.TIRED and facts.tired_today and last is not None:
        return last
    verdict = _verdict(row, facts)
    if standing is None or row.kind in ASIDES:
        return verdict
    same = verdict.kind is standing.kind and verdict.figures == standing.figures
    return verdict if not same and _is_new(row.kind, facts, standing) else standing


def _is_new(kind: VerdictKind, facts: Facts, standing: Verdict) -> bool:
    """Whether a verdict may take the place of the standing one before 12 more unseen answers are in."""
    if facts.fresh:
        return True
    if kind is not standing.kind:
        return not {kind, standing.kind} & _BY_UNSEEN
    return facts.posterior.number - standing.number >= REPEAT_AFTER


def _verdict(row: VerdictRow, facts: Facts) -> Verdict:
    standing = facts.said.standing
    uncounted = row.kind in _UNCOUNTED
    return Verdict(
        kind=row.kind,
        number=facts.posterior.number,
        phase=facts.stance.phase,
        since=facts.stance.since,
        figures=row.figures(facts),
        unseen=(standing.unseen if standing else 0) if uncounted else facts.unseen.n,
        claim=_claim(row, facts),
    )


def _claim(row: VerdictRow, facts: Facts) -> Claim | None:
    """One claim of a kind at a time; none about a rule that was read or that a sister deck taught."""
    last = facts.said.claims.get(row.kind)
    pending = last is not None and facts.posterior.number < last.number + last.horizon
    spoilt = facts.circumstances.primed or facts.circumstances.narrated
    if row.claim is None or pending or (spoilt and row.kind is not VerdictKind.RECITED_ONLY):
        return None
    return replace(row.claim, number=facts.posterior.number)


def has_trace(facts: Facts) -> bool:
    """Unseen answers came right more often than luck explains, counting every look."""
    return any(_above_luck(stretch) for stretch in figures.stretches(facts))


def _above_luck(stretch: Count) -> bool:
    return stretch.n >= UNSEEN_LEAST and luck(stretch) < thresholds().trace_luck


def milestone(facts: Facts) -> int | None:
    """A milestone that was just passed and not spoken of."""
    passed = [m for m in MILESTONES if m <= facts.volume < m + MILESTONE_LASTS]
    return next((m for m in passed if m not in facts.said.milestones), None)


# When each holds.


def _not_enough_data(facts: Facts) -> bool:
    return facts.stance.phase is Phase.UNCLEAR and not _known(facts)


def _known(facts: Facts) -> bool:
    """What was read is not brought along."""
    return facts.known and not facts.circumstances.narrated and facts.moved >= KNOWN_UNTIL


def _tired(facts: Facts) -> bool:
    """Enough for today is enough for today: it is not taken back before the day is over."""
    recent = facts.recent
    if facts.tired_today or recent is None or facts.posterior.engaged >= LAPSING_BELOW:
        return facts.tired_today
    return beyond_usual(recent.right, recent.n, recent.usual) < thresholds().tired_sd


def _recited_only(facts: Facts) -> bool:
    if not facts.circumstances.narrated or facts.told_quick.n < UNSEEN_LEAST:
        return False
    return shortfall(facts.told_quick, KEPT_WHEN_QUICK) < thresholds().recited_luck


def _memorised_only(facts: Facts) -> bool:
    if facts.stance.phase is not Phase.PLATEAU:
        return False
    exam = facts.circumstances.exam
    return (exam is not None and not exam.passed) or _lost_in_other_words(facts)


def _lost_in_other_words(facts: Facts) -> bool:
    if facts.rephrased.n < UNSEEN_LEAST:
        return False
    kept = KEPT_IN_OTHER_WORDS * facts.posterior.practised.mean
    return shortfall(facts.rephrased, kept) < thresholds().rephrased_luck


def _grokked(facts: Facts) -> bool:
    return facts.stance.phase is Phase.GROKKED


def _shifting(facts: Facts) -> bool:
    return facts.stance.phase is Phase.SHIFTING


def _expert_beginner(facts: Facts) -> bool:
    pace, now, settled = facts.pace, facts.circumstances, facts.settled
    if facts.stance.phase is not Phase.PLATEAU or pace is None or settled.n < COMFORTABLE_LEAST:
        return False
    if now.tighter_ms is None or now.floor_ms is None or _just_pushed(facts):
        return False
    slow = pace.late_ms >= STEADY * pace.early_ms and pace.late_ms >= UNHURRIED * now.floor_ms
    return slow and settled.right / settled.n >= thresholds().comfortable_share


def _just_pushed(facts: Facts) -> bool:
    pushed = facts.said.pushed_at
    return pushed is not None and facts.posterior.number - pushed < LONG


def _no_sign(facts: Facts) -> bool:
    return milestone(facts) is not None and not has_trace(facts) and not _above_luck(facts.unseen)


def _plateau(facts: Facts) -> bool:
    return facts.stance.phase is Phase.PLATEAU


# The table.


def _plateau_figures(facts: Facts) -> Figures:
    traced = has_trace(facts) and not figures.fell_back(facts)
    return figures.trace(facts) if traced else figures.plateau(facts)


def _no_sign_figures(facts: Facts) -> Figures:
    return {"milestone": milestone(facts) or 0, **figures.no_sign(facts)}


_BY_UNSEEN = frozenset({VerdictKind.GROKKED, VerdictKind.SHIFTING, VerdictKind.RECITED_ONLY})
"""These come and go by unseen answers alone, so they wait for figures that show it."""
_UNCOUNTED = frozenset({VerdictKind.NOT_ENOUGH_DATA, VerdictKind.TIRED, VerdictKind.EXPERT_BEGINNER})
"""These count no right answers among the unseen."""

_LOW = Claim(0, Measure.UNSEEN, at_least=False, share=0.25, horizon=300, least=UNSEEN_LEAST)
_RISES = Claim(0, Measure.UNSEEN, at_least=True, share=0.5, horizon=600, least=UNSEEN_LEAST)
_KNOWN = Claim(0, Measure.UNSEEN, at_least=True, share=0.6, horizon=600, least=UNSEEN_LEAST)
_LASTS = Claim(0, Measure.UNSEEN, at_least=True, share=0.8, horizon=300, least=30, exam_settles=True)
_LOST = Claim(0, Measure.REPHRASED, at_least=False, share=0.5, horizon=1_500, least=UNSEEN_LEAST)
_SLOW = Claim(0, Measure.UNSEEN_QUICK, at_least=False, share=KEPT_WHEN_QUICK, horizon=600, least=UNSEEN_LEAST)

ROWS = (
    VerdictRow(VerdictKind.NOT_ENOUGH_DATA, _not_enough_data, figures.not_enough_data),
    VerdictRow(VerdictKind.KNOWN, _known, figures.known, _KNOWN),
    VerdictRow(VerdictKind.TIRED, _tired, figures.tired),
    VerdictRow(VerdictKind.RECITED_ONLY, _recited_only, figures.recited_only, _SLOW),
    VerdictRow(VerdictKind.MEMORISED_ONLY, _memorised_only, figures.memorised_only, _LOST),
    VerdictRow(VerdictKind.GROKKED, _grokked, figures.grokked, _LASTS),
    VerdictRow(VerdictKind.SHIFTING, _shifting, figures.shifting, _RISES),
    VerdictRow(VerdictKind.EXPERT_BEGINNER, _expert_beginner, figures.expert_beginner),
    VerdictRow(VerdictKind.NO_SIGN, _no_sign, _no_sign_figures),
    VerdictRow(VerdictKind.PLATEAU, _plateau, _plateau_figures, _LOW),
    VerdictRow(VerdictKind.MEMORISING, lambda _: True, figures.memorising),
)
