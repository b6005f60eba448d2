"""Whether unseen answers changed, when, how fast and from where to where: hindsight over the whole run, in tens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drillgrok.charts.catalogue.grokking import RESPONSES, unseen
from drillgrok.charts.chart import Chart, Plot, Scale, Unit, Voice, Zone
from drillgrok.charts.numbers import between, written
from drillgrok.charts.statistics.blocks import joined
from drillgrok.history.figures import Block, RunHistory

if TYPE_CHECKING:
    from drillgrok.phases.change import Change, Spread

_TITLE = "Whether unseen answers changed"
_NOTE = (
    "Evidence ratios (Bayes factors) over all levels, places and widths, each as likely beforehand; a change is a rise "
    "by a fifth or more of what guessing leaves. Medians with 90 % intervals; levels have guessing taken out."
)


def chart(history: RunHistory) -> Chart:
    """The unseen line with the stretch in which it changed, if evidence favours a change; the odds in words."""
    found = _found(history.unseen)
    if found is None:
        answers = sum(block.n for block in history.unseen) + history.unseen_waiting
        lacking = f"It takes thirty unseen answers to say anything; you have given {answers or 'none'} so far."
        return Chart("change", _TITLE, lacking, None)
    zone = Zone(found.onset.low, found.onset.high, "change", Voice.SHIFTING)
    return Chart(
        id="change",
        title=_TITLE,
        says=says(found),
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(unseen(history),),
            zones=(zone,) if found.moved else (),
        ),
        note=_NOTE,
    )


def _found(blocks: Sequence[Block]) -> Change | None:
    """From whole blocks: nothing of one answer shows."""
    if not blocks:
        return None
    from drillgrok.phases.change import change  # numpy, which other charts do without

    whole = joined(blocks)
    ends, counts, right = zip(*((one.last, one.n, one.right) for one in blocks), strict=True)
    return change(ends, counts, right, whole.chance / whole.n)


def says(found: Change) -> str:
    """The odds, and the change where there is one."""
    odds = (
        f"{found.n:,} unseen answers; evidence, no change : step : ramp, 1 : {_odds(found.step_odds)} : "
        f"{_odds(found.ramp_odds)}"
    )
    if not found.moved:
        rest = "no change is favoured" if found.shape else "nothing is favoured clearly"
        return f"{odds}: {rest}."
    levels = f"from {_levels(found.before)} to {_levels(found.after)}."
    if found.shape == "step":
        return f"{odds}: a step after answer {_counts(found.onset)}, {levels}"
    shape = "a ramp" if found.shape else "a change, a step or a ramp"
    return (
        f"{odds}: {shape}, half-way at answer {_counts(found.onset)}, most of it within {_counts(found.width)} "
        f"answers, {levels}"
    )


def _odds(value: float) -> str:
    if value >= 1000:
        return "over 1,000"
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 0.1 else "under 0.1"


def _counts(found: Spread) -> str:
    return f"{found.median:,.0f} ({found.low:,.0f} to {found.high:,.0f})"


def _levels(found: Spread) -> str:
    return f"{written(max(found.median, 0.0), Unit.SHARE)} ({between(max(found.low, 0.0), found.high, Unit.SHARE)})"
