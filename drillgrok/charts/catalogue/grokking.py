"""The grokking plot: practised and unseen accuracy, apart, against the responses of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Sign, Unit, Voice, Zone
from drillgrok.charts.signs import session_starts
from drillgrok.charts.statistics.blocks import (
    LATELY_PRACTISED,
    LATELY_UNSEEN,
    in_stretches,
    lately,
    side_by_side,
)
from drillgrok.charts.statistics.interval import share
from drillgrok.coaching.verdicts import BY_KIND, tired
from drillgrok.history.figures import BeliefAt, Block, RunHistory
from drillgrok.phases.missing import missing
from drillgrok.phases.phase import Phase

LEAST = 10
"""Answers that a block needs to have a height."""
TIRED_AMONG, TIRED_LEAST = 5, 2
"""Verdicts looked back over, and how many of them make tiredness worth a word."""
RESPONSES = "answer number"
_NOTE = (
    "Settled and first-seen answers on the calm clock, block by block, with 90 % intervals (Wilson); nothing is "
    "smoothed. Unseen answers count in whole tens."
)


def chart(
    history: RunHistory, *, signs: Sequence[Sign] = (), verdicts: Sequence[str] = (), passed: bool = False
) -> Chart:
    """The plot. `signs`: what happened beside the sessions; `verdicts`: the kinds of those said; `passed`: the exam."""
    stale = " The phases behind are those of an older version of the model." if history.beliefs_stale else ""
    return Chart(
        id="grokking",
        title="Practised and unseen",
        says=f"{stands(history)} {_next(history, verdicts, passed)}",
        body=_plot(history, signs) if history.settled or history.unseen else None,
        note=_NOTE + stale,
    )


def small(history: RunHistory) -> Chart:
    """The picture alone, for a summary of a few lines: no words, and no signs but phases."""
    whole = chart(history)
    body = replace(whole.body, signs=()) if isinstance(whole.body, Plot) else None
    return replace(whole, title="", says="", note="", body=body)


def practised(history: RunHistory) -> Series:
    """Settled accuracy, block by block."""
    return Series("practised", Voice.PRACTISED, Shape.STEPS, _points(history.settled))


def unseen(history: RunHistory) -> Series:
    """Unseen accuracy, block by block; before the first ten there is a count and no height."""
    return Series("unseen", Voice.UNSEEN, Shape.STEPS, _points(history.unseen) or tuple(_waiting(history)))


def zones(beliefs: Sequence[BeliefAt]) -> tuple[Zone, ...]:
    """The leading phases: neighbours of the same name as one, without a gap."""
    found: list[Zone] = []
    x_from = 1
    for belief in beliefs:
        if found and found[-1].name == belief.phase:
            x_from = int(found.pop().x_from)
        found.append(Zone(x_from, belief.number, belief.phase, Voice(belief.phase)))
        x_from = belief.number
    return tuple(found)


def _plot(history: RunHistory, signs: Sequence[Sign]) -> Plot:
    return Plot(
        x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
        y=Scale("right", Unit.SHARE, low=0, high=1),
        series=(
            practised(history),
            unseen(history),
            Series("guessing", Voice.GUESS, Shape.LINE, tuple(_guessing(history))),
        ),
        zones=zones(history.beliefs),
        signs=tuple(sorted((*session_starts(history.sessions), *signs), key=lambda sign: sign.x)),
    )


def _points(blocks: Sequence[Block]) -> tuple[Point, ...]:
    whole = in_stretches(blocks, lambda block: block.n >= LEAST) or blocks
    return tuple(_point(x_from, block) for x_from, block in side_by_side(whole))


def _point(x_from: int, block: Block) -> Point:
    if block.n < LEAST:
        return Point(block.last, None, block.n, x_from=x_from)
    found = share(block.right, block.n)
    return Point(block.last, found.mean, block.n, found.low, found.high, x_from=x_from)


def _waiting(history: RunHistory) -> Iterator[Point]:
    """How many there are, and nothing else."""
    if history.unseen_waiting:
        yield Point(history.number, None, history.unseen_waiting, x_from=1)


def _guessing(history: RunHistory) -> Iterator[Point]:
    """The mean chance of the unseen items, or of the practised ones while there is no ten of those."""
    blocks = history.unseen or history.settled
    n = sum(block.n for block in blocks)
    if n:
        level = sum(block.chance for block in blocks) / n
        yield Point(1, level, n)
        yield Point(history.number, level, n)


# What it says.


def stands(history: RunHistory) -> str:
    """Practised and unseen lately, in a sentence or two."""
    settled, first_seen = lately(history.settled, LATELY_PRACTISED), lately(history.unseen, LATELY_UNSEEN)
    if settled is None:
        first = "No item is settled yet: that takes six showings and a return."
    else:
        first = f"Practised {counted(settled, history.settled)} right,"
    if first_seen is None:
        return f"{first.removesuffix(',').removesuffix('.')}. {_waiting_words(history.unseen_waiting)}"
    guessed = round(first_seen.chance)
    luck = f"about {guessed}" if guessed else "hardly any"
    apart = (
        f" Exceptions {history.exceptions_right:,} of {history.exceptions:,}, counted apart."
        if history.exceptions
        else ""
    )
    unseen = f"{'Unseen' if settled is None else 'unseen'} {counted(first_seen, history.unseen)}"
    return f"{first} {unseen}, where guessing gives {luck}.{apart}"


def _waiting_words(count: int) -> str:
    """Unseen answers before the first ten of them."""
    if not count:
        return "No unseen answers yet; they count in whole tens."
    return f"{count} unseen {'answer' if count == 1 else 'answers'} so far; they count in whole tens."


def counted(newest: Block, blocks: Sequence[Block]) -> str:
    """Right answers of the newest blocks among all of them."""
    of = "of" if newest.first == blocks[0].first else "of the last"
    return f"{newest.right:,} {of} {newest.n:,}"


def _next(history: RunHistory, verdicts: Sequence[str], passed: bool) -> str:
    """Where the coach has said nothing, as in an imported run, the model's leading phase speaks."""
    if passed:
        return "The exam is passed; what is left is speed."
    known = [kind for kind in verdicts if kind in BY_KIND]  # a newer drillgrok may have said others
    if known:
        return f"{BY_KIND[known[-1]].next_step}{_tired(known)}"
    leading = history.beliefs[-1].phase if history.beliefs else Phase.UNCLEAR
    if leading == Phase.UNCLEAR:
        return f"No phase can be named yet: {lacking(history)}. Every answer counts, so go on as you are."
    return BY_KIND[leading].next_step


def lacking(history: RunHistory) -> str:
    """What a run lacks in which no phase is named, as far as the figures of the charts go."""
    first_seen = sum(block.n for block in history.unseen) + history.unseen_waiting
    return f"it takes {missing(first_seen, sum(block.n for block in history.settled)).words}"


def _tired(verdicts: Sequence[str]) -> str:
    """A learner who tires more than once should not read the last verdict alone."""
    lately = verdicts[-TIRED_AMONG:]
    times = lately.count(tired.KIND)
    if times < TIRED_LEAST or lately[-1] == tired.KIND:
        return ""
    return f" {times} of the coach's last {len(lately)} looks read tiredness: stop there, tired answers tell nothing."
