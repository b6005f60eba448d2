"""What is shown and heard, as neutral values: spans of text in tones, notes in time, and the hand that answers on the
picture itself. No colours and no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """How a span should stand out; a screen maps tones to colours and, without colours, to nothing or to signs."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    ACCENT = "accent"
    METAL = "metal"
    SHADE = "shade"
    LIGHT = "light"
    """The ground of a board's light square; what is written in it shows without colours only. So DARK and MARKED."""
    DARK = "dark"
    MARKED = "marked"
    WHITE_ON_LIGHT = "white_on_light"
    """A white piece on that ground, and so on."""
    WHITE_ON_DARK = "white_on_dark"
    WHITE_ON_MARKED = "white_on_marked"
    BLACK_ON_LIGHT = "black_on_light"
    BLACK_ON_DARK = "black_on_dark"
    BLACK_ON_MARKED = "black_on_marked"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a domain hands over instead of colours or widgets: lines of spans, and the same in words.

    `spoken` is what `--plain` prints and a screen reader can read; it must hold as much as the picture does.
    """

    lines: tuple[tuple[Span, ...], ...]
    spoken: str

    @property
    def width(self) -> int:
        """Cells of the widest line, counting one cell a character."""
        return max((sum(len(span.text) for span in line) for line in self.lines), default=0)


def text_drawing(text: str) -> Drawing:
    """A prompt that is only text, as large and plain as the screen likes to show it."""
    return Drawing(tuple((Span(line, Tone.STRONG),) for line in text.split("\n")), spoken=text)


@dataclass(frozen=True, slots=True)
class Note:
    """One tone of a sound."""

    midi: float
    """Pitch: 69 is the A of 440 Hz, 1 is an equal-tempered semitone."""
    start_ms: int
    length_ms: int
    loudness: float = 1.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a domain hands over to be played. `spoken` names what is heard without giving an answer away."""

    notes: tuple[Note, ...]
    spoken: str

    @property
    def length_ms(self) -> int:
        """Until its last tone has ended."""
        return max((note.start_ms + note.length_ms for note in self.notes), default=0)


class Hand(Protocol):
    """An answer that is given on the picture itself: a move on a board, taps in time. Values: every method returns
    another hand. Times are milliseconds since the prompt's first paint."""

    @property
    def text(self) -> str:
        """The answer as it stands, in the canonical form that is stored and judged; empty before the first key."""

    @property
    def done(self) -> bool:
        """The answer is whole and submits itself."""

    @property
    def slipped(self) -> bool:
        """The last key, click or line can be part of no answer: a typo, said beside the drill and not counted."""

    def drawing(self, elapsed_ms: int) -> Drawing:
        """What stands on the screen now."""

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """When the drawing changes next by itself; None when it waits for a key."""

    def key(self, name: str, char: str | None, elapsed_ms: int) -> Hand:
        """After a key as the terminal names it: `enter`, `left`, `backspace`, `a`; `char` when printable."""

    def click(self, column: int, row: int, elapsed_ms: int) -> Hand:
        """After a press of the mouse on a cell of the drawing, counted from 0."""

    def line(self, text: str) -> Hand:
        """After a whole line at once, in the drill by lines."""
