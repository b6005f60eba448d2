"""The item that is asked, as every screen shows it: its prompt, its answer, its time, and what came of it. Nothing here
looks at whether it is practised or held out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from drillgrok.console.text import clean
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, words_of
from drillgrok.model.deck import Symbols
from drillgrok.model.drawing import Drawing, DrawnLine, LargerDrawing, Span, Tone
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Item
from drillgrok.model.log import PLAIN, Outcome
from drillgrok.practice.deadlines import factor_name
from drillgrok.practice.state import Correction, Notice, Run, Session, Stage
from drillgrok.screens.kit import words
from drillgrok.screens.kit.letters import large, size_for
from drillgrok.screens.kit.page import (
    EMPTY,
    FRAME_ROWS,
    LEAST_FRAME_ROWS,
    MIN_HEIGHT,
    MIN_WIDTH,
    Row,
    bar,
    block,
    broken,
    centred,
    drawn,
    full_cells,
    width_of,
    wrapped,
)
from drillgrok.screens.kit.stack import Stack, air_of, in_words, is_roomy, stacked, typed_rows

_TIGHT_ROWS: Final = 3
"""Answer, time bar and notice, or the right answer, the given one and how to go on, under a picture that needs the
rest."""
_BAR_WIDTH: Final = 40
_MOST_KEYS_NAMED: Final = 12
_MOST_SIGNS_NAMED: Final = 20
_LOOKED_AT: Final = 60
"""Prompts that a deck's letters are measured on."""

NOTICES: Final = {
    Notice.NONE: "",
    Notice.RIGHT: f"{RIGHT_SIGN} {words.RIGHT}",
    Notice.NOTED: f"{words.NOTED_SIGN} {words.NOTED}",
    Notice.NOTED_EXPLAINED: f"{words.NOTED_SIGN} {words.NOTED_EXPLAINED}",
    Notice.LOOSENED: words.LOOSENED,
    Notice.UNDONE: words.UNDONE,
    Notice.UNDONE_BEFORE: words.UNDONE_BEFORE,
    Notice.NOTHING_TO_UNDO: words.NOTHING_TO_UNDO,
    Notice.CHECK_STAYS: words.CHECK_STAYS,
    Notice.AHA_ASKED: words.AHA_ASKED,
    Notice.AHA: words.AHA,
    Notice.NOTE_KEPT: words.NOTE_KEPT,
    Notice.OLDER_DECK: words.OLDER_DECK,
    Notice.NO_RULE_FOUND: words.NO_RULE_FOUND,
    Notice.UNHEARD: words.UNHEARD,
    Notice.BACK: "",
    Notice.CHECK: words.CHECK,
    Notice.TIME: "",
    Notice.LEAD: "",
    Notice.BAR_HIDDEN: words.BAR_HIDDEN,
    Notice.BAR_SHOWN: words.BAR_SHOWN,
    Notice.NO_LEAD: words.NO_LEAD,
    Notice.NOT_AN_ANSWER: words.NOT_AN_ANSWER,
    Notice.NOT_COPIED: words.NOT_COPIED,
}
"""The sentence of each notice."""
_OF_THE_LAST: Final = frozenset({Notice.RIGHT, Notice.NOTED})
"""What came of the answer that was given last."""


def room_needed(session: Session) -> tuple[int, int]:
    """Columns and rows that the terminal must have for what the session shows now."""
    drawing = session.drawing(session.last_event.mono_ns) if session.stage is Stage.ASKING else None
    if drawing is None:
        return MIN_WIDTH, MIN_HEIGHT
    width = max((sum(cell_len(span.text) for span in line) for line in drawing.lines), default=0)
    return max(MIN_WIDTH, width), max(MIN_HEIGHT, len(drawing.lines) + LEAST_FRAME_ROWS + _TIGHT_ROWS)


def question_rows(session: Session, *, now_ns: int, width: int, height: int) -> Iterator[Row]:
    """The body of the page for ASKING or CORRECTION at the monotonic time `now_ns`."""
    room = height - frame_rows(session, height)
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
    frame = frame_rows(session, height)
    room = height - frame
    asked = _asked(session, now_ns, width, room)
    shown, larger = _largest(drawing, width, room)
    rows = drawn(shown)
    drawing_width = max(map(width_of, rows), default=0)
    column -= max((width - drawing_width) // 2, 0)
    row -= frame - 1 + air_of(asked, room)[0]
    if not (0 <= column < drawing_width and 0 <= row < len(rows)):
        return None
    return (column, row) if larger is None else larger.cell(column, row)


def frame_rows(session: Session, height: int) -> int:
    """Rows of the frame: without air below the header where the picture that was asked needs the row."""
    picture = session.correction.drawing if session.correction else session.drawing(session.last_event.mono_ns)
    rows = 0 if picture is None else len(picture.lines)
    return FRAME_ROWS if rows + FRAME_ROWS + _TIGHT_ROWS < height else LEAST_FRAME_ROWS


def _largest(drawing: Drawing, width: int, room: int) -> tuple[Drawing, LargerDrawing | None]:
    """The picture as large as there is room for, and what it was made by; None where it is the smallest."""
    made, larger = None, drawing.larger
    while larger is not None:
        columns, rows = larger.size
        if columns > width or rows > room - _TIGHT_ROWS:
            break
        made, drawing = larger, larger.drawing()
        larger = drawing.larger
    return drawing, made


def notice_words(session: Session) -> str:
    """The sentence of the notice that stands now; a refusal says what can be typed."""
    if session.notice is Notice.TIME:
        return words.time_given(factor_name(session.time_factor))
    if session.notice is Notice.LEAD:
        return words.LEADS[session.lead]
    if session.notice is Notice.BACK:
        return words.back_after(session.away_days, session.standing.earned)
    if session.notice is not Notice.NOT_AN_ANSWER:
        return NOTICES[session.notice]
    taken = what_is_taken(session.run.field)
    if taken == words.TAKES_A_NUMBER and session.typed.text:
        taken = words.ANOTHER_NUMBER  # which ones there are may be half of a rule
    return f"{words.NOT_AN_ANSWER} {taken}"


def what_is_taken(field: AnswerField) -> str:
    """What can be given in a field, in a few words."""
    if field.kind is AnswerKind.MOVE:
        return words.TAKES_MOVES
    if field.kind is AnswerKind.TAPS:
        return words.takes_keys(sorted(field.alphabet or ()))
    if field.kind is AnswerKind.CHOICE:
        return words.takes_numbers_to(len(field.choices)) if field.choices else words.TAKES_A_NUMBER
    if field.kind is AnswerKind.KEY and field.closed and len(field.closed) <= _MOST_KEYS_NAMED:
        return words.takes_keys(sorted(field.closed))
    if field.kind is AnswerKind.DIGITS:
        return words.TAKES_NUMBERS if field.form is AnswerForm.SET else words.TAKES_A_NUMBER
    return (
        words.takes_signs(sorted(field.alphabet)) if field.alphabet and len(field.alphabet) <= _MOST_SIGNS_NAMED else ""
    )


def notice_row(session: Session) -> Row:
    """The short word beside the drill, or an empty row. What came of the answer before says so: the next item stands
    there already."""
    text = notice_words(session)
    if not text:
        return EMPTY
    said = Span(text, Tone.RIGHT if session.notice is Notice.RIGHT else Tone.PLAIN)
    return (Span(f"{words.LAST_ANSWER} ", Tone.FAINT), said) if session.notice in _OF_THE_LAST else (said,)


def change_at_ns(session: Session, now_ns: int) -> int | None:
    """When the drawing of the item that is asked changes next by itself; None when it waits for a key."""
    showing, hand = session.showing, session.typed.hand
    if showing is None or showing.painted_ns is None or hand is None:
        return None
    change_ms = hand.changes_at_ms(showing.elapsed_ms(now_ns))
    return None if change_ms is None else showing.painted_ns + change_ms * 1_000_000


def time_left(session: Session, now_ns: int) -> int:
    """Cells of the time bar that are full."""
    showing = session.showing
    if showing is None or not showing.deadline_ms:
        return 0
    return full_cells(1 - showing.spent_ns(now_ns) / (showing.deadline_ms * 1e6), _BAR_WIDTH)


def _asked(session: Session, now_ns: int, width: int, room: int) -> Stack:
    showing = session.showing
    if showing is None:
        return Stack((), (), ())
    prompt = prompt_rows(session.run, showing.item, session.drawing(now_ns), width, room)
    left = time_left(session, now_ns) / _BAR_WIDTH
    time_row = EMPTY if session.bar_hidden or not showing.deadline_ms else centred(bar(left, _BAR_WIDTH), width)
    answer = _answer_rows(session, showing.item, width, roomy=is_roomy(prompt, room))
    below = (time_row, centred(notice_row(session), width), EMPTY)
    return Stack(prompt, answer, below if len(prompt) + len(answer) + len(below) <= room else below[:-1])


def _correction(session: Session, correction: Correction, width: int, room: int) -> Iterator[Row]:
    prompt = prompt_rows(session.run, correction.prompt, correction.picture, width, room)
    roomy = is_roomy(prompt, room) and correction.picture is None
    told = clean(words_of(correction.corrected.right))
    letters = large(told, width - 2, _answer_letters_of(session.run, width)) if roomy else None
    answer = block(((Span(row, Tone.STRONG),) for row in letters), width) if letters else ()
    said = block(_beside_each_other(correction, width), width)
    reason: Row = (Span(clean(correction.corrected.reason), Tone.STRONG),)
    notice = notice_row(session)
    go_on: Row = (Span(_going_on(correction.corrected), Tone.STRONG),)
    if letters:
        together = (*notice, Span("   "), *go_on) if notice else go_on
        yield from stacked(Stack(prompt, answer, (*said, centred(together, width))), room)
    else:
        below = tuple(centred(row, width) for row in (reason, notice, go_on))
        spare = room - len(prompt) - len(said)
        kept = below if spare >= len(below) else (centred((*reason, Span("   "), *go_on), width),)
        yield from stacked(Stack(prompt, said, kept), room)


def _beside_each_other(correction: Correction, width: int) -> Iterator[Row]:
    """The right answer, and below it the one that was given, or why there is none; long ones in several rows."""
    right, given = correction.corrected.right, correction.corrected.given
    names = (
        f"{RIGHT_SIGN} {words.RIGHT_ANSWER}",
        f"{WRONG_SIGN} {no_answer(correction) or words.YOU_SAID}",
    )
    widest = max(map(cell_len, names)) if given else cell_len(names[0])
    for name, tone, line in zip(names, (Tone.RIGHT, Tone.WRONG), (right, given), strict=True):
        first, *more = broken(_cleaned(line), width - widest - 4)
        yield (Span(name.ljust(widest + 2) if line else name, tone), *first)
        yield from ((Span(" " * (widest + 2)), *row) for row in more)


def _cleaned(line: DrawnLine) -> Row:
    return tuple(span._replace(text=clean(span.text)) for span in line)


def _going_on(corrected: Corrected) -> str:
    """The keys of a correction: those that look or listen, then any other."""
    ways = [words.GO_THROUGH] * (len(corrected.frames) > 1)
    return " · ".join((*ways, words.GO_ON))


def no_answer(correction: Correction) -> str:
    """Why nothing was answered, in words; empty where something was."""
    return {Outcome.TIMED_OUT: words.TIME_IS_UP, Outcome.PASSED: words.DONT_KNOW}.get(correction.outcome, "")


def correction_words(correction: Correction) -> str:
    """A miss in one line: what was said, or that nothing was, what was wrong with it, and the right answer."""
    right, given = (clean(text) for text in correction.corrected.spoken)
    said = no_answer(correction) or words.WRONG
    told = [f"{WRONG_SIGN} {said}", words.given(given) if given else "", clean(correction.corrected.reason)]
    return f"{', '.join(filter(None, told))}; {words.RIGHT_ANSWER}: {right}"


def prompt_rows(run: Run, item: Item, drawing: Drawing | None, width: int, room: int) -> tuple[Row, ...]:
    """What is asked: its picture as large as there is room for, or its words in the size of the deck's letters."""
    if drawing is not None:
        return block(drawn(_largest(drawing, width, room)[0]), width)
    return in_words(item.prompt, width, _letters_of(run, width) if item.presentation == PLAIN else 0)


def _letters_of(run: Run, width: int) -> int:
    """The size of a deck's prompts: what is asked next is never larger than what was asked before."""
    return _one_size("prompts", run, width, width - 4, lambda index: run.item(index).prompt)


def _answer_letters_of(run: Run, width: int) -> int:
    """The size of its right answers, as they stand after a miss."""
    items, symbols = run.deck.items, run.symbols

    def told(index: int) -> str:
        return clean(words_of(items.corrected(index, run.item(index), "", symbols).right))

    return _one_size("answers", run, width, width - 2, told)


def _one_size(what: str, run: Run, width: int, room: int, text_of: Callable[[int], str]) -> int:
    """The size in which all of a deck's texts of a kind can be written; where one of them cannot be, none is large."""
    known = what, run.deck.head.version, run.symbols, width
    if known not in _letter_sizes:
        count = len(run.deck.items)
        texts = map(text_of, range(0, count, max(1, count // _LOOKED_AT)))
        _letter_sizes[known] = size_for(texts, room)
    return _letter_sizes[known]


_letter_sizes: dict[tuple[str, str, Symbols, int], int] = {}
"""By what is written, a deck's version, its run's alphabet and the width: measured once."""


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
