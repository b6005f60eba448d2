"""The page at the end of a session: volume first, then unseen, practised and time, of this time and of the whole run,
and what is worth another look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from drillgrok.console.text import clean
from drillgrok.history.rhythm import bests, days_practised, out_of_100
from drillgrok.model.corrected import RIGHT_SIGN
from drillgrok.model.drawing import Span, Tone
from drillgrok.practice.state import Session
from drillgrok.practice.summary import RightCount, Summary, Weak, Weakness
from drillgrok.screens.drill import words
from drillgrok.screens.drill.pauses import coach_rows
from drillgrok.screens.kit.letters import large
from drillgrok.screens.kit.page import EMPTY, Page, Row, apart, block, centred, drawn, filled, packed
from drillgrok.screens.kit.question import notice_row, prompt_rows
from drillgrok.screens.kit.words import ODOMETER

if TYPE_CHECKING:
    from drillgrok.history.figures import Block, RunHistory

_LABEL_WIDTH = 16
_FIGURE_WIDTH = 24
_TWO_COLUMNS = (72, 22)
"""Columns and rows from which the run's figures stand beside this time's."""
_NAME_WIDTH = 30
_HEADLINE_ROWS = 8
"""Title, the volume in large letters and what it is of, and the hint below."""
_PLAIN_HEADLINE_ROWS = 6
"""The same with the volume in one line, and some air."""
_PLOT_ROWS, _PLOT_LEAST_ROWS = 11, 7
_PLOT_WIDTH = 76
_BESIDE_MISSED_ROWS = 5
"""Title, air, right answer, reason and hint around the picture of a missed item."""


def summary_page(session: Session, summary: Summary, history: RunHistory, width: int, height: int) -> Page:
    """The summary of a session for a terminal of `width` x `height` cells, with the run's plot where there is room."""
    whole = bool(history.practice_days) and width >= _TWO_COLUMNS[0] and height >= _TWO_COLUMNS[1]
    below = (
        *_figure_rows(tuple(figures(summary, history)), width, whole=whole),
        centred(notice_row(session), width),
        *coach_rows(session, width),
    )
    spare = height - len(below) - _PLAIN_HEADLINE_ROWS - bool(summary.weak)
    plot = _plot(history, width, min(spare, _PLOT_ROWS)) if spare >= _PLOT_LEAST_ROWS else ()
    below = (*below, *plot)
    roomy = len(below) + _HEADLINE_ROWS + bool(summary.weak) <= height
    head = apart((Span(f" {clean(session.run.deck.head.title)}", Tone.FAINT),), EMPTY, width)
    top = packed((head, EMPTY, *_headline(summary, width, roomy=roomy), EMPTY, *below), height - 1 - bool(summary.weak))
    hint = centred((Span(words.SUMMARY_HINT, Tone.FAINT),), width)
    weak = tuple(_another_look(summary.weak, width))[: max(height - len(top) - 1, 0)]
    return (*filled((*top, *weak), height - 1), hint)


def missed_page(session: Session, weak: tuple[Weak, ...], place: int, width: int, height: int) -> Page:
    """One of the items that are worth another look, as a picture with its answer."""
    run, item = session.run, session.run.item(weak[place].index)
    corrected = run.deck.items.corrected(weak[place].index, item, "", run.symbols)
    picture = corrected.frames[0] if corrected.frames else item.drawing
    shown = prompt_rows(run, item, picture, width, height - _BESIDE_MISSED_ROWS)
    right = centred((Span(f"{RIGHT_SIGN} ", Tone.RIGHT), *corrected.right), width)
    told = centred((Span(reason(weak[place]), Tone.FAINT),), width)
    head = apart((Span(f" {clean(run.deck.head.title)}", Tone.FAINT),), (Span(f"{place + 1} of {len(weak)} "),), width)
    body = packed((head, EMPTY, *shown, EMPTY, right, told), height - 1)
    return (*filled(body, height - 1), centred((Span(words.MISSED_HINT, Tone.FAINT),), width))


def _plot(history: RunHistory, width: int, height: int) -> tuple[Row, ...]:
    """The small grokking plot; nothing while there is nothing to see."""
    from drillgrok.charts.catalogue import grokking
    from drillgrok.charts.terminal import draw

    chart = grokking.small(history)
    return block(drawn(draw(chart, width=min(width - 2, _PLOT_WIDTH), height=height)), width) if chart.body else ()


def _headline(summary: Summary, width: int, *, roomy: bool) -> Iterator[Row]:
    volume = f"{summary.volume:,}"
    letters = (large(volume, width) if roomy else None) or (volume,)
    yield from block(((Span(row, Tone.STRONG),) for row in letters), width)
    yield centred((Span(f"of {ODOMETER:,} answers", Tone.STRONG),), width)
    said = words.this_time(summary.measured, summary.minutes) if summary.measured else words.NO_ANSWERS_YET
    yield centred((Span(said, Tone.FAINT),), width)


@dataclass(frozen=True, slots=True)
class EndFigure:
    """One figure, of this time and of the whole run; empty where there is none."""

    label: str
    this_time: str
    so_far: str = ""


def figures(summary: Summary, history: RunHistory) -> Iterator[EndFigure]:
    """The session's figures beside the run's: the unseen before the practised, bests last."""
    yield EndFigure(words.UNSEEN, _tally(summary.unseen), _unseen_in_the_run(summary, history))
    yield EndFigure(words.PRACTISED, _tally(summary.practised))
    if history.settled:
        yield EndFigure(words.SETTLED, "", _in_the_run(history.settled))
    if summary.median_rt_ms is not None:
        recent = "" if history.recent_ms is None else words.seconds(history.recent_ms)
        yield EndFigure(words.TYPICAL_TIME, words.seconds(summary.median_rt_ms), recent)
    for side, count in summary.missed:
        yield EndFigure(words.MISSED, f"{count}: {side}")
    if history.practice_days > 1:
        practised = days_practised(history.days)
        steady = out_of_100(practised, today=practised[-1]) if practised else 0
        day = words.day(history.practice_days)
        yield EndFigure(words.PRACTICE, day, words.regularity(steady, bests(history.days).day))


def _unseen_in_the_run(summary: Summary, history: RunHistory) -> str:
    """What came before this session and what is told of it, in tens each: no other ten may be told of as well."""
    before = [one for one in history.unseen if one.last < summary.began]
    now = summary.unseen or RightCount(0, 0)
    n = sum(one.n for one in before) + now.n
    return words.of_total(sum(one.right for one in before) + now.right, n) if n else ""


def _in_the_run(blocks: Sequence[Block]) -> str:
    return words.of_total(sum(one.right for one in blocks), sum(one.n for one in blocks)) if blocks else ""


def _tally(tally: RightCount | None) -> str:
    return words.NOT_ENOUGH_YET if tally is None else words.of_total(tally.right, tally.n)


def _figure_rows(found: Sequence[EndFigure], width: int, *, whole: bool) -> tuple[Row, ...]:
    """A row a figure; the run's beside this time's where there is room for the `whole`."""
    if not whole or not any(one.so_far for one in found):
        found = [one for one in found if one.this_time]
        return block((_columns(one.label, one.this_time) for one in found), width)
    head = _columns("", words.THIS_TIME, words.SO_FAR, Tone.FAINT)
    return block((head, *(_columns(one.label, one.this_time, one.so_far) for one in found)), width)


def _columns(label: str, this_time: str, so_far: str = "", tone: Tone = Tone.PLAIN) -> Row:
    first = Span(label.ljust(_LABEL_WIDTH), Tone.FAINT)
    if not so_far:
        return (first, Span(this_time, tone))
    return (first, Span(this_time.ljust(_FIGURE_WIDTH), tone), Span(so_far, tone))


def reason(weak: Weak) -> str:
    """Why an item is named."""
    if weak.weakness is Weakness.MISSED or weak.rt_ms is None:
        return words.missed(weak.misses)
    return words.slow(weak.rt_ms)


def _another_look(weak: tuple[Weak, ...], width: int) -> Iterator[Row]:
    """Items by name; pictures share one wording, so only their number is told."""
    if not weak:
        return
    alike = len(weak) > 1 and len({item.name for item in weak}) == 1
    heading = f"{len(weak)} {words.ANOTHER_LOOK}" if alike else words.ANOTHER_LOOK
    yield centred((Span(f"{heading} · {words.REDRILL_HINT}", Tone.FAINT),), width)
    if not alike:
        answer_width = max(cell_len(clean(item.right)) for item in weak)
        yield from block((_weak_row(item, answer_width) for item in weak), width)


def _weak_row(item: Weak, answer_width: int) -> Row:
    name = set_cell_size(clean(item.name), _NAME_WIDTH)
    right = set_cell_size(clean(item.right), answer_width)
    return (Span(name), Span(f"{right}   ", Tone.STRONG), Span(reason(item), Tone.FAINT))
