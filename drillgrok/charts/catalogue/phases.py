"""What the phase model thought, response by response: the four phases' probabilities, laid on each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from drillgrok.charts.catalogue.grokking import RESPONSES, lacking
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Sign, Unit, Voice
from drillgrok.charts.numbers import written
from drillgrok.history.figures import BeliefAt, RunHistory
from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.decision import BARS
from drillgrok.phases.phase import PHASES, Phase

_LEAST = 0.0005
"""The model is never certain; what is stored is rounded."""
_NOTE = (
    f"Probabilities of the phases by the model, after each ten unseen answers. From {FIRST_SEEN_NEEDED} unseen answers "
    f"on, memorising and plateau from {SETTLED_NEEDED} settled ones too, a phase is named that reaches its bar: "
    + ", ".join(f"{phase} {round(100 * BARS[phase].name)} %" for phase in PHASES)
    + "."
)
_STALE = (
    "An older version of the model made these; the next practice, or `drillgrok data doctor`, brings them up to date."
)


def chart(history: RunHistory, *, signs: Sequence[Sign] = ()) -> Chart:
    """The probabilities over the run, or why there are none. A place for each ten unseen answers and no more: two looks
    must not tell how the one between them went."""
    beliefs = in_tens(history)
    return Chart(
        id="phases",
        title="Phases" + (" (older model)" if history.beliefs_stale and beliefs else ""),
        says=_says(history, beliefs),
        body=_plot(beliefs, signs) if beliefs else None,
        note=_NOTE,
    )


def in_tens(history: RunHistory) -> tuple[BeliefAt, ...]:
    """The first belief after each whole block of unseen answers."""
    ends = [block.last for block in history.unseen]
    passed = [bisect_right(ends, belief.number) for belief in history.beliefs]
    return tuple(
        belief for belief, before, now in zip(history.beliefs, [0, *passed], passed, strict=False) if now > before
    )


def _says(history: RunHistory, beliefs: Sequence[BeliefAt]) -> str:
    if not history.beliefs:
        return "The model has not gone over this run yet: the next practice, or `drillgrok data doctor`, sees to it."
    if not beliefs:
        return f"It takes ten unseen answers to draw this; you have given {history.unseen_waiting or 'none'} so far."
    last = beliefs[-1]
    shares = ", ".join(
        f"{phase} {written(min(max(p, _LEAST), 1 - _LEAST), Unit.SHARE)}"
        for phase, p in zip(PHASES, last.p, strict=True)
    )
    named = f"no phase is named, {lacking(history)}" if last.phase == Phase.UNCLEAR else f"it is called {last.phase}"
    said = f"After answer {last.number:,}: {shares}; {named}."
    return f"{said} {_STALE}" if history.beliefs_stale else said


def _plot(beliefs: Sequence[BeliefAt], signs: Sequence[Sign]) -> Plot:
    return Plot(
        x=Scale(RESPONSES, Unit.COUNT, low=0, high=beliefs[-1].number, may_be_log=True),
        y=Scale("probability", Unit.SHARE, low=0, high=1),
        series=tuple(
            Series(phase.value, Voice(phase.value), Shape.STACK, _points(beliefs, place))
            for place, phase in enumerate(PHASES)
        ),
        signs=tuple(signs),
    )


def _points(beliefs: Sequence[BeliefAt], place: int) -> tuple[Point, ...]:
    ends = (1, *(belief.number for belief in beliefs))
    return tuple(
        Point(x, belief.p[place], x, x_from=x_from) for belief, (x_from, x) in zip(beliefs, pairwise(ends), strict=True)
    )
