"""The coach's record: what it claimed, and what followed. Nothing is left out because it turned out badly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drillgrok.charts.chart import Chart, Listing, Unit
from drillgrok.charts.numbers import between, written
from drillgrok.charts.statistics.interval import share
from drillgrok.coaching.claims import ClaimScore, Measure
from drillgrok.coaching.verdict import display_name
from drillgrok.console.text import counted
from drillgrok.history.figures import Scored

MOST = 30
"""Claims in the list, the newest; the count speaks of all."""
_ABOUT: Final = {
    Measure.UNSEEN: "unseen",
    Measure.UNSEEN_QUICK: "quick unseen",
    Measure.REPHRASED: "reworded",
}
_COLUMNS: Final = ("after", "verdict", "claimed", "over", "right then", "so it")


def chart(claims: Sequence[Scored]) -> Chart:
    """Each claim beside what followed within its horizon; those still running are open and count for neither side."""
    if not claims:
        return Chart("record", "The coach's record", "The coach has claimed nothing yet that could be checked.", None)
    return Chart(
        id="record",
        title="The coach's record",
        says=_says(claims),
        body=Listing(_COLUMNS, tuple(_row(claim) for claim in claims[-MOST:])),
        note="After, over: in answers; luck: what guessing would have got; percentages have guessing taken out, so "
        "that 0 % is blind guessing. Open: the answers that decide it have not come, or never can. Claims made soon "
        "after one another share answers, so the interval is rather too narrow.",
    )


def _says(claims: Sequence[Scored]) -> str:
    held = sum(claim.score == ClaimScore.HELD for claim in claims)
    decided = held + sum(claim.score == ClaimScore.FAILED for claim in claims)
    still = f"{len(claims) - decided} open"
    if not decided:
        return f"None of the coach's {len(claims)} claims is decided yet; {still}."
    found = share(held, decided)
    claimed = "claim" if decided == 1 else "claims"
    return (
        f"{held} of {decided} decided {claimed} held (90 % interval {between(found.low, found.high, Unit.SHARE)}); "
        f"{still}."
    )


def _row(claim: Scored) -> tuple[str | int, ...]:
    direction = "at least" if claim.at_least else "below"
    return (
        claim.number,
        display_name(claim.verdict),
        f"{_ABOUT[Measure(claim.measure)]} {direction} {written(claim.share, Unit.SHARE)}",
        claim.horizon,
        _followed(claim),
        claim.score.value,
    )


def _followed(claim: Scored) -> str:
    """While a claim is open its right answers are not told: two looks would tell how the one between them went."""
    if claim.score is ClaimScore.OPEN:
        return f"{counted(claim.followed, 'answer')} in" if claim.followed < claim.horizon else "cannot tell"
    return f"{claim.right:,} of {claim.n:,}, luck {claim.chance:.0f}"
