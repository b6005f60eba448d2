"""The page at the end of a sitting: volume first, then unseen, practised, time, and what is worth another look."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from drillgrok.practice.state import Session
from drillgrok.practice.summary import Summary, Tally, Weak, Weakness
from drillgrok.screens import words
from drillgrok.screens.drill import notice_row
from drillgrok.screens.letters import large
from drillgrok.screens.page import EMPTY, Ink, Page, Piece, Row, apart, block, centred, clean, filled, packed
from drillgrok.screens.pauses import coach_rows
from drillgrok.screens.start import ODOMETER

_LABEL_WIDTH = 16
_PROMPT_WIDTH = 30
_HEADLINE_ROWS = 8
"""Title, the volume in large letters and what it is of, and the hint below."""


def summary_page(session: Session, summary: Summary, width: int, height: int) -> Page:
    """The summary of a sitting for a terminal of `width` x `height` cells."""
    below = (
        *block((_figure(label, value) for label, value in figures(summary)), width),
        centred(notice_row(session), width),
        *coach_rows(session, width),
    )
    roomy = len(below) + _HEADLINE_ROWS <= height
    head = apart((Piece(f" {clean(session.run.deck.head.title)}", Ink.FAINT),), EMPTY, width)
    top = packed((head, EMPTY, *_headline(summary, width, roomy=roomy), EMPTY, *below), height - 1)
    hint = centred((Piece(words.SUMMARY_HINT, Ink.FAINT),), width)
    weak = tuple(_another_look(summary.weak, width))[: max(height - len(top) - 1, 0)]
    return (*filled((*top, *weak), height - 1), hint)


def _headline(summary: Summary, width: int, *, roomy: bool) -> Iterator[Row]:
    volume = f"{summary.volume:,}"
    letters = (large(volume, width) if roomy else None) or (volume,)
    yield from block(((Piece(row, Ink.STRONG),) for row in letters), width)
    yield centred((Piece(f"of {ODOMETER:,} answers", Ink.STRONG),), width)
    said = words.sitting(summary.sitting, summary.minutes) if summary.sitting else words.NO_ANSWERS_YET
    yield centred((Piece(said, Ink.FAINT),), width)


def figures(summary: Summary) -> Iterator[tuple[str, str]]:
    """The sitting's figures, named: the unseen before the practised."""
    yield words.UNSEEN, _tally(summary.unseen)
    yield words.PRACTISED, _tally(summary.practised)
    if summary.median_rt_ms is not None:
        yield words.TYPICAL_TIME, words.seconds(summary.median_rt_ms)


def _tally(tally: Tally | None) -> str:
    return words.NOT_ENOUGH_YET if tally is None else words.of_total(tally.right, tally.n)


def _figure(label: str, value: str) -> Row:
    return (Piece(label.ljust(_LABEL_WIDTH), Ink.FAINT), Piece(value))


def reason(weak: Weak) -> str:
    """Why an item is named."""
    if weak.weakness is Weakness.MISSED or weak.rt_ms is None:
        return words.missed(weak.misses)
    return words.slow(weak.rt_ms)


def _another_look(weak: tuple[Weak, ...], width: int) -> Iterator[Row]:
    """Items by name; pictures share one wording, so only their number is told."""
    if not weak:
        return
    alike = len(weak) > 1 and len({item.prompt for item in weak}) == 1
    heading = f"{words.ANOTHER_LOOK}: {len(weak)} items" if alike else words.ANOTHER_LOOK
    yield centred((Piece(f"{heading} · {words.REDRILL_HINT}", Ink.FAINT),), width)
    if not alike:
        answer_width = max(cell_len(clean(item.right)) for item in weak)
        yield from block((_weak_row(item, answer_width) for item in weak), width)


def _weak_row(item: Weak, answer_width: int) -> Row:
    prompt = set_cell_size(clean(item.prompt), _PROMPT_WIDTH)
    right = set_cell_size(clean(item.right), answer_width)
    return (Piece(prompt), Piece(f"{right}   ", Ink.STRONG), Piece(reason(item), Ink.FAINT))
