"""The page of a running session: where the goal stands, the item that is asked, and the warm-up before the first one.
Reads the state and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.log import Flag
from drillgrok.practice.state import Session, Stage
from drillgrok.screens.drill import words
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.page import EMPTY, FRAME_ROWS, Page, Row, apart, bar, centred, framed, wrapped
from drillgrok.screens.kit.question import frame_rows, notice_row, question_rows
from drillgrok.screens.kit.stack import Stack, in_words, stacked, typed_rows

_PROGRESS_WIDTH = 20


def drill_page(session: Session, *, now_ns: int, width: int, height: int, heard: str = "") -> Page:
    """The page for COPYING, ASKING or CORRECTION at the monotonic time `now_ns`; `heard` are the keys for the ears."""
    if session.stage is Stage.COPYING:
        body = _copying(session, width, height - FRAME_ROWS)
    else:
        body = question_rows(session, now_ns=now_ns, width=width, height=height)
    hint = " · ".join(filter(None, (_hint(session), heard)))
    return framed(header(session, width), body, hint, height, frame_rows=frame_rows(session, height))


def _hint(session: Session) -> str:
    if session.stage is Stage.COPYING:
        return words.COPY_SKIP
    return words.DRILL_HINT if session.typed.hand is None else words.HAND_HINT


def header(session: Session, width: int) -> Row:
    """The deck's title, and how far the goal is."""
    title = (Span(f" {clean(session.run.deck.head.title)}", Tone.FAINT),)
    done, share = progress(session)
    towards = EMPTY if share is None else (Span("  "), *bar(share, _PROGRESS_WIDTH))
    return apart(title, (Span(done, Tone.FAINT), *towards, Span(" ")), width)


def progress(session: Session) -> tuple[str, float | None]:
    """How much is done in words, and as a share of the goal where there is one."""
    if session.stage is Stage.COPYING and session.copying is not None:
        typed, asked = len(session.copying.samples_ms), len(session.copying.texts)
        return f"{typed} of {asked}", typed / asked
    if _is_again(session):
        return words.again(len(session.redrill) + (session.stage is Stage.ASKING)), None
    if session.goal.minutes is not None:
        minutes = session.active_ns / 60e9
        cells = int(minutes / session.goal.minutes * _PROGRESS_WIDTH)
        return f"{int(minutes)} of {session.goal.minutes:g} min", cells / _PROGRESS_WIDTH
    done = session.measured
    if session.goal.responses is None:
        return kit_words.answers(done), None
    return f"{done:,} of {session.goal.responses:,}", done / session.goal.responses


def _is_again(session: Session) -> bool:
    """Missed items are gone through once more, beside the goal."""
    if session.showing is not None:
        return Flag.REDRILL in session.showing.flags
    corrects = session.stage is Stage.CORRECTION and bool(session.responses)
    return corrects and Flag.REDRILL in session.responses[-1].flags


def _copying(session: Session, width: int, room: int) -> Iterator[Row]:
    copying = session.copying
    if copying is None:
        return
    intro = (
        centred((Span(words.COPY_TITLE, Tone.STRONG),), width),
        *(centred(row, width) for row in wrapped(words.COPY_WHY, width - 4)),
    )
    yield from intro
    prompt = in_words(copying.text, width)
    typed = typed_rows(session.typed.text, session.run.field, width)
    yield from stacked(Stack(prompt, typed, (centred(notice_row(session), width),)), room - len(intro))
