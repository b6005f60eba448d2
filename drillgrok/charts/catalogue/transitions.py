"""Two kinds of stretches set against each other, session by session: how much sooner the hand is on one of them. What
tells the kinds apart is not known here."""

from __future__ import annotations

from collections.abc import Sequence

from drillgrok.charts.catalogue.grokking import RESPONSES
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.model.domain import SessionContrast


def chart(contrasts: Sequence[SessionContrast], *, last: int) -> Chart:
    """The contrast over the run; `last` is its last response number."""
    title = "Two kinds of stretches"
    if not contrasts:
        return Chart("stretches", title, "It takes five answers to each kind of stretch in a session.", None)
    now = contrasts[-1]
    verdict = "sooner" if now.low > 0 else "later" if now.high < 0 else "as soon, as far as can be told,"
    return Chart(
        id="stretches",
        title=title,
        says=f"In the last session your hand was there {verdict} on one kind of stretch: by {now.d:+.2f} standard "
        f"deviations ({now.low:+.2f} to {now.high:+.2f}, n {now.n}).",
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=last, may_be_log=True),
            y=Scale("standard deviations", Unit.COUNT, low=min(0.0, *(one.low for one in contrasts))),
            series=(
                Series(
                    "sooner",
                    Voice.UNSEEN,
                    Shape.STEPS,
                    tuple(Point(one.last, one.d, one.n, one.low, one.high, x_from=one.first) for one in contrasts),
                ),
            ),
        ),
        note="Difference of the mean log latencies of one session (Cohen's d; interval by Hedges and Olkin 1985). "
        "Above 0 the hand knows what the eye may not.",
    )
