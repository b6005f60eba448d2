"""The item that is asked, as every screen shows it: its prompt, its answer, its time, and what came of it. Nothing here
looks at whether it is practised or held out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from drillgrok.console.text import clean
from drillgrok.model.drawing import Drawing, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import Outcome
from drillgrok.practice.state import Correction, Notice, Session, Stage
from drillgrok.screens.kit import words
from drillgrok.screens.kit.letters import large
from drillgrok.screens.kit.page import (
    EMPTY,
    FRAME_ROWS,
    HEADER_ROWS,
    MIN_HEIGHT,
    MIN_WIDTH,
    Row,
    bar,
    block,
    centred,
    drawn,
    width_of,
    wrapped,
)
from drillgrok.screens.kit.stack import Stack, air_of, in_words, is_roomy, stacked, typed_rows

_TIGHT_ROWS: Final = 4
"""Answer, time bar, notice and how to go on, under a picture that needs the rest."""
_BAR_WIDTH: Final = 40
_MOST_KEYS_NAMED: Final = 12
_MOST_GIVEN: Final = 30
"""Characters of an answer that is said back."""

NOTICES: Final = {
    Notice.NONE: "",
    Notice.RIGHT: f"{words.RIGHT_SIGN} {words.RIGHT}",
    Notice.NOTED: f"{words.NOTED_SIGN} {words.NOTED}",
    Notice.NOTED_EXPLAINED: f"{words.NOTED_SIGN} {words.NOTED_EXPLAINED}",
    Notice.LOOSENED: words.LOOSENED,
    Notice.UNDONE: words.UNDONE,
    Notice.NOTHING_TO_UNDO: words.NOTHING_TO_UNDO,
    Notice.AHA: words.AHA,
    Notice.NOTE_KEPT: words.NOTE_KEPT,
    Notice.OLDER_DECK: words.OLDER_DECK,
    Notice.NO_RULE_FOUND: words.NO_RULE_FOUND,
    Notice.UNHEARD: words.UNHEARD,
    Notice.NOT_AN_ANSWER: words.NOT_AN_ANSWER,
}
"""The sentence of each notice."""


def room_needed(session: Session) -> tuple[int, int]:
    """Columns and rows that the terminal must have for what the session shows now."""
    drawing = session.drawing(session.last_event.mono_ns) if session.stage is Stage.ASKING else None
    if drawing is None:
        return MIN_WIDTH, MIN_HEIGHT
    width = max((sum(cell_len(span.text) for span in line) for line in drawing.lines), default=0)
    return max(MIN_WIDTH, width), max(MIN_HEIGHT, len(drawing.lines) + FRAME_ROWS + _TIGHT_ROWS)


def question_rows(session: Session, *, now_ns: int, width: int, height: int) -> Iterator[Row]:
    """The body of the page for ASKING or CORRECTION at the monotonic time `now_ns`."""
    room = height - FRAME_ROWS
    if session.stage is Stage.CORRECTION and session.correction is not None:
        return _correction(session, session.correction, width, room)
    return stacked(_asked(session, now_ns, width, room), room)


def cell_of_drawing(
    session: Session, column: int, row: int, *, now_ns: int, width: int, height: int
) -> tuple[int, int] | None:
    """The column and row, from 0, of the shown drawing at a cell of the page; None beside it."""
    drawing = session.drawing(now_ns) if session.stage is Stage.ASKING else None
    if drawing is None:
        return None
    room = height - FRAME_ROWS
    asked = _asked(session, now_ns, width, room)
    rows = drawn(drawing)
    drawing_width = max(map(width_of, rows), default=0)
    column -= max((width - drawing_width) // 2, 0)
    row -= HEADER_ROWS + air_of(asked, room)[0]
    return (column, row) if 0 <= column < drawing_width and 0 <= row < len(rows) else None


def notice_row(session: Session) -> Row:
    """The short word beside the drill, or an empty row."""
    text = NOTICES[session.notice]
    return (Span(text, Tone.RIGHT if session.notice is Notice.RIGHT else Tone.PLAIN),) if text else EMPTY


def change_at_ns(session: Session, now_ns: int) -> int | None:
    """When the drawing of the item that is asked changes next by itself; None when it waits for a key."""
    showing, hand = session.showing, session.typed.hand
    if showing is None or showing.painted_ns is None or hand is None:
        return None
    change_ms = hand.changes_at_ms(showing.elapsed_ms(now_ns))
    return None if change_ms is None else showing.painted_ns + change_ms * 1_000_000


def _asked(session: Session, now_ns: int, width: int, room: int) -> Stack:
    showing = session.showing
    if showing is None:
        return Stack((), (), ())
    prompt = _prompt(showing.item, session.drawing(now_ns), width)
    spent_ns = 0 if showing.painted_ns is None else now_ns - showing.painted_ns
    left = 1 - spent_ns / (showing.deadline_ms * 1e6)
    time_row = EMPTY if session.bar_hidden else centred(bar(left, _BAR_WIDTH), width)
    answer = _answer_rows(session, showing.item, width, roomy=is_roomy(prompt, room))
    return Stack(prompt, answer, (time_row, centred(notice_row(session), width), EMPTY))


def _correction(session: Session, correction: Correction, width: int, room: int) -> Iterator[Row]:
    prompt = _prompt(correction.prompt, correction.drawing, width)
    right = clean(correction.right)
    letters = large(right, width - 2) if is_roomy(prompt, room) else None
    answer = (
        block(((Span(row, Tone.STRONG),) for row in letters), width)
        if letters
        else (centred((Span(f"{words.RIGHT_ANSWER}  "), Span(f" {right} ", Tone.KEY)), width),)
    )
    said: Row = (Span(f"{words.WRONG_SIGN} {what_happened(correction)}", Tone.WRONG),)
    if letters:
        said = (*said, Span(f"   {words.RIGHT_ANSWER} {right}", Tone.PLAIN))
    go_on = (Span(words.GO_ON, Tone.STRONG),)
    below = (said, notice_row(session), go_on)
    yield from stacked(Stack(prompt, answer, tuple(centred(row, width) for row in below)), room)


def what_happened(correction: Correction) -> str:
    """A miss in words: what was said, or that nothing was."""
    if correction.outcome is Outcome.TIMED_OUT:
        return words.TIME_IS_UP
    if correction.outcome is Outcome.PASSED:
        return words.DONT_KNOW
    given = clean(correction.given)
    if len(given) > _MOST_GIVEN:  # taps with their times, a long line of moves: the picture beside it has them
        return words.WRONG
    return f"{words.WRONG}, {words.given(given)}"


def _prompt(item: Item, drawing: Drawing | None, width: int) -> tuple[Row, ...]:
    if drawing is not None:
        return block(drawn(drawing), width)
    return in_words(item.prompt, width)


def _answer_rows(session: Session, item: Item, width: int, *, roomy: bool) -> tuple[Row, ...]:
    """Where the answer is given. Under a picture the prompt's words stand here, for the picture took their place."""
    field = session.run.field
    if session.typed.hand is not None:
        return tuple(centred(row, width) for row in wrapped(item.prompt, width - 4))
    question = () if item.drawing is None else (Span(f"{clean(item.prompt)}  "),)
    keys = _keys(item.choices or field.choices, field)
    if keys:
        return tuple(centred(row, width) for row in _packed((question, *keys), width))
    return typed_rows(session.typed.text, field, width, question=question, roomy=roomy)


def _keys(choices: tuple[str, ...], field: AnswerField) -> tuple[Row, ...]:
    """The keys that are whole answers, each with its meaning; none where the answer is typed."""
    if field.kind is AnswerKind.CHOICE:
        named = [(str(place), clean(choice)) for place, choice in enumerate(choices, start=1)]
    elif field.kind is AnswerKind.KEY and field.closed and len(field.closed) <= _MOST_KEYS_NAMED:
        named = [(clean(key), "") for key in sorted(field.closed)]
    else:
        return ()
    return tuple(
        (Span(f" {key} ", Tone.KEY), Span(" " if meaning in {"", key} else f" {meaning}  ")) for key, meaning in named
    )


@lru_cache(maxsize=64)
def _packed(groups: tuple[Row, ...], width: int) -> tuple[Row, ...]:
    """Groups of pieces one after the other, in as few rows as they need, and those about equally long."""
    widest = max(map(width_of, groups))
    fewest = len(_rows_within(groups, width))
    narrowest = next(w for w in range(widest, max(width, widest) + 1) if len(_rows_within(groups, w)) <= fewest)
    return _rows_within(groups, narrowest)


def _rows_within(groups: tuple[Row, ...], width: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    row: Row = EMPTY
    for group in groups:
        if row and width_of(row) + width_of(group) > width:
            rows.append(row)
            row = EMPTY
        row = (*row, *group)
    return (*rows, row)
