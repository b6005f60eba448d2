"""Plateau: settled items are held and unseen ones are not; once named, for how long, what moved meanwhile, and what the
next look decides."""

from __future__ import annotations

from drillgrok.coaching.claims import promised
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, guessed, right_and_n
from drillgrok.coaching.flood import intake_told
from drillgrok.coaching.luck import Count, luck
from drillgrok.coaching.plateau_ways import WAYS
from drillgrok.coaching.trace import above_luck, has_trace, of_the_phase
from drillgrok.coaching.valley import is_announced
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.phases.phase import Phase
from drillgrok.practice.deadlines import VALLEY_ANSWERS

KIND = "plateau"
VALLEY_FROM = 300
"""Answers before which the clock of a deck is as it always was."""
CHOICE_EVERY = 1_000
"""Answers on the plateau, after each of which the choices are laid out."""


def _holds(facts: Facts) -> bool:
    return facts.phase is Phase.PLATEAU


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
            **_valley(facts),
        }
    return {
        **settled,
        **right_and_n("unseen", facts.unseen_in_phase),
        **guessed(facts, facts.unseen_in_phase),
        **right_and_n("all", facts.unseen),
        **right_and_n("today", facts.today.practised),
        "today_missed": facts.today.practised.n - facts.today.practised.right,
        "items_today": facts.items - facts.today.items_before if facts.today.number else 0,
        "answers": facts.answers,
        "choice_at": facts.answers // CHOICE_EVERY * CHOICE_EVERY,
        "days": facts.days,
        "volume": facts.volume,
        "run_days": facts.today.number,
        "items": facts.items,
        "items_then": facts.items_then,
        "first_day_items": facts.today.first_day_items,
        **_pace(facts),
        **_next_look(facts),
        **_valley(facts),
    }


def _valley(facts: Facts) -> Figures:
    """How much harder the clock will press: told once, when the plateau has been named before."""
    cut_off, named = facts.circumstances.cut_off, KIND in facts.said.first
    if cut_off is None or not named or facts.volume < VALLEY_FROM or is_announced(facts.said):
        return {}
    return {"cut_now": cut_off[0], "cut_then": cut_off[1], "cut_over": VALLEY_ANSWERS}


def _next_look(facts: Facts) -> Figures:
    """How many right ones of the next 12 would be more than luck by themselves."""
    chance = facts.unseen_in_phase.chance
    rights = range(1, UNSEEN_STEP + 1)
    found = next((n for n in rights if above_luck(Count(n, UNSEEN_STEP, UNSEEN_STEP * chance))), None)
    return {} if found is None else {"beyond_luck": found, "next_n": UNSEEN_STEP}


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


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=WAYS,
    next_step="You hold what you practised and miss what is new, the plateau: only more answers can tell, if you like.",
    claim=promised(Phase.PLATEAU),
)
