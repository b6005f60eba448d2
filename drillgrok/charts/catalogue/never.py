"""P(never): how likely it is that the rule is not found at all, as a range over named beliefs about how late it can
come. The data say only that it has not come; the rest is what one believed before, and the chart says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import Final

from drillgrok.charts.catalogue.phases import in_tens
from drillgrok.charts.chart import Chart, Listing, Unit
from drillgrok.charts.numbers import between, written
from drillgrok.charts.statistics.interval import share
from drillgrok.coaching.verdicts import ROWS
from drillgrok.history.figures import RunHistory
from drillgrok.phases.phase import Phase
from drillgrok.phases.reference import alike

EARLIEST, LATEST = 100, 20_000
_MEDIAN = 500
NEVER = (0.3, 0.5, 0.7)
"""Shares of learners who never find it; of those studied so far .3 to .7 did not."""
_FOUND: Final = frozenset(row.kind for row in ROWS if row.is_found)
_MOVED: Final = frozenset({Phase.SHIFTING.value, Phase.GROKKED.value})


def after_any_time(t: float) -> float:
    """S(t), log-uniform from 100 to 20,000 answers: every tenfold stretch is as likely to bring it."""
    return 1 - log(min(max(t, EARLIEST), LATEST) / EARLIEST) / log(LATEST / EARLIEST)


def after_even_days(t: float) -> float:
    """S(t), uniform up to 20,000 answers: every day is as likely to bring it."""
    return 1 - min(max(t, 0.0), LATEST) / LATEST


def after_early_ones(t: float) -> float:
    """S(t), the same chance at every answer, half of all by 500: those who find it find it early."""
    return float(0.5 ** (max(t, 0.0) / _MEDIAN))


PRIORS: Final[tuple[tuple[str, Callable[[float], float]], ...]] = (
    (f"early: half by {_MEDIAN}", after_early_ones),
    (f"any time: {EARLIEST} to {LATEST:,}", after_any_time),
    (f"late: evenly to {LATEST:,}", after_even_days),
)


def p_never(t: float, never: float, survival: Callable[[float], float]) -> float:
    """P(never | not found by answer t) = pi / (pi + (1 - pi) S(t)): the cure model (Berkson and Gage 1952)."""
    return never / (never + (1 - never) * survival(t))


def chart(history: RunHistory, *, said: Sequence[str] = (), seal_open: bool = False) -> Chart:
    """The range now; nothing once the run has moved, since `never` is then answered or no longer the question.

    `said`: the kinds of the verdicts so far; `seal_open`: the rule was found or read.
    """
    id_, title = "never", "Whether it comes at all"
    if seal_open or _FOUND.intersection(said) or (history.beliefs and history.beliefs[-1].phase in _MOVED):
        return Chart(id_, title, "This is drawn only while nothing has moved and the rule was not read.", None)
    t = history.volume
    reaching = [survival for _, survival in PRIORS if survival(t)]
    values = [p_never(t, never, survival) for survival in reaching for never in NEVER]
    return Chart(
        id=id_,
        title=title,
        says=f"After {t:,} answers without a change, the probability that none ever comes is anything from "
        f"{between(min(values), max(values), Unit.SHARE)}, depending on what one believed before. Your "
        f"answers do not narrow it: nobody knows how late people can be.{_beside(history)}",
        body=Listing(
            ("if it comes, then", *(f"{written(never, Unit.SHARE)} never do" for never in NEVER)),
            tuple((name, *_row(t, survival)) for name, survival in PRIORS),
        ),
        note="Rows: when those find it who do, in answers of one run. Columns: how many never find it. Both are "
        "believed before the first answer; no data on people say which is right.",
    )


def _beside(history: RunHistory) -> str:
    """Simulated learners who looked the same at the end of the last ten unseen answers."""
    answers, looks = sum(block.n for block in history.unseen), in_tens(history)
    found = alike(answers, sum(looks[-1].p[2:])) if looks and not history.beliefs_stale else None
    if found is None:
        return ""
    like = share(found.never, found.n)
    return (
        f" Of {found.n:,} simulated learners who looked the same after {found.unseen} unseen answers "
        f"{written(like.mean, Unit.SHARE)} ({between(like.low, like.high, Unit.SHARE)}) never moved, in a simulation "
        f"where {written(found.world, Unit.SHARE)} of all never do."
    )


def _row(t: float, survival: Callable[[float], float]) -> tuple[str, ...]:
    """A belief that left room up to here only says nothing of what comes after."""
    if not survival(t):
        return ("beyond it",) * len(NEVER)
    return tuple(written(p_never(t, never, survival), Unit.SHARE) for never in NEVER)
