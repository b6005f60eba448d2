"""Not enough data: no phase can be named, and what is missing is counted. Right answers are not counted yet."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.counts import FIRST_SHOWN_KEPT
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.verdicts.known import brought_along
from drillgrok.coaching.ways import Saying
from drillgrok.console.text import counted
from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.missing import Missing, missing
from drillgrok.phases.phase import Phase

KIND = "not_enough_data"


def _holds(facts: Facts) -> bool:
    return facts.phase is Phase.UNCLEAR and not brought_along(facts)


def _figures(facts: Facts) -> Figures:
    """How many answers there are of each kind, and how many a phase needs."""
    lacks = missing(facts.posterior.first_seen, facts.posterior.settled)
    return {
        "unseen_n": facts.posterior.first_seen,
        "settled_n": facts.posterior.settled,
        "unseen_needed": FIRST_SEEN_NEEDED,
        "settled_needed": SETTLED_NEEDED,
        "unseen_missing": lacks.unseen,
        "settled_missing": lacks.settled,
        **_undecided(facts),
    }


def _undecided(facts: Facts) -> Figures:
    """First showings that were left out; or unseen answers that a shortcut would give as well, and how many more it
    takes to tell it from the rule."""
    found = facts.circumstances.check.explanation
    if facts.unclaimed and facts.withheld:
        return {"withheld": facts.withheld, "withheld_of": FIRST_SHOWN_KEPT}
    if not facts.unclaimed or found is None:
        return {}
    return {"habit_right": found.matches, "habit_n": found.answers, "differing_missing": found.missing}


def _lacks(f: Figures) -> Missing:
    return missing(f["unseen_n"], f["settled_n"])


def _given(f: Figures) -> str:
    """Like 52 unseen and 12 settled answers."""
    if not f["settled_n"]:
        return f"{counted(f['unseen_n'], 'unseen answer')} and no settled one"
    return f"{f['unseen_n']:,} unseen and {counted(f['settled_n'], 'settled answer')}"


def _is_short(f: Figures) -> bool:
    """Answers are missing, and nothing else is."""
    lacks = _lacks(f)
    return "withheld" not in f and "habit_n" not in f and bool(lacks.unseen or lacks.settled)


def _is_torn(f: Figures) -> bool:
    """There are answers enough, and they fit several phases."""
    return "withheld" not in f and "habit_n" not in f and not _is_short(f)


def _telling_apart(f: Figures) -> str:
    differing = f["differing_missing"]
    return f"I need {Missing(0, 0, differing).words}." if differing else "More answers will tell."


_WAYS: Final = (
    Saying(
        "withheld",
        lambda f: (
            f"You took back or left open {f['withheld']} of your last {f['withheld_of']} first answers. The others "
            "alone would look too good, so I cannot say where you stand: answer the next ones as they come, and let "
            "them stand."
        ),
        needs=("withheld",),
    ),
    Saying(
        "withheld_again",
        lambda f: (
            f"{f['withheld']} of your last {f['withheld_of']} first answers are still missing, taken back or left "
            "open, so I cannot say where you stand. A wrong answer that stands tells more than right ones that were "
            "picked."
        ),
        needs=("withheld",),
    ),
    Saying(
        "habit",
        lambda f: (
            f"A habit that needs no rule would give {f['habit_right']:,} of your last {f['habit_n']:,} unseen answers "
            f"too, so I cannot say yet where you stand. {_telling_apart(f)}"
        ),
        needs=("habit_n",),
        when=lambda f: "withheld" not in f,
    ),
    Saying(
        "habit_again",
        lambda f: (
            f"You and a habit that knows no rule agree on {f['habit_right']:,} of {f['habit_n']:,} unseen answers, "
            f"so I still cannot say where you stand. {_telling_apart(f)}"
        ),
        needs=("habit_n",),
        when=lambda f: "withheld" not in f,
    ),
    Saying(
        "so_far",
        lambda f: (
            f"It is too early to say where you stand: I need {_lacks(f).words} first. Until then just go on; every "
            "answer counts."
        ),
        when=_is_short,
    ),
    Saying(
        "still_short",
        lambda f: (
            f"It is still too early to say where you stand: I need {_lacks(f).words}, on top of {_given(f)} so far. Go "
            "on as you are."
        ),
        when=_is_short,
    ),
    Saying(
        "short_again",
        lambda f: (
            f"So far you have given {_given(f)}, which is a beginning. I can say where you stand after "
            f"{f['unseen_needed']} unseen and {f['settled_needed']} settled ones."
        ),
        when=_is_short,
    ),
    Saying(
        "torn",
        lambda f: (
            f"Your {f['unseen_n']:,} unseen and {f['settled_n']:,} settled answers can be read in more than one way, "
            "so I do not say yet where you stand. More of both will tell."
        ),
        when=_is_torn,
    ),
    Saying(
        "still_torn",
        lambda f: (
            f"Your {f['unseen_n']:,} unseen and {f['settled_n']:,} settled answers still allow more than one reading, "
            "and I would rather name none than the wrong one."
        ),
        when=_is_torn,
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    ways=_WAYS,
    next_step="Too early to say where you stand: every answer counts, so go on as you are.",
    counts_unseen=False,
)
