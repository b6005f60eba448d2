"""The two pages where a session rests: a pause and the break between blocks. No prompt is shown here."""

from __future__ import annotations

from drillgrok.model.drawing import Span, Tone
from drillgrok.model.log import Outcome
from drillgrok.practice.camp import DAY, camp_rest
from drillgrok.practice.state import PauseReason, Session
from drillgrok.practice.summary import block_tally, hurried
from drillgrok.screens.drill import words
from drillgrok.screens.drill.page import header
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.help import legend, middle, title
from drillgrok.screens.kit.page import EMPTY, Page, Row, block, centred, packed, wrapped
from drillgrok.screens.kit.question import notice_row

_READABLE = 68
"""Columns that a sentence is read in at ease."""
_PAUSED = {
    PauseReason.ASKED: words.PAUSED,
    PauseReason.IDLE: words.PAUSED_IDLE,
    PauseReason.SUSPENDED: words.PAUSED_SUSPENDED,
}


def coach_rows(session: Session, width: int) -> tuple[Row, ...]:
    """What the coach says, if anything, and a free row below it."""
    return _sentence(session.advice.words, width)


def _sentence(said: str, width: int) -> tuple[Row, ...]:
    if not said:
        return ()
    return (*block(wrapped(said, min(width - 8, _READABLE)), width), EMPTY)


def pause_page(session: Session, width: int, height: int, *, said: str = "") -> Page:
    """The prompt is away; what can be done instead. `said` is what a key of the pause did."""
    voided = bool(session.responses) and session.responses[-1].outcome is Outcome.VOID
    truth = words.PAUSE_VOIDED if voided else words.PAUSE_STORED
    rows = (
        title(_PAUSED[session.pause_reason], width),
        centred((Span(truth, Tone.FAINT),), width),
        EMPTY,
        *legend(words.PAUSE_MENU, width),
        centred((Span(said),) if said else notice_row(session), width),
    )
    return (header(session, width), *middle(rows, height - 1))


def camp_words(session: Session, block: int) -> str:
    """What a camp plans after the last block of so many answers; empty outside a camp. Who is tired is planned for no
    more."""
    rest = camp_rest(session.goal, session.measured, block)
    if rest is None:
        return ""
    return words.CAMP_ENDS if session.advice.rest else words.camp_rest(rest.minutes, rest.done, DAY)


def break_page(session: Session, width: int, height: int, *, said: str = "") -> Page:
    """Between two blocks: how much was done, and how the practised items went. `said` is what a key did there."""
    practised = block_tally(session)
    done = session.measured - session.block_started
    rows = (
        centred((Span(said),) if said else notice_row(session), width),
        EMPTY,
        title(words.BREAK, width),
        EMPTY,
        centred((Span(kit_words.answers(done)),), width),
        centred((Span(f"{words.PRACTISED}: {words.of_total(practised.right, practised.n)}"),), width),
        *((centred((Span(words.hurried(too_fast)),), width),) if (too_fast := hurried(session)) else ()),
        EMPTY,
        *_sentence(camp_words(session, done), width),
        *coach_rows(session, width),
    )
    go_on = centred((Span(f"  {words.BREAK_GO_ON}  ", Tone.KEY),), width)
    hint = centred((Span(words.BREAK_HINT, Tone.FAINT),), width)
    return (header(session, width), *middle((*packed(rows, height - 3), go_on), height - 2), hint)
