"""The page of a running session: prompt, answer, time, result. Reads the state and changes nothing; whether an item is
practised or held out is never looked at here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len

from drillgrok.console.text import clean
from drillgrok.model.drawing import Drawing, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import Outcome
from drillgrok.practice.state import Correction, Notice, Session, Stage
from drillgrok.screens.drill import words
from drillgrok.screens.kit.letters import ROWS, can_be_large, large
from drillgrok.screens.kit.page import (
    EMPTY,
    MIN_HEIGHT,
    MIN_WIDTH,
    Page,
    Row,
    apart,
    bar,
    block,
    centred,
    drawn,
    filled,
    width_of,
    wrapped,
)

_FRAME_ROWS: Final = 3
"""The header, the row below it, the hint."""
_HEADER_ROWS: Final = 2
_TIGHT_ROWS: Final = 4
"""Answer, time bar, notice and how to go on, under a picture that needs the rest."""
_ROOMY_ROWS: Final = ROWS + 4
"""Room for the answer in large letters, with rows of air above and below."""
_BAR_WIDTH: Final = 40
_PROGRESS_WIDTH: Final = 20
_OPEN_ANSWER_CHARS: Final = 6
"""Places kept for an answer whose length no closed set tells."""
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
    Notice.NOT_AN_ANSWER: words.NOT_AN_ANSWER,
}
"""The sentence of each notice."""


def room_needed(session: Session) -> tuple[int, int]:
    """Columns and rows that the terminal must have for what the session shows now."""
    drawing = session.drawing(session.last_event.mono_ns) if session.stage is Stage.ASKING else None
    if drawing is None:
        return MIN_WIDTH, MIN_HEIGHT
    width = max((sum(cell_len(span.text) for span in line) for line in drawing.lines), default=0)
    return max(MIN_WIDTH, width), max(MIN_HEIGHT, len(drawing.lines) + _FRAME_ROWS + _TIGHT_ROWS)


def drill_page(session: Session, *, now_ns: int, width: int, height: int, heard: str = "") -> Page:
    """The page for COPYING, ASKING or CORRECTION at the monotonic time `now_ns`; `heard` are the keys for the ears."""
    room = height - _FRAME_ROWS
    if session.stage is Stage.COPYING:
        body = _copying(session, width, room)
    elif session.stage is Stage.CORRECTION and session.correction is not None:
        body = _correction(session, session.correction, width, room)
    else:
        body = _asking(session, now_ns, width, room)
    hint = " · ".join(filter(None, (_hint(session), heard)))
    return (header(session, width), EMPTY, *filled(body, room), (Span(f" {hint}", Tone.FAINT),))


def _hint(session: Session) -> str:
    if session.stage is Stage.COPYING:
        return words.COPY_SKIP
    return words.DRILL_HINT if session.typed.hand is None else words.HAND_HINT


def cell_of_drawing(
    session: Session, column: int, row: int, *, now_ns: int, width: int, height: int
) -> tuple[int, int] | None:
    """The column and row, from 0, of the shown drawing at a cell of the page; None beside it."""
    drawing = session.drawing(now_ns) if session.stage is Stage.ASKING else None
    if drawing is None:
        return None
    room = height - _FRAME_ROWS
    asked = _asked(session, now_ns, width, room)
    rows = drawn(drawing)
    drawing_width = max(map(width_of, rows), default=0)
    column -= max((width - drawing_width) // 2, 0)
    row -= _HEADER_ROWS + _air(asked, room)[0]
    return (column, row) if 0 <= column < drawing_width and 0 <= row < len(rows) else None


def header(session: Session, width: int) -> Row:
    """The deck's title, and how far the goal is."""
    title = (Span(f" {clean(session.run.deck.head.title)}", Tone.FAINT),)
    done, share = _progress(session)
    towards = EMPTY if share is None else (Span("  "), *bar(share, _PROGRESS_WIDTH))
    return apart(title, (Span(done, Tone.FAINT), *towards, Span(" ")), width)


def _progress(session: Session) -> tuple[str, float | None]:
    """How much is done in words, and as a share of the goal where there is one."""
    if session.stage is Stage.COPYING and session.copying is not None:
        typed, asked = len(session.copying.samples_ms), len(session.copying.texts)
        return f"{typed} of {asked}", typed / asked
    if session.goal.minutes is not None:
        minutes = session.active_ns / 60e9
        return f"{int(minutes)} of {session.goal.minutes:g} min", minutes / session.goal.minutes
    done = session.measured
    if session.goal.responses is None:
        return words.answers(done), None
    return f"{done:,} of {session.goal.responses:,}", done / session.goal.responses


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


class _Parts(NamedTuple):
    """A page from the top down: rows of the prompt, of the answer, and what stands below."""

    prompt: tuple[Row, ...]
    answer: tuple[Row, ...]
    below: tuple[Row, ...]


def _asking(session: Session, now_ns: int, width: int, room: int) -> Iterator[Row]:
    return _stacked(_asked(session, now_ns, width, room), room)


def _asked(session: Session, now_ns: int, width: int, room: int) -> _Parts:
    showing = session.showing
    if showing is None:
        return _Parts((), (), ())
    prompt = _prompt(showing.item, session.drawing(now_ns), width)
    spent_ns = 0 if showing.painted_ns is None else now_ns - showing.painted_ns
    left = 1 - spent_ns / (showing.deadline_ms * 1e6)
    time_row = EMPTY if session.bar_hidden else centred(bar(left, _BAR_WIDTH), width)
    answer = _answer_rows(session, showing.item, width, roomy=_is_roomy(prompt, room))
    return _Parts(prompt, answer, (time_row, centred(notice_row(session), width), EMPTY))


def _correction(session: Session, correction: Correction, width: int, room: int) -> Iterator[Row]:
    prompt = _prompt(correction.prompt, correction.drawing, width)
    right = clean(correction.right)
    letters = large(right, width - 2) if _is_roomy(prompt, room) else None
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
    yield from _stacked(_Parts(prompt, answer, tuple(centred(row, width) for row in below)), room)


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


def _copying(session: Session, width: int, room: int) -> Iterator[Row]:
    copying = session.copying
    if copying is None:
        return
    intro = (
        centred((Span(words.COPY_TITLE, Tone.STRONG),), width),
        *(centred(row, width) for row in wrapped(words.COPY_WHY, width - 4)),
    )
    yield from intro
    prompt = _large_or_plain(copying.text, width)
    typed = _typed(session.typed.text, session.run.field, width)
    yield from _stacked(_Parts(prompt, typed, (centred(notice_row(session), width),)), room - len(intro))


def _prompt(item: Item, drawing: Drawing | None, width: int) -> tuple[Row, ...]:
    if drawing is not None:
        return block(drawn(drawing), width)
    return _large_or_plain(item.prompt, width)


def _large_or_plain(text: str, width: int) -> tuple[Row, ...]:
    letters = large(text, width - 4)
    if letters is not None:
        return block(((Span(row, Tone.STRONG),) for row in letters), width)
    lines = [row for line in text.split("\n") for row in wrapped(line, width - 8, Tone.STRONG)]
    return tuple(centred(row, width) for row in lines)


def _is_roomy(prompt: tuple[Row, ...], room: int) -> bool:
    return room - len(prompt) >= _ROOMY_ROWS


def _stacked(parts: _Parts, room: int) -> Iterator[Row]:
    """Prompt, answer and the rows below, each in a place that is the same for every item of this height."""
    above, air = _air(parts, room)
    slot = _slot(parts, room)
    yield from (EMPTY,) * above
    yield from parts.prompt
    if air >= 1:
        yield EMPTY
    yield from filled(parts.answer if len(parts.answer) == slot else (EMPTY, *parts.answer), slot)
    if air == 2:
        yield EMPTY
    yield from parts.below


def _air(parts: _Parts, room: int) -> tuple[int, int]:
    """Free rows above the prompt, and round the answer."""
    spare = room - len(parts.prompt) - _slot(parts, room) - len(parts.below)
    round_answer = min(2, max(spare, 0))
    return max(spare - round_answer, 0) // 2, round_answer


def _slot(parts: _Parts, room: int) -> int:
    """Rows kept for the answer."""
    return ROWS if _is_roomy(parts.prompt, room) else max(1, len(parts.answer))


def _answer_rows(session: Session, item: Item, width: int, *, roomy: bool) -> tuple[Row, ...]:
    """Where the answer is given. Under a picture the prompt's words stand here, for the picture took their place."""
    field = session.run.field
    if session.typed.hand is not None:
        return tuple(centred(row, width) for row in wrapped(item.prompt, width - 4))
    question = () if item.drawing is None else (Span(f"{clean(item.prompt)}  "),)
    keys = _keys(item.choices or field.choices, field)
    if keys:
        return tuple(centred(row, width) for row in _packed((question, *keys), width))
    return _typed(session.typed.text, field, width, question=question, roomy=roomy)


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


def _typed(typed: str, field: AnswerField, width: int, *, question: Row = EMPTY, roomy: bool = True) -> tuple[Row, ...]:
    """What was typed so far and where the next character goes; its left edge stays put while typing."""
    text = clean(typed)
    longest = max(map(cell_len, field.closed), default=1) if field.closed else _OPEN_ANSWER_CHARS
    places = max(longest, cell_len(text)) + 1
    roomy = roomy and can_be_large(field.alphabet or frozenset())
    letters = large(f"{text}_".ljust(places), width - 4) if roomy else None
    if letters is not None:
        return block(((Span(row),) for row in letters), width)
    row = (
        *question,
        Span("› ", Tone.FAINT),
        Span(text, Tone.STRONG),
        Span(" ", Tone.KEY),
        Span(" " * (places - cell_len(text))),
    )
    return (centred(row, width),)
