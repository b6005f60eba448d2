"""Prompt, answer and what stands below, one above the other: each in a place that is the same for every item of its
height."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from drillgrok.console.text import clean
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import AnswerField
from drillgrok.screens.kit.letters import ROWS, can_be_large, large
from drillgrok.screens.kit.page import CARET, EMPTY, Row, block, centred, filled, wrapped

_ROOMY_ROWS = ROWS + 4
"""Room for the answer in large letters, with rows of air above and below."""
_OPEN_ANSWER_CHARS = 6
"""Places kept for an answer whose length no closed set tells."""


class Stack(NamedTuple):
    """A page from the top down: rows of the prompt, of the answer, and what stands below."""

    prompt: tuple[Row, ...]
    answer: tuple[Row, ...]
    below: tuple[Row, ...]


def stacked(parts: Stack, room: int) -> Iterator[Row]:
    """The rows of a page with so much room."""
    above, air = air_of(parts, room)
    slot = _slot(parts, room)
    yield from (EMPTY,) * above
    yield from parts.prompt
    if air >= 1:
        yield EMPTY
    yield from filled(parts.answer if len(parts.answer) == slot else (EMPTY, *parts.answer), slot)
    if air == 2:
        yield EMPTY
    yield from parts.below


def air_of(parts: Stack, room: int) -> tuple[int, int]:
    """Free rows above the prompt, and round the answer."""
    spare = room - len(parts.prompt) - _slot(parts, room) - len(parts.below)
    round_answer = min(2, max(spare, 0))
    return max(spare - round_answer, 0) // 2, round_answer


def _slot(parts: Stack, room: int) -> int:
    """Rows kept for the answer."""
    return ROWS if is_roomy(parts.prompt, room) else max(1, len(parts.answer))


def is_roomy(prompt: tuple[Row, ...], room: int) -> bool:
    """Whether the answer may be in large letters below this prompt."""
    return room - len(prompt) >= _ROOMY_ROWS


def in_words(text: str, width: int, size: int = 0) -> tuple[Row, ...]:
    """A prompt in large letters, of this size at most, where they can say it, else in strong ones."""
    letters = large(text, width - 4, size)
    if letters is not None:
        return block(((Span(row, Tone.STRONG),) for row in letters), width)
    lines = [row for line in text.split("\n") for row in wrapped(line, width - 8, Tone.STRONG)]
    return tuple(centred(row, width) for row in lines)


def typed_rows(
    typed: str, field: AnswerField, width: int, *, question: Row = EMPTY, roomy: bool = True
) -> tuple[Row, ...]:
    """What was typed so far and where the next character goes; its left edge stays put while typing."""
    text = clean(typed)
    longest = max(map(cell_len, field.closed), default=1) if field.closed else _OPEN_ANSWER_CHARS
    places = max(longest, cell_len(text)) + 1
    roomy = roomy and can_be_large(field.alphabet or frozenset())
    letters = large(f"{text}_".ljust(places), width - 4) if roomy else None
    if letters is not None:
        *upper, last = letters
        written = large(text, width - 4) if text else None
        at = len(written[0]) if written else 0
        rows: tuple[Row, ...] = (*((Span(row),) for row in upper), (Span(last[:at]), CARET, Span(last[at:])))
        return block(rows, width)
    row = (
        *question,
        Span("› ", Tone.FAINT),
        Span(text, Tone.STRONG),
        CARET,
        Span(" ", Tone.KEY),
        Span(" " * (places - cell_len(text))),
    )
    return (centred(row, width),)
