"""Practised items that are missed most and that take longest. Few items are a weak base, so each is drawn towards the
others. While the seal is closed ten at most are named, in an order that means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from drillgrok.charts.chart import Chart, Listing, Unit
from drillgrok.charts.numbers import between, written
from drillgrok.charts.statistics.shrinkage import Level, Rate, Sample, levels, rates
from drillgrok.history.chart_inputs import PromptOf
from drillgrok.history.figures import ItemTally

LEAST: Final = 5
"""Answers that an item needs to be named, and items there have to be."""
NAMED, NAMED_OPEN = 10, 25
"""How many are named while the seal is closed, and once it is open."""


def missed(items: Sequence[ItemTally], prompt_of: PromptOf, *, opened: bool) -> Chart:
    """The items that come back right least often. `opened`: the seal is."""
    asked = [item for item in items if item.n >= LEAST]
    title = "Missed most"
    if len(asked) < LEAST:
        return Chart("missed", title, f"It takes {LEAST} practised items with {LEAST} answers each.", None)
    found = dict(zip(asked, rates([(item.right, item.n) for item in asked]), strict=True))
    mean = sum(item.right for item in asked) / sum(item.n for item in asked)
    weakest = sorted(asked, key=lambda item: (found[item].mean, item.item))[: NAMED_OPEN if opened else NAMED]
    named = _named([item for item in weakest if found[item].mean < mean], prompt_of, opened)
    if not named:
        return Chart("missed", title, "No item is right less often than the others.", None)
    intervals = {item: found[item].interval() for item in named}
    below = sum(intervals[item][1] < mean for item in named)
    return Chart(
        id="missed",
        title=title,
        says=f"All {len(asked):,} items together are {written(mean, Unit.SHARE)} right; "
        f"{below or 'none'} of the {len(named)} below {'are' if below > 1 else 'is'} clearly under that.",
        body=Listing(
            ("item", "right", "likely", "90 %"),
            tuple(_missed_row(item, named[item], found[item], intervals[item]) for item in named),
        ),
        note=f"Practised items with {LEAST} answers or more. Likely: the share drawn towards that of all items "
        f"(beta-binomial empirical Bayes). {_order(opened)}",
    )


def slow(items: Sequence[ItemTally], prompt_of: PromptOf, *, opened: bool) -> Chart:
    """The items whose right answers take longest. `opened`: the seal is."""
    timed = [item for item in items if item.timed >= LEAST]
    title = "Slowest"
    if len(timed) < LEAST:
        return Chart("slow", title, f"It takes {LEAST} practised items with {LEAST} right answers each.", None)
    samples = [Sample(item.timed, item.log_ms, item.log_ms_squared) for item in timed]
    found = dict(zip(timed, levels(samples), strict=True))
    middle = sum(item.log_ms for item in timed) / sum(item.timed for item in timed)
    slowest = sorted(timed, key=lambda item: (-found[item].mean, item.item))[: NAMED_OPEN if opened else NAMED]
    named = _named([item for item in slowest if found[item].mean > middle], prompt_of, opened)
    if not named:
        return Chart("slow", title, "No item takes longer than the others.", None)
    above = sum(found[item].low > middle for item in named)
    return Chart(
        id="slow",
        title=title,
        says=f"A right answer takes {_seconds(middle)} over all {len(timed):,} items; {above or 'none'} of the "
        f"{len(named)} below {'are' if above > 1 else 'is'} clearly slower.",
        body=Listing(
            ("item", "right", "likely", "90 %"),
            tuple(_slow_row(item, named[item], found[item]) for item in named),
        ),
        note=f"Practised items with {LEAST} right answers or more. Likely: the geometric mean drawn towards that of "
        f"all items (normal empirical Bayes on logarithms). {_order(opened)}",
    )


def _named(items: Sequence[ItemTally], prompt_of: PromptOf, opened: bool) -> dict[ItemTally, str]:
    """Their prompts on one line: weakest first once the seal is open; before, by key, which is a hash."""
    ordered = items if opened else sorted(items, key=lambda item: item.item)
    prompts = ((item, prompt_of(item.item)) for item in ordered)
    return {item: " ".join(prompt.split()) for item, prompt in prompts if prompt is not None}


def _order(opened: bool) -> str:
    return "Weakest first." if opened else "The order means nothing."


def _missed_row(item: ItemTally, prompt: str, rate: Rate, interval: tuple[float, float]) -> tuple[str, ...]:
    return prompt, f"{item.right} of {item.n}", written(rate.mean, Unit.SHARE), between(*interval, Unit.SHARE)


def _slow_row(item: ItemTally, prompt: str, level: Level) -> tuple[str, ...]:
    low, high = exp(level.low) / 1000, exp(level.high) / 1000
    return prompt, f"{item.timed} times", _seconds(level.mean), between(low, high, Unit.SECONDS)


def _seconds(log_ms: float) -> str:
    return written(exp(log_ms) / 1000, Unit.SECONDS)
