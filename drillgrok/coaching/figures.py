"""The numbers that each verdict's words need, picked out of the facts. Whole numbers only; which verdict it is, and how
it is put, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from drillgrok.coaching.facts import UNSEEN_LEAST, Facts
from drillgrok.coaching.luck import Count, luck
from drillgrok.phases.phase import FIRST_SEEN_NEEDED, SETTLED_NEEDED, Phase

Figures = Mapping[str, int]


def not_enough_data(facts: Facts) -> Figures:
    """How many answers there are of each kind, and how many a phase needs. Right ones are not counted yet."""
    return {
        "unseen_n": facts.posterior.first_seen,
        "settled_n": facts.posterior.settled,
        "unseen_needed": FIRST_SEEN_NEEDED,
        "settled_needed": SETTLED_NEEDED,
    }


def known(facts: Facts) -> Figures:
    """The baseline."""
    return {**_counted("baseline", facts.baseline), "guessed": _guessed(facts.baseline)}


def tired(facts: Facts) -> Figures:
    """The last 40 practised answers beside the usual ones."""
    recent = facts.recent
    if recent is None:
        return {}
    return {
        "recent_right": recent.right,
        "recent_n": recent.n,
        "timed_out": recent.timed_out,
        "usual": round(recent.usual * recent.n),
    }


def recited_only(facts: Facts) -> Figures:
    """Unseen items since the rule was revealed, by clock."""
    return {**_counted("quick", facts.told_quick), **_counted("calm", facts.told_calm)}


def memorised_only(facts: Facts) -> Figures:
    """The failed exam if there is one, else the items asked in other words."""
    exam = facts.circumstances.exam
    settled = _counted("settled", facts.settled)
    if exam is not None and not exam.passed:
        return {**settled, "exam_right": exam.right, "exam_n": exam.n}
    return {**settled, **_counted("rephrased", facts.rephrased)}


def grokked(facts: Facts) -> Figures:
    """Unseen and settled answers of late, and where the exam stands."""
    now = facts.circumstances
    passed = now.exam is not None and now.exam.passed
    exam = {"exam_items": now.exam_items, "exam_needed": now.exam_needed} if now.exam_open and not passed else {}
    return {
        **_counted("after", facts.unseen_after),
        **_counted("settled", facts.settled),
        **exam,
        "exam_passed": int(passed),
    }


def shifting(facts: Facts) -> Figures:
    """Unseen answers before and after the change; beside the baseline where they began no lower."""
    if facts.said.standing is not None and facts.said.standing.phase is Phase.GROKKED:
        return {**_counted("slipping", facts.unseen_last), **_counted("settled", facts.settled)}
    after = {**_counted("after", facts.unseen_after), "guessed": _guessed(facts.unseen_after)}
    before, onset = facts.unseen_before, facts.onset
    if before.n < UNSEEN_LEAST or onset is None or not _rose(before, facts.unseen_after):
        return {**after, **_counted("baseline", facts.baseline)}
    return {
        **after,
        **_counted("before", before),
        "onset": onset.number,
        "onset_low": onset.low,
        "onset_high": onset.high,
    }


def expert_beginner(facts: Facts) -> Figures:
    """Accuracy and usual time, and the clock before and after the push."""
    pace, now = facts.pace, facts.circumstances
    if pace is None or now.tighter_ms is None or now.deadline_ms is None:
        return {}
    return {
        **_counted("settled", facts.settled),
        "pace_n": pace.n,
        "late_ms": pace.late_ms,
        "deadline_ms": now.deadline_ms,
        "tighter_ms": now.tighter_ms,
    }


def no_sign(facts: Facts) -> Figures:
    """All unseen answers, and all there was."""
    return {**_counted("unseen", facts.unseen), "guessed": _guessed(facts.unseen), "volume": facts.volume}


def stretches(facts: Facts) -> tuple[Count, ...]:
    """The unseen answers that plateau speaks of: the last of the phase and all of it, or all where these are few."""
    if facts.unseen_in_phase.n < UNSEEN_LEAST:
        return (facts.unseen,)
    return facts.unseen_lately, facts.unseen_in_phase


def fell_back(facts: Facts) -> bool:
    """A change was spoken of, and the unseen answers since are too few to speak of them alone."""
    standing = facts.said.standing
    if standing is None:
        return False
    again = "fallen_n" in standing.figures and facts.unseen_in_phase.n < UNSEEN_LEAST
    return again or standing.phase in (Phase.SHIFTING, Phase.GROKKED)


def trace(facts: Facts) -> Figures:
    """The unseen answers that are least likely to be luck."""
    stretch = min(stretches(facts), key=luck)
    return {**_counted("trace", stretch), "guessed": _guessed(stretch), "answers": facts.answers}


def plateau(facts: Facts) -> Figures:
    """Where the two lines stand; once it has been named, for how long and what has moved meanwhile."""
    settled = _counted("settled", facts.settled)
    standing = facts.said.standing
    if fell_back(facts):
        return {**settled, **_counted("fallen", facts.unseen_last), "guessed": _guessed(facts.unseen_last)}
    named = standing is not None and standing.phase is Phase.PLATEAU
    if not named or facts.unseen_in_phase.n < UNSEEN_LEAST:
        return {**settled, **_counted("unseen", facts.unseen), "guessed": _guessed(facts.unseen)}
    return {
        **settled,
        **_counted("unseen", facts.unseen_in_phase),
        "guessed": _guessed(facts.unseen_in_phase),
        "answers": facts.answers,
        "days": facts.days,
        "items": facts.items,
        "items_then": facts.items_then,
        **_pace(facts),
    }


def memorising(facts: Facts) -> Figures:
    """The pile, and where the two lines stand."""
    return {
        "items": facts.items,
        **_counted("settled", facts.settled),
        **_counted("unseen", facts.unseen),
        "guessed": _guessed(facts.unseen),
    }


def _pace(facts: Facts) -> Figures:
    pace = facts.pace
    if pace is None:
        return {}
    return {
        "pace_n": pace.n,
        "early_ms": pace.early_ms,
        "late_ms": pace.late_ms,
        "early_deadline_ms": pace.early_deadline_ms,
        "late_deadline_ms": pace.late_deadline_ms,
    }


def _rose(before: Count, after: Count) -> bool:
    """The change is worth the name: two standard deviations and more."""
    share = (before.right + after.right) / (before.n + after.n)
    spread = (share * (1 - share) * (1 / before.n + 1 / after.n)) ** 0.5
    return bool(after.right / after.n - before.right / before.n > 2 * spread)


def _counted(name: str, found: Count) -> Figures:
    return {f"{name}_right": found.right, f"{name}_n": found.n}


def _guessed(found: Count) -> int:
    return round(found.guessed)
