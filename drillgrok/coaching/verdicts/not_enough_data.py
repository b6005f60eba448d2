"""Not enough data: no phase can be named, and what is missing is counted. Right answers are not counted yet."""

from __future__ import annotations

from drillgrok.coaching.counts import FIRST_SHOWN_KEPT
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.verdicts.known import brought_along
from drillgrok.phases.missing import Missing, missing
from drillgrok.phases.phase import FIRST_SEEN_NEEDED, SETTLED_NEEDED, Phase

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


def _say(f: Figures) -> str:
    if "withheld" in f:
        return (
            f"Of your last {f['withheld_of']} first answers {f['withheld']} were taken back or left open. The others "
            "alone would say too much, so I name no phase: answer the next ones as they come, and let them stand."
        )
    if "habit_n" in f:
        differing = f["differing_missing"]
        more = f"It takes {Missing(0, 0, differing).words}." if differing else "More answers will tell."
        return (
            f"A habit that needs no rule would give {f['habit_right']:,} of your last {f['habit_n']:,} unseen answers "
            f"too, so I name no phase yet. {more}"
        )
    lacks = missing(f["unseen_n"], f["settled_n"])
    if not lacks.unseen and not lacks.settled:
        return (
            f"Your {f['unseen_n']:,} unseen and {f['settled_n']:,} settled answers fit more than one phase, so I name "
            "none. More of both will tell."
        )
    return (
        f"There are {f['unseen_n']:,} unseen and {f['settled_n']:,} settled answers so far, and I name no phase before "
        f"{f['unseen_needed']} and {f['settled_needed']}: it takes {lacks.words}. Until then everything simply counts."
    )


ROW = VerdictRow(
    kind=KIND,
    holds=_holds,
    figures=_figures,
    say=_say,
    next_step="Too little to name a phase: everything counts, so go on as you are.",
    counts_unseen=False,
)
