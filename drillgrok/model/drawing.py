"""What is shown and heard, as neutral values: spans of text in tones, notes in time, and the hand that answers on the
picture itself. No colours and no widgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple, Protocol


class Tone(StrEnum):
    """How a span should stand out; a screen maps tones to colours and, without colours, to nothing or to signs."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    ACCENT = "accent"
    METAL = "metal"
    SHADE = "shade"
    WHITE = "white"
    """A white piece on a board's ground; so BLACK."""
    BLACK = "black"
    GROUND = "ground"
    """The ground's own colour: what is written so shows where there are no colours only."""
    RIGHT = "right"
    WRONG = "wrong"
    KEY = "key"
    """A key to press: reversed, so that it looks like a key on any background."""


class Ground(StrEnum):
    """What a span stands on: the terminal's own background unless it is a square of a board."""

    OPEN = "open"
    LIGHT = "light"
    DARK = "dark"
    MARKED = "marked"


class Span(NamedTuple):
    """A run of characters in one tone."""

    text: str
    tone: Tone = Tone.PLAIN
    ground: Ground = Ground.OPEN


DrawnLine = tuple[Span, ...]
"""One line of a drawing, from the left."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a domain hands over instead of colours or widgets: lines of spans, and the same in words.

    `spoken` is what `--plain` prints and a screen reader can read; it must hold as much as the picture does.
    """

    lines: tuple[DrawnLine, ...]
    spoken: str
    larger: LargerDrawing | None = field(default=None, compare=False)
    """The same picture for a terminal with more room; made when it is shown."""

    @property
    def width(self) -> int:
        """Cells of the widest line, counting one cell a character."""
        return max((sum(len(span.text) for span in line) for line in self.lines), default=0)


class LargerDrawing(Protocol):
    """A picture that can be drawn larger."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows that it takes."""

    def drawing(self) -> Drawing:
        """It, with what may be larger still."""

    def cell(self, column: int, row: int) -> tuple[int, int]:
        """The cell of the smallest drawing that stands for one of this, counted from 0."""


@dataclass(frozen=True, slots=True)
class Note:
    """One tone of a sound."""

    midi: float
    """Pitch: 69 is the A of 440 Hz, 1 is an equal-tempered semitone."""
    start_ms: int
    length_ms: int
    loudness: float = 1.0
    """0 to 1."""
    steady: bool = False
    """It lasts as loud as it began, as a drone does."""


TOLD_MS: Final = 100
"""A tone's pitch is told within a tenth of a second."""


TIMBRES: Final = 4
"""Instruments that a sound may be played by, numbered from 0."""


@dataclass(frozen=True, slots=True)
class Home:
    """The key that a sound lies in, to be heard apart from it. A domain names it only where that tells nothing that the
    sound does not tell by itself."""

    cadence: tuple[Note, ...]
    """Chords that lead to it, from 0 ms on."""
    drone: tuple[float, ...]
    """What may sound below all along, the first degree first; pitches as of a Note."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a domain hands over to be played. `spoken` names what is heard without giving an answer away."""

    notes: tuple[Note, ...]
    spoken: str
    timbre: int = 0
    """Which of TIMBRES instruments plays it; nothing of an answer."""
    home: Home | None = field(default=None, compare=False)

    @property
    def length_ms(self) -> int:
        """Until its last tone has ended."""
        return max((note.start_ms + note.length_ms for note in self.notes), default=0)

    @property
    def heard_ms(self) -> int:
        """Until its last tone can be told: nobody knows the question sooner."""
        last = max(self.notes, key=lambda note: note.start_ms, default=None)
        return 0 if last is None else last.start_ms + min(last.length_ms, TOLD_MS)


class Hand(Protocol):
    """An answer that is given on the picture itself: a move on a board, taps in time. Values: every method returns
    another hand. Times are milliseconds since the prompt's first paint. A hand that says nothing of them does without
    the mouse, and waits for a key."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The answer as it stands, in the canonical form that is stored and judged; empty before the first key."""

    @property
    def done(self) -> bool:
        """The answer is whole and submits itself."""

    @property
    def unfinished(self) -> bool:
        """Something stands there that may still become a part of an answer: as long as it does, Enter does not say
        "don't know"."""
        return bool(self.text)

    @property
    def slipped(self) -> bool:
        """The last key, click or line can be part of no answer: a typo, said beside the drill and not counted."""

    def drawing(self, elapsed_ms: int) -> Drawing:
        """What stands on the screen now."""

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """When the drawing changes next by itself; None when it waits for a key."""
        return None

    def key(self, name: str, char: str | None, elapsed_ms: int) -> Hand:
        """After a key as the terminal names it: `enter`, `left`, `backspace`, `a`; `char` when printable."""

    def click(self, column: int, row: int, elapsed_ms: int) -> Hand:
        """After a press of the mouse on a cell of the drawing, counted from 0."""
        return self

    def line(self, text: str) -> Hand:
        """After a whole line at once, in the drill by lines."""

    def unmarked(self) -> Hand:
        """The same for an item that is never told right or wrong: nothing that it shows, and no key that it takes,
        depends on that."""
        return self
