"""Plateau: settled items are held and unseen ones are not; once named, for how long and what moved meanwhile."""

from __future__ import annotations

from drillgrok.coaching.claims import promised
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.flood import INTAKE_WORDS, IntakeTold, intake_told
from drillgrok.coaching.luck import luck
from drillgrok.coaching.phrases import guessing, right_of, seconds, times_in
from drillgrok.coaching.trace import has_trace, of_the_phase
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.phases.phase import Phase

KIND = "plateau"
GROWN = 10
"""Items met by which the pile has grown."""
QUICKER = 0.93
TIGHTER = 0.85
"""Factors by which a median latency and a deadline have moved."""


def _holds(facts: Facts) -> bool:
    return facts.phase is Phase.PLATEAU


# The figures.


def _figures(facts: Facts) -> Figures:
    """Where the two lines stand, or what is more than luck, or what did not last."""
    settled = right_and_n("settled", facts.settled)
    if _fell_back(facts):
        return {
            **settled,
            **right_and_n("fallen", facts.unseen_last),
            **guessed(facts, facts.unseen_last),
        }
    if has_trace(facts):
        least_likely = min(of_the_phase(facts), key=luck)
        return {
            **right_and_n("trace", least_likely),
            **guessed(facts, least_likely),
            "answers": facts.answers,
        }
    standing = facts.said.standing
    named = standing is not None and standing.phase is Phase.PLATEAU
    if not named or facts.unseen_in_phase.n < UNSEEN_STEP:
        return {
            **settled,
            **right_and_n("unseen", facts.unseen),
            **guessed(facts, facts.unseen),
            **_intake(facts),
        }
    return {
        **settled,
        **right_and_n("unseen", facts.unseen_in_phase),
        **guessed(facts, facts.unseen_in_phase),
        "answers": facts.answers,
        "days": facts.days,
        "items": facts.items,
        "items_then": facts.items_then,
        **_pace(facts),
    }


def _intake(facts: Facts) -> Figures:
    """How new items come in from here on: told once, when the plateau is first named."""
    now = facts.circumstances
    told = intake_told(now.intake, by_lot=now.by_lot, too_small=now.too_small)
    return {} if told is None or KIND in facts.said.first else {"intake": told}


def _fell_back(facts: Facts) -> bool:
    """A change was spoken of, and the unseen answers since are too few to speak of them alone."""
    standing = facts.said.standing
    if standing is None:
        return False
    again = "fallen_n" in standing.figures and facts.unseen_in_phase.n < UNSEEN_STEP
    return again or standing.phase in (Phase.SHIFTING, Phase.GROKKED)


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


# The words.


def _say(f: Figures) -> str:
    if "trace_n" in f:
        return (
            f"Unseen {right_of(f, 'trace')}, where {guessing(f)}: more than luck, even counting how often I look. Half "
            f"a rule or a good habit can do that and go no further; you are {f['answers']:,} answers into the plateau, "
            "so go on and see."
        )
    if "fallen_n" in f:
        return (
            f"The change I spoke of did not last: unseen is {f['fallen_right']} of the last {f['fallen_n']}, where "
            f"{guessing(f)}. Settled items still come back {times_in(f, 'settled')}, and what came once can come again "
            "or not: go on."
        )
    if "answers" not in f:
        return (
            f"Settled items come back {times_in(f, 'settled')}, unseen ones {right_of(f, 'unseen')}, where "
            f"{guessing(f)}: this is the plateau, and from outside nobody can see whether anything is on its way. "
            f"{_next(f)}; go on, take another deck or set it aside, nothing is lost."
        )
    return f"{_stands(f)} {_moves(f)}"


def _next(f: Figures) -> str:
    if "intake" in f:
        return INTAKE_WORDS[IntakeTold(f["intake"])]
    return f"I look again after {UNSEEN_STEP} more unseen answers"


def _stands(f: Figures) -> str:
    days = f"{f['days']} days" if f["days"] > 1 else "one day"
    openings = (
        f"{f['answers']:,} answers on the plateau: unseen {right_of(f, 'unseen')}, where {guessing(f)}.",
        f"Unseen stands at {right_of(f, 'unseen')} after {days} and {f['answers']:,} answers on the plateau; "
        f"{guessing(f)}.",
        f"Day {f['days']} of the plateau, and {right_of(f, 'unseen')} unseen items were right in {f['answers']:,} "
        f"answers, where {guessing(f)}.",
    )
    return openings[f["unseen_n"] % len(openings)]


def _moves(f: Figures) -> str:
    """One of the things that are true of it, in turn: first what moved, then what it means to stand."""
    moves = [*_pile(f), *_speed(f), *_clock(f)] or [_nothing_moved(f)]
    truths = [*moves, _stopping(f), _storing(f)]
    return truths[f["unseen_n"] // UNSEEN_STEP % len(truths)]


def _pile(f: Figures) -> list[str]:
    if f["items"] - f["items_then"] < GROWN:
        return []
    return [
        f"You went from {f['items_then']:,} items to {f['items']:,} meanwhile, and settled ones come back "
        f"{times_in(f, 'settled')}; the unseen line did not follow, and nobody can see from outside whether it will."
    ]


def _speed(f: Figures) -> list[str]:
    if "late_ms" not in f or f["late_ms"] > QUICKER * f["early_ms"]:
        return []
    return [
        f"Within {f['pace_n']} answers your usual time went from {seconds(f['early_ms'])} to "
        f"{seconds(f['late_ms'])}, and unseen answers are no better than luck: you are quicker at what you hold, and "
        "what you do not hold is still open."
    ]


def _clock(f: Figures) -> list[str]:
    if "late_ms" not in f or f["late_deadline_ms"] > TIGHTER * f["early_deadline_ms"]:
        return []
    return [
        f"You keep up with a clock of {seconds(f['late_deadline_ms'])} where it was "
        f"{seconds(f['early_deadline_ms'])}; unseen items are asked on the calm one and are no better than luck, so "
        "they wait for something else than speed."
    ]


def _nothing_moved(f: Figures) -> str:
    return (
        f"Your pile of {f['items']:,} items and your speed stand still as well, and settled ones come back "
        f"{times_in(f, 'settled')}: from outside nobody can tell a long plateau from an endless one, only more answers "
        "can."
    )


def _stopping(f: Figures) -> str:
    return (
        f"{f['answers']:,} answers on the plateau are on record. Go on, take another deck or set this one aside: each "
        f"is free and nothing is lost, and if you go on I count again after {UNSEEN_STEP} more unseen ones."
    )


def _storing(f: Figures) -> str:
    return (
        f"Holding {f['items']:,} items costs you more every day, and that is why I add them: a rule would cost the "
        "same for all of them, and nobody can see from outside whether one is on its way."
    )


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="The lines are apart, and that is the plateau: only more answers can tell, and they are your choice.",
    claim=promised(Phase.PLATEAU),
)
